"""The year of a council in figures and words, and the file of proofs for an evaluation."""

import csv
import datetime as dt
import io
import zipfile

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.audit.rules import Action
from participation.councils import queries
from participation.councils.operations import mandates as deeds, network, reports
from participation.councils.queries import activity, evidence
from participation.councils.queries.activity import ElectionLine, MeetingLine
from participation.councils.queries.evidence import Proof
from participation.councils.rules.evidence import Evidence
from participation.councils.rules.kinds import EndReason, Origin
from participation.councils.rules.network import NetworkRefusal as N
from participation.councils.rules.serving import SupportKind, SupportState, Theme, TrainingState
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import State
from participation.foundation.localized import Localized
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.mandated import leave_seat, mandate_of, reason_of
from tests.councils.sitting import TODAY, K, Sitting, make_council
from tests.councils.visiting import LOCAL, page, send, visit
from tests.inspection import Inspecting
from tests.surveys.illustrated import drawing
from tests.surveys.test_papers import streams

YEAR = TODAY.year


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


@pytest.fixture
def lived(engine: Engine, town: Town, sitting: Sitting) -> Sitting:
    """Let a council live a year: a departure, a training, help, answers, a work."""
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        training = deeds.wish_training(act, mine, Theme.SPEAKING)
        deeds.note_training(act, training, deeds.TrainingSheet(TrainingState.FOLLOWED, TODAY, 7))
        deeds.wish_training(act, mine, Theme.BUDGET)
        deeds.ask_support(act, mine, SupportKind.HELPER, on=TODAY)
        leave_seat(act, sitting, "Bilal")
        for said, state, public in (
            ("Les repas sont froids", State.DONE, True),
            ("Une sortie par mois", State.PROMISED, True),
            ("=1+1", State.IMPOSSIBLE, True),
            ("Un secret", State.DONE, False),
        ):
            sheet = FollowUpSheet(
                said=Localized(fr=said),
                decided=Localized(fr="Une réponse"),
                owner="la cuisine",
                state=state,
                due_on=TODAY,
                done_on=TODAY if state is State.DONE else None,
                because=Localized(fr="Trop cher") if state is State.IMPOSSIBLE else Localized(),
                is_public=public,
            )
            open_follow_up(act, sheet, service_id=town.here, origin="talk:")
        work = network.WorkSheet("Le lac", "Un lac.", agrees=True, picture=drawing())
        network.bring_work(act, work, service_id=town.here, author_id=None, shown=True)
    return sitting


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.QUALITY_MANAGER, None)


def test_a_year_is_counted_from_what_was_recorded(
    engine: Engine, town: Town, lived: Sitting
) -> None:
    with looking_in(engine, town) as session:
        council = queries.get_council(session, lived.council_id)
        seen = activity.see_activity(session, council, YEAR, TODAY)
        before = activity.see_activity(session, council, YEAR - 1, TODAY)
    assert seen.until == TODAY
    assert before.until == dt.date(YEAR - 1, 12, 31)
    assert (dict(seen.arrived), dict(seen.left)) == ({}, {EndReason.LEFT: 1})
    assert (dict(seen.trainings), seen.hours, seen.wished) == ({Theme.SPEAKING: 1}, 7, 1)
    assert dict(seen.helped) == {SupportState.ASKED: 1}
    assert seen.answered(State.DONE) == 1
    assert sorted(one.said.text("fr") for one in seen.answers) == [
        "=1+1",
        "Les repas sont froids",
        "Une sortie par mois",
    ]
    assert seen.sheet.sitting.members == 4
    assert dict(before.arrived) == {Origin.ELECTED: 7}
    assert before.sheet.sitting.members == 5
    assert [(one.kind, one.elected) for one in before.elections] == [
        (K.MANAGING_BODY, 1),
        (K.RESIDENTS, 5),
        (K.STAFF, 1),
    ]


def test_other_rooms_tell_of_meetings_and_votes(
    engine: Engine, town: Town, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(activity, "_meetings", [])
    monkeypatch.setattr(activity, "_elections", [])
    assert not activity.has_meetings()
    meeting = MeetingLine(TODAY, Localized(fr="Les repas"), 4, 5, opinions=2)
    vote = ElectionLine(TODAY, K.RESIDENTS, 40, 25, 3)
    activity.learn_meetings(lambda _session, _council, year: [meeting] if year == YEAR else [])
    activity.learn_elections(lambda _session, _council, year: [vote] if year == YEAR else [])
    with looking_in(engine, town) as session:
        council = queries.get_council(session, sitting.council_id)
        seen = activity.see_activity(session, council, YEAR, TODAY)
        assert (seen.meetings, seen.elections) == ((meeting,), (vote,))
        assert activity.see_activity(session, council, YEAR - 1, TODAY).elections[0].voters == 0


def test_a_report_is_presented_neither_early_nor_tomorrow(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        council = queries.get_council(act.session, sitting.council_id)

        def writing(year: int, day: dt.date | None) -> object:
            return reports.write_report(act, council, year, reports.ReportSheet("Fait", "", day))

        assert reason_of(writing, YEAR + 1, None) is N.YEAR_NOT_BEGUN
        tomorrow, early = TODAY + dt.timedelta(days=1), dt.date(YEAR - 1, 12, 31)
        for day in (tomorrow, early):
            assert reason_of(writing, YEAR, day) is N.PRESENTED_EARLY
        writing(YEAR - 1, TODAY)
        writing(YEAR - 1, None)
        rows = activity.list_reports(act.session, council.id)
        assert [(one.year, one.presented_on, one.written_on) for one in rows] == [
            (YEAR - 1, None, TODAY)
        ]


def test_the_report_is_written_read_and_printed(desk: Inspecting, lived: Sitting) -> None:
    base = f"/rive/councils/{lived.key}/reports"
    assert "à écrire" in page(desk, base)
    early = {"done": "Nous avons ri.", "left": "", "presented_on": "2020-01-01"}
    assert "Nous avons ri." in send(desk, f"{base}/{YEAR}", early, 422)
    send(desk, f"{base}/{YEAR}", {**early, "presented_on": TODAY.isoformat()})
    shown = page(desk, f"{base}/{YEAR}")
    for words in ("Nous avons ri.", "4 sur 5", "départ du service (1)", "7 heures", "Trop cher"):
        assert words in shown
    assert "Un secret" not in shown
    assert "présenté le 17 mars 2026" in page(desk, base)
    paper = desk.get(f"{base}/{YEAR}/report.pdf", base_url=LOCAL)
    inside = streams(paper.data)
    for tag in (b"pdfuaid:part", b"/Marked true", b"/Lang(fr", b"/H1", b"/H2", b"/TH", b"/TD"):
        assert tag in inside, tag
    page(desk, f"{base}/{YEAR + 1}", 404)
    page(desk, f"{base}/1999", 404)


def test_the_file_of_proofs_holds_a_paper_and_a_table_for_each_proof(
    desk: Inspecting, engine: Engine, town: Town, lived: Sitting
) -> None:
    del lived
    assert "critères avec une preuve" in page(desk, "/rive/tilleul/evidence?years=1")
    once = {"once": "a" * 26}
    desk.post("/rive/tilleul/evidence?years=2", data=once, base_url=LOCAL)
    given = desk.post("/rive/tilleul/evidence?years=2", data=once, base_url=LOCAL)
    assert given.mimetype == "application/zip"
    with zipfile.ZipFile(io.BytesIO(given.data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    wanted = (
        "dossier.pdf conseils.csv elections.csv reponses.csv formations.csv aides.csv oeuvres.csv"
    )
    assert set(files) == set(wanted.split())
    assert b"pdfuaid:part" in streams(files["dossier.pdf"])
    text = files["reponses.csv"].decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][:3] == ["Ce que les personnes ont dit", "Ce qui a été décidé", "État"]
    assert "'=1+1" in {row[0] for row in rows}
    whole = b"".join(content for name, content in files.items() if name.endswith(".csv"))
    for name in ("Amina", "Bilal", "Ginette", "Un secret"):
        assert name.encode() not in whole
    with looking_in(engine, town) as session:
        taken = select(Entry).where(Entry.action == Action.EVIDENCE_EXPORTED)
        assert len(session.scalars(taken).all()) == 2


def test_other_rooms_bring_proofs_of_their_own(
    engine: Engine, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(evidence, "_sources", [])
    survey = Proof(Evidence.SURVEYS, "enquetes", ("year",), ((2026,),))
    empty = Proof(Evidence.COMPLAINTS, "plaintes", ("year",), ())
    evidence.learn_proofs(lambda _session, _service, _first, _last: [survey, empty])
    with looking_in(engine, town) as session:
        found = evidence.gather(session, town.here, dt.date(YEAR, 1, 1), TODAY)
    assert found == {Evidence.SURVEYS: [survey]}


def test_the_map_is_edited_by_the_association_alone(
    app: Flask, desk: Inspecting, engine: Engine, town: Town
) -> None:
    published = evidence.published_map()
    assert published.criteria
    assert not any(one.verified for one in published.criteria)
    assert all(one.source for one in published.criteria)
    bad = {"code": "../1", "title": "Mon titre", "kinds": ["works"]}
    assert "Mon titre" in send(desk, "/rive/evidence/criterion", bad, 422)
    send(desk, "/rive/evidence/criterion", {**bad, "code": "1.6"})
    send(desk, "/rive/evidence/criterion", {"code": "1.8", "title": "Non", "is_left_out": "y"})
    shown = page(desk, "/rive/evidence")
    for words in ("Mon titre", "de l’association", "hors du dossier", "à vérifier"):
        assert words in shown
    cover = page(desk, "/rive/tilleul/evidence")
    assert "1.6 · Mon titre" in cover
    assert "1.8" not in cover
    other = make_town(engine, "lande")
    with looking_in(engine, other) as session:
        assert evidence.map_of(session) == published.criteria
    facilitator = visit(app, engine, town, Role.FACILITATOR, town.here)
    page(facilitator, "/rive/evidence", 403)
