"""What was found while reading a form: each thing with its sheet, row, column and reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reason(StrEnum):
    """Why a file, a row or a cell could not be read, or was read otherwise than written."""

    # The file
    EMPTY_FILE = "empty_file"
    FILE_TOO_LARGE = "file_too_large"
    UNPACKED_TOO_LARGE = "unpacked_too_large"
    UNKNOWN_FORMAT = "unknown_format"
    UNREADABLE = "unreadable"
    PASSWORD = "password"  # noqa: S105
    MACROS = "macros"
    EXTERNAL_LINKS = "external_links"
    DOCUMENT_TYPE = "document_type"
    WRONG_ENCODING = "wrong_encoding"
    # Sheets
    MISSING_SHEET = "missing_sheet"
    SHEET_GUESSED = "sheet_guessed"
    SHEET_IGNORED = "sheet_ignored"

    NO_QUESTION = "no_question"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    TOO_MANY_CELLS = "too_many_cells"
    CELL_TOO_LONG = "cell_too_long"
    CONTROL_CHARACTER = "control_character"
    DIRECTION_OVERRIDE = "direction_override"
    FORMULA = "formula"
    FORMULA_SHOWN = "formula_shown"
    CELL_ERROR = "cell_error"
    # Columns
    MISSING_COLUMN = "missing_column"
    DUPLICATE_COLUMN = "duplicate_column"
    COLUMN_WITHOUT_NAME = "column_without_name"
    COLUMN_NOT_USED = "column_not_used"
    LANGUAGE_ASSUMED = "language_assumed"
    LANGUAGE_UNSURE = "language_unsure"
    # Rows
    ROW_WITHOUT_CONTENT = "row_without_content"
    NOT_ASKED = "not_asked"
    UNKNOWN_TYPE = "unknown_type"
    GROUP_NOT_CLOSED = "group_not_closed"
    GROUP_NOT_OPENED = "group_not_opened"
    TOO_DEEP = "too_deep"
    MISSING_NAME = "missing_name"
    NAME_CHANGED = "name_changed"
    DUPLICATE_NAME = "duplicate_name"
    DUPLICATE_NAME_CHANGED = "duplicate_name_changed"
    MISSING_LABEL = "missing_label"
    OTHER_WITHOUT_WORDS = "other_without_words"
    VALUE_INVALID = "value_invalid"
    # Choices
    MISSING_LIST = "missing_list"
    LIST_NOT_USED = "list_not_used"
    CHOICE_WITHOUT_LIST = "choice_without_list"
    CHOICE_WITHOUT_NAME = "choice_without_name"
    DUPLICATE_CHOICE = "duplicate_choice"
    # Logic
    EXPRESSION_INVALID = "expression_invalid"
    EXPRESSION_UNSUPPORTED = "expression_unsupported"
    UNKNOWN_REFERENCE = "unknown_reference"
    CIRCULAR = "circular"
    SELF_REFERENCE = "self_reference"
    READS_NOT_ASKED = "reads_not_asked"
    DECIMAL_ROUNDED = "decimal_rounded"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found; `column` is the letter that the spreadsheet shows, "" for a whole row."""

    sheet: str
    row: int
    column: str
    reason: Reason
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything found in a file, and how much was read."""

    warnings: tuple[Finding, ...]
    errors: tuple[Finding, ...]
    questions: int = 0
    """What a person would be asked, the `not_asked` included; no note, no calculation."""
    choices: int = 0
    groups: int = 0
    languages: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True when everything was read and nothing is lost."""
        return not self.errors


class FormError(Exception):
    """The reading cannot go on: `finding` says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(f"{finding.sheet} {finding.column}{finding.row}: {finding.reason}")
        self.finding = finding


MAX_FINDINGS = 500
"""Most errors, and most warnings, kept for one file."""


class Findings:
    """What is found while reading, in order, each thing once."""

    def __init__(self) -> None:
        self._warnings: dict[Finding, None] = {}
        self._errors: dict[Finding, None] = {}

    def warn(self, sheet: str, row: int, column: str, reason: Reason, **facts: object) -> None:
        """Note something read otherwise than written, or kept without being used."""
        self._note(self._warnings, sheet, row, column, reason, facts)

    def error(self, sheet: str, row: int, column: str, reason: Reason, **facts: object) -> None:
        """Note something that cannot be read."""
        self._note(self._errors, sheet, row, column, reason, facts)

    def add(self, finding: Finding) -> None:
        """Note the finding of an error that stopped the reading."""
        self.error(finding.sheet, finding.row, finding.column, finding.reason, **finding.facts)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return the warnings so far."""
        return tuple(self._warnings)

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the errors so far."""
        return tuple(self._errors)

    def _note(
        self,
        kind: dict[Finding, None],
        sheet: str,
        row: int,
        column: str,
        reason: Reason,
        facts: Mapping[str, object],
    ) -> None:
        if len(kind) < MAX_FINDINGS:
            said = {name: str(value)[:200] for name, value in facts.items()}
            kind[Finding(sheet, row, column, reason, _Facts(said))] = None


class _Facts(dict[str, str]):
    """Facts of a finding, which may then be a key."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))
