"""Pictures made safe, papers printed, files packed."""
