"""What a questionnaire is made of: kinds of question, choices, groups; no storage, no screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Text = Mapping[str, str]
"""A text by language tag (`fr`, `fr@falc`, `ar`…); the empty mapping says that there is none."""

DONT_KNOW = -1
"""Stored value of “I do not know”, kept apart from every score and denominator."""
WONT_SAY = -2
"""Stored value of “I prefer not to answer”, kept apart likewise; skipping stores nothing."""
OTHER = 0
"""Stored value of “other”, offered after the choices of a question whose `or_other` is true."""


class QuestionKind(StrEnum):
    """How a question is asked; `not_asked` items are kept and shown, never answered."""

    FACES = "faces"
    YES_NO = "yes_no"
    ONE = "one"
    MANY = "many"
    NUMBER = "number"
    COMMENT = "comment"
    NOTE = "note"
    CALCULATION = "calculation"
    NOT_ASKED = "not_asked"


class NotAsked(StrEnum):
    """Why an item of an imported form is shown to staff but never asked to residents."""

    PLACE = "place"
    DATE = "date"
    UPLOAD = "upload"
    BARCODE = "barcode"
    DEVICE = "device"
    HIDDEN = "hidden"
    EXTERNAL_LIST = "external_list"
    RANKING = "ranking"
    REPEAT = "repeat"
    LIST_MISSING = "list_missing"
    NEGATIVE_NUMBER = "negative_number"
    DISABLED = "disabled"
    OLD_COMMAND = "old_command"
    NO_TYPE = "no_type"
    UNKNOWN_TYPE = "unknown_type"


ANSWERABLE = frozenset(
    {
        QuestionKind.FACES,
        QuestionKind.YES_NO,
        QuestionKind.ONE,
        QuestionKind.MANY,
        QuestionKind.NUMBER,
        QuestionKind.COMMENT,
    }
)
MOST_FACES = 5
COUNTED = ANSWERABLE - {QuestionKind.COMMENT}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a question was read: sheet name and row number as the spreadsheet shows them."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer; `value` is the integer stored, `score` its place on a scale, 1 worst."""

    name: str
    value: int
    label: Text
    score: int | None = None
    image: Text = field(default_factory=dict)
    audio: Text = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    """Other cells of the choice's row, which a `choice_filter` may read."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, note or calculation, as frozen in a version of the questionnaire."""

    name: str
    kind: QuestionKind
    label: Text = field(default_factory=dict)
    number: int = 0
    """Place in the version, from 1: the small integer that answers carry."""
    hint: Text = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    required: bool = False
    required_when: str = ""
    """Condition under which an answer is required, when it is not always so."""
    required_message: Text = field(default_factory=dict)
    relevant: str = ""
    constraint: str = ""
    constraint_message: Text = field(default_factory=dict)
    calculation: str = ""
    choice_filter: str = ""
    default: str = ""
    minimum: int | None = None
    maximum: int | None = None
    step: int = 1
    decimal: bool = False
    or_other: bool = False
    appearance: str = ""
    theme: str = ""
    criterion: str = ""
    easy: tuple[str, ...] = ()
    """Three words, the worst first, for the three faces that easy French shows instead of five."""
    image: Text = field(default_factory=dict)
    audio: Text = field(default_factory=dict)
    pictogram: str = ""
    not_asked_because: str = ""
    """Why a `not_asked` item cannot be asked here: a member of `NotAsked`."""
    raw: Mapping[str, str] = field(default_factory=dict)
    """Cells of the row that the model does not use, kept so that nothing is lost on export."""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Questions shown together, under one title and one condition."""

    name: str
    label: Text = field(default_factory=dict)
    items: tuple["Question | Group", ...] = ()
    relevant: str = ""
    repeats: bool = False
    appearance: str = ""
    raw: Mapping[str, str] = field(default_factory=dict)
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A whole questionnaire in its languages; the first language is the default one."""

    title: Text
    languages: tuple[str, ...]
    items: tuple[Question | Group, ...]
    form_id: str = ""
    version: str = ""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Cells of the settings sheet that the model does not use."""
    kept: Mapping[str, tuple[Mapping[str, str], ...]] = field(default_factory=dict)
    """Rows that the model does not use, by sheet, so that the export gives them back."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Stored file of each picture that was brought, by the plain name that the form gives it."""

    def questions(self) -> Iterator[Question]:
        """Every question, note and calculation in order, groups opened."""
        yield from _flatten(self.items)

    def groups(self) -> Iterator[Group]:
        """Every group in order, the outer before the inner."""
        yield from _groups(self.items)


def drawing_of(choice: Choice) -> str:
    """Name the drawing of a choice: its `pictogram` column, else the file of its image."""
    images = [name.rpartition("/")[2].partition(".")[0] for name in choice.image.values()]
    return choice.columns.get("pictogram", "") or next(iter(images), "")


def face_of(choice: Choice, choices: Iterable[Choice]) -> int | None:
    """Give the drawn face of a scale of any length: the worst is 1, the best 5."""
    best = max((each.score or 0 for each in choices), default=0)
    if choice.score is None or best <= 1:
        return None
    return 1 + round((choice.score - 1) * (MOST_FACES - 1) / (best - 1))


def _flatten(items: tuple[Question | Group, ...]) -> Iterator[Question]:
    for item in items:
        if isinstance(item, Group):
            yield from _flatten(item.items)
        else:
            yield item


def _groups(items: tuple[Question | Group, ...]) -> Iterator[Group]:
    for item in items:
        if isinstance(item, Group):
            yield item
            yield from _groups(item.items)
