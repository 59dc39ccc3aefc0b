"""Bringing questionnaires in, version by version, and their translations."""

from dataclasses import replace

from sqlalchemy import delete, insert

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.surveys.models import QuestionnaireText, QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.texts import read_marks
from participation.surveys.rules import carrying, document, texts
from participation.surveys.rules.easy import easy_words, with_easy
from participation.surveys.rules.media import carried
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.texts import Marks

LONGEST_NAME = 80


@journaled(Action.QUESTIONNAIRE_IMPORTED)
def import_questionnaire(
    act: Act, *, name: str, questionnaire: Questionnaire
) -> QuestionnaireVersion:
    """Keep a questionnaire as the next version of its name; the same content makes no new one.

    `name` is the series (the form's identifier); at most 80 characters of it are kept. Pictures
    that were brought for the version before are carried over when they are still named, and so are
    the three faces of easy French, which no form can write.
    """
    name = name.strip()[:LONGEST_NAME]
    newest = queries.find_newest_version(act.session, name)
    if newest is not None and not questionnaire.files:
        kept = carried(queries.read_questionnaire(newest).files, questionnaire)
        questionnaire = replace(questionnaire, files=kept)
    if newest is not None and not easy_words(questionnaire):
        words = easy_words(queries.read_questionnaire(newest))
        questionnaire = with_easy(questionnaire, words)
    written = document.write(questionnaire)
    if newest is not None and newest.digest == document.digest(written):
        return newest
    return import_version(act, name, questionnaire, newest)


@unjournaled("the deed that imports or creates writes the entry")
def import_version(
    act: Act,
    name: str,
    questionnaire: Questionnaire,
    newest: QuestionnaireVersion | None = None,
) -> QuestionnaireVersion:
    """Add a version to a series, after the newest one."""
    version = QuestionnaireVersion(name=name, number=newest.number + 1 if newest else 1)
    _write(act, newest, version, questionnaire)
    return version


@journaled(Action.QUESTIONNAIRE_TRANSLATED)
def translate_questionnaire(
    act: Act, version: QuestionnaireVersion, questionnaire: Questionnaire
) -> QuestionnaireVersion:
    """Put new texts into a version; a frozen one stays as it is and a new one is made beside it."""
    return revise(act, version, questionnaire)


@unjournaled("the deed that revises writes the entry")
def revise(
    act: Act, version: QuestionnaireVersion, questionnaire: Questionnaire
) -> QuestionnaireVersion:
    """Write a questionnaire over a version, or beside it when that one is frozen.

    The same content as the newest of the series makes no new version.
    """
    if not version.is_frozen:
        _write(act, version, version, questionnaire)
        return version
    newest = queries.find_newest_version(act.session, version.name) or version
    if newest.digest == document.digest(document.write(questionnaire)):
        return newest
    copy = QuestionnaireVersion(name=version.name, number=newest.number + 1)
    _write(act, version, copy, questionnaire)
    return copy


@unjournaled("follows a deed that has its own entry")
def keep_marks(act: Act, version: QuestionnaireVersion, marks: Marks) -> None:
    """Write what is known of the translations of a version, in place of what was known."""
    gone = delete(QuestionnaireText).where(QuestionnaireText.version_id == version.id)
    act.session.execute(gone, execution_options={"synchronize_session": False})
    rows = [
        {
            "organisation_id": act.organisation_id,
            "version_id": version.id,
            "language": language,
            "place": texts.place_key(place),
            "state": mark.state,
            "hand": mark.hand,
            "source": mark.source,
            "words": mark.words,
        }
        for (place, language), mark in marks.items()
    ]
    if rows:
        act.session.execute(insert(QuestionnaireText), rows)


def _write(
    act: Act,
    before: QuestionnaireVersion | None,
    version: QuestionnaireVersion,
    questionnaire: Questionnaire,
) -> None:
    """Write a questionnaire into a version; the marks of the one before follow it.

    Every way of changing a questionnaire passes here: a source that changes makes its
    translations stale by itself.
    """
    marks: Marks = {}
    if before is not None:
        known = queries.read_questionnaire(before)
        marks = carrying.carried(known, read_marks(act.session, before, known), questionnaire)
    _fill(version, questionnaire)
    act.session.add(version)
    act.session.flush()
    if before is not None:
        keep_marks(act, version, marks)


def _fill(version: QuestionnaireVersion, questionnaire: Questionnaire) -> None:
    version.title = Localized(questionnaire.title)
    version.languages = ",".join(questionnaire.languages)
    version.document = document.write(questionnaire)
    version.digest = document.digest(version.document)
