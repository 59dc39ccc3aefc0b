"""A proposal of a roster as people change it: what is kept, what is struck, what is promised."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

Pair = tuple[str, str]
"""A slot and a helper, by their keys as text."""


class Trouble(StrEnum):
    """Why a roster has no proposal."""

    CONTRADICTION = "contradiction"
    FAILED = "failed"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Empty:
    """A slot with empty places: why, and what would fill it, as codes of the solver's library."""

    slot: str
    places: int
    reasons: tuple[tuple[str, int], ...]
    remedies: tuple[tuple[str, str | None, Mapping[str, object]], ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who would be where, what a person fixed or struck, and how good it is."""

    pairs: tuple[Pair, ...] = ()
    pinned: frozenset[Pair] = frozenset()
    excluded: frozenset[Pair] = frozenset()
    empty: tuple[Empty, ...] = ()
    method: str = ""
    end: str = ""
    seconds: float = 0.0
    gap: float | None = None
    is_stale: bool = False
    """Changed by hand since it was worked out."""

    def keep(self, pair: Pair) -> "Proposal":
        """Pin a pair, or let it go again."""
        pinned = self.pinned ^ {pair} if pair in self.pairs else self.pinned
        return replace(self, pinned=pinned, is_stale=True)

    def strike(self, pair: Pair) -> "Proposal":
        """Take a pair out and never propose it again."""
        pairs = tuple(each for each in self.pairs if each != pair)
        return replace(
            self,
            pairs=pairs,
            pinned=self.pinned - {pair},
            excluded=self.excluded | {pair},
            is_stale=True,
        )

    def add(self, pair: Pair) -> "Proposal":
        """Put a pair in, kept whatever is worked out next."""
        pairs = tuple(sorted({*self.pairs, pair}))
        return replace(
            self,
            pairs=pairs,
            pinned=self.pinned | {pair},
            excluded=self.excluded - {pair},
            is_stale=True,
        )


def read_proposal(facts: Mapping[str, object]) -> Proposal:
    """Read a proposal as the table keeps it; an empty one where nothing was worked out."""
    return Proposal(
        pairs=tuple(sorted(_pairs(facts.get("pairs")))),
        pinned=frozenset(_pairs(facts.get("pinned"))),
        excluded=frozenset(_pairs(facts.get("excluded"))),
        empty=tuple(_empty(each) for each in _list(facts.get("empty"))),
        method=str(facts.get("method", "")),
        end=str(facts.get("end", "")),
        seconds=_number(facts.get("seconds")) or 0.0,
        gap=_number(facts.get("gap")),
        is_stale=facts.get("is_stale") is True,
    )


def write_proposal(of: Proposal) -> dict[str, object]:
    """Give a proposal as the table keeps it: keys and figures, no name of anybody."""
    return {
        "pairs": [list(each) for each in of.pairs],
        "pinned": [list(each) for each in sorted(of.pinned)],
        "excluded": [list(each) for each in sorted(of.excluded)],
        "empty": [
            {
                "slot": each.slot,
                "places": each.places,
                "reasons": [list(one) for one in each.reasons],
                "remedies": [[rule, who, dict(facts)] for rule, who, facts in each.remedies],
            }
            for each in of.empty
        ],
        "method": of.method,
        "end": of.end,
        "seconds": of.seconds,
        "gap": of.gap,
        "is_stale": of.is_stale,
    }


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else ()


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _pairs(value: object) -> Iterable[Pair]:
    for each in _list(value):
        slot, helper = _list(each)
        yield str(slot), str(helper)


def _empty(value: object) -> Empty:
    facts = value if isinstance(value, dict) else {}
    reasons = [_list(each) for each in _list(facts.get("reasons"))]
    remedies = [_list(each) for each in _list(facts.get("remedies"))]
    return Empty(
        slot=str(facts.get("slot", "")),
        places=int(facts.get("places", 0)),
        reasons=tuple((str(rule), int(str(helpers))) for rule, helpers in reasons),
        remedies=tuple(
            (str(rule), None if who is None else str(who), more if isinstance(more, dict) else {})
            for rule, who, more in remedies
        ),
    )


def without_helper(kept: Mapping[str, object], helper: str) -> dict[str, object]:
    """Give what a roster keeps without any line that names a helper, at whatever depth."""
    return {key: _strike(value, helper) for key, value in kept.items() if value != helper}


def _strike(value: object, helper: str) -> object:
    if isinstance(value, Mapping):
        return without_helper(value, helper)
    if isinstance(value, list | tuple):
        return [_strike(each, helper) for each in value if not _names(each, helper)]
    return value


def _names(value: object, helper: str) -> bool:
    if isinstance(value, Mapping):
        return helper in value.values()
    return helper in value if isinstance(value, list | tuple) else value == helper
