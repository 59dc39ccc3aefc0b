"""Guides: whom each is for, its sections of numbered steps, the pages that a section explains."""

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from participation.foundation.permissions import Permission

SHOWN = re.compile(r"« (.+?) »")
"""Words that stand on a screen: guides put nothing else between these marks."""
NARROW = re.compile(r" (?=[:;?!»])|(?<=«) ")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence; `is_shown` where these very words stand on a page of the program."""

    text: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page of the demonstration, and what it shows for those who do not see it."""

    name: str
    page: str
    alt: str


@dataclass(frozen=True, slots=True)
class Step:
    """What somebody wants, where to touch, and what she then sees."""

    want: str
    touch: str
    picture: Picture | None

    @property
    def runs(self) -> tuple[Run, ...]:
        """Give the sentence with the words of the screen apart."""
        return runs_of(self.touch)


@dataclass(frozen=True, slots=True)
class Section:
    """One errand, and the pages whose help button leads to it."""

    id: str
    title: str
    intro: str
    steps: tuple[Step, ...]
    note: str
    pages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Guide:
    """What one audience does here; `permission` is what only this audience holds."""

    name: str
    title: str
    whom: str
    permission: Permission
    sections: tuple[Section, ...]

    @property
    def pictures(self) -> Iterator[Picture]:
        """Give its pictures in order."""
        return (step.picture for section in self.sections for step in section.steps if step.picture)


def runs_of(sentence: str) -> tuple[Run, ...]:
    """Part a sentence into what is said and what stands on the screen."""
    found, at = [], 0
    for match in SHOWN.finditer(sentence):
        found += [Run(typeset(sentence[at : match.start()]), is_shown=False)]
        found += [Run(typeset(match[1]), is_shown=True)]
        at = match.end()
    found.append(Run(typeset(sentence[at:]), is_shown=False))
    return tuple(run for run in found if run.text)


def typeset(sentence: str) -> str:
    """Keep French punctuation on the line of its word."""
    return NARROW.sub("\N{NO-BREAK SPACE}", sentence)


def read_guide(name: str, text: str) -> Guide:
    """Read a guide from its TOML; KeyError or ValueError for one that is not whole."""
    facts = tomllib.loads(text)
    return Guide(
        name=name,
        title=typeset(facts["title"]),
        whom=typeset(facts["whom"]),
        permission=Permission(facts["permission"]),
        sections=tuple(_section(one) for one in facts["sections"]),
    )


def _section(facts: dict[str, Any]) -> Section:
    return Section(
        id=facts["id"],
        title=typeset(facts["title"]),
        intro=facts["intro"],
        steps=tuple(_step(one) for one in facts["steps"]),
        note=facts.get("note", ""),
        pages=frozenset(facts["pages"]),
    )


def _step(facts: dict[str, Any]) -> Step:
    given = facts.get("picture")
    picture = Picture(given["name"], given["page"], typeset(given["alt"])) if given else None
    return Step(typeset(facts["want"]), facts["touch"], picture)


def explain(
    guides: Iterable[Guide], page: str, held: Collection[Permission]
) -> tuple[Guide, Section] | None:
    """Give the section that explains a page, in the reader's own guide if it does.

    Staff are shown another's guide rather than none; whoever is not of the staff gets her own only.
    """
    found = [(one, part) for one in guides for part in one.sections if page in part.pages]
    own = next((each for each in found if each[0].permission in held), None)
    if own is None and found and Permission.ORGANISATION_READ in held:
        return found[0]
    return own
