"""Who speaks for the residents: councils, their colleges, seats and terms."""
