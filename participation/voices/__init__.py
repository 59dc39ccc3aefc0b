"""What residents say to their council: said, read by a human, kept, discussed, answered."""
