"""What the forty rules are called, what to do about each, and the words of dated facts."""
