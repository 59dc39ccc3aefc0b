"""Where people are heard: councils of every form, works, ideas, and what the law asks of each."""

import re

import pytest
from sqlalchemy import select

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.councils.models import College, Council, Term
from participation.councils.models.council import Seat
from participation.councils.models.mandates import Training
from participation.councils.rules.kinds import CollegeKind, CouncilForm
from participation.councils.rules.serving import TrainingState
from participation.foundation.keys import to_text
from tests.builders import looking_in
from tests.journeys.seeds.walkers import LOCAL, Person, Walk

pytestmark = pytest.mark.sqlite

BLOCKS = re.compile(r"<[^>]+>")


def words_of(page: str) -> str:
    """Give the words of a page in one line."""
    return " ".join(BLOCKS.sub(" ", page).split())


def elected(walk: Walk, name: str) -> Person:
    """Let the first of the residents who sit in a council come in."""
    with looking_in(walk.served.engine, walk.town) as session:
        found = session.execute(
            select(Membership.user_id, Council.name)
            .join(Term, Term.membership_id == Membership.id)
            .join(Seat, Seat.id == Term.seat_id)
            .join(College, College.id == Seat.college_id)
            .join(Council, Council.id == College.council_id)
            .where(College.kind == CollegeKind.RESIDENTS)
            .order_by(Term.id)
        ).all()
    return walk.known(next(key for key, title in found if title["fr"] == name))


def judged(walk: Walk, slug: str) -> str:
    """Give what the law says of a service, in words."""
    return words_of(walk.staff(Role.QUALITY_MANAGER).read(f"/{slug}/compliance"))


def test_every_service_is_judged_by_the_forty_rules(walk: Walk) -> None:
    manager = walk.staff(Role.QUALITY_MANAGER)
    index = manager.read("/compliance")
    assert "Quarante règles, service par service" in index
    services = set(re.findall(r'href="/rive/([a-z-]+)/compliance', index))
    assert len(services) >= 23
    rules = {f"R{number:02}" for number in range(1, 41)}
    for slug in ("tilleul", "figuier", "charme"):
        found = set(re.findall(r"\bR\d\d\b", manager.read(f"/{slug}/compliance")))
        assert found == rules, f"{slug}: {rules - found}"
    assert "Équipe Aulne" in words_of(index).partition("La carte")[0], "it has no space at all"
    assert "Règles sans objet ici : 37" in judged(walk, "charme"), "no council is asked of a site"


def test_other_forms_stand_where_stays_are_short_or_tongues_many(walk: Walk) -> None:
    for slug, name in (
        ("sorbier", "Le groupe des chambres (Groupe d’expression)"),
        ("peuplier", "Le groupe du Peuplier (Groupe d’expression)"),
        ("saule", "Le groupe de parole du Saule (Groupe d’expression)"),
    ):
        said = judged(walk, slug)
        assert name in said
        assert "À corriger 0 règle" in said
        assert re.search(r"En ordre (?:\w+ )*Un lieu où les personnes sont écoutées R01", said)


def test_one_council_speaks_for_two_services_of_one_category(walk: Walk) -> None:
    for slug in ("chene", "erable"):
        said = judged(walk, slug)
        assert "Le conseil du Chêne et de l’Érable (CVS commun à plusieurs services)" in said
        assert "À corriger 0 règle" in said
    here = walk.staff(Role.RESIDENT, "erable").read("/erable/council")
    assert "Chêne" in here


def test_a_shelter_has_its_council_elected_today(walk: Walk) -> None:
    assert "Le conseil du Tilleul" in judged(walk, "tilleul")
    resident = walk.staff(Role.RESIDENT, "tilleul")
    assert "Élection" in resident.read("/tilleul/")
    assert "Titulaire" in resident.read("/tilleul/council")


def test_a_home_has_its_full_council_and_its_yearly_cycle(walk: Walk) -> None:
    said = judged(walk, "olivier")
    for step in (
        "Enquête terminée Fait",
        "Résultats affichés à l’accueil Fait",
        "Résultats examinés par le CVS Fait",
    ):
        assert step in said
    assert "L’enquête de satisfaction de l’année R32" in said
    council = words_of(walk.staff(Role.RESIDENT, "olivier").read("/olivier/council"))
    for college in ("Personnes accompagnées", "Familles", "Professionnels"):
        assert college in council


def test_a_cohort_has_its_council_and_its_five_spaces(walk: Walk) -> None:
    resident = walk.staff(Role.RESIDENT, "murier")
    council = words_of(resident.read("/murier/council"))
    assert "Le groupe du Mûrier" in council
    assert council.count("Titulaire") == 16
    groups = words_of(resident.read("/murier/meet/groups"))
    spaces = ("La cuisine", "L’atelier", "Le salon", "Le jardin", "La salle d’écrans")
    assert [space for space in spaces if space in groups] == list(spaces)
    assert groups.count("Encore 15 places") == len(spaces)


def test_neighbours_sit_in_the_committee_of_an_open_place(walk: Walk) -> None:
    council = words_of(walk.staff(Role.RESIDENT, "pommier").read("/pommier/council"))
    assert "Voisins" in council
    assert "Une voisine du 12" in council


def test_two_residents_sit_on_the_board(walk: Walk) -> None:
    council = words_of(walk.staff(Role.RESIDENT, "peuplier").read("/peuplier/council"))
    assert council.partition("Deux sièges au conseil d’administration")[2].count("Titulaire") == 2
    with looking_in(walk.served.engine, walk.town) as session:
        forms = session.scalars(select(Council.form)).all()
    assert CouncilForm.BOARD_SEATS in forms
    assert "conseil d’administration" in elected(
        walk, "Deux sièges au conseil d’administration"
    ).read("/mandate")


def test_an_elected_person_has_her_diary_and_her_trainings(walk: Walk) -> None:
    person = elected(walk, "Le conseil du Tilleul")
    page = words_of(person.read("/mandate"))
    assert "Le conseil du Tilleul" in page
    for word in ("formation", "réunion"):
        assert word in page.casefold()
    person.send("/mandate/notes", words="Parler du linge")
    assert "Parler du linge" in person.read("/mandate")


def test_a_course_that_was_followed_is_certified_on_paper(walk: Walk) -> None:
    with looking_in(walk.served.engine, walk.town) as session:
        followed = session.scalars(
            select(Membership.user_id)
            .join(Training, Training.membership_id == Membership.id)
            .where(Training.state == TrainingState.FOLLOWED)
        ).all()
    person = walk.known(followed[0])
    page = person.read("/mandate")
    assert "Imprimer mon attestation" in page
    hidden = dict(re.findall(r'<input type="hidden" name="(csrf_token)" value="([^"]*)"', page))
    asked = person.client.post("/rive/mandate/certificate", data=hidden, base_url=LOCAL)
    assert asked.mimetype == "application/pdf"
    journal = walk.staff(Role.ADMINISTRATOR).read("/journal/")
    assert "a imprimé une attestation d’heures" in journal
    other = next(
        one
        for one in (elected(walk, "Le conseil du Tremble"), elected(walk, "Le groupe du Mûrier"))
        if "Imprimer mon attestation" not in one.read("/mandate")
    )
    assert other.send("/mandate/trainings", "/mandate/certificate") == "/mandate"


def test_the_elected_of_two_houses_have_one_council(walk: Walk) -> None:
    person = elected(walk, "Le conseil du Tilleul")
    page = person.read("/network")
    assert "Résidence Olivier" in page or "Maison Tilleul" in page
    for slug in ("tilleul", "olivier"):
        assert "Le conseil des élus" in walk.staff(Role.RESIDENT, slug).read(f"/{slug}/council")


def test_works_hang_as_far_as_their_authors_agreed(walk: Walk) -> None:
    here, there, apart = (
        walk.staff(Role.RESIDENT, slug).read(f"/{slug}/gallery")
        for slug in ("tilleul", "olivier", "cedre")
    )
    assert "Le lac, un matin" in here
    assert "Le lac, un matin" in there, "its author agreed to show it everywhere"
    assert "Le soir tombe" in here
    assert "Le soir tombe" not in there, "its author agreed to show it at home"
    assert "Ma fenêtre" not in here, "the team has not looked at it"
    assert "Respirer" in apart
    assert "Respirer" not in here + there, "works of a protected house never leave it"


def test_a_boarding_house_is_asked_for_its_own_council(walk: Walk) -> None:
    sheet = walk.staff(Role.ADMINISTRATOR).read(
        f"/places/services/{to_text(walk.service('noisetier'))}"
    )
    assert "Un conseil de concertation." in sheet


def test_young_workers_have_their_council(walk: Walk) -> None:
    said = judged(walk, "tremble")
    assert "Le conseil du Tremble (Conseil de la vie sociale (CVS))" in said
    assert "À corriger 0 règle" in said
    council = words_of(walk.staff(Role.RESIDENT, "tremble").read("/tremble/council"))
    assert council.count("Titulaire") == 6


def test_a_guest_sits_with_an_advisory_voice(walk: Walk) -> None:
    resident = walk.staff(Role.RESIDENT, "tilleul")
    meetings = re.findall(
        r'href="/rive(/tilleul/meetings/[0-9a-z]{13})"', resident.read("/tilleul/meetings")
    )
    assert meetings
    manager = walk.staff(Role.FACILITATOR, "tilleul")
    key = meetings[-1].rpartition("/")[2]
    assert "La direction" in manager.read(f"/tilleul/meetings/{key}/people")


def test_an_idea_goes_from_the_board_to_its_answer(walk: Walk) -> None:
    board = words_of(walk.stranger().read("/tilleul/topics"))
    for stand in ("C’est reçu", "C’est gardé pour le conseil", "Le conseil va en parler"):
        assert stand in board
    assert "Une borne internet" in words_of(walk.stranger().read("/tilleul/changes"))
    person = walk.stranger()
    led = person.send("/tilleul/topics/new/activities", text="Réparer des vélos ensemble")
    assert led.endswith("/thanks")
    listener = walk.staff(Role.FACILITATOR, "tilleul")
    pile = listener.read("/topics")
    assert "Réparer des vélos ensemble" in pile
    read = [
        path
        for path in dict.fromkeys(re.findall(r"/rive(/topics/voices/[0-9a-f-]{36})\"", pile))
        if "Réparer des vélos" in listener.read(path)
    ]
    topic = listener.send(read[0], french="Réparer des vélos ensemble", theme="activities")
    councils = re.findall(r'value="([0-9a-z]{13})"', listener.read(f"{topic}/keep"))
    listener.send(f"{topic}/keep", council=councils[0])
    assert "Réparer des vélos ensemble" in words_of(walk.stranger().read("/tilleul/topics"))
