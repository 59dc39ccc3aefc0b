"""What people write of elections."""
