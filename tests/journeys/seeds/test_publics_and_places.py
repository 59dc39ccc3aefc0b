"""Publics of one place asked apart, a partner's own place, neutral places, women, calls in time."""

import datetime as dt
import re

import pytest
from sqlalchemy import select

from participation.accounts.rules.powers import Role
from participation.councils.queries import list_councils
from participation.followups.rules import ParticipationLevel
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.meetings import operations as meetings
from participation.organisations.rules import TELLING
from participation.peers.models import HelpRequest, Peer
from participation.peers.rules.kinds import Gender
from tests.builders import acting_in, looking_in
from tests.journeys.seeds.test_short_surveys import answer_all
from tests.journeys.seeds.test_spaces_of_expression import elected, judged, words_of
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

COURTS = re.compile(r"tribuna|judicia|\bjuges?\b|condamn|probation|écrou|pénal", re.IGNORECASE)
"""What would tell that a court sends people here: it is written nowhere, not even for the team."""
ASKED = {
    "Votre métier ici": ("Professionnels", "Savez-vous ce que le conseil a demandé ?"),
    "Travailler avec nous": ("Partenaires", "Savez-vous qui fait quoi dans l’équipe ?"),
    "Votre travail": ("Salariés en insertion", "Apprenez-vous des choses utiles au travail ?"),
}


def test_each_public_of_one_place_is_asked_apart(walk: Walk) -> None:
    screen = walk.screen("charme").read("/charme/")
    for title, (public, question) in ASKED.items():
        path, survey = walk.path("charme", title), walk.survey("charme", title)
        assert path not in screen, "the screen is the residents'"
        phone = walk.stranger()
        assert public in words_of(phone.read(path))
        phone.send(path, f"{path}/begin")
        pages = "".join(phone.read(f"{path}/questions/{number}") for number in (1, 2, 3))
        others = [words for _public, words in ASKED.values() if words != question]
        assert question in pages
        assert not any(words in pages for words in others)
        counts = {each: len(walk.responses(walk.survey("charme", each))) for each in ASKED}
        answer_all(walk.stranger(), path, 2)
        assert len(walk.responses(survey)) == counts.pop(title) + 1
        assert counts == {each: len(walk.responses(walk.survey("charme", each))) for each in counts}


def test_a_survey_is_of_the_partner_s_own_place(walk: Walk) -> None:
    path = walk.path("cormier", "Vous nous accueillez")
    assert "Partenaires" in words_of(walk.stranger().read(path))
    answer_all(walk.stranger(), path)
    (kept,) = walk.responses(walk.survey("cormier", "Vous nous accueillez"))
    assert kept.channel == "phone"
    for place in ("charme", "tilleul"):
        walk.stranger().read(path.replace("/cormier/", f"/{place}/"), status=404)
    field = path.replace("/surveys/", "/fieldwork/")
    host = walk.staff(Role.FACILITATOR, "cormier")
    assert host.file(f"{field}/slips.pdf").mimetype == "application/pdf"
    walk.staff(Role.FACILITATOR, "charme").read(field, status=404)


def test_nothing_tells_who_sends_people_to_a_place(walk: Walk) -> None:
    path, phone = walk.path("sureau", "L’équipe et vous"), walk.stranger()
    seen = [phone.read("/sureau/"), phone.read(path), walk.screen("sureau").read("/sureau/")]
    asked = answer_all(phone, path)
    assert len(asked) == 5
    again = walk.stranger()
    again.send(path, f"{path}/begin")
    seen += [again.read(address) for address in asked]
    resident = walk.staff(Role.RESIDENT, "sureau")
    seen += [resident.read("/sureau/"), resident.read("/sureau/council"), *asked]
    assert "Le groupe du Sureau" in resident.read("/sureau/council")
    for text in map(words_of, seen):
        assert not COURTS.search(text), text
        assert not TELLING.search(text.casefold()), text
    with looking_in(walk.served.engine, walk.town) as session:
        (council,) = list_councils(session, service_id=walk.service("sureau"))
    desk = walk.staff(Role.QUALITY_MANAGER).read(f"/councils/{to_text(council.id)}")
    assert "Le groupe du Sureau" in desk
    assert not COURTS.search(words_of(desk)), "not even the team's pages say it"


def test_a_place_of_the_day_asks_without_saying_what_it_is(walk: Walk) -> None:
    path, phone = walk.path("houx", "Votre journée ici"), walk.stranger()
    for page in (phone.read("/houx/"), phone.read(path)):
        assert not TELLING.search(words_of(page).casefold())
    assert len(answer_all(phone, path)) == 5
    (kept,) = walk.responses(walk.survey("houx", "Votre journée ici"))
    assert kept.channel == "phone"


@pytest.mark.parametrize(
    ("slug", "name", "form", "seats"),
    [
        ("amandier", "Le conseil de l’Amandier", "Conseil de la vie sociale (CVS)", 6),
        ("genet", "Le conseil de la communauté", "Conseil de la vie sociale (CVS)", 6),
        ("sureau", "Le groupe du Sureau", "Groupe d’expression", 5),
        ("charme", "Le groupe de l’atelier", "Groupe d’expression", 6),
    ],
)
def test_a_place_has_its_own_council_or_group(
    walk: Walk, slug: str, name: str, form: str, seats: int
) -> None:
    said = judged(walk, slug)
    assert f"{name} ({form})" in said
    assert "À corriger 0 règle" in said
    shown = words_of(walk.staff(Role.RESIDENT, slug).read(f"/{slug}/council"))
    assert shown.count("Titulaire") == seats
    assert name in elected(walk, name).read("/mandate")


def call_group(walk: Walk, slug: str, days: int) -> str:
    """Plan a meeting of a group, send its agenda today so many days before; say R38 of it."""
    with acting_in(walk.served.engine, walk.town, walk.service(slug)) as act:
        (council, *_others) = list_councils(act.session, service_id=walk.service(slug))
        plan = meetings.MeetingPlan(act.now + dt.timedelta(days=days), "Salle commune")
        meeting = meetings.plan_meeting(act, council, plan)
        act.session.flush()
        point = meetings.ItemSheet(
            title=Localized({"fr": "Les horaires"}),
            words=Localized({}),
            asked_by="Les personnes",
            minutes=20,
            level=ParticipationLevel.CONSULT,
        )
        meetings.add_item(act, meeting, point)
        act.session.flush()
        meetings.call_meeting(act, meeting, link=lambda _tag: "https://example.org/")
    return judged(walk, slug)


def test_the_agenda_of_a_group_leaves_seven_days_before(walk: Walk) -> None:
    in_order = "En ordre La majorité et l’ordre du jour des autres formes R38"
    assert in_order in call_group(walk, "sureau", 7)
    assert in_order not in call_group(walk, "charme", 6), "one day too late"


def test_women_may_ask_for_a_woman(walk: Walk) -> None:
    with looking_in(walk.served.engine, walk.town) as session:
        men = set(session.scalars(select(Peer.name).where(Peer.gender == Gender.MAN)))
    names = re.compile(r"<h2><bdi>([^<]+)</bdi></h2>")
    person = walk.staff(Role.RESIDENT, "tilleul")
    page = "/tilleul/meet/people"
    everybody = set(names.findall(person.read(page)))
    assert everybody & men
    person.send(page, wish="woman")
    shown = set(names.findall(person.read(page)))
    assert shown >= everybody - men
    assert not shown & men
    guest = walk.staff(Role.RESIDENT, "cedre")
    guest.send("/cedre/meet/people", wish="woman")
    guest.send("/cedre/meet/people", "/cedre/meet/ask")
    with looking_in(walk.served.engine, walk.town) as session:
        asked = session.scalars(
            select(HelpRequest).where(HelpRequest.service_id == walk.service("cedre"))
        ).all()
    assert Gender.WOMAN in {one.gender for one in asked}


def test_who_leaves_is_handed_a_card_that_leads_to_the_last_questions(walk: Walk) -> None:
    path = walk.path("tremble", "Et après ?")
    field = path.replace("/surveys/", "/fieldwork/")
    team = walk.staff(Role.FACILITATOR, "tremble")
    assert f"{field}/slips.pdf" in team.read(field)
    assert team.file(f"{field}/slips.pdf").mimetype == "application/pdf"
    before = len(walk.responses(walk.survey("tremble", "Et après ?")))
    answer_all(walk.stranger(), path, 2)
    assert len(walk.responses(walk.survey("tremble", "Et après ?"))) == before + 1
