"""Items of a questionnaire, found, named and rebuilt: what every change of structure rests on."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from .questions import Group, Question, Questionnaire

Item = Question | Group
Items = tuple[Item, ...]
LONGEST_NAME = 40
_REPEATED = re.compile(r"_\d+$")


def source_of(questionnaire: Questionnaire) -> str:
    """Give the language that is written first, which the others are translated from."""
    return source_among(questionnaire.languages)


def source_among(tags: Sequence[str]) -> str:
    """Give the language that is written first: French when it is spoken, else the first."""
    return "fr" if "fr" in tags or not tags else tags[0]


def find_question(questionnaire: Questionnaire, name: str) -> Question:
    """Give the question of a name; KeyError when there is none."""
    found = next((one for one in questionnaire.questions() if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def find_group(questionnaire: Questionnaire, name: str) -> Group:
    """Give the group of a name; KeyError when there is none."""
    found = next((one for one in questionnaire.groups() if one.name == name), None)
    if found is None:
        raise KeyError(name)
    return found


def name_from(words: str, taken: Iterable[str]) -> str:
    """Make of some words a name that XLSForm permits and that nobody has taken."""
    apart = unicodedata.normalize("NFKD", words.casefold())
    bare = (sign for sign in apart if not unicodedata.combining(sign))
    plain = "".join(sign if sign.isascii() and sign.isalnum() else " " for sign in bare)
    base = "_".join(plain.split())[:LONGEST_NAME].strip("_")
    base = base if base[:1].isalpha() else f"q_{base}".strip("_")
    return free_name(base, taken)


def free_name(wanted: str, taken: Iterable[str]) -> str:
    """Give the name itself, or with the first number that makes it free."""
    known = set(taken)
    if wanted not in known:
        return wanted
    base = _REPEATED.sub("", wanted)
    return next(name for n in range(2, len(known) + 3) if (name := f"{base}_{n}") not in known)


def names_taken(questionnaire: Questionnaire) -> set[str]:
    """Give every name of a question or a group: they share one list in an XLSForm."""
    questions = {one.name for one in questionnaire.questions()}
    return questions | {one.name for one in questionnaire.groups()}


def with_items(questionnaire: Questionnaire, items: Items) -> Questionnaire:
    """Put items in, each question numbered from 1 in order, as an import numbers them."""
    numbers = iter(range(1, 1 + sum(1 for _each in Questionnaire({}, (), items).questions())))

    def number(item: Item) -> Items:
        return (replace(item, number=next(numbers)),) if isinstance(item, Question) else (item,)

    return replace(questionnaire, items=rebuild(items, number))


def rebuild(items: Items, change: Callable[[Item], Items]) -> Items:
    """Put in place of each item what a change gives, from the first to the last, inside first."""
    found: list[Item] = []
    for item in items:
        inner = (
            replace(item, items=rebuild(item.items, change)) if isinstance(item, Group) else item
        )
        found.extend(change(inner))
    return tuple(found)
