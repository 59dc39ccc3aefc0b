"""Reading XLSForm: every construct, every spelling, every oddity with its place."""

import json
from pathlib import Path

import pytest

from participation.surveys.adapters.xlsform import Finding, Reason, Report, check_file, read_form
from participation.surveys.adapters.xlsform.languages import header_of, read_language
from participation.surveys.adapters.xlsform.types import Control, read_type
from participation.surveys.labels.xlsform import NOT_ASKED, SENTENCES
from participation.surveys.rules.questions import (
    DONT_KNOW,
    WONT_SAY,
    Group,
    NotAsked,
    Question,
    QuestionKind,
    Questionnaire,
)
from tests.surveys.old_excel import old_form
from tests.surveys.sheets import YES_NO, Cell, Rows, form, questions

FORMS = Path(__file__).parent / "forms"


def read(content: bytes) -> tuple[Questionnaire, Report]:
    questionnaire, report = read_form(content)
    assert questionnaire is not None, report.errors
    return questionnaire, report


def only(content: bytes) -> Question:
    questions_read = list(read(content)[0].questions())
    assert len(questions_read) == 1
    return questions_read[0]


def places(findings: tuple[Finding, ...]) -> set[tuple[str, str, Reason]]:
    return {(one.sheet, f"{one.column}{one.row}", one.reason) for one in findings}


# ------------------------------------------------------------------------------------ types


@pytest.mark.parametrize(
    ("cell", "control", "list_name"),
    [
        ("select_one yn", Control.ONE, "yn"),
        ("Select One yn", Control.ONE, "yn"),
        ("select_one   from yn", Control.ONE, "yn"),
        ("select1 yn", Control.ONE, "yn"),
        ("add select one prompt using yn", Control.ONE, "yn"),
        ("select_multiple yn", Control.MANY, "yn"),
        ("select all that apply from yn", Control.MANY, "yn"),
        ("select yn", Control.MANY, "yn"),
        ("string", Control.COMMENT, ""),
        ("Integer", Control.INTEGER, ""),
        ("percentage", Control.INTEGER, ""),
        ("trigger", Control.ACKNOWLEDGE, ""),
        ("begin group", Control.BEGIN_GROUP, ""),
        ("begin_group", Control.BEGIN_GROUP, ""),
        ("begin  repeat", Control.BEGIN_REPEAT, ""),
        ("end lgroup", Control.END_REPEAT, ""),
        ("begin loop over yn", Control.BEGIN_REPEAT, ""),
    ],
)
def test_types_are_understood_however_spelled(cell: str, control: Control, list_name: str) -> None:
    kind = read_type(cell)
    assert (kind.control, kind.list_name, kind.because) == (control, list_name, None)


@pytest.mark.parametrize(
    ("cell", "because"),
    [
        ("geopoint", NotAsked.PLACE),
        ("start-geopoint", NotAsked.PLACE),
        ("osm building_tags", NotAsked.PLACE),
        ("date", NotAsked.DATE),
        ("dateTime", NotAsked.DATE),
        ("image", NotAsked.UPLOAD),
        ("photo", NotAsked.UPLOAD),
        ("background-audio", NotAsked.UPLOAD),
        ("barcode", NotAsked.BARCODE),
        ("start", NotAsked.DEVICE),
        ("deviceid", NotAsked.DEVICE),
        ("get phone number", NotAsked.DEVICE),
        ("hidden", NotAsked.HIDDEN),
        ("select_one_from_file f.csv", NotAsked.EXTERNAL_LIST),
        ("select one external towns", NotAsked.EXTERNAL_LIST),
        ("Select one from source", NotAsked.OLD_COMMAND),
        ("select_one ${repeat}", NotAsked.EXTERNAL_LIST),
        ("rank yn", NotAsked.RANKING),
        ("set form title", NotAsked.OLD_COMMAND),
        ("include other", NotAsked.OLD_COMMAND),
        ("selct_one yn", NotAsked.UNKNOWN_TYPE),
    ],
)
def test_what_is_not_asked_says_why(cell: str, because: NotAsked) -> None:
    assert read_type(cell).because is because


def test_not_asked_items_stay_in_place_with_their_cells() -> None:
    rows = questions(
        ("text", "a", "A", None),
        ("geopoint", "where", "Où ?", "maps"),
        ("start", "begun", None, None),
        headers=("type", "name", "label", "appearance"),
    )
    questionnaire, report = read(form(rows))
    where = list(questionnaire.questions())[1]
    assert where.kind is QuestionKind.NOT_ASKED
    assert where.not_asked_because == NotAsked.PLACE
    assert (where.label, where.appearance, where.raw) == (
        {"fr": "Où ?"},
        "maps",
        {"type": "geopoint"},
    )
    assert report.ok
    assert report.questions == 2
    assert ("survey", "A3", Reason.NOT_ASKED) in places(report.warnings)
    assert ("survey", "A4", Reason.NOT_ASKED) in places(report.warnings)


# ------------------------------------------------------------------------------------ kinds


def kind_of(names: list[str], labels: list[str], appearance: str = "") -> Question:
    choices = [("list_name", "name", "label"), *zip(["l"] * 9, names, labels, strict=False)]
    headers = ("type", "name", "label", "appearance")
    return only(form(questions(("select_one l", "q", "Q", appearance), headers=headers), choices))


def test_choices_decide_how_a_question_is_asked() -> None:
    assert kind_of(["oui", "non"], ["Oui", "Non"]).kind is QuestionKind.YES_NO
    assert kind_of(["1", "0"], ["Oui", "Non"]).kind is QuestionKind.YES_NO
    assert kind_of(["a", "b"], ["Oui", "Non"]).kind is QuestionKind.ONE
    numbered = [str(number) for number in range(1, 6)]
    assert kind_of(numbered, ["Nord", "Sud", "Est", "Ouest", "Centre"]).kind is QuestionKind.ONE
    assert kind_of(numbered, numbered, "likert").kind is QuestionKind.FACES
    assert kind_of(["a", "b"], ["A", "B"], "faces").kind is QuestionKind.ONE


def test_a_scale_in_words_is_faces_whatever_its_order() -> None:
    words = ["Très satisfait", "Satisfait", "Neutre", "Insatisfait", "Très insatisfait"]
    question = kind_of(["a", "b", "c", "d", "e"], words)
    assert question.kind is QuestionKind.FACES
    assert [choice.score for choice in question.choices] == [5, 4, 3, 2, 1]
    assert [choice.value for choice in question.choices] == [1, 2, 3, 4, 5]


def test_do_not_know_has_its_own_value_and_no_score() -> None:
    question = kind_of(["yes", "dont_know", "no", "refused"], ["Oui", "NSP", "Non", "—"])
    assert question.kind is QuestionKind.YES_NO
    assert [choice.value for choice in question.choices] == [1, DONT_KNOW, 2, WONT_SAY]


NUMBERS: list[tuple[tuple[Cell, ...], tuple[int | None, int | None, int]]] = [
    (("integer", "q", "Q", None, None), (None, None, 1)),
    (("integer", "q", "Q", ". >= 0 and . <= 10", None), (0, 10, 1)),
    (("integer", "q", "Q", "(.>0) and (.<11)", None), (1, 10, 1)),
    (("integer", "q", "Q", "0 <= . and 5 >= . and ${q} != 3", None), (0, 5, 1)),
    (("integer", "q", "Q", ". < 5 or . > 7", None), (None, None, 1)),
    (("range", "q", "Q", None, "start=0 end=100 step=10"), (0, 100, 10)),
    (("range", "q", "Q", None, "end = 5;start = 1"), (1, 5, 1)),
    (("range", "q", "Q", None, None), (1, 10, 1)),
    (("range", "q", "Q", None, "start=0.5 end=4.5 step=0.5"), (1, 4, 1)),
    (("decimal", "q", "Q", ". > 2.5", None), (3, None, 1)),
]


@pytest.mark.parametrize(("row", "bounds"), NUMBERS)
def test_numbers_know_their_bounds(
    row: tuple[Cell, ...], bounds: tuple[int | None, int | None, int]
) -> None:
    headers = ("type", "name", "label", "constraint", "parameters")
    question = only(form(questions(row, headers=headers)))
    assert question.kind is QuestionKind.NUMBER
    assert (question.minimum, question.maximum, question.step) == bounds


def test_numbers_below_zero_are_not_asked() -> None:
    headers = ("type", "name", "label", "parameters")
    question = only(form(questions(("range", "q", "Q", "start=-5 end=5"), headers=headers)))
    assert question.not_asked_because == NotAsked.NEGATIVE_NUMBER


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("text", None, None, None), QuestionKind.COMMENT),
        (("note", None, None, None), QuestionKind.NOTE),
        (("note", "${a}", None, None), QuestionKind.NOTE),
        (("calculate", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("integer", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("integer", "1 + 1", None, "${q}"), QuestionKind.NUMBER),
        (("hidden", "1 + 1", None, None), QuestionKind.CALCULATION),
        (("text", None, "yes", None), QuestionKind.NOTE),
        (("acknowledge", None, None, None), QuestionKind.ONE),
    ],
)
def test_calculated_and_fixed_values_are_not_asked_for(
    cells: tuple[Cell, ...], expected: QuestionKind
) -> None:
    headers = ("type", "calculation", "read_only", "trigger", "name", "label")
    rows = questions((*cells, "q", "Q"), ("text", None, None, None, "a", "A"), headers=headers)
    assert next(iter(read(form(rows))[0].questions())).kind is expected


@pytest.mark.parametrize(
    ("cell", "required", "when"),
    [
        ("yes", True, ""),
        ("TRUE", True, ""),
        ("true()", True, ""),
        (True, True, ""),
        (1, True, ""),
        ("no", False, ""),
        (False, False, ""),
        (None, False, ""),
        ("${a} = 'x'", False, "${a} = 'x'"),
    ],
)
def test_required_in_all_its_spellings(cell: Cell, when: str, *, required: bool) -> None:
    rows = questions(
        ("text", "q", "Q", cell),
        ("text", "a", "A", None),
        headers=("type", "name", "label", "required"),
    )
    question = next(iter(read(form(rows))[0].questions()))
    assert (question.required, question.required_when) == (required, when)


# ------------------------------------------------------------------------- groups and logic


def test_groups_nest_and_repeats_are_kept_without_being_asked() -> None:
    rows = questions(
        ("begin_group", "g", "Groupe", "${q} = 'x'"),
        ("text", "q", "Q", None),
        ("begin repeat", "r", "Répétition", None),
        ("text", "inside", "Dedans", None),
        ("end repeat", None, None, None),
        ("end group", None, None, None),
        headers=("type", "name", "label", "relevant"),
    )
    _, report = read_form(form(rows))
    assert places(report.errors) == set()
    assert report.groups == 2
    rows = [rows[0], ("begin_group", "g", "Groupe", "1 = 1"), *rows[2:]]
    questionnaire, report = read(form(rows))
    group = questionnaire.items[0]
    assert isinstance(group, Group)
    assert group.relevant == "1 = 1"
    repeat = group.items[1]
    assert isinstance(repeat, Group)
    assert repeat.repeats
    inside = repeat.items[0]
    assert isinstance(inside, Question)
    assert (inside.kind, inside.not_asked_because) == (QuestionKind.NOT_ASKED, NotAsked.REPEAT)
    assert [question.number for question in questionnaire.questions()] == [1, 2]


LOGIC: list[tuple[Rows, set[tuple[str, str, Reason]]]] = [
    (
        (("text", "a", "A", "${b} = 1 and ("), ("text", "b", "B", None)),
        {("survey", "D2", Reason.EXPRESSION_INVALID)},
    ),
    (
        (("text", "a", "A", "${b} = 1"), ("text", "b", "B", "${c} = 1"),
         ("text", "c", "C", "${a} = 1")),
        {("survey", "D2", Reason.CIRCULAR)},
    ),
    (
        (("text", "a", "A", None), ("text", "a", "A", None)),
        {("survey", "B3", Reason.DUPLICATE_NAME)},
    ),
    (
        (("begin group", "g", "G", None), ("text", "a", "A", None)),
        {("survey", "A2", Reason.GROUP_NOT_CLOSED)},
    ),
    (
        (("text", "a", "A", None), ("end group", None, None, None)),
        {("survey", "A3", Reason.GROUP_NOT_OPENED)},
    ),
    (
        (("begin group", "g", "G", None), ("text", "a", "A", None),
         ("end repeat", None, None, None)),
        {("survey", "A4", Reason.GROUP_NOT_CLOSED)},
    ),
    ((("selct_one yn", "a", "A", None),), {("survey", "A2", Reason.UNKNOWN_TYPE)}),
    ((("select_one yn", "a", "A", None),), {("survey", "A2", Reason.MISSING_SHEET)}),
    (
        (("begin group", "g1", "G", None), ("text", "a", "A", "${a} = 1"),
         ("end group", None, None, None), ("begin group", "g2", "G", None),
         ("text", "a", "A", None), ("end group", None, None, None)),
        {("survey", "B6", Reason.DUPLICATE_NAME)},
    ),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), LOGIC)
def test_faults_are_errors_at_their_place(
    rows: Rows, expected: set[tuple[str, str, Reason]]
) -> None:
    content = form(questions(*rows, headers=("type", "name", "label", "relevant")))
    questionnaire, report = read_form(content)
    assert questionnaire is None
    assert not report.ok
    assert places(report.errors) == expected


def test_what_pyxform_refuses_is_read_with_a_warning() -> None:
    rows = questions(
        ("begin group", "meta", "Réservé", None, None),
        ("select_one missing", "q1", "Liste absente", None, None),
        ("select_one yn", "mon nom", "Nom avec espace", None, None),
        ("Select one from source", "old", "Type ancien", None, None),
        ("include", "part", None, None, None),
        ("text", None, "Sans nom", None, None),
        (None, None, "Remarque", None, None),
        ("end group", None, None, None, None),
        ("text", "q2", "${mon nom} et ${nobody}", "${nobody} = 1", "${mon nom} = 'yes'"),
        headers=("type", "name", "label", "relevant", "relevance"),
    )
    choices = (*YES_NO, ("yn", "yes", "Encore oui", ""))
    questionnaire, report = read(form(rows, choices))
    read_rows = {one.origin.row: one for one in questionnaire.questions() if one.origin}
    assert next(questionnaire.groups()).name == "q_meta"
    assert read_rows[3].not_asked_because == NotAsked.LIST_MISSING
    assert read_rows[4].name == "mon_nom"
    assert len(read_rows[4].choices) == 3
    assert read_rows[5].not_asked_because == NotAsked.OLD_COMMAND
    assert read_rows[7].name == "row_7"
    assert read_rows[8].not_asked_because == NotAsked.NO_TYPE
    last = read_rows[10]
    assert last.label == {"fr": "${mon_nom} et …"}
    assert last.relevant == ""
    assert last.raw["kept_relevant"] == "${nobody} = 1"
    assert {
        ("survey", "B2", Reason.NAME_CHANGED),
        ("survey", "A3", Reason.MISSING_LIST),
        ("survey", "B4", Reason.NAME_CHANGED),
        ("survey", "A5", Reason.NOT_ASKED),
        ("survey", "B7", Reason.MISSING_NAME),
        ("survey", "D10", Reason.UNKNOWN_REFERENCE),
        ("survey", "C10", Reason.UNKNOWN_REFERENCE),
        ("survey", "E1", Reason.DUPLICATE_COLUMN),
        ("choices", "B4", Reason.DUPLICATE_CHOICE),
    } <= places(report.warnings)


def test_names_alike_in_two_groups_are_told_apart() -> None:
    rows = questions(
        ("begin group", "g1", "G"),
        ("text", "why", "Pourquoi ?"),
        ("end group", None, None),
        ("begin group", "g2", "G"),
        ("text", "why", "Pourquoi ?"),
        ("end group", None, None),
    )
    questionnaire, report = read(form(rows))
    assert [one.name for one in questionnaire.questions()] == ["why", "why_2"]
    assert places(report.warnings) >= {("survey", "B6", Reason.DUPLICATE_NAME_CHANGED)}


def test_logic_out_of_reach_is_told_and_kept() -> None:
    headers = ("type", "name", "label", "relevant")
    content = form(questions(("text", "q", "Q", "instance('x')/root/y = 1"), headers=headers))
    questionnaire, report = read(content)
    assert next(iter(questionnaire.questions())).relevant == "instance('x')/root/y = 1"
    assert ("survey", "D2", Reason.EXPRESSION_UNSUPPORTED) in places(report.warnings)


# -------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("header", "tag", "sure"),
    [
        ("Français (fr)", "fr", True),
        ("french(fr)", "fr", True),
        ("FRANÇAIS", "fr", True),
        ("FALC", "fr@falc", True),
        ("Français facile à lire (fr-x-falc)", "fr@falc", True),
        ("fr@falc", "fr@falc", True),
        ("english", "en", True),
        ("English (EN)", "en", True),
        ("العربية", "ar", True),
        ("Arabic(ar)", "ar", True),
        ("Dari", "fa_AF", True),
        ("prs", "fa_AF", True),
        ("دری (fa-AF)", "fa_AF", True),
        ("Farsi", "fa_AF", False),
        ("Pashto", "ps", True),
        ("Українська", "uk", True),
        ("Russe (ru)", "ru", True),
        ("Nepali (np)", "ne", True),
        ("pt-BR", "pt_BR", True),
        ("Swahili (fr)", "fr", False),
        ("local language", "x-local-language", False),
        ("English/French", "x-english-french", False),
    ],
)
def test_untidy_languages_become_tags(header: str, tag: str, *, sure: bool) -> None:
    language = read_language(header)
    assert (language.tag, language.sure) == (tag, sure)


@pytest.mark.parametrize(
    "tag",
    ["fr", "fr@falc", "en", "ar", "fa_AF", "ps", "uk", "ru", "pt_BR", "zh_Hans", "sr_Latn_RS",
     "rom", "snk", "ckb", "und", "x-local-language"],
)  # fmt: skip
def test_every_tag_is_written_so_that_it_reads_back(tag: str) -> None:
    assert read_language(header_of(tag)).tag == tag


def test_columns_of_all_kinds_speak_their_language() -> None:
    headers = (
        "Type", "NAME ", "label::Français (fr)", "label:English", "hint::english",
        "media::image::Français (fr)", "image::English", "audio::Français (fr)",
        "constraint message::Français (fr)", "bind:constraint", "bind::jr:requiredMsg::en",
    )  # fmt: skip
    row = ("text", "q", "Quoi ?", "What?", "Hint", "q.png", "q-en.png", "q.mp3", "Non", "1", "Must")
    question = only(form((headers, row), settings=None))
    assert question.label == {"fr": "Quoi ?", "en": "What?"}
    assert question.hint == {"en": "Hint"}
    assert question.image == {"fr": "q.png", "en": "q-en.png"}
    assert question.audio == {"fr": "q.mp3"}
    assert question.constraint == "1"
    assert question.constraint_message == {"fr": "Non"}
    assert question.required_message == {"en": "Must"}


def test_a_language_that_nobody_wrote_is_assumed_and_may_be_answered() -> None:
    content = form(questions(("text", "q", "Où ?")), settings=None)
    questionnaire, report = read(content)
    assert questionnaire.languages == ("fr",)
    assert places(report.warnings) == {("survey", "C1", Reason.LANGUAGE_ASSUMED)}
    questionnaire, report = read_form(content, {"": "ro"})  # type: ignore[assignment]
    assert questionnaire.languages == ("ro",)
    assert report.warnings == ()


def test_an_unsure_language_may_be_answered() -> None:
    content = form((("type", "name", "label::Local Language"), ("text", "q", "Où ?")))
    _, report = read(content)
    assert report.languages == ("x-local-language",)
    _, report = read_form(content, {"local language": "wo"})
    assert report.languages == ("wo",)
    assert report.warnings == ()


def test_two_columns_of_one_language_that_differ_are_two_languages() -> None:
    rows = (("type", "name", "label", "label::English (en)"), ("text", "q", "ምን?", "What?"))
    questionnaire, report = read(form(rows, settings=(("default_language",), ("English (en)",))))
    assert questionnaire.languages == ("en", "und")
    assert places(report.warnings) == {("survey", "C1", Reason.LANGUAGE_UNSURE)}


# -------------------------------------------------------------------- choices and the rest


def test_choices_keep_their_columns_scores_and_media() -> None:
    choices = (
        ("list name", "name", "label", "region", "score", "media::image", None),
        ("towns", "paris", "Paris", "idf", 2, "p.png", "stray"),
        ("towns", "lyon", "Lyon", "ara", 1, None, None),
        ("unused", "x", "X", None, None, None, None),
        (None, "y", "Sans liste", None, None, None, None),
    )
    headers = ("type", "name", "label", "choice_filter")
    rows = questions(("select_multiple towns", "q", "Q", "region = 'idf'"), headers=headers)
    questionnaire, report = read(form(rows, choices))
    paris = next(iter(questionnaire.questions())).choices[0]
    assert (paris.score, paris.image) == (2, {"fr": "p.png"})
    assert paris.columns == {"region": "idf", "column_G": "stray"}
    assert [row["name"] for row in questionnaire.kept["choices"]] == ["x", "y"]
    assert places(report.warnings) == {
        ("choices", "G1", Reason.COLUMN_WITHOUT_NAME),
        ("choices", "A4", Reason.LIST_NOT_USED),
        ("choices", "A5", Reason.CHOICE_WITHOUT_LIST),
    }


@pytest.mark.parametrize("type_", ["select_one yn or_other", "select one from yn or specify other"])
def test_or_other_is_a_mark_not_a_choice(type_: str) -> None:
    question = only(form(questions((type_, "q", "Q")), YES_NO))
    assert question.or_other
    assert [choice.name for choice in question.choices] == ["yes", "no"]


def test_unknown_columns_and_settings_are_kept() -> None:
    rows = questions(("text", "q", "Q", "mine"), headers=("type", "name", "label", "chapter"))
    settings = (("form_title", "form_id", "version", "style"), ("T", "f", 3, "pages"))
    questionnaire, report = read(form(rows, settings=settings, others={"notes": (("Lisez",),)}))
    assert next(iter(questionnaire.questions())).raw == {"chapter": "mine"}
    assert (questionnaire.title, questionnaire.form_id) == ({"fr": "T"}, "f")
    assert (questionnaire.version, questionnaire.settings) == ("3", {"style": "pages"})
    assert places(report.warnings) >= {
        ("survey", "D1", Reason.COLUMN_NOT_USED),
        ("notes", "0", Reason.SHEET_IGNORED),
    }


def test_our_own_columns_are_read() -> None:
    headers = ("type", "name", "label", "theme", "criterion", "pictogram")
    question = only(form(questions(("text", "q", "Q", "repas", "1.2", "meal"), headers=headers)))
    assert (question.theme, question.criterion, question.pictogram) == ("repas", "1.2", "meal")


def test_a_form_without_any_question_is_an_error() -> None:
    _, report = read_form(form((("type", "name", "label"),)))
    assert places(report.errors) == {("survey", "0", Reason.NO_QUESTION)}


def test_missing_columns_are_errors() -> None:
    _, report = read_form(form((("label",), ("Où ?",))))
    assert {finding.facts["name"] for finding in report.errors} >= {"type", "name"}


def test_a_single_likely_sheet_is_taken_as_the_survey() -> None:
    rows = questions(("text", "q", "Q"))
    questionnaire, report = read(form(None, settings=None, others={"Feuil1": rows}))
    assert len(list(questionnaire.questions())) == 1
    assert ("Feuil1", "0", Reason.SHEET_GUESSED) in places(report.warnings)


# ---------------------------------------------------------------------------- other formats


def test_old_workbooks_are_read_with_the_place_of_their_formulas() -> None:
    survey = [["type", "name", "label"], ["text", "été", "Où ?"], ["integer", "n", "=1+6"]]
    settings = [["form_title", "default_language"], ["Vieux", "fr"]]
    questionnaire, report = read(old_form({"survey": survey, "settings": settings}))
    assert [one.label for one in questionnaire.questions()] == [{"fr": "Où ?"}, {"fr": "7"}]
    assert places(report.warnings) == {("survey", "C3", Reason.FORMULA_SHOWN)}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_csv_is_read_in_its_encodings_and_delimiters(encoding: str, mark: str) -> None:
    text = f'type{mark}name{mark}label::fr\r\ntext{mark}q{mark}"Où, quand ; comment ?"\r\n'
    assert only(text.encode(encoding)).label == {"fr": "Où, quand ; comment ?"}


def test_csv_may_stack_its_sheets() -> None:
    text = (
        '"survey",,,\n,"type","name","label"\n,"select_one yn","q","Q"\n'
        '"choices",,,\n,"list_name","name","label"\n,"yn","yes","Oui"\n,"yn","no","Non"\n'
    )
    assert only(text.encode()).kind is QuestionKind.YES_NO


# ----------------------------------------------------------------------- report and command


def test_the_line_of_the_command() -> None:
    for path in sorted(FORMS.glob("*.*sx")) + sorted(FORMS.glob("*.csv")):
        line = check_file(path)
        assert list(line) == [
            "file", "ok", "questions", "choices", "languages", "groups", "warnings", "errors",
        ]  # fmt: skip
        assert line["ok"] is True
        assert json.loads(json.dumps(line)) == line


def test_the_line_of_a_bad_file_names_the_cell(tmp_path: Path) -> None:
    bad = tmp_path / "bad.xlsx"
    bad.write_bytes(form(questions(("text", "a", "A"), ("text", "a", "B"))))
    line = check_file(bad)
    assert line["ok"] is False
    assert line["errors"] == [
        {"sheet": "survey", "row": 3, "column": "B", "reason": "duplicate_name"}
    ]
    assert check_file(tmp_path / "absent.xlsx")["ok"] is False


def test_every_reason_has_a_sentence() -> None:
    special = {Reason.NOT_ASKED, Reason.EXPRESSION_INVALID, Reason.EXPRESSION_UNSUPPORTED}
    assert set(SENTENCES) == set(Reason) - special
    assert set(NOT_ASKED) == set(NotAsked)
