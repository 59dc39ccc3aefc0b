"""What assessors said in the rounds of their ceremony, verified each time it is read."""

from collections.abc import Sequence
from typing import Any

from participation.belenios import pedersen
from participation.belenios.encoding import parse
from participation.elections.models import SealedVote, Trustee


def values_of(trustees: Sequence[Trustee], name: str) -> list[Any] | None:
    """Give what every assessor said in a round; None until all have."""
    said = [getattr(each, name) for each in trustees]
    if any(each is None for each in said):
        return None
    return said if name == "commitment" else [parse(each, name) for each in said]


def certificates_of(sealed: SealedVote, trustees: Sequence[Trustee]) -> pedersen.Certificates:
    """Give the certificates of round 1, verified once more."""
    return pedersen.read_certificates(values_of(trustees, "certificate") or [], sealed.threshold)


def route(sealed: SealedVote, trustees: Sequence[Trustee]) -> list[pedersen.Routed] | None:
    """Give what is written to each assessor in round 3; None until all have dealt."""
    dealt = values_of(trustees, "dealing")
    if dealt is None:
        return None
    commitments = values_of(trustees, "commitment") or []
    return pedersen.route(certificates_of(sealed, trustees), commitments, dealt)
