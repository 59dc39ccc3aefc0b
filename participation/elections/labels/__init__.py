"""The words of elections."""
