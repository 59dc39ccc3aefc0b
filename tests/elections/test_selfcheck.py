"""The self-check of an election: each point judged, none called law, each where it is checked."""

import dataclasses
import datetime as dt
import json
import re

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections.labels import selfcheck as words
from participation.elections.queries.selfcheck import known_of, recommendation
from participation.elections.rules.selfcheck import (
    Evidence,
    Known,
    Point,
    Verdict,
    read_recommendation,
)
from participation.elections.rules.stages import Way
from participation.elections.rules.verdicts import ELECTRONIC, ON_PAPER, check
from tests.builders import Town, acting_in, looking_in
from tests.councils.visiting import LOCAL, page, visit
from tests.elections.test_vote_papers import declared, desk, printed, town, vote  # noqa: F401
from tests.elections.voting import Vote
from tests.inspection import Inspecting
from tests.surveys.test_papers import streams

BEFORE = Known(
    is_sealed=True,
    voters=40,
    fewest=12,
    has_rolls=True,
    has_bureau=False,
    was_opened=False,
    was_closed=False,
    is_counted=False,
)
DONE = dataclasses.replace(
    BEFORE,
    has_bureau=True,
    was_opened=True,
    was_closed=True,
    is_counted=True,
    marks=("a" * 64,),
)


def verdicts(known: Known) -> dict[str, Verdict]:
    return {one.point.code: one.verdict for one in check(known, recommendation())}


def test_keys_that_one_device_held_warn_before_and_after() -> None:
    for known in (BEFORE, DONE):
        assert verdicts(dataclasses.replace(known, one_device=True))["1-08"] is Verdict.NOT_MET
    assert verdicts(DONE)["1-08"] is Verdict.MET


def test_the_text_says_what_was_read_and_what_was_not() -> None:
    text = recommendation()
    assert (text.since, text.until) == (dt.date(2019, 4, 25), dt.date(2026, 12, 31))
    codes = [one.code for one in text.points if not one.is_draft]
    wanted = {1: 11, 2: 7, 3: 5}
    assert codes == [
        f"{level}-{n:02}" for level, many in wanted.items() for n in range(1, many + 1)
    ]
    assert {one.code for one in text.points if one.verified} == {"2-07", "3-02"}
    assert all(one.source for one in text.points if one.verified or one.is_draft)
    assert not any(one.verified for one in text.points if one.is_draft)


@pytest.mark.parametrize(
    ("voters", "disputes", "level"),
    [(1, 0, 1), (49, 0, 1), (50, 0, 2), (1000, 0, 2), (49, 1, 2)],
)
def test_the_level_of_risk_counts_voters_and_dispute(
    voters: int, disputes: int, level: int
) -> None:
    assert recommendation().grid.level_of(voters, is_disputed=bool(disputes)) == level


@pytest.mark.parametrize("left", ["from = ", "code = ", "verified = ", "target = "])
def test_a_text_that_lacks_something_is_not_read(left: str) -> None:
    file = "participation/law/cnil-2019-04-25.toml"
    from pathlib import Path  # noqa: PLC0415

    whole = (Path(__file__).parents[2] / file).read_text("utf-8")
    with pytest.raises(KeyError):
        read_recommendation(re.sub(rf"(?m)^{left}.*$", "", whole))


def test_each_point_is_judged_and_has_its_words() -> None:
    keys = {one.key for one in recommendation().points}
    assert set(ELECTRONIC) == keys == set(words.POINTS)
    assert set(ON_PAPER) < keys
    assert set(words.VERDICTS) == set(Verdict)
    assert set(words.EVIDENCE) == set(Evidence)
    stranger = Point("unknown", "9-99", 1, "", verified=False, is_draft=False)
    text = dataclasses.replace(recommendation(), points=(stranger,))
    with pytest.raises(KeyError):
        check(DONE, text)


def test_a_sealed_vote_is_judged_as_it_goes() -> None:
    first, last = verdicts(BEFORE), verdicts(DONE)
    for code in ("1-06", "1-08", "1-09", "1-10", "1-11", "2-07", "3-02"):
        assert (first[code], last[code]) == (Verdict.LATER, Verdict.MET)
    assert (first["2-03"], last["2-03"]) == (Verdict.NOT_MET, Verdict.MET)
    assert {last[code] for code in ("1-01", "2-01", "2-06", "3-01")} == {Verdict.BY_PEOPLE}
    assert last["3-05"] is Verdict.NOT_MET
    few = dataclasses.replace(DONE, fewest=4)
    assert verdicts(few)["1-07"] is Verdict.NOT_MET
    assert verdicts(dataclasses.replace(DONE, has_rolls=False))["1-03"] is Verdict.NOT_MET


def test_a_vote_on_paper_is_not_judged_as_a_machine() -> None:
    found = verdicts(dataclasses.replace(DONE, is_sealed=False))
    for code in ("1-02", "1-04", "1-05", "1-08", "2-06", "3-05"):
        assert found[code] is Verdict.NOT_APPLICABLE
    for code in ("1-03", "1-07", "1-09", "1-10", "1-11", "2-03"):
        assert found[code] is Verdict.MET


def test_points_beyond_the_level_aimed_at_are_shown_and_never_warn() -> None:
    lines = {one.point.code: one for one in check(BEFORE, recommendation())}
    assert lines["3-02"].is_wanted
    assert not lines["3-05"].is_wanted
    assert lines["3-05"].verdict is Verdict.NOT_MET
    assert [code for code, one in lines.items() if one.is_warning] == ["2-03"]
    assert lines["1-10"].marks == ()
    done = {one.point.code: one for one in check(DONE, recommendation())}
    assert done["1-10"].marks == DONE.marks
    assert done["1-08"].marks == ()


def test_what_is_known_comes_from_the_election(
    engine: Engine,
    town: Town,  # noqa: F811
    declared: Vote,  # noqa: F811
) -> None:
    with acting_in(engine, town) as act:
        declared.contest(act.session).way = Way.SEALED
        act.session.flush()
        known = known_of(declared.sheet(act.session))
        counts = [each.count for each in declared.sheet(act.session).contests]
    assert (known.is_sealed, known.voters, known.fewest) == (True, 24, 9)
    assert known.was_opened
    assert known.was_closed
    assert known.is_counted
    assert known.marks == tuple(each.final_hash for each in counts if each)


def test_the_page_and_the_paper_say_the_same_and_point_at_evidence(
    app: Flask,
    engine: Engine,
    town: Town,  # noqa: F811
    desk: Inspecting,  # noqa: F811
    declared: Vote,  # noqa: F811
    printed: list[dict[str, object]],  # noqa: F811
) -> None:
    address = f"/rive/elections/{declared.key}/check"
    shown = page(desk, address)
    assert "une recommandation, pas une loi" in shown
    assert f'href="/rive/elections/{declared.key}/minutes.pdf"' in shown
    assert f'href="/rive/elections/{declared.key}/signatures.pdf"' in shown
    with looking_in(engine, town) as session:
        known = known_of(declared.sheet(session))
    given = desk.get(f"{address}.pdf", base_url=LOCAL)
    assert given.mimetype == "application/pdf"
    assert b"pdfuaid:part" in streams(given.data)
    said = json.dumps(printed[0], ensure_ascii=False)
    for mark in known.marks:
        assert mark in shown
        assert mark in said
    for one in check(known, recommendation()):
        assert f">{one.point.code}<" in shown
        assert f'"{one.point.code}"' in said
    stranger = visit(app, engine, town, Role.RESIDENT, town.here)
    page(stranger, address, 403)


def test_after_its_last_day_the_text_says_that_it_ended() -> None:
    text = recommendation()
    before = words.say_notes(text, 1, text.until)
    after = words.say_notes(text, 1, text.until + dt.timedelta(days=1))
    assert "s’applique jusqu’au" in before[2]
    assert "ne s’applique plus" in after[2]
    assert "2-07, 3-02" in after[3]
    assert "n’est pas en vigueur" in after[4]
