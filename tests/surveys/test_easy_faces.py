"""Three faces in easy French: offered, stored apart, counted by their ends, never in a mean."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import Engine

from participation.foundation.keys import to_text
from participation.surveys.adapters.xlsform import Reason, read_form
from participation.surveys.labels import analysis
from participation.surveys.labels.exports import ResponseSheet
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.operations.texts import hold_version, set_easy_faces
from participation.surveys.queries.campaigns import read_questionnaire
from participation.surveys.queries.exports import ResponseLine
from participation.surveys.queries.spoken import texts_of
from participation.surveys.rules import document, sheets
from participation.surveys.rules.columns import read
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.easy import (
    EASY,
    easy_scale,
    every_choice,
    may_be_easy,
    scale_in,
    with_easy,
)
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.flow import Course, Refusal
from participation.surveys.rules.lines import Groups
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from participation.surveys.rules.report import publish
from participation.surveys.rules.scores import Box
from participation.surveys.rules.translation import missing
from tests.builders import acting_in, make_town
from tests.surveys.asking import open_house, questionnaire, scale
from tests.surveys.sheets import form
from tests.surveys.trips import assert_pyxform_accepts, assert_round_trip, read as read_back
from tests.surveys.waves import faces, make_questionnaire

WORDS = ("Pas content", "Moyen", "Content")
MEALS = replace(faces("repas", "Les repas", 1), easy=WORDS)
FORM = Questionnaire({"fr": "Votre avis"}, ("fr", EASY), (MEALS,))
TODAY = dt.date(2026, 3, 17)


def wave(values: dict[int, int], size: int = 60) -> Findings:
    """Publish one service whose people answered so; give what is said of the meals."""
    counted = sum(values.values())
    sheet = Sheet(service_id=1, population=size, responses=counted, values={1: values})
    return publish(Wave(FORM, (sheet,))).findings[0]


def test_three_faces_are_offered_in_easy_french_alone() -> None:
    assert [one.value for one in scale_in(MEALS, EASY)] == [1001, 1002, 1003]
    assert [one.value for one in scale_in(MEALS, "fr")] == [1, 2, 3, 4, 5]
    best_first = Question("q", QuestionKind.FACES, choices=scale(), easy=WORDS)
    assert [one.label[EASY] for one in easy_scale(best_first)] == list(WORDS[::-1])
    assert len(every_choice(MEALS)) == 8
    assert set(WORDS) <= {text.get(EASY) for text in texts_of(FORM)}


@pytest.mark.parametrize(
    "question",
    [
        replace(MEALS, kind=QuestionKind.ONE),
        replace(MEALS, choices=MEALS.choices[:4]),
        replace(MEALS, choice_filter="true()"),
        replace(MEALS, choices=tuple(Choice(str(at), at, {}, score=1) for at in range(5))),
    ],
)
def test_other_scales_have_no_three_faces(question: Question) -> None:
    assert not may_be_easy(question)
    assert easy_scale(question) == ()


def test_a_document_keeps_the_words_and_no_language_lacks_them() -> None:
    assert document.read(document.write(FORM)) == FORM
    assert document.read(document.write(make_questionnaire())) == make_questionnaire()
    plain = with_easy(FORM, {})
    assert easy_scale(next(plain.questions())) == ()
    assert missing(FORM, EASY) == missing(plain, EASY)


def test_an_answer_on_either_scale_is_taken_and_conditions_read_its_end() -> None:
    why = Question("why", QuestionKind.COMMENT, {"fr": "Pourquoi ?"}, 2, relevant="${repas}='1'")
    form = replace(FORM, items=(MEALS, why))
    for answer, is_asked in ((1001, True), (1, True), (1002, False), (1003, False), (5, False)):
        course = Course(form, {"repas": answer}, TODAY, EASY)
        assert course.why_refused("repas", answer) is None
        assert course.is_asked("why") is is_asked
    course = Course(form, {"repas": 1003}, TODAY, "fr")
    assert course.kept() == {"repas": 1003}
    assert course.piped({EASY: "« ${repas} »"}) != {EASY: "«  »"}
    plain = Course(with_easy(form, {}), {}, TODAY, EASY)
    assert plain.why_refused("repas", 1003) is Refusal.NOT_A_CHOICE


def test_three_faces_count_by_their_ends_and_in_no_mean() -> None:
    five = {1: 12, 2: 12, 3: 12, 4: 12, 5: 12}
    three = {1001: 12, 1002: 12, 1003: 12}
    only, both = wave(five, 200), wave({**five, **three}, 200)
    line = next(iter(Groups([Sheet(1, 200, responses=96)]).lines()))
    assert (only.share(line).hits, only.share(line).answered) == (24, 60)  # type: ignore[union-attr]
    assert (both.share(line).hits, both.share(line).answered) == (36, 96)  # type: ignore[union-attr]
    means = [found.mean(line) for found in (only, both)]
    assert [mean and round(mean.value, 6) for mean in means] == [50.0, 50.0]
    skewed = wave({**five, **three, 1001: 48}, 200).mean(line)
    assert skewed is not None
    assert round(skewed.value, 6) == 50.0
    assert wave(three, 200).mean(line) is None


def test_boxes_merge_both_scales() -> None:
    groups = Groups([Sheet(1, 60, responses=24, values={1: {5: 12, 1003: 12}})])
    _shape, columns = read(MEALS, groups)
    tops = [column.values for column in columns if column.box is Box.TOP]
    assert tops == [{4}, {5}, {1003}]
    assert [column.easy for column in columns] == [False] * 5 + [True] * 3
    alone = read(MEALS, Groups([Sheet(1, 60, responses=12, values={1: {5: 12}})]))[1]
    assert len(alone) == 5


def test_few_easy_answers_hide_the_faces_and_never_the_boxes() -> None:
    found = wave({1: 20, 2: 20, 3: 20, 4: 20, 5: 20, 1001: 2}, 200)
    line = next(iter(Groups([Sheet(1, 200, responses=102)]).lines()))
    assert not isinstance(found.share(line), Hidden)
    assert found.mean(line) is None
    assert all(part.column is None or not part.column.easy for part in found.parts(line))


def test_a_file_of_responses_tells_no_language_by_its_scale() -> None:
    sheet = ResponseSheet(FORM, "fr")
    shown = sheet.row("Ici", ResponseLine(("kiosk", "none", EASY, False), ["1:1003"]))
    blank = sheet.row("Ici", ResponseLine(None, ["1:1003"]))
    other = sheet.row("Ici", ResponseLine(("kiosk", "none", "fr", False), ["1:1003"]))
    assert [row[-1] for row in (shown, blank, other)] == ["Content", "", ""]


def test_a_sheet_in_easy_french_has_three_boxes() -> None:
    keys = {box.key: box.value for box in sheets.boxes_of(MEALS, EASY)}
    assert keys == {"1": 1001, "2": 1002, "3": 1003, "0": -1, "9": -2}
    assert sheets.read_keys(MEALS, "3", EASY) == 1003
    assert sheets.read_keys(MEALS, "3") == 3
    with pytest.raises(ValueError, match="5"):
        sheets.read_keys(MEALS, "5", EASY)


def test_three_faces_go_out_as_a_form_and_come_back() -> None:
    items = (MEALS, faces("bruit", "Le bruit", 2), Question("mots", QuestionKind.COMMENT, number=3))
    tongues = ("fr", EASY, "en")
    content = assert_round_trip(replace(FORM, languages=tongues, items=items, form_id="avis"))
    assert_pyxform_accepts(content)
    _read, report = read_form(content)
    assert not [x for x in report.warnings if x.reason is Reason.COLUMN_NOT_USED]
    rows = (
        ("type", "name", "label", "easy_1", "easy_2", "easy_3"),
        ("text", "q", "Un mot ?", "Oui", "", "Non"),
    )
    (asked,) = read_back(form(rows)).questions()
    assert (asked.easy, asked.raw) == ((), {"easy_1": "Oui", "easy_3": "Non"})
    assert_round_trip(read_back(form(rows)))


def test_a_new_form_of_the_series_keeps_three_faces(engine: Engine) -> None:
    town = make_town(engine)
    with acting_in(engine, town) as act:
        first = import_questionnaire(act, name="avis", questionnaire=make_questionnaire())
        held = hold_version(act, first.id)
        set_easy_faces(act, held, ["repas"], WORDS)
        second = import_questionnaire(act, name="avis", questionnaire=make_questionnaire("Autre"))
        easy = {q.name: q.easy for q in read_questionnaire(second).questions() if q.easy}
    assert easy == {"repas": WORDS}
    assert to_text(first.id) != to_text(second.id)


def test_a_resident_sees_three_faces_and_her_answer_is_stored_apart(
    engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    form = with_easy(questionnaire(), {"meals": WORDS})
    form = replace(form, languages=("fr", "ar"))
    house = open_house(engine, tmp_path_factory.mktemp("easy"), form=form)
    browser = house.browser(EASY)
    browser.begin()
    words = browser.get("/questions/1").text
    assert 'value="1003"' in words
    assert 'value="5"' not in words
    assert all(each in words for each in WORDS)
    browser.follow(browser.post("/questions/1", q1="1003"))
    assert "Content" in browser.get("/review").text
    assert 'value="1003"' not in house.browser("fr").begin().text


def test_the_method_says_how_three_faces_are_counted() -> None:
    easy = publish(Wave(FORM, (Sheet(1, 60, responses=12, values={1: {5: 12}}),)))
    plain = publish(Wave(with_easy(FORM, {}), (Sheet(1, 60, responses=12, values={1: {5: 12}}),)))
    assert len(analysis.method(easy)) == len(analysis.method(plain)) + 1
