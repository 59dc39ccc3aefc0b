"""Messages that leave the house: queued with the deed, sent once, saying nothing to a stranger."""
