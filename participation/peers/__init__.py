"""Peer helpers: who they are, when they are free, who meets whom, and nobody worn out."""
