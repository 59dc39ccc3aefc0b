"""Who: people, their roles in services, their ways in, and the table of who may do what."""
