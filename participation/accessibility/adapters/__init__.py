"""What the room needs of the outside: sound coding, the machine's voice, clips on disk."""
