"""What an election may do, and when."""
