"""What is signed before a sealed vote opens: keys, cards, and the fingerprints that bind them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from participation.belenios.encoding import fingerprint

from .counting import CountSheet, VoteSheet
from .sealed import credentials_of
from .urns import UrnSheet, see_urn


@dataclass(frozen=True, slots=True)
class OpeningSheet:
    """A contest of which keys and cards are ready, with its three fingerprints (base64 SHA-256)."""

    poll: CountSheet
    urn: UrnSheet
    election: str
    trustees: str
    cards: str


def see_openings(session: Session, sheet: VoteSheet) -> Sequence[OpeningSheet]:
    """Give the sealed contests of an election that was reached, those that are ready only."""
    found = [(each, see_urn(session, each.contest)) for each in sheet.voting if each.is_sealed]
    return [_see(session, poll, urn) for poll, urn in found if urn.is_prepared]


def _see(session: Session, poll: CountSheet, urn: UrnSheet) -> OpeningSheet:
    sealed = urn.sealed
    assert sealed is not None  # noqa: S101 - said to mypy: it is prepared
    return OpeningSheet(
        poll,
        urn,
        election=urn.fingerprint,
        trustees=fingerprint((sealed.trustees or "").encode()),
        cards=fingerprint(credentials_of(session, sealed)),
    )
