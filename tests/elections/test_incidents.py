"""Incidents of a vote: written at the bureau's desk, kept as they are, printed and sealed."""

import datetime as dt
import json

import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.elections import queries
from participation.elections.models import Incident
from participation.elections.operations.incidents import write_incident
from participation.elections.rules.counting_refusals import CountingRefusal as R
from participation.elections.rules.incidents import mark_of, read_hour
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, looking_in, make_town
from tests.conftest import Clock
from tests.councils.sitting import TODAY
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.test_vote_papers import declared, desk, printed, town, vote  # noqa: F401
from tests.elections.voting import CODES, Vote, make_vote, name_bureau, open_it, refusal
from tests.inspection import Inspecting

SAID = {"words": "La lumière est tombée.", "done": "Vote suspendu, urne gardée à deux."}


@pytest.mark.parametrize(
    ("typed", "hour"),
    [
        ("14:05", dt.time(14, 5)),
        ("9h", dt.time(9)),
        (" 14 h 05 ", dt.time(14, 5)),
        ("24:00", None),
        ("14:5", None),
        ("14", None),
        ("midi", None),
    ],
)
def test_an_hour_is_read_as_people_write_it(typed: str, hour: dt.time | None) -> None:
    assert read_hour(typed) == hour


def test_an_incident_is_written_at_the_desk_and_stands_there(
    app: Flask,
    engine: Engine,
    town: Town,  # noqa: F811
    vote: Vote,  # noqa: F811
    clock: Clock,
) -> None:
    open_it(engine, town, vote)
    clock.advance(hours=2)
    desk = visit(app, engine, town, Role.MANAGER, town.here)  # noqa: F811
    base = f"/rive/elections/{vote.key}"
    shown = page(desk, f"{base}/incidents/new")
    assert "N’écrivez le nom d’aucun votant" in shown
    with looking_in(engine, town) as session:
        member = to_text(queries.list_bureau(session, vote.election(session))[1].id)
    sent = {**SAID, "day": TODAY.isoformat(), "member": member, "code": CODES[1]}
    for typed, words in (("midi", "Écrivez l’heure comme ceci"), ("23:59", "L’heure est à venir")):
        refused = desk.post(f"{base}/incidents/new", data={**sent, "hour": typed}, base_url=LOCAL)
        assert (refused.status_code, words in refused.text) == (422, True)
    forged = {**sent, "hour": "11h05", "code": CODES[0]}
    refused = desk.post(f"{base}/incidents/new", data=forged, base_url=LOCAL)
    assert (refused.status_code, "Un code n’est pas le bon" in refused.text) == (422, True)
    assert SAID["words"] not in page(desk, f"{base}/bureau")
    send(desk, f"{base}/incidents/new", {**sent, "hour": "11h05"})
    shown = page(desk, f"{base}/bureau")
    assert SAID["words"] in shown
    assert SAID["done"] in shown
    assert "Omar Sy" in shown


def _write(engine: Engine, town: Town, vote: Vote, at: dt.datetime) -> int:  # noqa: F811
    with acting_in(engine, town) as act:
        election = vote.election(act.session)
        member = queries.list_bureau(act.session, election)[0]
        return write_incident(act, election, member, CODES[0], at=at, **SAID).id


def test_what_cannot_be_an_incident(
    engine: Engine,
    town: Town,  # noqa: F811
    vote: Vote,  # noqa: F811
) -> None:
    with acting_in(engine, town) as act:
        first = name_bureau(act, vote)[0]
        election = vote.election(act.session)
        given = {"at": act.now, **SAID}
        assert refusal(write_incident, act, election, first, CODES[0], **given) is R.WRONG_STAGE
    from participation.elections.operations import voting  # noqa: PLC0415

    elsewhere = make_town(engine, "autre")
    other = make_vote(engine, elsewhere)
    with acting_in(engine, elsewhere) as act:
        stranger = name_bureau(act, other)[0]
        act.session.expunge(stranger)
    with acting_in(engine, town) as act:
        election, people = vote.election(act.session), vote.people(act.session)
        voting.open_vote(act, election, people, urn_is_empty=True)
        member = queries.list_bureau(act.session, election)[0]
        given = {"at": act.now, **SAID}
        assert (
            refusal(write_incident, act, election, stranger, CODES[0], **given) is R.BUREAU_NEEDED
        )
        for field in SAID:
            empty = {**given, field: " \n"}
            told = refusal(write_incident, act, election, member, CODES[0], **empty)
            assert told is R.WORDS_MISSING
        for at in (act.now + dt.timedelta(minutes=1), act.now - dt.timedelta(days=1)):
            wrong = {**given, "at": at}
            told = refusal(write_incident, act, election, member, CODES[0], **wrong)
            assert told is R.HOUR_OUTSIDE
        told = refusal(write_incident, act, election, member, CODES[1], **given)
        assert told is R.CODE_WRONG


def test_an_incident_that_was_written_never_changes(
    engine: Engine,
    town: Town,  # noqa: F811
    vote: Vote,  # noqa: F811
    clock: Clock,
) -> None:
    open_it(engine, town, vote)
    _write(engine, town, vote, clock.now)
    with acting_in(engine, town) as act:
        (incident,) = queries.list_incidents(act.session, vote.election(act.session))
        incident.words = "Rien."
        with pytest.raises(TypeError, match="never changed"):
            act.session.flush()
        act.session.rollback()
    with looking_in(engine, town) as session:
        assert [each.words for each in vote.sheet(session).incidents] == [SAID["words"]]


def test_the_minutes_print_incidents_in_their_order_and_seal_them(
    desk: Inspecting,  # noqa: F811
    engine: Engine,
    town: Town,  # noqa: F811
    declared: Vote,  # noqa: F811
    printed: list[dict[str, object]],  # noqa: F811
    clock: Clock,
) -> None:
    address = f"/rive/elections/{declared.key}/minutes.pdf"
    desk.get(address, base_url=LOCAL)
    _write(engine, town, declared, clock.now)
    _write(engine, town, declared, clock.now - dt.timedelta(minutes=9))
    desk.get(address, base_url=LOCAL)
    without, sealed = (each for each in printed if "sections" in each)
    assert without["qr_words"] != sealed["qr_words"]
    said = json.dumps(sealed, ensure_ascii=False)
    assert said.count(SAID["words"]) == 2
    with looking_in(engine, town) as session:
        found = queries.list_incidents(session, declared.election(session))
    assert [each.happened_at for each in found] == sorted(each.happened_at for each in found)
    for each in found:
        mark = mark_of(each.happened_at, each.words, each.done, each.name)
        assert f"incident {mark}" in said


def test_incidents_keep_no_place_for_a_voter() -> None:
    assert set(Incident.__table__.columns.keys()) == {
        "organisation_id",
        "id",
        "election_id",
        "happened_at",
        "written_at",
        "words",
        "done",
        "name",
        "function",
    }
