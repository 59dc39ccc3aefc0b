"""One row of the survey sheet read into a question or the head of a group."""

import math
import re
from dataclasses import dataclass, field, replace

from ...rules.questions import Choice, Group, NotAsked, Origin, Question, QuestionKind
from .aside import KEPT, is_well_formed, kept_header, shown_references
from .bounds import Bounds, bounds_of
from .cells import Row, letter
from .choices import Lists
from .columns import Table
from .kinds import EASY_COLUMNS, FACES_TOKEN, kind_of, read_easy
from .languages import header_of
from .logic import Logic
from .names import Names
from .report import Findings, Reason
from .spelling import ACKNOWLEDGED, canonical_parameters, canonical_type, read_range
from .tongues import Tongues
from .types import Control, ReadType

YES = frozenset("yes y true true() 1 oui o vrai x".split())
NO = frozenset("no n false false() 0 non faux".split())
_OF_GROUP = frozenset("type name label relevant appearance".split())
_OF_QUESTION = _OF_GROUP | frozenset(
    "hint required required_message constraint constraint_message calculation choice_filter "
    "default image audio theme criterion pictogram minimum maximum step asked_as "
    "kept_type easy_1 easy_2 easy_3".split()
)
_CHOSEN = {
    QuestionKind.FACES.value: QuestionKind.FACES,
    QuestionKind.YES_NO.value: QuestionKind.YES_NO,
    QuestionKind.ONE.value: QuestionKind.ONE,
}
_SELECTS = frozenset({*_CHOSEN.values(), QuestionKind.MANY})
_WITH_LIST = frozenset({Control.ONE, Control.MANY})
_NUMBERS = frozenset({Control.INTEGER, Control.DECIMAL, Control.RANGE})
_PLAIN = {
    Control.MANY: QuestionKind.MANY,
    Control.COMMENT: QuestionKind.COMMENT,
    Control.INTEGER: QuestionKind.NUMBER,
    Control.DECIMAL: QuestionKind.NUMBER,
    Control.RANGE: QuestionKind.NUMBER,
    Control.ACKNOWLEDGE: QuestionKind.ONE,
    Control.NOTE: QuestionKind.NOTE,
    Control.CALCULATE: QuestionKind.CALCULATION,
    Control.NOT_ASKED: QuestionKind.NOT_ASKED,
}
_INTEGER = re.compile(r"-?[0-9]{1,9}")


@dataclass(slots=True)
class RowReader:
    """Reads the rows of one survey sheet, once its languages, lists and names are known."""

    table: Table
    tongues: Tongues
    lists: Lists
    has_choices: bool
    names: Names
    logic: Logic
    findings: Findings
    list_users: dict[str, str] = field(default_factory=dict)
    """The first question that uses each list."""

    def group(self, row: Row, kind: ReadType) -> Group:
        """Read the head of a group; its items come with the rows below."""
        raw = self._raw(row, _OF_GROUP)
        relevant = self._expression(row, "relevant", raw)
        return Group(
            name=self.names.of_row[row.number],
            label=self._text(row, "label", raw),
            relevant=relevant,
            repeats=kind.control is Control.BEGIN_REPEAT,
            appearance=self._cell(row, "appearance"),
            raw=raw,
            origin=Origin(self.table.sheet.name, row.number),
        )

    def question(self, row: Row, kind: ReadType, *, repeats: bool) -> Question:
        """Read a question, note or calculation; `repeats` is true inside a repeated group."""
        raw = self._raw(row, _OF_QUESTION)
        because = self._why_not_asked(row, kind, repeats=repeats)
        evaluated = because is None
        draft = Question(
            name=self.names.of_row[row.number],
            kind=QuestionKind.NOT_ASKED if because else self._kind(row, kind),
            label=self._text(row, "label", raw),
            hint=self._text(row, "hint", raw),
            choices=self._choices(row, kind),
            required_message=self._text(row, "required_message", raw),
            relevant=self._expression(row, "relevant", raw, evaluated=evaluated),
            constraint=self._expression(row, "constraint", raw, evaluated=evaluated),
            constraint_message=self._text(row, "constraint_message", raw),
            calculation=self._expression(row, "calculation", raw, evaluated=evaluated),
            choice_filter=self._expression(row, "choice_filter", raw, evaluated=evaluated),
            default=self._expression(row, "default", raw, evaluated=False),
            decimal=kind.control is Control.DECIMAL,
            or_other=kind.or_other,
            appearance=self._cell(row, "appearance"),
            theme=self._cell(row, "theme"),
            criterion=self._cell(row, "criterion"),
            easy=read_easy([self._cell(row, base) for base in EASY_COLUMNS], raw),
            image=self._text(row, "image", raw),
            audio=self._text(row, "audio", raw),
            pictogram=self._cell(row, "pictogram"),
            not_asked_because=because.value if because else "",
            raw=raw,
            origin=Origin(self.table.sheet.name, row.number),
        )
        draft = self._required(row, draft, raw)
        if kind.control in _NUMBERS:
            draft = self._number(row, kind, draft, raw)
        return self._finished(row, kind, draft, raw)

    # ------------------------------------------------------------------------- cells

    def _cell(self, row: Row, base: str) -> str:
        column = self.table.named(base)
        return row.cells.get(column.index, "") if column else ""

    def _warn(self, row: Row, base: str, reason: Reason, **facts: object) -> None:
        where = self.table.where(base)
        self.findings.warn(self.table.sheet.name, row.number, where, reason, **facts)

    def _error(self, row: Row, base: str, reason: Reason, **facts: object) -> None:
        where = self.table.where(base)
        self.findings.error(self.table.sheet.name, row.number, where, reason, **facts)

    def _raw(self, row: Row, used: frozenset[str]) -> dict[str, str]:
        """Keep the cells that the model does not use; those that read an unknown name aside."""
        raw: dict[str, str] = {}
        for column in self.table.columns:
            cell = row.cells.get(column.index, "")
            if not cell or column.base in used:
                continue
            header = self.tongues.canonical(column)
            if not column.base and "::" not in header:
                header = kept_header(header) if header == "list_name" else header
                raw[header] = shown_references(header, cell)
                continue
            where = letter(column.index)
            text, aside = self.logic.expression(cell, row.number, where, evaluated=False)
            is_read = text and is_well_formed(column.base, cell)
            raw[header if is_read else kept_header(header)] = text or aside
        return raw

    def _text(self, row: Row, base: str, raw: dict[str, str]) -> dict[str, str]:
        text = self.tongues.text(self.table, row, base)
        shown, kept = self.logic.words(text, row.number, self.table.where(base))
        for tag, words in kept.items():
            raw[f"{KEPT}{base} {header_of(tag)}"] = words
        return shown

    def _expression(
        self, row: Row, base: str, raw: dict[str, str], *, evaluated: bool = True
    ) -> str:
        used, aside = self.logic.expression(
            self._cell(row, base),
            row.number,
            self.table.where(base),
            filtering=base == "choice_filter",
            evaluated=evaluated,
        )
        if aside:
            raw[KEPT + base] = aside
        return used

    # -------------------------------------------------------------------------- kind

    def _why_not_asked(self, row: Row, kind: ReadType, *, repeats: bool) -> NotAsked | None:
        if kind.list_name and kind.list_name not in self.lists.choices:
            if self.has_choices:
                self._warn(row, "type", Reason.MISSING_LIST, list=kind.list_name)
            else:
                self._error(row, "type", Reason.MISSING_SHEET, name="choices")
            return NotAsked.LIST_MISSING
        because = self._because(row, kind)
        if because is None and repeats:
            because = NotAsked.REPEAT
        if because is NotAsked.UNKNOWN_TYPE:
            self._error(row, "type", Reason.UNKNOWN_TYPE, type=self._cell(row, "type"))
        elif because:
            self._warn(row, "type", Reason.NOT_ASKED, because=because.value)
        return because

    def _because(self, row: Row, kind: ReadType) -> NotAsked | None:
        if self._cell(row, "disabled").lower() in YES:
            return NotAsked.DISABLED
        if kind.because is NotAsked.HIDDEN and self._cell(row, "calculation"):
            return None
        return kind.because

    def _kind(self, row: Row, kind: ReadType) -> QuestionKind:
        control = kind.control
        readonly = self._cell(row, "readonly").lower() in YES
        computed = self._cell(row, "calculation") and (readonly or not self._cell(row, "trigger"))
        if computed and control is not Control.NOTE:
            return QuestionKind.CALCULATION
        if readonly and control is not Control.CALCULATE:
            return QuestionKind.NOTE
        if control is Control.ONE:
            asked_as = self._cell(row, "asked_as")
            choices = self.lists.choices[kind.list_name]
            return _CHOSEN.get(asked_as) or kind_of(choices, self._cell(row, "appearance"))
        return _PLAIN[control]

    def _choices(self, row: Row, kind: ReadType) -> tuple[Choice, ...]:
        if kind.control is Control.ACKNOWLEDGE:
            words = dict.fromkeys(self.tongues.order, ACKNOWLEDGED)
            return (Choice(ACKNOWLEDGED, 1, words),)
        if kind.list_name:
            self.list_users.setdefault(kind.list_name, self.names.of_row[row.number])
        return self.lists.choices.get(kind.list_name, ())

    def _required(self, row: Row, draft: Question, raw: dict[str, str]) -> Question:
        cell = self._cell(row, "required")
        if cell.lower() in YES:
            return replace(draft, required=True)
        if not cell or cell.lower() in NO:
            return draft
        evaluated = draft.kind is not QuestionKind.NOT_ASKED
        condition = self._expression(row, "required", raw, evaluated=evaluated)
        return replace(draft, required_when=condition)

    # ----------------------------------------------------------------------- numbers

    def _number(self, row: Row, kind: ReadType, draft: Question, raw: dict[str, str]) -> Question:
        if kind.control is Control.RANGE:
            draft = self._range(row, draft, raw)
        else:
            bounds, step = self._bounds(row, draft)
            draft = replace(draft, minimum=bounds.low, maximum=bounds.high, step=step)
        if kind.control is Control.DECIMAL and draft.kind is QuestionKind.NUMBER:
            self._warn(row, "type", Reason.DECIMAL_ROUNDED)
        ends = [end for end in (draft.minimum, draft.maximum) if end is not None]
        if draft.kind is QuestionKind.NUMBER and any(end < 0 for end in ends):
            because = NotAsked.NEGATIVE_NUMBER
            self._warn(row, "type", Reason.NOT_ASKED, because=because.value)
            return replace(draft, kind=QuestionKind.NOT_ASKED, not_asked_because=because.value)
        return draft

    def _range(self, row: Row, draft: Question, raw: dict[str, str]) -> Question:
        parameters = self._cell(row, "parameters")
        try:
            low, high, step = read_range(parameters)
        except ValueError:
            self._error(row, "parameters", Reason.VALUE_INVALID, value=parameters)
            return draft
        whole = all(number.is_integer() for number in (low, high, step))
        if not whole and draft.kind is QuestionKind.NUMBER:
            self._warn(row, "parameters", Reason.DECIMAL_ROUNDED)
        ranged = replace(
            draft,
            minimum=math.ceil(low),
            maximum=max(math.ceil(low), math.floor(high)),
            step=max(1, round(step)),
            decimal=not whole,
        )
        if raw.get("parameters") == canonical_parameters(ranged):
            del raw["parameters"]
        return ranged

    def _bounds(self, row: Row, draft: Question) -> tuple[Bounds, int]:
        if self.table.named("minimum") is None:
            return bounds_of(draft.constraint), 1
        low, high, step = (
            int(cell) if _INTEGER.fullmatch(cell := self._cell(row, base)) else None
            for base in ("minimum", "maximum", "step")
        )
        return Bounds(low, high), max(1, step or 1)

    # ------------------------------------------------------------------------ finish

    def _finished(self, row: Row, kind: ReadType, draft: Question, raw: dict[str, str]) -> Question:
        """Keep what the canonical writing would not give back, and tell a missing label."""
        list_name = kind.list_name if draft.choices else ""
        if list_name and self.list_users[list_name] != list_name:
            raw["list_name"] = list_name
        if draft.or_other and draft.kind is not QuestionKind.NOT_ASKED:
            self._warn(row, "type", Reason.OTHER_WITHOUT_WORDS)
        typed = self._cell(row, "kept_type") or self._cell(row, "type")
        typed = "" if kind.because is NotAsked.NO_TYPE else typed
        spelled = canonical_type(draft, list_name)
        is_select = kind.control in _WITH_LIST and draft.kind in _SELECTS
        if typed and spelled != typed and not is_select:
            raw["type"] = typed
        if draft.kind is QuestionKind.FACES:
            draft = self._without_mark(row, draft)
        silent = not (draft.label or draft.hint or draft.image or draft.audio)
        if silent and draft.kind not in (QuestionKind.NOT_ASKED, QuestionKind.CALCULATION):
            self._warn(row, "label", Reason.MISSING_LABEL, name=draft.name)
        return draft

    def _without_mark(self, row: Row, draft: Question) -> Question:
        """Drop the mark `faces` that the export adds, unless it says that it was typed."""
        words = draft.appearance.split()
        if self._cell(row, "asked_as") or FACES_TOKEN not in words:
            return draft
        return replace(draft, appearance=" ".join(word for word in words if word != FACES_TOKEN))
