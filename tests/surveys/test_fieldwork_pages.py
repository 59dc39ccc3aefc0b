"""A survey in the field: sheets typed once or twice, a sample, who did not answer; no trace."""

import re
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, inspect, select, table
from werkzeug.test import TestResponse

from participation.accounts.rules.powers import Role
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.surveys.models import Answer, Comment, Response, SurveyTally
from participation.surveys.operations import fieldwork as operations
from participation.surveys.operations.campaigns import close_campaign
from participation.surveys.operations.fieldwork import write_outcomes
from participation.surveys.queries.campaigns import get_campaign, get_survey
from participation.surveys.queries.fieldwork import see_tallies
from participation.surveys.rules import sheets
from participation.surveys.rules.questions import DONT_KNOW
from participation.surveys.rules.stages import Aid, Channel, Refusal
from participation.surveys.rules.tallies import Tally
from tests.builders import acting_in
from tests.surveys.asking import House, open_house, sign_in
from tests.surveys.waves import answer

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
TWICE = (Tally.TYPED_TWICE, Tally.LINES_COMPARED, Tally.LINES_DIFFERING)
TYPED = {"q1": "4", "q2": "", "q3": "", "q4": "12", "q6": "Il fait froid", "q0": "2"}


class Desk:
    """A facilitator who types a pile: each form carries what its page gave."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.client = house.browser().client
        sign_in(house, self.client, Role.FACILITATOR, house.town.here)
        self.path = f"/{house.town.slug}/tilleul/fieldwork/{to_text(house.survey_id)}"
        self.hidden: dict[str, str] = {}

    def get(self, door: str = "", **wishes: str) -> TestResponse:
        return self._read(self.client.get(self.path + door, query_string=wishes or None))

    def post(self, door: str, **typed: str) -> TestResponse:
        return self._read(self.client.post(self.path + door, data=self.hidden | typed))

    def _read(self, response: TestResponse) -> TestResponse:
        if response.mimetype == "text/html" and (found := dict(HIDDEN.findall(response.text))):
            self.hidden = found
        return response


@pytest.fixture
def house(engine: Engine, tmp_path: Path) -> House:
    return open_house(engine, tmp_path)


@pytest.fixture
def desk(house: House, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Type at a desk where the first sheet is typed once, the second twice."""
    monkeypatch.setattr(sheets, "is_typed_twice", lambda _seed, kept: kept == 1)
    return Desk(house)


def rows(house: House) -> dict[str, int]:
    """Count the rows of every table, whatever walls stand around them."""
    names = inspect(house.engine).get_table_names()
    with house.looking() as session:
        connection = session.connection()
        return {
            name: connection.scalar(select(func.count()).select_from(table(name))) or 0
            for name in names
        }


def kept(house: House) -> list[dict[int, int]]:
    """Give the answers of each paper sheet."""
    with house.looking() as session:
        answers = select(Answer.question, Answer.value)
        return [
            dict(session.execute(answers.where(Answer.response_key == one.key)).all())
            for one in session.scalars(select(Response))
        ]


def test_a_sheet_is_kept_as_any_response(desk: Desk) -> None:
    house = desk.house
    page = desk.get("/typing?language=ar")
    assert "Langue de la feuille" in page.text
    before = rows(house)
    sent = desk.post("/typing", **TYPED)
    assert (sent.status_code, sent.location) == (303, f"{desk.path}/typing?language=ar")
    assert desk.post("/typing", **TYPED).status_code == 303, "sent again, it is the same sheet"
    key = desk.hidden["sheet"]
    assert "Cette feuille était déjà gardée" in desk.get("/typing?language=ar").text
    assert desk.hidden["sheet"] != key, "what is typed next is another sheet"
    with house.looking() as session:
        one = session.scalars(select(Response)).one()
        assert (one.channel, one.aid, one.language) == (Channel.PAPER, Aid.PEER, "ar")
        assert session.scalars(select(Comment)).one().text == "Il fait froid"
    assert kept(house) == [{1: 4, 4: 12}], "question 2 must be answered on a screen, not on paper"
    changed = {name for name, count in rows(house).items() if count != before[name]}
    assert changed == {"response", "response_count", "answer", "comment"}, (
        "no trace of who typed, or when"
    )


@pytest.mark.parametrize(
    ("number", "typed"),
    [("q1", "6"), ("q1", "12"), ("q4", "douze"), ("q4", "601"), ("q0", "8"), ("q-1", "3")],
)
def test_a_line_that_cannot_be_read_loses_nothing(desk: Desk, number: str, typed: str) -> None:
    desk.get("/typing")
    page = desk.post("/typing", **TYPED | {number: typed})
    assert page.status_code == 422
    assert f'name="{number}" id="{number}" value="{typed}"' in page.text
    assert 'value="Il fait froid"' in page.text
    assert f'id="{number}-error"' in page.text
    assert kept(desk.house) == []


def test_a_sheet_that_says_nothing_is_never_kept(desk: Desk) -> None:
    desk.get("/typing")
    page = desk.post("/typing", **dict.fromkeys(TYPED, "") | {"q0": "2"})
    assert page.status_code == 422
    assert "Cette feuille est vide" in page.text
    desk.post("/typing", **TYPED)
    desk.get("/typing")
    desk.post("/typing", q1="4")
    assert "Que dit la feuille" in desk.post("/typing/again", q2="2").text
    page = desk.post("/typing/settle", q1="second", q2="first")
    assert page.status_code == 422
    assert "Cette feuille est vide" in page.text
    assert len(kept(desk.house)) == 1


def test_a_second_typing_that_agrees_keeps_the_sheet_once(desk: Desk) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        answer(act, get_survey(act.session, desk.house.survey_id), [{1: 5}], channel=Channel.PAPER)
    desk.get("/typing")
    page = desk.post("/typing", **TYPED)
    assert "encore une fois" in page.text
    assert (page.status_code, len(kept(desk.house))) == (200, 1), "nothing is kept yet"
    assert "Il fait froid" not in page.text, "what was typed first stays sealed"
    assert 'name="q6"' not in page.text, "words are typed once"
    assert desk.post("/typing/again", **TYPED | {"q1": "7"}).status_code == 422
    assert desk.post("/typing/again", **TYPED | {"q6": ""}).status_code == 303
    assert {1: 4, 4: 12} in kept(desk.house)
    with desk.house.looking() as session:
        assert session.scalars(select(Comment)).one().text == "Il fait froid"
        assert see_tallies(session, desk.house.survey_id) == {
            Tally.TYPED_TWICE: 1,
            Tally.LINES_COMPARED: 6,
            Tally.LINES_DIFFERING: 0,
        }


def test_what_two_typings_read_otherwise_is_settled_by_a_person(desk: Desk) -> None:
    desk.get("/typing")
    desk.post("/typing", **TYPED)
    desk.get("/typing")
    before = rows(desk.house)
    desk.post("/typing", **TYPED | {"q2": "2", "q3": "1"})
    page = desk.post("/typing/again", q1="2", q2="2", q3="12", q4="12", q0="1", **{"q-1": "2"})
    assert (page.status_code, len(re.findall(">Première fois", page.text))) == (200, 4)
    assert "Deuxième fois : Je réponds à sa place" in page.text
    assert "Première fois : Pas bien" in page.text
    assert "Deuxième fois : Bien" in page.text
    assert "Les repas, Le bruit" in page.text
    refused = desk.post("/typing/settle", q1="first")
    assert refused.status_code == 422
    assert re.search(r'value="first" checked', refused.text), "what was chosen stays chosen"
    assert rows(desk.house) == before
    settled = {"q1": "first", "q3": "blank", "q0": "second", "q-1": "second"}
    assert desk.post("/typing/settle", **settled).status_code == 303
    assert {1: 4, 2: 2, 4: 12} in kept(desk.house)
    after = rows(desk.house)
    changed = {name: count - before[name] for name, count in after.items() if count != before[name]}
    once = dict.fromkeys(("response", "response_count", "comment"), 1)
    assert changed == {**once, "answer": 3, "survey_tally": 3}
    with desk.house.looking() as session:
        assert see_tallies(session, desk.house.survey_id)[Tally.LINES_DIFFERING] == 4
        assert sorted(session.scalars(select(Response.proxy))) == [False, True]
    assert "deux fois" not in desk.get().text, "too few answers to tell how many sheets there are"


def test_a_forged_typing_or_a_closed_survey_is_refused(desk: Desk) -> None:
    desk.get("/typing")
    desk.post("/typing", **TYPED)
    desk.get("/typing")
    desk.post("/typing", **TYPED)
    sealed = desk.hidden["first"]
    for forged in ("", "AAAA", sealed[:-8] + "AAAAAAA="):
        assert desk.post("/typing/again", **TYPED, first=forged).status_code == 409
    assert desk.post("/typing/again", **TYPED, version="x", first=sealed).status_code == 409
    assert desk.get("/typing?language=xx").status_code == 409
    with acting_in(desk.house.engine, desk.house.town) as act:
        close_campaign(act, get_campaign(act.session, desk.house.campaign_id))
    assert desk.post("/typing/again", **TYPED, first=sealed).status_code == 409
    assert desk.get("/sheet.pdf").status_code == 409
    assert len(kept(desk.house)) == 1


def test_what_is_printed_is_a_pdf_in_the_languages_of_the_survey(desk: Desk) -> None:
    for door in ("/sheet.pdf?language=ar", "/slips.pdf"):
        given = desk.get(door)
        assert (given.status_code, given.mimetype) == (200, "application/pdf")
    assert desk.get("/sheet.pdf?language=ru").status_code == 409


def test_a_sample_is_drawn_by_groups_and_never_larger_than_the_house(desk: Desk) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        get_survey(act.session, desk.house.survey_id).population = 40
    wish = {"size": "29", "strata": "Étage 1 : 30\nÉtage 2 : 10"}
    page = desk.get("/sample", **wish)
    assert page.status_code == 200, page.text
    row = r"<bdi>(Étage \d)</bdi></th><td[^>]*>(\d+)</td><td[^>]*>(\d+)</td>"
    assert re.findall(row, page.text) == [("Étage 1", "30", "22"), ("Étage 2", "10", "7")]
    assert page.text == desk.get("/sample", **wish).text
    assert "± 8 points : 32 réponses" in desk.get("/sample", margin="8").text
    assert desk.get("/sample", margin="0").status_code == 422
    for size, strata, words in (
        ("41", "", "On ne peut pas tirer 41 personnes : il y en a 40"),
        ("10", "Étage 1 : 20", "Les groupes font 20 personnes, et il y en a 40"),
        ("10", "Étage 1", "« Étage 1 »"),
        ("0", "", "Écrivez un nombre entre 1"),
    ):
        refused = desk.get("/sample", size=size, strata=strata)
        assert refused.status_code == 422, words
        assert words in refused.text


def test_outcomes_are_numbers_and_no_more_than_are_present(desk: Desk) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        survey = get_survey(act.session, desk.house.survey_id)
        survey.population = 40
        answer(act, survey, [{1: 5}] * 12)
        for kind, number in zip(TWICE, (2, 10, 1), strict=True):
            place = {"service_id": survey.service_id, "survey_id": survey.id}
            act.session.add(SurveyTally(**place, kind=kind, number=number))
    numbers = {"refused": "5", "unable": "2", "absent": "1", "proxy": "0", "not_reached": "4"}
    desk.get("/outcomes")
    assert desk.post("/outcomes", **numbers | {"refused": "40"}).status_code == 422
    assert desk.post("/outcomes", **numbers).status_code == 303
    desk.get("/outcomes")
    assert desk.post("/outcomes", **numbers | {"refused": "6"}).status_code == 303
    page = desk.get().text
    assert "12 réponses pour 40 personnes" in page
    assert "tapées deux fois : 2. Lignes différentes : 1 sur 10" in page
    assert '<td class="number">6</td>' in page
    assert ">30 %<" in page
    with acting_in(desk.house.engine, desk.house.town) as act:
        survey = get_survey(act.session, desk.house.survey_id)
        with pytest.raises(Refused) as refused:
            write_outcomes(act, survey, {Tally.REFUSED: 30, Tally.ABSENT: 11})
        assert refused.value.reason is Refusal.MORE_THAN_PRESENT


def test_the_field_shows_what_each_language_lacks_and_hides_the_few(desk: Desk) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        survey = get_survey(act.session, desk.house.survey_id)
        survey.population, survey.spoken = 40, {"fr": 25, "ar": 12, "ps": 3}
        answer(act, survey, [{1: 5}] * 12)
        answer(act, survey, [{1: 5}] * 7, language="ar", channel=Channel.PHONE)
    page = desk.get().text
    assert "Qui manque, langue par langue" in page
    row = r"<bdi>{}</bdi></th><td[^>]*>(\S+)</td><td[^>]*>(\S+)</td>"
    assert re.findall(row.format("العربية"), page)[0][1] == "7"
    assert not re.search(r"<bdi>پښتو</bdi></th><td[^>]*>3</td>", page)
    assert re.search(r"Par quel moyen.*Borne.*12.*Téléphone.*7", page, re.DOTALL)


def test_two_who_write_the_first_outcomes_at_once_are_both_heard(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        survey = get_survey(act.session, desk.house.survey_id)
        survey.population = 40
        write_outcomes(act, survey, {Tally.REFUSED: 3})
    change, late = operations._change, iter([False])  # noqa: SLF001 - the other came in between
    monkeypatch.setattr(
        operations,
        "_change",
        lambda *facts, **how: next(late, None) is None and change(*facts, **how),
    )
    with acting_in(desk.house.engine, desk.house.town) as act:
        write_outcomes(act, get_survey(act.session, desk.house.survey_id), {Tally.REFUSED: 5})
        assert see_tallies(act.session, desk.house.survey_id)[Tally.REFUSED] == 5


def test_too_few_answers_give_no_rate(desk: Desk) -> None:
    with acting_in(desk.house.engine, desk.house.town) as act:
        survey = get_survey(act.session, desk.house.survey_id)
        survey.population = 40
        answer(act, survey, [{1: DONT_KNOW}] * 4)
    page = desk.get().text
    assert "Trop peu de réponses" in page
    assert "4 réponses" not in page
    assert "Maison Tilleul" in desk.client.get(f"/{desk.house.town.slug}/fieldwork").text
