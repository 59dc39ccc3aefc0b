"""A helper's own pages: her rows only, bad input said beside its field and nothing lost."""

import re

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.foundation.keys import to_text
from participation.organisations.models import Service
from participation.peers.models import Debrief, SwapOffer
from participation.peers.operations import roster_answers as answers
from participation.peers.rules.kinds import AssignmentState, SlotKind, SlotState
from tests.builders import Town, acting_in, make_town
from tests.councils.visiting import LOCAL, enter_as, page, send, visit
from tests.inspection import Inspecting, client_of
from tests.peers.crew import assign, at, make_peer, make_slot, own

HOME = "/rive/helping"
PROPOSED = AssignmentState.PROPOSED
AWAY = {
    "kind": "away",
    "first-day": "20",
    "first-month": "3",
    "first-year": "2026",
}


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def maryam(app: Flask, engine: Engine, town: Town) -> Inspecting:
    with acting_in(engine, town) as act:
        user_id = make_peer(act, town).user_id
    return enter_as(app, engine, town, user_id)


def test_the_role_alone_is_no_profile(app: Flask, engine: Engine, town: Town) -> None:
    new = visit(app, engine, town, Role.PEER_HELPER, town.here)
    assert "La coordination va vous inscrire" in page(new, HOME)
    for path in ("profile", "times", "offers", "hours", "care", "feed", "felt"):
        page(new, f"{HOME}/{path}", 404)
    send(new, f"{HOME}/stop", {}, 404)


def test_a_roster_is_answered_on_the_phone(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        peer = own(act)
        keys = [
            to_text(assign(act, make_slot(act, town.here, moment), peer, PROPOSED).id)
            for moment in ("03-18 14:00", "03-19 14:00", "03-17 15:00")
        ]
    shown = page(maryam, HOME)
    assert "On vous propose" in shown
    assert "mercredi 18 mars 2026, de 14:00 à 15:00" in shown
    send(maryam, f"{HOME}/slots/{keys[0]}/yes", {})
    send(maryam, f"{HOME}/slots/{keys[1]}/no", {})
    send(maryam, f"{HOME}/slots/{keys[2]}/yes", {})
    shown = page(maryam, HOME)
    assert "C’est promis" in shown
    assert "On vous propose" not in shown
    send(maryam, f"{HOME}/slots/{keys[1]}/yes", {})
    assert "Vous avez déjà répondu" in page(maryam, HOME)
    send(maryam, f"{HOME}/slots/{keys[0]}/cover", {})
    assert "on compte encore sur vous" in page(maryam, HOME)
    send(maryam, f"{HOME}/slots/{keys[0]}/keep", {})
    send(maryam, f"{HOME}/stop", {})
    shown = page(maryam, HOME)
    assert "Vous êtes en pause" in shown
    assert "Cherche un remplaçant" in shown
    send(maryam, f"{HOME}/back", {})
    assert "en pause" not in page(maryam, HOME)


def test_nobody_touches_what_is_anothers(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        other = make_peer(act, town, "Olena")
        row = assign(act, make_slot(act, town.here), other)
        key = to_text(row.id)
    for path in (f"slots/{key}/yes", f"slots/{key}/cover", f"slots/{key}/keep"):
        send(maryam, f"{HOME}/{path}", {}, 404)
    for path in (f"slots/{key}/after", f"slots/{key}/swap"):
        page(maryam, f"{HOME}/{path}", 404)
    assert "Olena" not in page(maryam, HOME)


def test_a_time_is_taken_over_or_exchanged(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        peer, other = own(act), make_peer(act, town, "Olena")
        mine = assign(act, make_slot(act, town.here), peer)
        slot = make_slot(act, town.here, "03-19 09:00")
        theirs = assign(act, slot, other)
        open_slot = make_slot(act, town.here, "03-20 09:00")
        offer = answers.look_for_cover(act, assign(act, open_slot, other), open_slot)
        keys = [to_text(one.id) for one in (mine, theirs, offer)]
        olena_id = other.user_id
    assert "À la place de : <bdi>Olena</bdi>" in page(maryam, f"{HOME}/offers")
    send(maryam, f"{HOME}/offers/{keys[2]}/yes", {})
    assert "Personne ne cherche" in page(maryam, f"{HOME}/offers")
    assert "Olena" in page(maryam, f"{HOME}/slots/{keys[0]}/swap")
    wrong = send(maryam, f"{HOME}/slots/{keys[0]}/swap", {"wished": "x"}, 422)
    assert "Choisissez dans la liste" in wrong
    send(maryam, f"{HOME}/slots/{keys[0]}/swap", {"wished": keys[1]})
    olena = enter_as(app, engine, town, olena_id)
    asked = page(olena, HOME)
    assert "Maryam vous donne" in asked
    yes = re.search(r'action="(/rive/helping/offers/\w+/yes)"', asked)
    assert yes
    send(olena, yes[1], {})
    assert "mercredi 18 mars" in page(olena, HOME)
    assert "jeudi 19 mars" in page(maryam, HOME)


def test_a_limit_is_said_on_the_page_of_offers(
    engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        own(act).weekly_minutes = 30
        slot = make_slot(act, town.here)
        answers.look_for_cover(act, assign(act, slot, make_peer(act, town, "Olena")), slot)
    shown = page(maryam, f"{HOME}/offers")
    assert "Ces limites vous protègent" in shown
    assert "1 h dans la semaine. C’est 30 min au plus. (Charte" in shown
    assert "Je le prends" not in shown
    with acting_in(engine, town) as act:
        slot.starts, slot.ends = at("03-17 23:00"), at("03-18 07:00")
        own(act).paused_until = at("03-20 06:00")
        yes = f"{HOME}/offers/{to_text(act.session.scalars(select(SwapOffer.id)).one())}/yes"
    send(maryam, yes, {})
    said = page(maryam, HOME)
    assert "Ces limites vous protègent" in said
    assert "La règle : Charte de la pair-aidance" in said
    assert "Cette personne est en pause" not in said
    with maryam.session_transaction(base_url=LOCAL) as browser:
        browser["locale"] = "fa_AF"
    send(maryam, yes, {})
    said = page(maryam, HOME)
    assert "Charte de la pair-aidance" in said
    assert "dans la semaine. C’est" not in said, "no French counting in a page in Dari"


def test_after_a_time_one_touch_and_care(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        peer = own(act)
        slot = make_slot(act, town.here, "03-17 09:00", kind=SlotKind.DROP_IN, capacity=0)
        key = to_text(assign(act, slot, peer).id)
        meeting = to_text(assign(act, make_slot(act, town.here, "03-16 09:00"), peer).id)
        make_slot(act, town.here, "03-25 09:00", kind=SlotKind.SUPERVISION)
    assert page(maryam, HOME).count("Dire comment c’était") == 2
    assert "Combien de personnes" in page(maryam, f"{HOME}/slots/{key}/after")
    assert "Combien de personnes" not in page(maryam, f"{HOME}/slots/{meeting}/after")
    many = {"mark": "came", "came": "900"}
    assert 'value="900"' in send(maryam, f"{HOME}/slots/{key}/after", many, 422)
    send(maryam, f"{HOME}/slots/{key}/after", {"mark": "came", "came": "7"})
    send(maryam, f"{HOME}/slots/{meeting}/after", {"mark": "not-seen"})
    assert "Vous seul le voyez" in page(maryam, f"{HOME}/felt")
    assert send(maryam, f"{HOME}/felt", {"feeling": "difficult"}).endswith("/helping/care")
    shown = page(maryam, f"{HOME}/care")
    assert "Difficile : 1" in shown
    join = re.search(r'action="(/rive/helping/care/\w+/join)"', shown)
    assert join
    send(maryam, join[1], {})
    send(maryam, f"{HOME}/pause", {})
    shown = page(maryam, f"{HOME}/care")
    assert "La prochaine" in shown
    assert "Vous êtes en pause" in shown
    assert send(maryam, f"{HOME}/felt", {"feeling": "easy"}).endswith("/helping")


def test_a_referent_reads_weeks_and_nobody_else_does(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    send(maryam, f"{HOME}/felt", {"feeling": "difficult"})
    with acting_in(engine, town) as act:
        olena, yves = make_peer(act, town, "Olena"), make_peer(act, town, "Yves")
        own(act).referent_id = olena.user_id
        keys = olena.user_id, yves.user_id
    referent, other = (enter_as(app, engine, town, key) for key in keys)
    shown = page(referent, f"{HOME}/entrusted")
    assert "Maryam" in shown
    assert "Semaine du 16 mars 2026" in shown
    assert "Ceux dont je suis le référent" in page(referent, HOME)
    assert "Maryam" not in page(other, f"{HOME}/entrusted")
    assert "Olena" in page(maryam, f"{HOME}/profile")


def test_hours_are_certified_on_an_accessible_paper(
    engine: Engine, town: Town, maryam: Inspecting
) -> None:
    assert "pas encore d’heures en 2026" in page(maryam, f"{HOME}/hours")
    send(maryam, f"{HOME}/hours", {"year": "2026"})
    with acting_in(engine, town) as act:
        slot = make_slot(act, town.here, "03-16 09:00", 90)
        assign(act, slot, own(act)).attended = True
        slot.state = SlotState.HELD
    assert "1 h 30" in page(maryam, f"{HOME}/hours")
    answer = maryam.post(f"{HOME}/hours", data={"year": "2026"}, base_url=LOCAL)
    assert answer.mimetype == "application/pdf"
    assert answer.data.startswith(b"%PDF-")
    assert b"pdfuaid" in answer.data


def test_a_private_calendar_says_nothing_and_closes(
    app: Flask, engine: Engine, town: Town, maryam: Inspecting
) -> None:
    with acting_in(engine, town) as act:
        assign(act, make_slot(act, town.here), own(act))
        service = act.session.scalars(select(Service).where(Service.id == town.here)).one()
        service.is_protected = True
    assert "Faire mon adresse" in page(maryam, f"{HOME}/feed")
    shown = send(maryam, f"{HOME}/feed", {}, 200)
    address = re.search(r"http://localhost(/rive/helping/feed/[\w-]+\.ics)", shown)
    assert address
    stranger = client_of(app)
    answer = stranger.get(address[1], base_url=LOCAL)
    text = answer.get_data(as_text=True)
    assert answer.mimetype == "text/calendar"
    assert "SUMMARY:Rendez-vous" in text
    assert "DTSTART;TZID=Europe/Paris:20260318T140000" in text
    for word in ("Tilleul", "LOCATION", "Maryam", "meeting"):
        assert word not in text
    assert address[1] not in page(maryam, f"{HOME}/feed")
    send(maryam, f"{HOME}/feed/close", {})
    page(stranger, address[1], 404)


def test_another_house_sees_no_helper_page(app: Flask, engine: Engine, town: Town) -> None:
    resident = visit(app, engine, town, Role.RESIDENT, town.here)
    page(resident, HOME, 403)
    assert "J’aide" not in page(resident, "/rive/tilleul/")
    assert "Personne ne vous a choisi" in page(resident, f"{HOME}/entrusted")
    assert "J’aide" in page(visit(app, engine, town, Role.PEER_HELPER, town.here), "/rive/tilleul/")


def test_a_debrief_is_never_in_the_journal(engine: Engine, town: Town, maryam: Inspecting) -> None:
    with acting_in(engine, town) as act:
        before = len(act.session.scalars(select(Entry)).all())
    send(maryam, f"{HOME}/felt", {"feeling": "difficult"})
    send(maryam, f"{HOME}/pause", {})
    with acting_in(engine, town) as act:
        assert len(act.session.scalars(select(Entry)).all()) == before
        assert len(act.session.scalars(select(Debrief)).all()) == 1


def test_what_she_likes_to_help_with_is_hers_to_say(town: Town, maryam: Inspecting) -> None:
    del town
    path = f"{HOME}/profile/topics"
    sent = {"lived": ["road", "work"], "wanted": ["family"]}
    again = send(maryam, path, sent, 422)
    assert "Cochez aussi ce sujet dans ce que vous connaissez de votre vie" in again
    assert again.count("checked") == 3
    send(maryam, path, {"lived": ["road", "work"], "wanted": ["work"]})
    assert "Vous aimez le mieux aider pour" in page(maryam, f"{HOME}/profile")
