"""What helpers, residents and coordinators do: profiles, times, slots, bookings, rosters."""
