"""Meetings of councils: called, held, voted, written down, signed, adopted and told."""
