"""Words of elections."""
