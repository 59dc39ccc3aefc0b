"""What became of what I said: promises made after a survey, their owner, date and state."""
