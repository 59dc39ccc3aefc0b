"""Doors: answering, managing campaigns, reading results."""
