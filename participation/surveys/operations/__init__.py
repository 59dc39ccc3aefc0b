"""Writing: questionnaires, campaigns and their stages, answers, comments."""
