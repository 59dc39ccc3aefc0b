<<<<<<< HEAD
"""What helpers, residents and coordinators do: profiles, times, slots, bookings, rosters."""
=======
"""What is done in peer help: booking, joining, asking, telling, forgetting."""
>>>>>>> booking
