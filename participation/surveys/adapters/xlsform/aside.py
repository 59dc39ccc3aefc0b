"""What other tools would refuse, written so that they pass over it and our reader gives it back."""

import re

from ...rules.questions import NotAsked, Question, QuestionKind
from .columns import read_header
from .types import Control, read_type, without_other

KEPT = "kept_"
"""Begins the header of a cell that could not be used: pyxform passes over it."""
WORDLESS = "\u200b"
"""The label of what has no words, which pyxform refuses: a space without width, read as none."""
_HIDDEN = "$ {"
_UNCLOSED = re.compile(r"\$\{(?![^{}]+\})")
_PARAMETER = re.compile(r"([^\s=;,]+)\s*=\s*[^\s=;,]+")
_SEPARATORS = re.compile(r"[\s;,]*")
_LONGEST = 1_000
"""Signs of parameters: a sign is looked at once for each that begins a word."""
_KNOWN = frozenset(
    "start end step placeholder tick_interval tick_labelset randomize seed value label quality "
    "max-pixels app rows incremental capture-accuracy warning-accuracy allow-mock-accuracy "
    "location-priority location-min-interval location-max-age track-changes "
    "track-changes-reasons identify-user".split()
)
_TRIGGER = re.compile(r"\s*\$\{[^{}]+\}(?:\s*,\s*\$\{[^{}]+\})*\s*")
_SILENT = frozenset(
    {
        NotAsked.DEVICE,
        NotAsked.HIDDEN,
        NotAsked.NO_TYPE,
        NotAsked.UNKNOWN_TYPE,
        NotAsked.LIST_MISSING,
        NotAsked.OLD_COMMAND,
    }
)


def hidden(cell: str) -> str:
    """Break `${` where no name is read: pyxform checks the names of every column."""
    return cell.replace("${", _HIDDEN)


def shown(cell: str) -> str:
    """Undo `hidden`."""
    return cell.replace(_HIDDEN, "${")


def hidden_references(header: str, cell: str) -> str:
    """Break `${` in a cell that is not of XLSForm."""
    return cell if _is_standard(header) else hidden(cell)


def shown_references(header: str, cell: str) -> str:
    """Undo `hidden_references`."""
    return cell if _is_standard(header) else shown(cell)


def without_filtered_other(row: dict[str, str]) -> dict[str, str]:
    """Let others ask a filtered list without its "other", which pyxform refuses; ours has both."""
    typed = row["type"]
    plain = without_other(typed) if row.get("choice_filter") else typed
    return row if plain == typed else row | {"type": plain, "kept_type": typed}


def _is_standard(header: str) -> bool:
    return "::" in header or bool(read_header(header, "survey")[0])


def kept_header(header: str) -> str:
    """Name the column of a cell put aside: without colons, which pyxform reads as a tree."""
    return KEPT + re.sub(r"\s*:+\s*", " ", header).strip()


def mended(words: str) -> str:
    """Break a `${` that is not closed: it quotes nothing."""
    return _UNCLOSED.sub(_HIDDEN, words)


def is_well_formed(base: str, cell: str) -> bool:
    """Say whether a cell that we only keep is one that pyxform takes, by its kind of column."""
    match base:
        case "parameters" if len(cell) > _LONGEST:
            return False
        case "parameters":
            keys = {key.lower() for key in _PARAMETER.findall(cell)}
            return keys <= _KNOWN and not _SEPARATORS.sub("", _PARAMETER.sub("", cell))
        case "trigger":
            return bool(_TRIGGER.fullmatch(cell))
        case _:
            return True


def is_wordless(question: Question) -> bool:
    """Say whether a question has nothing to show, though other tools ask for a label."""
    if question.kind is QuestionKind.CALCULATION or question.not_asked_because in _SILENT:
        return False
    return not (question.label or question.hint or question.image or question.audio)


def lacks_calculation(question: Question) -> bool:
    """Say whether a calculation computes nothing, because it could not be read."""
    if question.kind is not QuestionKind.CALCULATION or question.calculation:
        return False
    typed = question.raw.get("type", "")
    return not typed or read_type(typed).control is Control.CALCULATE
