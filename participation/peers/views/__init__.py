"""Pages of peer help."""
