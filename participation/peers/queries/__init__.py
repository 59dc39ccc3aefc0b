"""Finding helpers, their times, what is scheduled, and who comes."""
