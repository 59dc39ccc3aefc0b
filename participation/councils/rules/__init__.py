"""The law of councils and of their elections, as pure functions over dated data."""
