"""Public screens: paired with a service, wiped after each person, with a person to call."""
