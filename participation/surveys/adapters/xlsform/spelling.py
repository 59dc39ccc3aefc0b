"""How one question is written in a row: type, parameters; shared by the reader and the writer."""

import re

from ...rules.questions import Question, QuestionKind

ACKNOWLEDGED = "OK"
"""Name of the only choice of an `acknowledge` question (ODK stores it)."""
_PARAMETER = re.compile(r"([A-Za-z_\-]+)\s*=\s*([^\s;,]+)")
_LONGEST = 1_000
_FIRST, _LAST = 1, 10


def canonical_type(question: Question, list_name: str = "") -> str:
    """Write the type of a question that was not imported under another spelling."""
    other = " or_other" if question.or_other else ""
    match question.kind:
        case QuestionKind.FACES | QuestionKind.YES_NO | QuestionKind.ONE:
            return f"select_one {list_name}{other}"
        case QuestionKind.MANY:
            return f"select_multiple {list_name}{other}"
        case QuestionKind.NUMBER:
            return _number_type(question)
        case QuestionKind.COMMENT:
            return "text"
        case QuestionKind.NOTE:
            return "note"
        case QuestionKind.CALCULATION:
            return "calculate"
        case QuestionKind.NOT_ASKED:
            return ""


def _number_type(question: Question) -> str:
    low, high = question.minimum, question.maximum
    if question.decimal:
        return "decimal"
    if low is None or high is None or high <= low or (high - low) % question.step:
        return "integer"
    return "range"


def canonical_parameters(question: Question) -> str:
    """Write the bounds of a range."""
    return f"start={question.minimum} end={question.maximum} step={question.step}"


def read_range(parameters: str) -> tuple[float, float, float]:
    """Read start, end and step of a range (1, 10, 1 when absent); ValueError if not numbers."""
    if len(parameters) > _LONGEST:
        raise ValueError(parameters[:_LONGEST])
    found = {name.lower(): value for name, value in _PARAMETER.findall(parameters)}
    low = float(found.get("start", _FIRST))
    high = float(found.get("end", _LAST))
    step = abs(float(found.get("step", 1))) or 1.0
    if not all(abs(number) < 1e6 for number in (low, high, step)):  # noqa: PLR2004
        raise ValueError(parameters)
    return min(low, high), max(low, high), step
