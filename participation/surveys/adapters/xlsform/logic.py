"""Logic of a form checked as it is read: syntax, what is not supported, names that do not exist."""

from collections.abc import Collection, Mapping

from ...rules.expressions import ExpressionError, Lack, lists_read, parse, unsupported
from .aside import mended
from .names import REFERENCE, references, renamed
from .paths import Path, resolved
from .report import Findings, Reason


class Logic:
    """Reads expressions and texts, given the names that exist and those that were changed."""

    def __init__(self, sheet: str, findings: Findings) -> None:
        self._sheet = sheet
        self._findings = findings
        self.names: set[str] = set()
        self.changes: Mapping[str, str] = {}
        self.lists: Collection[str] = ()
        self.questions: Mapping[Path, str] = {}
        self.path_of_row: Mapping[int, Path] = {}

    def of_sheet(self, sheet: str) -> "Logic":
        """Give the same names for another sheet, whose findings stand there."""
        other = Logic(sheet, self._findings)
        other.names, other.changes = self.names, self.changes
        return other

    def expression(
        self, text: str, row: int, column: str, *, filtering: bool = False, evaluated: bool = True
    ) -> tuple[str, str]:
        """Return the expression to use, and the one to keep aside because of an unknown name.

        One that cannot be read is an error; what is not supported, or reads a name that is not
        in the form, a warning. `evaluated` is false for what will never be asked.
        """
        if not text:
            return "", ""
        text = renamed(text, self.changes)
        if unknown := sorted(references([text]) - self.names - _saved(text)):
            self._findings.warn(
                self._sheet, row, column, Reason.UNKNOWN_REFERENCE, name=", ".join(unknown)
            )
            return "", text
        if not evaluated:
            return text, ""
        here = self.path_of_row.get(row, ())
        text = resolved(text, here, self.questions, filtering=filtering)
        if not self._check(text, row, column, filtering=filtering):
            return "", text
        return text, ""

    def _check(self, text: str, row: int, column: str, *, filtering: bool) -> bool:
        """Say whether an expression can be read; tell why not, or what it lacks."""
        try:
            tree = parse(text, filtering=filtering)
        except ExpressionError as error:
            facts = {
                "fault": error.fault.value,
                "position": str(error.position + 1),
                "word": error.word,
                "expression": text,
            }
            self._findings.error(self._sheet, row, column, Reason.EXPRESSION_INVALID, **facts)
            return False
        lacking = [(part.lack, part.words) for part in unsupported(tree)]
        lists = sorted(lists_read(tree) - set(self.lists))
        lacking += [(Lack.PATH, f"instance('{name}')") for name in lists]
        if lacking:
            facts = {"lack": lacking[0][0].value, "words": lacking[0][1]}
            self._findings.warn(self._sheet, row, column, Reason.EXPRESSION_UNSUPPORTED, **facts)
        return True

    def words(
        self, text: Mapping[str, str], row: int, column: str
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Return the texts to show, and by language those kept aside for an unknown name."""
        shown: dict[str, str] = {}
        kept: dict[str, str] = {}
        for language, typed in text.items():
            said = mended(renamed(typed, self.changes))
            if unknown := sorted(references([said]) - self.names):
                self._findings.warn(
                    self._sheet, row, column, Reason.UNKNOWN_REFERENCE, name=", ".join(unknown)
                )
                kept[language] = said
                said = REFERENCE.sub(
                    lambda found: found[0] if found[1].strip() in self.names else "…", said
                )
            shown[language] = said
        return shown, kept


def _saved(text: str) -> set[str]:
    return {name for name in references([text]) if name.startswith("last-saved#")}
