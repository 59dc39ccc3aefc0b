"""What shows that the house holds."""
