"""The verdict on each point of the self-check, from what is known of an election."""

from collections.abc import Callable, Mapping

from .secrecy import LEAST_SEALED
from .selfcheck import Evidence as E, Known, Line, Point, Recommendation, Verdict as V

Found = tuple[V, E]


def check(known: Known, text: Recommendation) -> tuple[Line, ...]:
    """Give a line for each point, in the order of the text; KeyError for a point nobody judges."""
    return tuple(_line(point, known, text) for point in text.points)


def _line(point: Point, known: Known, text: Recommendation) -> Line:
    judge = ELECTRONIC.get(point.key) if known.is_sealed else ON_PAPER.get(point.key)
    if judge is None and point.key not in ELECTRONIC:
        raise KeyError(point.key)
    verdict, evidence = judge(known) if judge else (V.NOT_APPLICABLE, E.NONE)
    level = max(text.grid.target, text.grid.level_of(known.voters))
    return Line(
        point,
        verdict,
        evidence,
        marks=known.marks if evidence is E.FINGERPRINT else (),
        is_wanted=point.level <= level or point.code in text.grid.also,
    )


def _always(verdict: V, evidence: E) -> Callable[[Known], Found]:
    return lambda _known: (verdict, evidence)


def _once(name: str, evidence: E) -> Callable[[Known], Found]:
    """Give a judge for what the program makes sure of once a step was taken."""
    return lambda known: (V.MET, evidence) if getattr(known, name) else (V.LATER, E.NONE)


def _identity(known: Known) -> Found:
    return (V.MET, E.SIGNATURES) if known.has_rolls else (V.NOT_MET, E.NONE)


def _no_link(known: Known) -> Found:
    """Nothing kept joins a name and a choice; but a count of fewer than five does by itself."""
    if known.is_sealed and known.fewest < LEAST_SEALED:
        return V.NOT_MET, E.DESK
    return V.MET, E.SIGNATURES


def _bureau(known: Known) -> Found:
    return (V.MET, E.DESK) if known.has_bureau else (V.NOT_MET, E.DESK)


PEOPLE = _always(V.BY_PEOPLE, E.NONE)
WATCHED = _always(V.BY_PEOPLE, E.DESK)
BY_DESIGN = _always(V.MET, E.GUIDE)

ELECTRONIC: Mapping[str, Callable[[Known], Found]] = {
    "flaws": PEOPLE,
    "atomic": BY_DESIGN,
    "identity": _identity,
    "secret-on-device": BY_DESIGN,
    "secret-on-the-way": BY_DESIGN,
    "secret-in-urn": _once("was_opened", E.KEYS),
    "no-link": _no_link,
    "keys-shared": _once("was_opened", E.KEYS),
    "counted-after": _once("is_counted", E.MINUTES),
    "unchanged": _once("is_counted", E.FINGERPRINT),
    "checkable": _once("is_counted", E.FINGERPRINT),
    "available": WATCHED,
    "watched": BY_DESIGN,
    "bureau": _bureau,
    "identity-fine": WATCHED,
    "apart": BY_DESIGN,
    "hardened": PEOPLE,
    "urn-open-to-all": _once("was_closed", E.GUIDE),
    "risk-study": PEOPLE,
    "third-party": _once("is_counted", E.GUIDE),
    "always-available": WATCHED,
    "watched-by-people": WATCHED,
    "machines-apart": _always(V.NOT_MET, E.NONE),
    "incident-alert": _always(V.MET, E.DESK),
    "source-published": PEOPLE,
    "no-lone-replay": _once("was_opened", E.KEYS),
    "self-check": _always(V.MET, E.NONE),
}
"""A vote with sealed ballots: every point speaks of it."""

ON_PAPER: Mapping[str, Callable[[Known], Found]] = {
    "identity": _identity,
    "no-link": _no_link,
    "secret-in-urn": WATCHED,
    "counted-after": _once("is_counted", E.MINUTES),
    "unchanged": _once("is_counted", E.FINGERPRINT),
    "checkable": _once("is_counted", E.FINGERPRINT),
    "bureau": _bureau,
    "identity-fine": WATCHED,
    "urn-open-to-all": _once("was_opened", E.MINUTES),
    "incident-alert": _always(V.MET, E.DESK),
    "self-check": _always(V.MET, E.NONE),
}
"""A vote on paper only: the points that a paper urn, its roll and its count can meet as well."""
