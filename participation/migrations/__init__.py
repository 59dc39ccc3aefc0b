"""Steps from one schema to the next, the same on both databases."""
