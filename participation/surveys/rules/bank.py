"""The bank of questions: versions with tags, copied into a questionnaire with their origin."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from . import document
from .plan import is_piped
from .questions import ANSWERABLE, Choice, Question, QuestionKind, Questionnaire, Text
from .stages import Public

SOURCE = "bank"
"""Cell of a question that was copied: `identifier@version`; an XLSForm keeps it as a column."""
EASY_SCALE = frozenset({1, 3, 5})
_SOURCE = re.compile(r"([\w.\-]{1,40})@([1-9]\d{0,8})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Banked:
    """One version of a question of the bank; `criterion` is a code that an association wrote.

    The question has no place, condition or limit of a questionnaire; its name is the one under
    which years are compared.
    """

    identifier: str
    version: int
    question: Question
    theme: str = ""
    criterion: str = ""
    criterion_label: str = ""
    public: Public = Public.RESIDENTS
    is_own: bool = False
    """Kept by the association, not shipped."""
    packs: tuple[str, ...] = ()
    """Ready sets that it belongs to."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is looked for in the bank: words, a theme, a criterion, a pack; empty: anything."""

    words: str = ""
    theme: str = ""
    criterion: str = ""
    pack: str = ""


def read_bank(text: str) -> tuple[Banked, ...]:
    """Read the bank of the program from its TOML; ValueError for a kind that nobody knows."""
    facts = tomllib.loads(text)
    scales = {
        QuestionKind.FACES: _scale(facts["scale"]),
        QuestionKind.YES_NO: _yes_no(facts["yes_no"]),
    }
    return tuple(_shipped(one, scales) for one in facts["questions"])


def _shipped(one: Mapping[str, Any], scales: Mapping[QuestionKind, tuple[Choice, ...]]) -> Banked:
    kind = QuestionKind(one["kind"])
    question = Question(
        name=str(one["id"]),
        kind=kind,
        label=one["label"],
        hint=one.get("hint", {}),
        choices=scales.get(kind) or _choices(one.get("choices", ())),
        minimum=one.get("minimum"),
        maximum=one.get("maximum"),
        theme=str(one["theme"]),
        pictogram=str(one["pictogram"]),
    )
    public = Public(one.get("public", Public.RESIDENTS))
    return Banked(
        question.name,
        int(one["version"]),
        question,
        question.theme,
        public=public,
        packs=tuple(one.get("packs", ())),
    )


def _scale(labels: Mapping[str, Text]) -> tuple[Choice, ...]:
    return tuple(Choice(key, int(key), label, score=int(key)) for key, label in labels.items())


def _yes_no(labels: Mapping[str, Text]) -> tuple[Choice, ...]:
    names = {"1": "yes", "2": "no"}
    return tuple(Choice(names[key], int(key), label) for key, label in labels.items())


def _choices(rows: Iterable[Mapping[str, Any]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(row["name"], value, row["label"], columns={"pictogram": row["pictogram"]})
        for value, row in enumerate(rows, 1)
    )


def copy_of(banked: Banked, languages: Sequence[str], *, faces: int = 5) -> Question:
    """Give the question to put in a questionnaire: its texts in these languages, its origin.

    With three faces, the worst, the middle and the best of five keep their names and scores.
    """
    question = banked.question
    choices = question.choices
    if question.kind is QuestionKind.FACES and faces < len(choices) == max(EASY_SCALE):
        choices = tuple(choice for choice in choices if choice.score in EASY_SCALE)
    return replace(
        question,
        label=_only(question.label, languages),
        hint=_only(question.hint, languages),
        choices=tuple(replace(one, label=_only(one.label, languages)) for one in choices),
        theme=banked.theme,
        criterion=banked.criterion,
        raw={**question.raw, SOURCE: f"{banked.identifier}@{banked.version}"},
    )


def origin_of(question: Question) -> tuple[str, int] | None:
    """Give the identifier and the version of the bank that a question was copied from, if any."""
    found = _SOURCE.fullmatch(question.raw.get(SOURCE, ""))
    return (found[1], int(found[2])) if found else None


def newer_of(question: Question, bank: Mapping[str, Banked]) -> Banked | None:
    """Give the bank's present version when a question was copied from an earlier one."""
    origin = origin_of(question)
    banked = bank.get(origin[0]) if origin else None
    return banked if banked and origin and banked.version > origin[1] else None


def take_words(question: Question, banked: Banked, languages: Sequence[str]) -> Question:
    """Give a question the bank's present words; its place, condition and limits stay.

    A scale keeps its own number of faces; other choices come in the bank's order, then those that
    it does not have. A choice that is there already keeps what is its own and its value.
    """
    fresh = copy_of(banked, languages)
    words = {choice.name: choice.label for choice in fresh.choices}
    choices = tuple(
        replace(one, label={**one.label, **words.get(one.name, {})}) for one in question.choices
    )
    if not (question.kind is QuestionKind.FACES and fresh.kind is QuestionKind.FACES):
        choices = _joined(choices, fresh.choices)
    return replace(
        question,
        label={**question.label, **fresh.label},
        hint={**question.hint, **fresh.hint},
        choices=choices,
        raw={**question.raw, SOURCE: fresh.raw[SOURCE]},
    )


def _joined(own: tuple[Choice, ...], fresh: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """Put choices in the order of fresh ones, those of their own last; no value comes twice."""
    known, values = {one.name: one for one in own}, {one.value for one in own}
    found: list[Choice] = []
    for one in fresh:
        choice = known.pop(one.name, None)
        if choice is None:
            value = one.value if one.value not in values else max(values) + 1
            choice = replace(one, value=value)
            values.add(value)
        found.append(choice)
    return (*found, *known.values())


def speak_from(
    question: Question, bank: Mapping[str, Banked], language: str, source: str
) -> Question:
    """Fill a new language with the bank's words, where the source still says what the bank does."""
    origin = origin_of(question)
    banked = bank.get(origin[0]) if origin else None
    if banked is None or question.label.get(source) != banked.question.label.get(source):
        return question
    known = {choice.name: choice.label for choice in banked.question.choices}
    return replace(
        question,
        label=_filled(question.label, banked.question.label, language),
        hint=_filled(question.hint, banked.question.hint, language),
        choices=tuple(
            replace(one, label=_filled(one.label, known.get(one.name, {}), language))
            for one in question.choices
        ),
    )


def look_for(bank: Iterable[Banked], wish: Wish) -> tuple[Banked, ...]:
    """Give the questions that have every word looked for, without case or accent, and the tags."""
    wanted = _folded(wish.words).split()
    return tuple(
        one
        for one in bank
        if (not wish.theme or one.theme == wish.theme)
        and (not wish.criterion or one.criterion == wish.criterion)
        and (not wish.pack or wish.pack in one.packs)
        and all(word in _said(one) for word in wanted)
    )


def is_bankable(question: Question) -> bool:
    """Say whether a question stands alone: it is asked, has words, quotes nobody's answer."""
    texts = (question.label, question.hint, *(choice.label for choice in question.choices))
    return question.kind in ANSWERABLE and bool(question.label) and not any(map(is_piped, texts))


def write_alone(question: Question) -> document.Document:
    """Give the document of a question without its place, conditions, limits and files."""
    alone = Question(
        name=question.name,
        kind=question.kind,
        label=question.label,
        hint=question.hint,
        choices=tuple(
            replace(one, image={}, audio={}, columns=_drawn(one.columns))
            for one in question.choices
        ),
        minimum=question.minimum,
        maximum=question.maximum,
        step=question.step,
        or_other=question.or_other,
        appearance=question.appearance,
        pictogram=question.pictogram,
    )
    (written,) = document.write(Questionnaire({}, (), (alone,)))["items"]
    return dict(written)


def read_alone(written: Mapping[str, Any]) -> Question:
    """Give the question of such a document."""
    (question,) = document.read({"title": {}, "languages": [], "items": [written]}).questions()
    return question


def _drawn(columns: Mapping[str, str]) -> dict[str, str]:
    return {name: cell for name, cell in columns.items() if name == "pictogram"}


def _only(text: Text, languages: Sequence[str]) -> dict[str, str]:
    return {tag: words for tag, words in text.items() if tag in languages}


def _filled(text: Text, words: Text, language: str) -> Text:
    return (
        text if text.get(language) or language not in words else {**text, language: words[language]}
    )


def _said(banked: Banked) -> str:
    question = banked.question
    texts = (*question.label.values(), banked.criterion, banked.criterion_label, banked.theme)
    return _folded(" ".join(texts))


def _folded(words: str) -> str:
    apart = unicodedata.normalize("NFKD", words.casefold().replace("’", "'"))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))
