"""What is written of a point of an agenda, and a person's change put over it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from participation.followups.rules import ParticipationLevel
from participation.foundation.localized import Localized
from participation.meetings.models import AgendaItem
from participation.meetings.rules.merging import Merged, merge


@dataclass(frozen=True, slots=True)
class ItemSheet:
    """What is written of a point."""

    title: Localized
    words: Localized = field(default_factory=Localized)
    asked_by: str = ""
    minutes: int = 15
    level: ParticipationLevel = ParticipationLevel.CONSULT
    origin: str = ""

    def fields(self) -> dict[str, str]:
        """Give each thing that a person may change by itself, as text."""
        texts = {
            f"{name}-{tag}": text
            for name, whole in (("title", self.title), ("words", self.words))
            for tag, text in whole.items()
        }
        own = {
            "asked_by": self.asked_by,
            "minutes": str(self.minutes),
            "level": self.level.value,
        }
        return texts | own

    def with_fields(self, fields: Mapping[str, str]) -> "ItemSheet":
        """Give the same point with the things that `fields` names written so."""
        found: dict[str, dict[str, str]] = {"title": {}, "words": {}}
        for key, text in fields.items():
            name, dash, tag = key.partition("-")
            if dash:
                found[name][tag] = text
        return replace(
            self,
            title=Localized(found["title"]),
            words=Localized(found["words"]),
            asked_by=fields["asked_by"],
            minutes=int(fields["minutes"]),
            level=ParticipationLevel(fields["level"]),
        )


def sheet_of(item: AgendaItem) -> ItemSheet:
    """Give a point as it is written now."""
    return ItemSheet(item.title, item.words, item.asked_by, item.minutes, item.level, item.origin)


def merged_with(item: AgendaItem, sheet: ItemSheet, seen: Mapping[str, str]) -> Merged:
    """Put a person's change over a point as it is written now, field by field."""
    theirs, mine = sheet_of(item).fields(), sheet.fields()
    names = theirs.keys() | mine.keys()
    return merge(
        seen,
        {name: mine.get(name, "") for name in names},
        {name: theirs.get(name, "") for name in names},
    )
