"""Peer helpers: who can help, in which language, at which hour, and nobody worn out."""
