"""Forms of peer help."""
