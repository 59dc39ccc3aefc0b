"""What people hold in hand: cards, booths and trustees' phones, played in Python.

In life the browser does all of this, and the server sees none of it. So it lives here, out of the
server's reach: the demonstration plays its people with it, and tests hold it beside the
JavaScript. A contract in pyproject.toml lets nothing else of the program import it.
"""
