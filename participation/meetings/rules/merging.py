"""Two people change the same thing: what each changed is kept, what both changed is shown."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass

DIGEST_LETTERS = 10


def mark_of(text: str) -> str:
    """Give a short mark of what a person saw, to know later whether it has changed since."""
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST_LETTERS]


def marks_of(fields: Mapping[str, str]) -> str:
    """Give the marks of several fields as one text for a hidden field of a form."""
    return " ".join(f"{name}={mark_of(text)}" for name, text in sorted(fields.items()))


def read_marks(text: str) -> dict[str, str]:
    """Read what `marks_of` wrote; words that it did not write are dropped."""
    pairs = (word.partition("=") for word in text.split())
    return {name: mark for name, equals, mark in pairs if equals}


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes of two changes: the fields to keep, and where both wrote something else.

    `taken` names the fields that the other changed and that are kept as she wrote them; `clashes`
    gives, for each field that both changed, what the other wrote.
    """

    fields: Mapping[str, str]
    taken: tuple[str, ...]
    clashes: Mapping[str, str]


def merge(seen: Mapping[str, str], mine: Mapping[str, str], theirs: Mapping[str, str]) -> Merged:
    """Put my change over theirs, field by field; `seen` are the marks of what I started from.

    A field that only one of us changed is kept as changed. Where both did, mine stays in `fields`
    and theirs stands in `clashes`, so that nothing is lost. A field without a mark was empty; with
    no mark at all, everything counts as seen as it stands now.
    """
    fields, taken, clashes = {}, [], {}
    for name, now in theirs.items():
        own = mine.get(name, now)
        before = seen.get(name, mark_of("")) if seen else mark_of(now)
        if mark_of(now) == before or own == now:
            fields[name] = own
        elif mark_of(own) == before:
            fields[name] = now
            taken.append(name)
        else:
            fields[name] = own
            clashes[name] = now
    return Merged(fields, tuple(taken), clashes)
