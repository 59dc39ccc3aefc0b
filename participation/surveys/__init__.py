"""Satisfaction surveys: questionnaires, waves, anonymous answers, and what they say."""
