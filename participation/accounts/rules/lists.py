"""Lists of people to import: which columns, what each cell may hold, what is wrong and where."""

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.accounts.rules.powers import Role


class Column(StrEnum):
    """What a column holds; the value is the heading of the template file."""

    NAME = "Nom"
    ROLE = "Rôle"
    SERVICE = "Service"
    LOCALE = "Langue"
    PHONE = "Téléphone"
    EMAIL = "E-mail"
    REFERENCE = "Numéro de dossier"
    SINCE = "Depuis"
    UNTIL = "Jusqu'au"


class ListRefusal(StrEnum):
    """Why a list, a line or a cell cannot be taken."""

    NO_LINE = "no-line"
    COLUMN_MISSING = "column-missing"
    COLUMN_TWICE = "column-twice"
    COLUMN_UNKNOWN = "column-unknown"
    NAME_MISSING = "list-name-missing"
    TOO_LONG = "list-too-long"
    ROLE_UNKNOWN = "role-unknown"
    ROLE_NOT_YOURS = "role-not-yours"
    SERVICE_MISSING = "service-missing"
    SERVICE_UNKNOWN = "service-unknown"
    LANGUAGE_UNKNOWN = "language-unknown"
    DAY_UNREADABLE = "day-unreadable"
    UNTIL_BEFORE_SINCE = "list-until-before-since"
    EMAIL_UNREADABLE = "list-email-unreadable"
    EMAIL_MISSING = "list-email-missing"
    PHONE_UNREADABLE = "list-phone-unreadable"
    SAME_LINE = "same-line"
    TWO_PEOPLE = "two-people"
    RECORD_NOT_YOURS = "record-not-yours"


ALIASES = {
    Column.NAME: ("nom", "nom utilise", "name", "personne", "nom et prenom"),
    Column.ROLE: ("role", "fonction"),
    Column.SERVICE: ("service", "lieu", "etablissement"),
    Column.LOCALE: ("langue", "language", "langue parlee"),
    Column.PHONE: ("telephone", "tel", "portable", "mobile", "phone"),
    Column.EMAIL: ("email", "mail", "courriel", "adresse email", "adresse mail"),
    Column.REFERENCE: ("numero de dossier", "dossier", "reference", "numero", "matricule"),
    Column.SINCE: ("depuis", "date d entree", "entree", "since", "debut"),
    Column.UNTIL: ("jusqu au", "date de sortie", "sortie", "until", "fin"),
}
NEEDED = (Column.NAME, Column.SERVICE)
LENGTHS = {Column.NAME: 120, Column.EMAIL: 254, Column.PHONE: 30, Column.REFERENCE: 40}
WHOLE = ("toute l association", "association", "tous")
DAYS = (
    re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})"),
)


@dataclass(frozen=True, slots=True)
class Trouble:
    """One thing to repair: row from 1, column from 0 or None for the whole line."""

    row: int
    column: int | None
    reason: StrEnum
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Wanted:
    """One line that can be taken."""

    row: int
    name: str
    role: Role
    service_id: int | None
    locale: str
    phone: str
    email: str
    reference: str
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Words:
    """What the cells of this association may say; keys are folded (see `fold`)."""

    roles: Mapping[str, Role]
    services: Mapping[str, int]
    languages: Mapping[str, str]


def fold(text: str) -> str:
    """Give a text without accents, capitals and signs, to compare headings and names."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        sign if sign.isalnum() else " " for sign in decomposed if not unicodedata.combining(sign)
    )
    return " ".join(letters.split())


def read_day(text: str) -> dt.date | None:
    """Read 2026-05-31 or 31/05/2026; None for anything else."""
    for form in DAYS:
        if found := form.fullmatch(text.strip()):
            try:
                return dt.date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                return None
    return None


def find_columns(row: int, headings: Mapping[int, str]) -> tuple[dict[Column, int], list[Trouble]]:
    """Give where each column stands, and what is wrong with the headings."""
    known = {fold(alias): column for column, names in ALIASES.items() for alias in names}
    known |= {fold(column.value): column for column in Column}
    found: dict[Column, int] = {}
    troubles: list[Trouble] = []
    for at, heading in sorted(headings.items()):
        column = known.get(fold(heading).replace("e mail", "email"))
        if column is None:
            troubles.append(Trouble(row, at, ListRefusal.COLUMN_UNKNOWN, {"column": heading[:40]}))
        elif column in found:
            troubles.append(Trouble(row, at, ListRefusal.COLUMN_TWICE, {"column": heading[:40]}))
        else:
            found[column] = at
    troubles += [
        Trouble(row, None, ListRefusal.COLUMN_MISSING, {"column": column.value})
        for column in NEEDED
        if column not in found
    ]
    return found, troubles


def read_lines(
    rows: Sequence[tuple[int, Mapping[int, str]]], words: Words, today: dt.date
) -> tuple[list[Wanted], list[Trouble]]:
    """Read every line below the headings; each trouble names its row and column."""
    if len(rows) < len(("headings", "a line")):
        return [], [Trouble(rows[0][0] if rows else 1, None, ListRefusal.NO_LINE)]
    columns, troubles = find_columns(*rows[0])
    if troubles:
        return [], troubles
    wanted: list[Wanted] = []
    for number, cells in rows[1:]:
        line = Line(number, {column: cells.get(at, "") for column, at in columns.items()}, columns)
        found = list(line.troubles(words))
        troubles += found
        if not found:
            wanted.append(line.wanted(words, today))
    return wanted, troubles + list(_repeated(wanted))


def _repeated(wanted: Sequence[Wanted]) -> Iterator[Trouble]:
    seen: dict[tuple[str, str, Role, int | None], int] = {}
    names: dict[str, str] = {}
    for line in wanted:
        who = line.reference or line.email or line.name
        key = (who, line.phone, line.role, line.service_id)
        if key in seen:
            yield Trouble(line.row, None, ListRefusal.SAME_LINE, {"row": str(seen[key])})
        seen.setdefault(key, line.row)
        for mark in filter(None, (line.reference, line.email)):
            if fold(names.setdefault(mark, line.name)) != fold(line.name):
                yield Trouble(line.row, None, ListRefusal.TWO_PEOPLE, {"mark": mark})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the list as it was written."""

    row: int
    cells: Mapping[Column, str]
    columns: Mapping[Column, int]

    def _text(self, column: Column) -> str:
        return " ".join(self.cells.get(column, "").split())

    def _trouble(self, column: Column, reason: ListRefusal, **facts: str) -> Trouble:
        return Trouble(self.row, self.columns.get(column), reason, facts)

    def troubles(self, words: Words) -> Iterator[Trouble]:
        """Give what is wrong with this line."""
        if not self._text(Column.NAME):
            yield self._trouble(Column.NAME, ListRefusal.NAME_MISSING)
        for column, longest in LENGTHS.items():
            if len(self._text(column)) > longest:
                yield self._trouble(column, ListRefusal.TOO_LONG, most=str(longest))
        yield from self._unknown(words)
        for column in (Column.SINCE, Column.UNTIL):
            text = self._text(column)
            if text and read_day(text) is None:
                yield self._trouble(column, ListRefusal.DAY_UNREADABLE, text=text[:40])
        since, until = (read_day(self._text(one)) for one in (Column.SINCE, Column.UNTIL))
        if since and until and until <= since:
            yield self._trouble(Column.UNTIL, ListRefusal.UNTIL_BEFORE_SINCE)

    def _unknown(self, words: Words) -> Iterator[Trouble]:
        role, place = fold(self._text(Column.ROLE)), fold(self._text(Column.SERVICE))
        locale = fold(self._text(Column.LOCALE))
        if role and role not in words.roles:
            facts = {"text": self._text(Column.ROLE)[:40]}
            yield self._trouble(Column.ROLE, ListRefusal.ROLE_UNKNOWN, **facts)
        if not place:
            yield self._trouble(Column.SERVICE, ListRefusal.SERVICE_MISSING)
        elif place not in words.services and place not in WHOLE:
            facts = {"text": self._text(Column.SERVICE)[:40]}
            yield self._trouble(Column.SERVICE, ListRefusal.SERVICE_UNKNOWN, **facts)
        if locale and locale not in words.languages:
            facts = {"text": self._text(Column.LOCALE)[:40]}
            yield self._trouble(Column.LOCALE, ListRefusal.LANGUAGE_UNKNOWN, **facts)

    def wanted(self, words: Words, today: dt.date) -> Wanted:
        """Give what a faultless line asks for."""
        return Wanted(
            row=self.row,
            name=self._text(Column.NAME),
            role=words.roles.get(fold(self._text(Column.ROLE)), Role.RESIDENT),
            service_id=words.services.get(fold(self._text(Column.SERVICE))),
            locale=words.languages.get(fold(self._text(Column.LOCALE)), "fr"),
            phone=self._text(Column.PHONE),
            email=self._text(Column.EMAIL).lower(),
            reference=self._text(Column.REFERENCE),
            since=read_day(self._text(Column.SINCE)) or today,
            until=read_day(self._text(Column.UNTIL)),
        )
