"""What the papers are written from, and the blocks that they are made of."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from participation.accounts.labels import ROLES
from participation.accounts.rules.powers import PERMITS, Role
from participation.compliance.labels.trust import FACTS
from participation.compliance.models import Breach
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.guide import Guide
from participation.compliance.rules.purposes import Holding, Protection
from participation.elections.adapters.count_papers import Block, Section
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission

ANNEX, OWN = "annex", "own"
"""What a block of lines is: something to unfold, or words that are the association's own."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known on the day that a paper is written."""

    organisation: str
    months: int
    facts: Mapping[Fact, str]
    tables: Mapping[str, tuple[str, ...]]
    law: Protection
    guide: Guide
    incidents: Sequence[Breach]
    now: dt.datetime
    today: dt.date


def text(words: str) -> Block:
    """Give a paragraph."""
    return Block("text", words)


def bullets(items: Iterable[str]) -> Block:
    """Give a list."""
    return Block("list", items=tuple(items))


def annex(items: Iterable[str]) -> Block:
    """Give lines that few people read."""
    return Block("lines", ANNEX, items=tuple(items))


def table(caption: str, columns: Sequence[tuple[str, str]], rows: Iterable[Sequence[str]]) -> Block:
    """Give a table; columns are a label, and how wide they are."""
    found = tuple(tuple(row) for row in rows)
    return Block("table", caption, columns=tuple(columns), rows=found)


def own(known: Known, *facts: Fact) -> Block:
    """Give what the association says or judges, marked as its own, even where it says nothing."""
    unsaid = _("(à écrire par l’association)")
    said = tuple((str(FACTS[fact]), known.facts.get(fact) or unsaid) for fact in facts)
    return Block("lines", OWN, rows=said)


def printable(section: Section) -> Section:
    """Give a section as a paper holds it: words of the association in a table under their name."""
    return Section(section.title, tuple(_printable(one) for one in section.blocks))


def _printable(block: Block) -> Block:
    if block.text != OWN:
        return block
    columns = ((_("Question"), "text"), (_("Réponse"), "wide"))
    return table(_("Ce que l’association juge ou dit"), columns, block.rows)


def roles_of(permissions: Iterable[Permission]) -> tuple[Role, ...]:
    """Give the roles that hold one of these permissions, by the table of who may do what."""
    asked = frozenset(permissions)
    return tuple(role for role in Role if role is not Role.KIOSK and PERMITS[role] & asked)


def say_readers(holding: Holding) -> str:
    """Say who may read something."""
    roles = roles_of(holding.readers)
    found = [str(ROLES[role]).lower() for role in roles]
    if holding.is_own:
        found.insert(0, _("la personne elle-même"))
    return ", ".join(found) or _("personne")


def say_verified(*, is_verified: bool) -> str:
    """Say whether something was read in its source."""
    return "" if is_verified else " " + _("(à vérifier)")
