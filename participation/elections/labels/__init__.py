<<<<<<< HEAD
"""Words of elections."""
=======
"""The words of elections."""
>>>>>>> process
