"""Which language each column speaks, and the texts of a row in all of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .cells import Row, letter
from .columns import TRANSLATED, Column, Table
from .languages import UNNAMED, header_of, normalised, read_language
from .report import Findings, Reason

ASSUMED = "fr"
"""Language of a form that never says its own."""
_MEDIA = frozenset({"image", "audio", "video", "big-image"})


@dataclass(slots=True)
class Tongues:
    """Languages of a form: `order` begins with the default one."""

    order: tuple[str, ...]
    plain: str
    """Tag of the columns that name no language."""
    tags: dict[str, str] = field(default_factory=dict)
    """Tag of each language as typed."""

    def tag(self, column: Column) -> str:
        """Return the tag of a translated column."""
        return self.tags[column.language] if column.language else self.plain

    def text(self, table: Table, row: Row, base: str) -> dict[str, str]:
        """Return the texts of a row in one kind of column, by language tag."""
        found: dict[str, str] = {}
        for column in table.columns:
            if column.base == base and (words := row.cells.get(column.index)):
                found.setdefault(self.tag(column), words)
        return {tag: found[tag] for tag in self.order if tag in found}

    def canonical(self, column: Column) -> str:
        """Return the header under which a column is written again."""
        if column.base in TRANSLATED:
            return translated_header(column.base, self.tag(column))
        return column.base or column.header


def translated_header(base: str, tag: str) -> str:
    """Write the header of one kind of text in one language."""
    kind = f"media::{base}" if base in _MEDIA else base
    return f"{kind}::{header_of(tag)}"


def read_tongues(
    tables: Mapping[str, Table], default: str, answers: Mapping[str, str], findings: Findings
) -> Tongues:
    """Find the languages of a form from its columns and its `default_language`.

    `answers` gives the tag of a language as typed ("" for the columns that name none), when
    someone was asked. What stays unsure is read under a tag of its own and told.
    """
    asked = {normalised(name): tag for name, tag in answers.items()}
    tags: dict[str, str] = {}
    for table in tables.values():
        for column in table.columns:
            if column.language and column.language not in tags:
                tags[column.language] = _tag(table, column, asked, findings)
    tongues = Tongues((), _plain(tables, tags, default, asked, findings), tags)
    first = _default_tag(default, asked)
    explicit = list(dict.fromkeys(tags.values()))
    if not first or first not in {*explicit, tongues.plain}:
        first = explicit[0] if explicit and tongues.plain == UNNAMED else tongues.plain
    used = [tongues.plain] if _plain_columns(tables) or not explicit else []
    tongues.order = tuple(dict.fromkeys([first, *explicit, *used]))
    if first not in {*explicit, *used}:
        tongues.order = tuple(tag for tag in tongues.order if tag != first)
    if tongues.plain not in tongues.order:
        tongues.plain = tongues.order[0]
    return tongues


def _tag(table: Table, column: Column, asked: Mapping[str, str], findings: Findings) -> str:
    if answer := asked.get(normalised(column.language)):
        return answer
    language = read_language(column.language)
    if not language.sure:
        findings.warn(
            table.sheet.name,
            table.top,
            letter(column.index),
            Reason.LANGUAGE_UNSURE,
            header=column.header,
            language=language.tag,
            typed=column.language,
        )
    return language.tag


def _default_tag(default: str, asked: Mapping[str, str]) -> str:
    if not default or normalised(default) == "default":
        return ""
    return asked.get(normalised(default)) or read_language(default).tag


def _plain_columns(tables: Mapping[str, Table]) -> list[tuple[Table, Column]]:
    return [
        (table, column)
        for name, table in tables.items()
        for column in table.columns
        if column.base in TRANSLATED and not column.language and name != "settings"
    ]


def _plain(
    tables: Mapping[str, Table],
    tags: Mapping[str, str],
    default: str,
    asked: Mapping[str, str],
    findings: Findings,
) -> str:
    """Give the language of the columns that name none: as answered, unless the texts deny it."""
    plain = _plain_columns(tables)
    tag = asked.get("") or _default_tag(default, asked)
    if not tag:
        tag = next(iter(tags.values()), ASSUMED)
        if plain:
            table, column = plain[0]
            where = (table.sheet.name, table.top, letter(column.index))
            findings.warn(
                *where, Reason.LANGUAGE_ASSUMED, header=column.header, language=tag, typed=""
            )
    for table, column in plain:
        if _contradicts(table, column, tags, tag):
            where = (table.sheet.name, table.top, letter(column.index))
            findings.warn(
                *where, Reason.LANGUAGE_UNSURE, header=column.header, language=UNNAMED, typed=""
            )
            return UNNAMED
    return tag


def _contradicts(table: Table, plain: Column, tags: Mapping[str, str], tag: str) -> bool:
    """Say whether a column names the same language and says something else."""
    for other in table.columns:
        if other.base == plain.base and other.language and tags[other.language] == tag:
            for row in table.rows:
                one, two = row.cells.get(plain.index), row.cells.get(other.index)
                if one and two and one != two:
                    return True
    return False
