"""Words of peer help."""
