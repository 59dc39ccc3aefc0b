"""What helpers, residents and coordinators write, and beside which field a refusal stands."""
