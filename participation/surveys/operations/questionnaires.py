"""Bringing questionnaires in, version by version, and their translations."""

from dataclasses import replace

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.localized import Localized
from participation.surveys.models import QuestionnaireVersion
from participation.surveys.queries import campaigns as queries
from participation.surveys.rules import document
from participation.surveys.rules.media import carried
from participation.surveys.rules.questions import Questionnaire

LONGEST_NAME = 80


@journaled(Action.QUESTIONNAIRE_IMPORTED)
def import_questionnaire(
    act: Act, *, name: str, questionnaire: Questionnaire
) -> QuestionnaireVersion:
    """Keep a questionnaire as the next version of its name; the same content makes no new one.

    `name` is the series (the form's identifier); at most 80 characters of it are kept. Pictures
    that were brought for the version before are carried over when they are still named.
    """
    name = name.strip()[:LONGEST_NAME]
    newest = queries.find_newest_version(act.session, name)
    if newest is not None and not questionnaire.files:
        kept = carried(queries.read_questionnaire(newest).files, questionnaire)
        questionnaire = replace(questionnaire, files=kept)
    written = document.write(questionnaire)
    if newest is not None and newest.digest == document.digest(written):
        return newest
    version = QuestionnaireVersion(name=name, number=newest.number + 1 if newest else 1)
    _fill(version, questionnaire)
    act.session.add(version)
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
        _fill(version, questionnaire)
        return version
    newest = queries.find_newest_version(act.session, version.name) or version
    if newest.digest == document.digest(document.write(questionnaire)):
        return newest
    copy = QuestionnaireVersion(name=version.name, number=newest.number + 1)
    _fill(copy, questionnaire)
    act.session.add(copy)
    return copy


def _fill(version: QuestionnaireVersion, questionnaire: Questionnaire) -> None:
    version.title = Localized(questionnaire.title)
    version.languages = ",".join(questionnaire.languages)
    version.document = document.write(questionnaire)
    version.digest = document.digest(version.document)
