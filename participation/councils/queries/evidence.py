"""What a service can show an evaluator: tables of what is recorded, by kind of proof."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.councils.models import Council, EvidenceLine
from participation.councils.rules.evidence import (
    Criterion,
    Evidence,
    EvidenceMap,
    edited,
    kinds_of,
    read_map,
)
from participation.councils.rules.serving import TrainingState

from .activity import Activity, list_reports, see_activity
from .councils import list_councils
from .mandates import list_supports, list_trainings
from .works import list_works

MAP = Path(__file__).parents[2] / "law" / "has-2022-03-10.toml"


@dataclass(frozen=True, slots=True)
class Proof:
    """A table of proofs: its kind, the word of its file, headings and rows without any name.

    Headings are words of the labels; cells are texts, numbers, days, and members of enumerations.
    """

    kind: Evidence
    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]


ProofSource = Callable[[Session, int, dt.date, dt.date], Sequence[Proof]]
"""Gives what another room can show of a service between two days, both included."""
_sources: list[ProofSource] = []


def learn_proofs(source: ProofSource) -> None:
    """Learn where a higher room keeps proofs: surveys, meetings, complaints, events."""
    if source not in _sources:
        _sources.append(source)


@cache
def published_map(path: Path = MAP) -> EvidenceMap:
    """Give the map as it is published with the program."""
    return read_map(path.read_text("utf-8"))


def map_of(session: Session) -> tuple[Criterion, ...]:
    """Give the map of the association: the published one with its own lines in their place."""
    own = [
        Criterion(
            row.code, row.title, kinds_of(row.kinds), is_own=True, is_left_out=row.is_left_out
        )
        for row in session.scalars(select(EvidenceLine))
    ]
    return edited(published_map().criteria, own)


def find_line(session: Session, code: str) -> EvidenceLine | None:
    """Give the association's own line of a criterion, or nothing."""
    return session.scalar(select(EvidenceLine).where(EvidenceLine.code == code))


def gather(
    session: Session, service_id: int, first: dt.date, last: dt.date
) -> Mapping[Evidence, Sequence[Proof]]:
    """Give every proof of a service between two days, by kind; tables without rows are left out."""
    found: dict[Evidence, list[Proof]] = {}
    councils = list_councils(session, service_id=service_id)
    own = _of_councils(session, councils, first, last)
    others = (proof for source in _sources for proof in source(session, service_id, first, last))
    for proof in (*own, *others, *_of_works(session, service_id, first, last)):
        if proof.rows:
            found.setdefault(proof.kind, []).append(proof)
    return found


def _of_councils(
    session: Session, councils: Sequence[Council], first: dt.date, last: dt.date
) -> Iterator[Proof]:
    years = range(first.year, last.year + 1)
    seen = [(one, see_activity(session, one, year, last)) for one in councils for year in years]
    yield from _seats(seen)
    yield _meetings(seen)
    yield _answers(seen, first, last)
    keys = [one.id for one in councils]
    yield _trainings(session, keys, first, last)
    yield Proof(
        Evidence.HELP,
        "aides",
        ("kind", "language", "day", "state"),
        tuple(
            (one.kind, one.language, one.on_day, one.state)
            for one in list_supports(session, council_ids=keys)
            if first <= one.on_day <= last
        ),
    )
    yield Proof(
        Evidence.REPORTS,
        "rapports",
        ("council", "year", "written_on", "presented_on"),
        tuple(
            (one.name.text("fr"), row.year, row.written_on, row.presented_on)
            for one in councils
            for row in list_reports(session, one.id)
            if first.year <= row.year <= last.year
        ),
    )


def _trainings(
    session: Session, council_ids: Sequence[int], first: dt.date, last: dt.date
) -> Proof:
    return Proof(
        Evidence.TRAININGS,
        "formations",
        ("theme", "state", "day", "hours", "given_by"),
        tuple(
            (one.theme, one.state, one.on_day, one.hours, one.given_by)
            for one in list_trainings(session, council_ids=council_ids)
            if one.state is TrainingState.WISHED or (one.on_day and first <= one.on_day <= last)
        ),
    )


def _seats(seen: Sequence[tuple[Council, Activity]]) -> Iterator[Proof]:
    yield Proof(
        Evidence.COUNCIL,
        "conseils",
        ("council", "year", "form", "college", "seats", "occupied", "substitutes"),
        tuple(
            (
                council.name.text("fr"),
                year.year,
                council.form,
                each.college.kind,
                each.college.members,
                each.line.occupied,
                each.college.substitutes,
            )
            for council, year in seen
            for each in year.sheet.colleges
        ),
    )
    yield Proof(
        Evidence.ELECTIONS,
        "elections",
        ("council", "day", "college", "registered", "voters", "elected"),
        tuple(
            (council.name.text("fr"), one.day, one.kind, one.registered, one.voters, one.elected)
            for council, year in seen
            for one in year.elections
        ),
    )


def _meetings(seen: Sequence[tuple[Council, Activity]]) -> Proof:
    return Proof(
        Evidence.MEETINGS,
        "reunions",
        ("council", "day", "subject", "present", "members", "valid", "opinions", "proposals"),
        tuple(
            (
                council.name.text("fr"),
                one.day,
                one.subject.text("fr"),
                one.present,
                one.members,
                one.is_valid,
                one.opinions,
                one.proposals,
            )
            for council, year in seen
            for one in year.meetings
        ),
    )


def _answers(seen: Sequence[tuple[Council, Activity]], first: dt.date, last: dt.date) -> Proof:
    rows = {one.id: one for _council, year in seen for one in year.answers}
    return Proof(
        Evidence.ANSWERS,
        "reponses",
        ("said", "decided", "state", "due_on", "done_on", "because"),
        tuple(
            (
                one.said.text("fr"),
                one.decided.text("fr"),
                one.state,
                one.due_on,
                one.done_on,
                one.because.text("fr"),
            )
            for one in sorted(rows.values(), key=lambda each: each.id)
            if one.done_on is None or first <= one.done_on <= last
        ),
    )


def _of_works(session: Session, service_id: int, first: dt.date, last: dt.date) -> Iterator[Proof]:
    yield Proof(
        Evidence.WORKS,
        "oeuvres",
        ("kind", "agreed_on", "scope"),
        tuple(
            (one.kind, one.agreed_on, one.scope)
            for one in list_works(session, shown_only=True)
            if one.service_id == service_id and first <= one.agreed_on <= last
        ),
    )
