"""Files that people attach, and the papers of a meeting."""
