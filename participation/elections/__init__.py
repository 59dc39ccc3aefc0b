"""A vote fills the seats of a council."""
