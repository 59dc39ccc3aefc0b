"""Who may take which place in the room: nobody twice, never a substitute beside her titulaire."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from participation.councils.rules.kinds import SeatKind, SubstituteOrder
from participation.meetings.rules.refusals import Refusal


@dataclass(frozen=True, slots=True)
class Place:
    """A seat of the council on the day, with its college's way of following."""

    seat_id: int
    college_id: int
    kind: SeatKind
    rank: int
    order: SubstituteOrder
    term_id: int | None
    """Who holds it on the day."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """Somebody who was noted: her term, or her name alone; the seat whose vote she has now."""

    term_id: int | None
    name: str
    seat_id: int | None


def folded(name: str) -> str:
    """Give a name as it is compared: capitals, accents and double spaces change nothing."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    bare = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(bare.split())


def why_not_member(own: Place, noted: Iterable[Sitting]) -> Refusal | None:
    """Refuse a titulaire who is there already, or whose substitute sits in her place."""
    for one in noted:
        if one.seat_id == own.seat_id:
            same = one.term_id == own.term_id
            return Refusal.ALREADY_THERE if same else Refusal.SEAT_HELD
    return Refusal.NOT_A_MEMBER if own.kind is not SeatKind.MEMBER else None


def why_not_substitute(own: Place, taken: Place, noted: Iterable[Sitting]) -> Refusal | None:
    """Refuse a substitute in the place of somebody who is there, or of another college.

    Where substitutes are elected with their titulaire, she replaces that one only.
    """
    if own.kind is not SeatKind.SUBSTITUTE or taken.kind is not SeatKind.MEMBER:
        return Refusal.NOT_HIS_SUBSTITUTE
    if own.college_id != taken.college_id:
        return Refusal.NOT_HIS_SUBSTITUTE
    if own.order is SubstituteOrder.PAIRED and own.rank != taken.rank:
        return Refusal.NOT_HIS_SUBSTITUTE
    for one in noted:
        if one.term_id == own.term_id and one.seat_id is not None:
            return Refusal.ALREADY_THERE
        if one.seat_id == taken.seat_id:
            return Refusal.MEMBER_THERE
    return None


def why_not_guest(name: str, noted: Iterable[Sitting]) -> Refusal | None:
    """Refuse a guest without a name, or who is already noted under it."""
    if not folded(name):
        return Refusal.NAME_MISSING
    known = {folded(one.name) for one in noted}
    return Refusal.ALREADY_THERE if folded(name) in known else None
