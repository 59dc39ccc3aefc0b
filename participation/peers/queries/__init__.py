"""Finding helpers, their free times, and who comes."""
