"""Texts put into a version language by language, and the marks that say where they stand."""

from collections.abc import Collection, Mapping, Sequence

from participation.audit.operations import journaled, record, subject_of, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.types import lock_for_transaction
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.texts import read_marks
from participation.surveys.rules import carrying
from participation.surveys.rules.easy import with_easy
from participation.surveys.rules.texts import Key, Said, State

from .questionnaires import keep_marks, revise


@unjournaled("only finds where texts are written, and holds it")
def hold_version(act: Act, version_id: int) -> QuestionnaireVersion:
    """Give the version in which texts of this one are written, held until the end of the deed.

    A frozen one never changes: texts go into the newest of its series when that one may still
    change, so that two people who translate at once write into the same. Nobody else writes into
    it until this transaction ends: what is read of it now is still true then.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    version = queries.get_version(act.session, version_id)
    act.session.refresh(version)
    newest = queries.find_newest_version(act.session, version.name) if version.is_frozen else None
    if newest is None or newest.is_frozen:
        return version
    act.session.refresh(newest)
    return newest


@journaled(Action.QUESTIONNAIRE_TRANSLATED)
def set_easy_faces(
    act: Act, version: QuestionnaireVersion, names: Collection[str], words: Sequence[str]
) -> QuestionnaireVersion:
    """Give three faces in easy French to these questions, and five again to the others.

    `version` is held; `words` go from the worst to the best.
    """
    questionnaire = queries.read_questionnaire(version)
    return revise(act, version, with_easy(questionnaire, dict.fromkeys(names, tuple(words))))


@unjournaled("writes its own entries, by language, with the number of texts")
def put_texts(
    act: Act, version: QuestionnaireVersion, said: Mapping[Key, Said]
) -> QuestionnaireVersion:
    """Put in what somebody says of some texts; give the version that holds them now.

    `version` is held (`hold_version`). A text that is said to be read by somebody who reads its
    language has an entry of its own in the journal: it is a deed, not a setting. What says nothing
    new writes nothing. Words that a frozen version lacks make a version beside it.
    """
    questionnaire = queries.read_questionnaire(version)
    marks = read_marks(act.session, version, questionnaire)
    after, marks_after = carrying.put(questionnaire, marks, said)
    if after == questionnaire:
        if marks_after != marks:
            keep_marks(act, version, marks_after)
            _tell(act, version, said)
        return version
    kept = revise(act, version, after)
    keep_marks(act, kept, marks_after)
    _tell(act, kept, said)
    return kept


def _tell(act: Act, version: QuestionnaireVersion, said: Mapping[Key, Said]) -> None:
    for language in dict.fromkeys(language for _place, language in said):
        own = [one for (_place, tag), one in said.items() if tag == language]
        read = sum(1 for one in own if one.state is State.REVIEWED)
        for action, number in (
            (Action.QUESTIONNAIRE_TRANSLATED, len(own) - read),
            (Action.QUESTIONNAIRE_REVIEWED, read),
        ):
            if number:
                record(act, action, subject_of(version), language=language, texts=number)
