"""What residents do on the pages of meetings: take a time, read their code."""

import re

from participation.foundation.keys import to_text
from tests.councils.visiting import LOCAL, send
from tests.inspection import Inspecting
from tests.peers.meeting import WEDNESDAY, Circle

MEET = "/rive/tilleul/meet"
STARTS = f"{WEDNESDAY:%Y%m%dT%H%MZ}"


def person(circle: Circle) -> str:
    return f"{MEET}/people/{to_text(circle.maryam)}"


def book(client: Inspecting, circle: Circle, starts: str = STARTS) -> str:
    """Take a time; give the address of its page."""
    return send(client, person(circle), {"starts": starts}).removeprefix(LOCAL)


def code_of(shown: str) -> tuple[str, str]:
    """Give the drawing and the digits that a page shows."""
    digits = re.search(r'<code dir="ltr">(\d{3}) (\d{3})</code>', shown)
    drawing = re.search(r"<section class=\"card\">.*?<h2>.*?</svg>([^<]+)</h2>", shown)
    assert digits
    assert drawing
    names = {"Clé": "key", "Soleil": "sun", "Poisson": "fish", "Arbre": "tree", "Tasse": "cup",
             "Bateau": "boat", "Oiseau": "bird", "Maison": "house", "Vélo": "bicycle",
             "Pomme": "apple", "Étoile": "star", "Parapluie": "umbrella"}  # fmt: skip
    return names[drawing[1]], digits[1] + digits[2]
