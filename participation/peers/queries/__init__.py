<<<<<<< HEAD
"""Finding helpers, their times, what is scheduled, and who comes."""
=======
"""Finding helpers, their free times, and who comes."""
>>>>>>> booking
