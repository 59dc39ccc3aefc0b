"""Deeds of an election, from its preparation to the terms that it opens."""
