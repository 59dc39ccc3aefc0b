"""The cards of the demonstration's vote, on paper: keys of the assessors, voters, paper ballots."""

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from participation.foundation.keys import to_text
from participation.foundation.papers import fonts_for, print_paper
from participation.seed.places import SLUG
from participation.seed.sealing import Held
from participation.surveys.adapters.codes import qr_svg

PAPER = Path(__file__).with_suffix(".typ")
TODAY = "tilleul"
"""The service in which people vote today."""


def print_cards(held: Held, address: str, *, cache: Path, printed_at: dt.datetime) -> bytes:
    """Give what people hold in today's vote, as a tagged PDF; `address` is the program's own.

    A real bureau prints these from pages that tell the server nothing: only the demonstration
    has them in a file.
    """
    booth = f"{address}/{SLUG}/{TODAY}/vote/{to_text(held.contest_id)}"
    piles = (
        _pile(
            "Clés du bureau",
            "Une par membre du bureau. Il en faut deux pour ouvrir l’urne électronique.",
            ((name, key, key) for name, key in held.keys),
        ),
        _pile(
            "Cartes de vote",
            "On signe la liste, puis on tire une carte au hasard.",
            (("Carte de vote", code, f"{booth}#{code}") for code in held.cards),
        ),
        _pile(
            "Bulletins de papier, pour le bureau",
            "Chacune sert une fois, après la fin du vote.",
            (("Bulletin de papier", code, code) for code in held.papers),
        ),
    )
    facts = {
        "title": "Vote de démonstration : clés et cartes",
        "note": "Personnes et association inventées. Dans une vraie élection, aucun ordinateur "
        "du serveur ne connaît ces codes.",
        "fonts": list(fonts_for("fr")),
        "piles": piles,
    }
    return print_paper(PAPER, facts, cache=cache, printed_at=printed_at)


def _pile(title: str, note: str, cards: Iterable[tuple[str, str, str]]) -> dict[str, object]:
    drawn = [{"name": name, "code": code, "qr": qr_svg(text)} for name, code, text in cards]
    return {"title": title, "note": note, "cards": drawn}
