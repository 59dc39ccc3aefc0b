"""The words of peer help: what people read, and why something is refused."""
