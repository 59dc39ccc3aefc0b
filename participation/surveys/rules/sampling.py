"""A seeded draw by strata out of the people present: places in a list, never names."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Stratum:
    """A part of the house that is drawn from on its own: a floor, a building, women and men."""

    name: str
    people: int


@dataclass(frozen=True, slots=True)
class Drawn:
    """The places drawn in the list of one stratum, from 1, in order."""

    stratum: Stratum
    places: tuple[int, ...]


def share_out(strata: Sequence[Stratum], size: int) -> tuple[int, ...]:
    """Share a sample in proportion to the people of each stratum, by the largest remainders.

    ValueError for a sample larger than the population, or for nobody at all.
    """
    everybody = sum(each.people for each in strata)
    if not 0 < size <= everybody:
        raise ValueError(size)
    exact = [size * each.people / everybody for each in strata]
    shares = [int(share) for share in exact]
    order = sorted(range(len(strata)), key=lambda at: (shares[at] - exact[at], at))
    for at in order[: size - sum(shares)]:
        shares[at] += 1
    return tuple(shares)


def draw(seed: str, strata: Sequence[Stratum], size: int) -> tuple[Drawn, ...]:
    """Draw a sample of `size` people, each of a stratum with the same chance.

    Places are put in the order of their SHA-256 with the seed, and the first are taken: the same
    seed gives the same draw on any machine, and nobody can draw until the result pleases.
    ValueError as for `share_out`.
    """
    found = []
    for number, (stratum, share) in enumerate(zip(strata, share_out(strata, size), strict=True)):
        order = sorted(range(1, stratum.people + 1), key=lambda at: _lot(seed, number, at))
        found.append(Drawn(stratum, tuple(sorted(order[:share]))))
    return tuple(found)


def _lot(seed: str, stratum: int, place: int) -> bytes:
    return sha256(f"{seed}:{stratum}:{place}".encode()).digest()
