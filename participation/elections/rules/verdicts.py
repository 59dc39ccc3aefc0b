"""The verdict on each point of the self-check, from what is known of an election."""

from collections.abc import Callable, Mapping

from .secrecy import LEAST_SEALED
from .selfcheck import Evidence, Known, Line, Point, Recommendation, Verdict

Found = tuple[Verdict, Evidence]


def check(known: Known, text: Recommendation) -> tuple[Line, ...]:
    """Give a line for each point, in the order of the text; KeyError for a point nobody judges."""
    return tuple(_line(point, known, text) for point in text.points)


def _line(point: Point, known: Known, text: Recommendation) -> Line:
    judge = ELECTRONIC.get(point.key) if known.is_sealed else ON_PAPER.get(point.key)
    if judge is None and point.key not in ELECTRONIC:
        raise KeyError(point.key)
    verdict, evidence = judge(known) if judge else (Verdict.NOT_APPLICABLE, Evidence.NONE)
    level = max(text.grid.target, text.grid.level_of(known.voters))
    return Line(
        point,
        verdict,
        evidence,
        marks=known.marks if evidence is Evidence.FINGERPRINT else (),
        is_wanted=point.level <= level or point.code in text.grid.also,
    )


def _always(verdict: Verdict, evidence: Evidence) -> Callable[[Known], Found]:
    return lambda _known: (verdict, evidence)


def _once(name: str, evidence: Evidence) -> Callable[[Known], Found]:
    """Give a judge for what the program makes sure of once a step was taken."""
    return lambda known: (
        (Verdict.MET, evidence) if getattr(known, name) else (Verdict.LATER, Evidence.NONE)
    )


def _identity(known: Known) -> Found:
    return (
        (Verdict.MET, Evidence.SIGNATURES) if known.has_rolls else (Verdict.NOT_MET, Evidence.NONE)
    )


def _no_link(known: Known) -> Found:
    """Nothing kept joins a name and a choice; but a count of fewer than five does by itself."""
    if known.is_sealed and known.fewest < LEAST_SEALED:
        return Verdict.NOT_MET, Evidence.DESK
    return Verdict.MET, Evidence.SIGNATURES


def _bureau(known: Known) -> Found:
    return (Verdict.MET, Evidence.DESK) if known.has_bureau else (Verdict.NOT_MET, Evidence.DESK)


def _keys_apart(known: Known) -> Found:
    """Keys that one device held were in one hand: said as soon as it is so, and never silent."""
    if known.one_device:
        return Verdict.NOT_MET, Evidence.KEYS
    return _once("was_opened", Evidence.KEYS)(known)


PEOPLE = _always(Verdict.BY_PEOPLE, Evidence.NONE)
WATCHED = _always(Verdict.BY_PEOPLE, Evidence.DESK)
BY_DESIGN = _always(Verdict.MET, Evidence.GUIDE)

ELECTRONIC: Mapping[str, Callable[[Known], Found]] = {
    "flaws": PEOPLE,
    "atomic": BY_DESIGN,
    "identity": _identity,
    "secret-on-device": BY_DESIGN,
    "secret-on-the-way": BY_DESIGN,
    "secret-in-urn": _once("was_opened", Evidence.KEYS),
    "no-link": _no_link,
    "keys-shared": _keys_apart,
    "counted-after": _once("is_counted", Evidence.MINUTES),
    "unchanged": _once("is_counted", Evidence.FINGERPRINT),
    "checkable": _once("is_counted", Evidence.FINGERPRINT),
    "available": WATCHED,
    "watched": BY_DESIGN,
    "bureau": _bureau,
    "identity-fine": WATCHED,
    "apart": BY_DESIGN,
    "hardened": PEOPLE,
    "urn-open-to-all": _once("was_closed", Evidence.GUIDE),
    "risk-study": PEOPLE,
    "third-party": _once("is_counted", Evidence.ARCHIVE),
    "always-available": WATCHED,
    "watched-by-people": WATCHED,
    "machines-apart": _always(Verdict.NOT_MET, Evidence.NONE),
    "incident-alert": _always(Verdict.MET, Evidence.DESK),
    "source-published": PEOPLE,
    "no-lone-replay": _once("was_opened", Evidence.KEYS),
    "self-check": _always(Verdict.MET, Evidence.NONE),
}
"""A vote with sealed ballots: every point speaks of it."""

ON_PAPER: Mapping[str, Callable[[Known], Found]] = {
    "identity": _identity,
    "no-link": _no_link,
    "secret-in-urn": WATCHED,
    "counted-after": _once("is_counted", Evidence.MINUTES),
    "unchanged": _once("is_counted", Evidence.FINGERPRINT),
    "checkable": _once("is_counted", Evidence.FINGERPRINT),
    "bureau": _bureau,
    "identity-fine": WATCHED,
    "urn-open-to-all": _once("was_opened", Evidence.MINUTES),
    "incident-alert": _always(Verdict.MET, Evidence.DESK),
    "self-check": _always(Verdict.MET, Evidence.NONE),
}
"""A vote on paper only: the points that a paper urn, its roll and its count can meet as well."""
