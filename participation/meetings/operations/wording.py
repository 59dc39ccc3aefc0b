"""Writing what residents read in another language, whoever wrote it in French."""

from collections.abc import Mapping

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.languages import find
from participation.foundation.localized import Localized
from participation.foundation.types import lock_for_transaction
from participation.meetings.queries.wording import Row, Text
from participation.meetings.rules.wording import why_not_translated


@journaled(Action.TEXT_TRANSLATED)
def translate_text(
    act: Act, text: Text, locale: str, typed: Mapping[str, str], *, seen: Mapping[str, str]
) -> Row:
    """Write every part of a text in a language; the French and other languages stay untouched.

    `seen` are the marks of what the translator had before her: when the French changed meanwhile,
    or somebody else wrote the same language, nothing is written and the page shows both.
    """
    lock_for_transaction(act.session.connection(), text.row.id)
    act.session.refresh(text.row)
    tag, parts = find(locale).tag, text.parts
    if reason := why_not_translated(parts, tag, typed, seen):
        raise Refused(reason)
    for name, whole in parts.items():
        setattr(text.row, name, Localized({**whole, tag: typed[name].strip()}))
    return text.row
