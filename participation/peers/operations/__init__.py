"""What is done in peer help: booking, joining, asking, telling, forgetting."""
