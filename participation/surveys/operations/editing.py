"""Making and changing questionnaires here, and keeping questions for the next ones."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act, Refused
from participation.foundation.keys import new_key, to_text
from participation.foundation.types import lock_for_transaction
from participation.surveys.models import BankQuestion, QuestionnaireVersion
from participation.surveys.queries import bank, campaigns as queries
from participation.surveys.rules.bank import is_bankable, origin_of, write_alone
from participation.surveys.rules.changes import EditRefusal, recasts, why_not
from participation.surveys.rules.conditions import Break
from participation.surveys.rules.editing import create
from participation.surveys.rules.items import (
    find_group,
    find_question,
    free_name,
    name_from,
    source_of,
)
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.stages import Public

from .questionnaires import import_version, revise

Change = Callable[[Questionnaire], Questionnaire]
LONGEST = 200
"""Signs of a theme or of a criterion that the bank keeps: imported cells may hold more."""


@dataclass(frozen=True, slots=True)
class Tags:
    """What a question is kept under; `criterion` and its label are the association's own words."""

    theme: str = ""
    criterion: str = ""
    criterion_label: str = ""
    public: Public = Public.RESIDENTS


@journaled(Action.QUESTIONNAIRE_CREATED)
def create_questionnaire(act: Act, title: str, languages: Sequence[str]) -> QuestionnaireVersion:
    """Begin an empty questionnaire, the first version of a series named after its title."""
    lock_for_transaction(act.session.connection(), act.organisation_id)
    taken = set(act.session.scalars(select(QuestionnaireVersion.name)))
    name = name_from(title, taken).replace("_", "-")
    name = free_name(name, taken)
    return import_version(act, name, create(title, languages, name))


@journaled(Action.QUESTIONNAIRE_CHANGED)
def change_questionnaire(
    act: Act, version: QuestionnaireVersion, seen: str, change: Change
) -> QuestionnaireVersion:
    """Make one change of structure or words; a frozen version stays and a new one carries it.

    `seen` is the digest of what the editor was looking at: refused when somebody changed it since,
    when a newer version is being prepared already, or when a condition would lose what it reads.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    act.session.refresh(version, with_for_update=True)
    if version.digest != seen:
        raise Refused(EditRefusal.CHANGED_MEANWHILE)
    newest = queries.find_newest_version(act.session, version.name)
    if version.is_frozen and newest is not None and not newest.is_frozen:
        raise Refused(EditRefusal.NEWER_DRAFT, n=newest.number)
    before = queries.read_questionnaire(version)
    try:
        after = change(before)
    except KeyError:
        raise Refused(EditRefusal.GONE) from None
    if found := why_not(before, after):
        raise Refused(found[0], **_facts(before, found[1]))
    if asked := recasts(before, after) & queries.list_asked(act.session, version.name):
        raise Refused(EditRefusal.ASKED_BEFORE, read=_words(before, min(asked)))
    return revise(act, version, after)


@journaled(Action.QUESTION_KEPT)
def keep_question(act: Act, version: QuestionnaireVersion, name: str, tags: Tags) -> BankQuestion:
    """Keep a question in the association's bank: a new one, or the next version of its own.

    Refused for what cannot stand alone: a note, a calculation, words that quote an answer.
    """
    try:
        question = find_question(queries.read_questionnaire(version), name)
    except KeyError:
        raise Refused(EditRefusal.GONE) from None
    if not is_bankable(question):
        raise Refused(EditRefusal.NOT_BANKABLE)
    lock_for_transaction(act.session.connection(), act.organisation_id)
    origin = origin_of(question)
    before = bank.find_newest(act.session, origin[0]) if origin else None
    row = BankQuestion(
        identifier=before.identifier if before else f"own-{to_text(new_key())}",
        number=before.number + 1 if before else 1,
        theme=tags.theme[:LONGEST],
        criterion=tags.criterion[:LONGEST],
        criterion_label=tags.criterion_label,
        public=tags.public,
        document=write_alone(question),
    )
    act.session.add(row)
    return row


def _facts(questionnaire: Questionnaire, found: Break) -> dict[str, object]:
    """Give the words of who reads and of what is read, for the sentence."""
    return {
        "reader": _words(questionnaire, found.reader),
        "read": _words(questionnaire, found.read),
        "word": found.word,
    }


def _words(questionnaire: Questionnaire, name: str) -> str:
    source = source_of(questionnaire)
    for find in (find_question, find_group):
        try:
            return find(questionnaire, name).label.get(source) or name
        except KeyError:
            continue
    return name
