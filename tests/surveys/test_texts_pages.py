"""The languages of a questionnaire on the desk: written in place, two at once, taken from files."""

import io
import re

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import Engine

from participation.audit.models import Entry
from participation.foundation.act import Refused
from participation.foundation.keys import from_text, to_text
from participation.surveys.adapters.po import export_texts
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.operations.campaigns import declare_translated
from participation.surveys.operations.questionnaires import import_questionnaire, revise
from participation.surveys.operations.texts import hold_version, put_texts
from participation.surveys.queries.campaigns import get_version, list_versions, read_questionnaire
from participation.surveys.queries.texts import list_lacks, list_standings
from participation.surveys.rules.questions import Question, QuestionKind, Questionnaire
from participation.surveys.rules.stages import Refusal
from participation.surveys.rules.texts import Hand, Said, Standing, State
from participation.surveys.rules.translation import with_texts
from participation.surveys.views.texting import field_of, seen_of
from tests.builders import Town, acting_in, looking_in, make_town
from tests.inspection import Inspecting
from tests.surveys.desk import LOCAL, page, sign_in
from tests.surveys.waves import make_campaign, make_questionnaire


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    app.config["WTF_CSRF_ENABLED"] = False
    return sign_in(app, engine, town)


@pytest.fixture
def version(engine: Engine, town: Town) -> str:
    """Give the key of a version whose Arabic is begun."""
    with acting_in(engine, town) as act:
        form = with_texts(make_questionnaire(), "ar", {"/title": "رأيكم"})
        return to_text(import_questionnaire(act, name="avis", questionnaire=form).id)


def standing(engine: Engine, town: Town, version: str, place: str, tag: str = "ar") -> Standing:
    """Give where a text stands in the newest version of the series."""
    with looking_in(engine, town) as session:
        row = get_version(session, from_text(version))
        return next(x for x in list_standings(session, row, tag) if x.place == place)


def sent(each: Standing, words: str, mark: str = "") -> dict[str, str]:
    """Give the fields that a page sends of one text."""
    given = {"words": words, "mark": mark, "seen": seen_of(each)}
    return {field_of(part, each.place): value for part, value in given.items()}


def write(desk: Inspecting, version: str, fields: dict[str, str]) -> tuple[int, str]:
    """Send texts in Arabic; give the status and where it leads, or the page."""
    address = f"/rive/questionnaires/{version}/languages/ar"
    given = desk.post(address, data=fields, base_url=LOCAL)
    return given.status_code, given.location or given.get_data(as_text=True)


def test_a_language_is_written_in_place(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    path = f"/questionnaires/{version}/languages"
    assert "18 textes à voir" in page(desk, path)
    words = page(desk, f"{path}/ar?todo=1")
    assert re.search(r'<textarea[^>]* dir="rtl"[^>]* lang="ar"', words)
    assert page(desk, f"{path}/ar").count("<textarea") == 15
    meals = standing(engine, town, version, "repas")
    title = standing(engine, town, version, "/title")
    status, _where = write(
        desk, version, sent(meals, "الوجبات", "machine") | sent(title, title.words, "reviewed")
    )
    assert status == 303
    found = standing(engine, town, version, "repas")
    assert (found.words, found.state, found.hand) == ("الوجبات", State.MACHINE, Hand.MACHINE)
    assert standing(engine, town, version, "/title").state is State.REVIEWED
    with looking_in(engine, town) as session:
        actions = [row.action for row in session.query(Entry).order_by(Entry.number)]
    assert actions[-2:] == ["questionnaire.translated", "questionnaire.reviewed"]


def test_what_would_do_harm_is_refused_beside_its_box_and_nothing_is_lost(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    meals, room = (standing(engine, town, version, place) for place in ("repas", "chambre"))
    status, words = write(
        desk, version, sent(meals, "الوجبات \u202e") | sent(room, "الغرفة ${nom}")
    )
    assert status == 422
    assert "retourne l’écriture" in words
    assert "Les mots entre « ${ } »" in words
    assert "الغرفة ${nom}" in words
    assert standing(engine, town, version, "chambre").state is State.MISSING
    gone = {field_of("words", "parti"): "كلمات", field_of("seen", "parti"): "x"}
    status, words = write(desk, version, sent(meals, "الوجبات") | gone)
    assert (status, "<p>كلمات</p>" in words) == (422, True)


def test_french_that_comes_second_is_written_from_the_first_until_it_is_whole(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    asked = Question("q", QuestionKind.COMMENT, {"en": "Why?"}, 1)
    with acting_in(engine, town) as act:
        form = Questionnaire({"en": "Your views"}, ("en",), (asked,))
        key = to_text(import_questionnaire(act, name="views", questionnaire=form).id)
    path = f"/questionnaires/{key}/languages"
    for place, words, expected in (
        ("/title", "Votre avis", f"/rive{path}/fr?page=1"),
        ("q", "Pourquoi ?", f"/rive{path}"),
    ):
        assert "Why?" in page(desk, f"{path}/fr")
        fields = sent(standing(engine, town, key, place, "fr"), words)
        given = desk.post(f"/rive{path}/fr", data=fields, base_url=LOCAL)
        assert (given.status_code, given.location) == (303, expected)
    assert "Pourquoi ?" in page(desk, f"{path}/en")
    assert desk.get(f"/rive{path}/fr", base_url=LOCAL).status_code == 404


def test_two_people_at_once_lose_nothing(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    meals, room = (standing(engine, town, version, place) for place in ("repas", "chambre"))
    assert write(desk, version, sent(meals, "الأكل") | sent(room, ""))[0] == 303
    status, words = write(desk, version, sent(meals, "الوجبات") | sent(room, "الغرفة"))
    assert status == 422
    assert '<blockquote lang="ar" dir="rtl"><p>الأكل</p>' in words
    assert "الوجبات" in words
    again = dict(re.findall(r'name="(seen-\w+)"[^>]*value="(\w+)"', words))
    both = sent(meals, "الوجبات") | sent(room, "الغرفة") | again
    assert write(desk, version, both)[0] == 303
    assert standing(engine, town, version, "repas").words == "الوجبات"
    with acting_in(engine, town) as act:
        row = hold_version(act, from_text(version))
        revise(act, row, with_texts(read_questionnaire(row), "fr", {"repas": "Manger"}))
    old = standing(engine, town, version, "repas")
    assert old.state is State.STALE
    behind = sent(meals, old.words, "reviewed")
    status, words = write(desk, version, behind)
    assert (status, "entre-temps" in words, ">Manger</p>" in words) == (422, True, True)


def test_texts_of_a_frozen_version_go_into_one_version_beside_it(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    with acting_in(engine, town) as act:
        get_version(act.session, from_text(version)).is_frozen = True
    meals, room = (standing(engine, town, version, place) for place in ("repas", "chambre"))
    assert write(desk, version, sent(meals, "الوجبات", "machine"))[0] == 303
    assert write(desk, version, sent(room, "الغرفة"))[0] == 303
    with looking_in(engine, town) as session:
        newest, first = list_versions(session)
        kept = {x.place: x for x in list_standings(session, newest, "ar")}
        assert (newest.number, first.is_frozen, newest.is_frozen) == (2, True, False)
    assert (kept["repas"].state, kept["chambre"].words) == (State.MACHINE, "الغرفة")
    assert standing(engine, town, version, "repas").state is State.MISSING


def test_a_workbook_goes_out_and_comes_back(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    address = f"/rive/questionnaires/{version}"
    content = desk.get(f"{address}/texts.xlsx", base_url=LOCAL).data
    sheets = f"{address}/languages"
    same = desk.post(sheets, data={"file": (io.BytesIO(content), "a.xlsx")}, base_url=LOCAL)
    assert same.status_code == 303
    book = openpyxl.load_workbook(io.BytesIO(content))
    lines = {row[0].value: row for row in book["ar"].iter_rows(min_row=2)}
    lines["repas"][3].value = "الوجبات"
    lines["chambre"][3].value = "=1+1"
    filled = io.BytesIO()
    book.save(filled)
    given = desk.post(
        sheets, data={"file": (io.BytesIO(filled.getvalue()), "a.xlsx")}, base_url=LOCAL
    )
    words = given.get_data(as_text=True)
    assert (given.status_code, "Cette case contient une formule" in words) == (200, True)
    assert f"ar {lines['chambre'][0].row}" in words
    found = standing(engine, town, version, "repas")
    assert (found.words, found.state, found.hand) == ("الوجبات", State.TRANSLATED, Hand.IMPORTED)
    none = desk.post(sheets, data={"file": (io.BytesIO(b"PK\x03\x04"), "a.xlsx")}, base_url=LOCAL)
    assert none.status_code == 422


def test_a_campaign_waits_for_stale_and_machine_texts(
    desk: Inspecting, engine: Engine, town: Town
) -> None:
    with acting_in(engine, town) as act:
        campaign = make_campaign(act, town)
        row = get_version(act.session, campaign.version_id)
        words = {("repas", "en"): Said("Meals", State.MACHINE, Hand.MACHINE)}
        put_texts(act, row, words)
        with pytest.raises(Refused) as machine:
            declare_translated(act, campaign)
        put_texts(act, row, {("repas", "en"): Said("Meals", State.REVIEWED)})
        revise(act, row, with_texts(read_questionnaire(row), "fr", {"chambre": "Votre chambre"}))
        with pytest.raises(Refused) as stale:
            declare_translated(act, campaign)
        key = to_text(campaign.id)
    assert machine.value.reason is Refusal.LANGUAGE_MACHINE
    assert stale.value.reason is Refusal.LANGUAGE_STALE
    assert stale.value.facts == {"languages": "English"}
    given = desk.post(f"/rive/campaigns/{key}/translated", base_url=LOCAL)
    said = given.get_data(as_text=True)
    assert given.status_code == 422
    assert "« <bdi>Votre chambre</bdi> »" in said
    assert "/languages/en?todo=1" in said
    with acting_in(engine, town) as act:
        row = act.session.query(QuestionnaireVersion).one()
        put_texts(act, row, {("chambre", "en"): Said("La chambre (en)", State.TRANSLATED)})
        assert not list_lacks(act.session, row, ["en"])["en"].places
    assert desk.post(f"/rive/campaigns/{key}/translated", base_url=LOCAL).status_code == 303


def test_a_po_file_taken_back_confirms_nothing_that_it_left_in_doubt(
    desk: Inspecting, engine: Engine, town: Town, version: str
) -> None:
    with acting_in(engine, town) as act:
        row = hold_version(act, from_text(version))
        revise(act, row, with_texts(read_questionnaire(row), "fr", {"/title": "Dites-nous"}))
    address = f"/rive/questionnaires/{version}"
    content = desk.get(f"{address}/texts.po?language=ar", base_url=LOCAL).data
    assert b'#, fuzzy\nmsgctxt "/title"' in content

    def bring(body: bytes) -> int:
        sent = {"language": "ar", "file": (io.BytesIO(body), "a.po")}
        return desk.post(address, data=sent, base_url=LOCAL).status_code

    assert bring(content) == 422
    assert standing(engine, town, version, "/title").state is State.STALE
    assert bring(content.replace(b"#, fuzzy\n", b"")) == 303
    assert standing(engine, town, version, "/title").state is State.TRANSLATED
    with looking_in(engine, town) as session:
        form = read_questionnaire(get_version(session, from_text(version)))
    assert b"fuzzy" not in export_texts(form, "ar")
