"""Conditions in plain words: one question, a sense, some answers; and what an edit would break."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .dependencies import circular, reads, tree_of
from .expressions import Node, names_read
from .expressions.tree import Binary, Call, Chain, Literal, Name, walk
from .questions import ANSWERABLE, Group, Question, QuestionKind, Questionnaire

CHOOSING = frozenset({QuestionKind.FACES, QuestionKind.YES_NO, QuestionKind.ONE, QuestionKind.MANY})
ASKING = CHOOSING | {QuestionKind.NUMBER}
"""Kinds on whose answer the plain builder can rest."""
OTHER_NAME = "other"
_QUOTED = re.compile(r"\$\{([^{}]+)\}")
_OPPOSITE = {"=": "!=", "!=": "="}


class Sense(StrEnum):
    """How an answer is compared."""

    IS = "is"
    IS_NOT = "is-not"
    AT_LEAST = "at-least"
    AT_MOST = "at-most"


_SIGNS = {Sense.IS: "=", Sense.IS_NOT: "!=", Sense.AT_LEAST: ">=", Sense.AT_MOST: "<="}
_SENSES = {sign: sense for sense, sign in _SIGNS.items()}


@dataclass(frozen=True, slots=True)
class Condition:
    """« Only if this question is one of these »: names of choices, or one number as text."""

    name: str
    sense: Sense
    values: tuple[str, ...]


class Broken(StrEnum):
    """What a change would break."""

    UNREADABLE = "unreadable"
    UNKNOWN = "unknown"
    LATER = "later"
    CIRCULAR = "circular"
    NO_CHOICE = "no-choice"


@dataclass(frozen=True, slots=True)
class Break:
    """A question or group that reads another in vain: both by name, `word` is the lost choice."""

    broken: Broken
    reader: str
    read: str = ""
    word: str = ""


def write_condition(wanted: Condition, question: Question) -> str:
    """Write a condition in the language of expressions; ValueError for what cannot be written.

    Several answers are joined: “is” by `or`, “is not” by `and`.
    """
    if not wanted.values:
        raise ValueError(wanted)
    place = f"${{{wanted.name}}}"
    sign = _SIGNS[wanted.sense]
    if question.kind is QuestionKind.NUMBER:
        (number,) = wanted.values
        return f"{place} {sign} {int(number)}"
    if wanted.sense not in {Sense.IS, Sense.IS_NOT}:
        raise ValueError(wanted)
    is_not = wanted.sense is Sense.IS_NOT
    if question.kind is QuestionKind.MANY:
        calls = [f"selected({place}, {_text(value)})" for value in wanted.values]
        parts = [f"not({call})" for call in calls] if is_not else calls
    else:
        parts = [f"{place} {sign} {_text(value)}" for value in wanted.values]
    return (" and " if is_not else " or ").join(parts)


def read_condition(expression: str) -> Condition | None:
    """Read what the plain builder writes; None for anything more complicated."""
    tree = tree_of(expression) if expression else None
    if tree is None:
        return None
    joined = tree.operator if isinstance(tree, Chain) else ""
    parts = tree.operands if isinstance(tree, Chain) else (tree,)
    found = [_part(part) for part in parts]
    if any(one is None for one in found):
        return None
    known = [one for one in found if one is not None]
    names, senses = {one[0] for one in known}, {one[1] for one in known}
    if len(names) != 1 or len(senses) != 1:
        return None
    sense = senses.pop()
    if joined and joined != ("and" if sense is Sense.IS_NOT else "or"):
        return None
    if sense in {Sense.AT_LEAST, Sense.AT_MOST} and joined:
        return None
    return Condition(names.pop(), sense, tuple(one[2] for one in known))


def fits(condition: Condition, question: Question) -> bool:
    """Say whether the plain builder of a question can show a condition whole."""
    if condition.name != question.name:
        return False
    if question.kind is QuestionKind.NUMBER:
        return len(condition.values) == 1 and condition.values[0].isdecimal()
    known = set(answers_of(question))
    return condition.sense in {Sense.IS, Sense.IS_NOT} and known.issuperset(condition.values)


def answers_of(question: Question) -> tuple[str, ...]:
    """Name the answers that a condition may rest on; a name with both kinds of quotes is none."""
    names = [choice.name for choice in question.choices]
    if question.or_other and OTHER_NAME not in names:
        names.append(OTHER_NAME)
    return tuple(name for name in names if not ("'" in name and '"' in name))


def before(questionnaire: Questionnaire, name: str) -> tuple[Question, ...]:
    """Give the questions asked before an item: only their answers are known when it comes."""
    found: list[Question] = []
    for item in _in_order(questionnaire.items):
        if item.name == name:
            break
        if isinstance(item, Question) and item.kind in ANSWERABLE:
            found.append(item)
    return tuple(found)


def breaks(questionnaire: Questionnaire) -> frozenset[Break]:
    """Find every question or group that reads in vain: compare before and after an edit.

    An import may hold some already, which its report told; an edit may not make new ones.
    """
    found = {Break(Broken.CIRCULAR, names[0], names[-1]) for names in circular(questionnaire)}
    questions = {one.name: one for one in questionnaire.questions()}
    seen: set[str] = set()
    for item in _in_order(questionnaire.items):
        found.update(_breaks_of(item, questions, seen))
        seen.add(item.name)
    return frozenset(found)


def conditions_on(questionnaire: Questionnaire, name: str) -> list[str]:
    """Give the questions and groups that read the answer of a question, by name, in order."""
    return [
        item.name
        for item in _in_order(questionnaire.items)
        if item.name != name and name in reads(item.relevant) | _computed(item)
    ]


def _breaks_of(item: Question | Group, known: dict[str, Question], seen: set[str]) -> set[Break]:
    found: set[Break] = set()
    shown = frozenset(_pipes(item)) | reads(item.relevant)
    for name in (shown | _computed(item)) - {item.name}:
        if name not in known:
            found.add(Break(Broken.UNKNOWN, item.name, name))
        elif name in shown and name not in seen and known[name].kind in ANSWERABLE:
            found.add(Break(Broken.LATER, item.name, name))
    if item.relevant and (tree := tree_of(item.relevant)) is None:
        found.add(Break(Broken.UNREADABLE, item.name))
    elif item.relevant and tree is not None:
        for name, value in _compared(tree):
            if (read := known.get(name)) and read.choices and value not in _all_names(read):
                found.add(Break(Broken.NO_CHOICE, item.name, name, value))
    return found


def _all_names(question: Question) -> set[str]:
    own = {choice.name for choice in question.choices}
    return own | {OTHER_NAME, ""} if question.or_other else own | {""}


def _computed(item: Question | Group) -> frozenset[str]:
    if isinstance(item, Group):
        return frozenset()
    texts = (item.required_when, item.constraint, item.calculation)
    tree = tree_of(item.choice_filter, filtering=True) if item.choice_filter else None
    filtered = frozenset() if tree is None else names_read(tree)
    return frozenset[str]().union(*map(reads, texts)) | filtered


def _pipes(item: Question | Group) -> Iterator[str]:
    texts = [item.label]
    if isinstance(item, Question):
        texts += [item.hint, *(choice.label for choice in item.choices)]
    for text in texts:
        for words in text.values():
            yield from (name.strip() for name in _QUOTED.findall(words))


def _compared(tree: Node) -> Iterator[tuple[str, str]]:
    """Give each (question, choice) that an expression compares, the choice as text."""
    for node in walk(tree):
        match node:
            case (
                Binary("=" | "!=", Name(name), Literal(value))
                | Binary("=" | "!=", Literal(value), Name(name))
                | Call("selected", (Name(name), Literal(value)))
            ):
                if isinstance(value, str) or value.is_integer():
                    yield name, value if isinstance(value, str) else str(int(value))
            case _:
                pass


def _part(node: Node) -> tuple[str, Sense, str] | None:
    match node:
        case Binary(sign, Name(name), Literal(str() as value)) if sign in _OPPOSITE:
            return name, _SENSES[sign], value
        case Binary(sign, Name(name), Literal(float() as value)) if sign in _SENSES:
            return (name, _SENSES[sign], str(int(value))) if value.is_integer() else None
        case Call("selected", (Name(name), Literal(str() as value))):
            return name, Sense.IS, value
        case Call("not", (Call("selected", (Name(name), Literal(str() as value))),)):
            return name, Sense.IS_NOT, value
        case _:
            return None


def _text(value: str) -> str:
    quote = '"' if "'" in value else "'"
    if quote in value:
        raise ValueError(value)
    return f"{quote}{value}{quote}"


def _in_order(items: tuple[Question | Group, ...]) -> Iterator[Question | Group]:
    for item in items:
        yield item
        if isinstance(item, Group):
            yield from _in_order(item.items)
