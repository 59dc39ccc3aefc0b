"""A questionnaire written as an .xlsx that any XLSForm tool takes and that reads back the same."""

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import xlsxwriter

from ...rules.questions import (
    Choice,
    Group,
    NotAsked,
    Question,
    QuestionKind,
    Questionnaire,
    Text,
)
from . import aside
from .kinds import FACES_TOKEN, easy_cells, kind_of, withheld
from .languages import header_of
from .spelling import canonical_parameters, canonical_type
from .tongues import translated_header
from .types import Control, read_type

NO_TYPE = "(none)"
_INERT = frozenset(
    {NotAsked.NO_TYPE, NotAsked.UNKNOWN_TYPE, NotAsked.LIST_MISSING, NotAsked.OLD_COMMAND}
)
"""Not asked because no tool can: written as `hidden`, their type beside."""
_SELECTS = frozenset({QuestionKind.FACES, QuestionKind.YES_NO, QuestionKind.ONE, QuestionKind.MANY})
_WIDTHS = {"type": 24, "name": 22, "relevant": 30}
_DEFAULT_WIDTH = 34

Cells = dict[str, str]


def write_form(questionnaire: Questionnaire) -> bytes:
    """Write a questionnaire as the bytes of an .xlsx with survey, choices and settings.

    Every cell is a text, never a formula, whatever it begins with; so `read_form` gives back
    an equal questionnaire (but for the rows it was read from) and pyxform accepts the file.
    """
    lists = _Lists(questionnaire)
    survey = list(_survey_rows(questionnaire.items, lists, questionnaire.languages))
    choices = [*lists.rows(), *map(dict, questionnaire.kept.get("choices", ()))]
    sheets = {
        "survey": (_survey_headers(questionnaire, survey), survey),
        "choices": (_choice_headers(questionnaire, choices), choices),
        "settings": _settings(questionnaire, lists),
    }
    for name, rows in questionnaire.kept.items():
        if name != "choices":
            kept = [dict(row) for row in rows]
            sheets[name] = (list(dict.fromkeys(header for row in kept for header in row)), kept)
    return _workbook(sheets)


# ---------------------------------------------------------------------------------- choices


@dataclass(slots=True)
class _Lists:
    """Lists of choices by name, one for all the questions that share theirs."""

    questionnaire: Questionnaire
    by_name: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    of_question: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        shared: list[tuple[str, tuple[Choice, ...], str]] = []
        for question in self.questionnaire.questions():
            if not question.choices or _is_acknowledgement(question):
                continue
            wanted = question.raw.get("list_name", "")
            for known, choices, name in shared:
                if known == wanted and choices == question.choices:
                    self.of_question[question.name] = name
                    break
            else:
                name = self._free(wanted or question.name)
                self.by_name[name] = question.choices
                self.of_question[question.name] = name
                shared.append((wanted, question.choices, name))

    @property
    def _wordless(self) -> Text:
        return dict.fromkeys(self.questionnaire.languages[:1], aside.WORDLESS)

    def _free(self, wanted: str) -> str:
        name, count = wanted, 1
        while name in self.by_name:
            count += 1
            name = f"{wanted}_{count}"
        return name

    def rows(self) -> Iterator[Cells]:
        """Give the rows of the choices sheet."""
        for name, choices in self.by_name.items():
            valued = _needs_values(choices)
            for choice in choices:
                row = {"list_name": name, "name": choice.name}
                row |= _texts("label", choice.label or self._wordless)
                row |= _texts("image", choice.image) | _texts("audio", choice.audio)
                if choice.score is not None:
                    row["score"] = str(choice.score)
                if valued:
                    row["answer_value"] = str(choice.value)
                yield row | dict(choice.columns)

    @property
    def have_duplicates(self) -> bool:
        """Say whether a list names two choices alike, which pyxform must be told."""
        kept = self.questionnaire.kept.get("choices", ())
        named = [(row.get("list_name"), row.get("name")) for row in kept]
        named += [(name, one.name) for name, choices in self.by_name.items() for one in choices]
        return len(set(named)) < len(named)


def _needs_values(choices: Sequence[Choice]) -> bool:
    """Say whether the values differ from those that the reader would give by order."""
    natural: list[int] = []
    count = 0
    for choice in choices:
        special = withheld(choice.name)
        if special is not None and special not in natural:
            natural.append(special)
        else:
            count += 1
            natural.append(count)
    return natural != [choice.value for choice in choices]


def _is_acknowledgement(question: Question) -> bool:
    typed = question.raw.get("type", "")
    return bool(typed) and read_type(typed).control is Control.ACKNOWLEDGE


# ----------------------------------------------------------------------------------- survey


def _survey_rows(
    items: Sequence[Question | Group], lists: _Lists, languages: Sequence[str]
) -> Iterator[Cells]:
    for item in items:
        if isinstance(item, Question):
            silent = {translated_header("label", languages[0]): aside.WORDLESS} if languages else {}
            yield _question_row(item, lists) | (silent if aside.is_wordless(item) else {})
            continue
        kind = "repeat" if item.repeats else "group"
        row = {"type": f"begin_{kind}", "name": item.name, **_texts("label", item.label)}
        row |= {"relevant": item.relevant, "appearance": item.appearance}
        yield _filled(row | _raw(item))
        yield from _survey_rows(item.items, lists, languages)
        yield {"type": f"end_{kind}", "name": item.name}


def _question_row(question: Question, lists: _Lists) -> Cells:
    row = {"name": question.name}
    for base in ("label", "hint", "required_message", "constraint_message", "image", "audio"):
        row |= _texts(base, getattr(question, base))
    for base in ("relevant", "constraint", "calculation", "choice_filter", "default"):
        row[base] = getattr(question, base)
    for base in ("theme", "criterion", "pictogram"):
        row[base] = getattr(question, base)
    row["required"] = "yes" if question.required else question.required_when
    row |= {key: cell for key, cell in _raw(question).items() if key not in ("type", "list_name")}
    row |= _type_cells(question, lists)
    row |= _appearance_cells(question) | easy_cells(question)
    if question.kind is QuestionKind.NUMBER or question.minimum is not None or question.maximum:
        row |= _bound_cells(question, row["type"])
    return _filled(aside.without_filtered_other(row))


def _raw(item: Question | Group) -> Cells:
    return {header: aside.hidden_references(header, cell) for header, cell in item.raw.items()}


def _type_cells(question: Question, lists: _Lists) -> Cells:
    list_name = lists.of_question.get(question.name, "")
    typed = question.raw.get("type", "")
    if typed and list_name and (old := read_type(typed)).list_name:
        typed = typed.replace(old.list_name, list_name, 1) if old.list_name != list_name else typed
    if question.kind is QuestionKind.NOT_ASKED and question.not_asked_because in _INERT:
        return {"type": "hidden", "kept_type": typed or NO_TYPE}
    if aside.lacks_calculation(question):
        return {"type": "hidden", "kept_type": typed or canonical_type(question)}
    return {"type": typed or canonical_type(question, list_name)}


def _appearance_cells(question: Question) -> Cells:
    """Mark the faces; say how the question is asked when the reader would guess otherwise."""
    plain = {"appearance": question.appearance}
    if question.kind not in _SELECTS - {QuestionKind.MANY} or _is_acknowledgement(question):
        return plain
    words = question.appearance.split()
    marked = question.appearance
    if question.kind is QuestionKind.FACES and FACES_TOKEN not in words:
        marked = " ".join([*words, FACES_TOKEN])
    guessed = kind_of(question.choices, marked)
    typed = guessed is QuestionKind.FACES and FACES_TOKEN in words
    if guessed is question.kind and not typed:
        return {"appearance": marked}
    return plain | {"asked_as": question.kind.value}


def _bound_cells(question: Question, typed: str) -> Cells:
    cells = {}
    if typed == "range" and "parameters" not in question.raw:
        cells["parameters"] = canonical_parameters(question)
    if question.minimum is not None:
        cells["minimum"] = str(question.minimum)
    if question.maximum is not None:
        cells["maximum"] = str(question.maximum)
    if question.step != 1:
        cells["step"] = str(question.step)
    return cells


def _texts(base: str, text: Text) -> Cells:
    return {translated_header(base, tag): words for tag, words in text.items()}


def _filled(row: Mapping[str, str]) -> Cells:
    return {header: cell for header, cell in row.items() if cell}


# ---------------------------------------------------------------------------------- headers


def _survey_headers(questionnaire: Questionnaire, rows: Sequence[Cells]) -> list[str]:
    languages = _languages(questionnaire)
    headers = ["type", "name", *(translated_header("label", tag) for tag in languages)]
    numbers = (question.kind is QuestionKind.NUMBER for question in questionnaire.questions())
    if any(numbers):
        headers += ["minimum", "maximum", "step"]
    return _with_found(headers, rows)


def _choice_headers(questionnaire: Questionnaire, rows: Sequence[Cells]) -> list[str]:
    labels = [translated_header("label", tag) for tag in _languages(questionnaire)]
    return _with_found(["list_name", "name", *labels, "score"], rows)


def _languages(questionnaire: Questionnaire) -> list[str]:
    """Give the declared languages, then those that only some text speaks."""
    found = dict.fromkeys(questionnaire.languages)
    for group in questionnaire.groups():
        found |= dict.fromkeys(group.label)
    for question in questionnaire.questions():
        found |= dict.fromkeys(question.label)
        for choice in question.choices:
            found |= dict.fromkeys(choice.label)
    return list(found)


def _with_found(headers: list[str], rows: Sequence[Cells]) -> list[str]:
    return list(dict.fromkeys([*headers, *(header for row in rows for header in row)]))


def _settings(questionnaire: Questionnaire, lists: _Lists) -> tuple[list[str], list[Cells]]:
    default, *others = questionnaire.languages or ("fr",)
    row = {"form_title": questionnaire.title.get(default, "")}
    row |= {f"form_title {header_of(tag)}": questionnaire.title.get(tag, "") for tag in others}
    row |= {"form_id": questionnaire.form_id, "version": questionnaire.version}
    row["default_language"] = header_of(default)
    if lists.have_duplicates:
        row["allow_choice_duplicates"] = "yes"
    row = _filled(row | dict(questionnaire.settings))
    return list(row), [{header: aside.hidden(cell) for header, cell in row.items()}]


# --------------------------------------------------------------------------------- workbook


def _workbook(sheets: Mapping[str, tuple[list[str], list[Cells]]]) -> bytes:
    file = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(file, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
        quoted = book.add_format(
            {"num_format": "@", "text_wrap": True, "valign": "top", "quote_prefix": True}
        )
        for name, (headers, rows) in sheets.items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            for column, header in enumerate(headers):
                page.set_column(column, column, _WIDTHS.get(header, _DEFAULT_WIDTH))
                page.write_string(0, column, header, head)
            places = {header: column for column, header in enumerate(headers)}
            for number, row in enumerate(rows, 1):
                for header, cell in row.items():
                    form = quoted if cell[:1] in "=+-@\t" else text
                    page.write_string(number, places[header], cell, form)
    return file.getvalue()
