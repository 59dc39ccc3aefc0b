<<<<<<< HEAD
"""What helpers, residents and coordinators write, and beside which field a refusal stands."""
=======
"""Forms of peer help."""
>>>>>>> booking
