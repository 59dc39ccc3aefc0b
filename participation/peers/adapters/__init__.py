"""What peer help touches outside its rooms: times taken in the database."""
