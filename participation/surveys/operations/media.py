"""Keeping the pictures and voices that a form names."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from participation.accessibility.operations import keep_voices
from participation.accessibility.rules import Sound, why_not_text
from participation.audit.operations import journaled
from participation.audit.rules import Action
from participation.foundation.act import Act
from participation.foundation.types import lock_for_transaction
from participation.surveys.models import QuestionnairePicture, QuestionnaireVersion
from participation.surveys.queries.campaigns import read_questionnaire
from participation.surveys.rules.media import Media, Picture, named_files
from participation.surveys.rules.questions import Questionnaire

from .questionnaires import revise


@journaled(Action.QUESTIONNAIRE_ILLUSTRATED)
def bring_media(
    act: Act,
    version: QuestionnaireVersion,
    *,
    pictures: Mapping[str, Picture],
    sounds: Mapping[str, Sound],
) -> QuestionnaireVersion:
    """Keep files by plain name and give the version that carries them.

    A frozen version stays as it is: pictures make a new one beside it. Sounds belong to the words
    that they say, whichever version asks them, and are heard at once.
    """
    lock_for_transaction(act.session.connection(), act.organisation_id)
    act.session.refresh(version)
    questionnaire = read_questionnaire(version)
    keep_voices(act, list(_spoken(questionnaire, sounds)))
    for picture in pictures.values():
        _keep(act, picture)
    files = {**questionnaire.files, **{key: one.file for key, one in pictures.items()}}
    if files == questionnaire.files:
        return version
    kept = revise(act, version, replace(questionnaire, files=files))
    act.session.flush()
    _forget_unused(act)
    return kept


def _forget_unused(act: Act) -> None:
    """Erase the pictures that no version carries any more: one was brought in their place."""
    documents = act.session.scalars(select(QuestionnaireVersion.document))
    used = {file.partition(".")[0] for each in documents for file in each.get("files", {}).values()}
    act.session.execute(
        delete(QuestionnairePicture).where(QuestionnairePicture.digest.not_in(used)),
        execution_options={"synchronize_session": False},
    )


def _spoken(
    questionnaire: Questionnaire, sounds: Mapping[str, Sound]
) -> Iterator[tuple[str, str, Sound]]:
    for file in named_files(questionnaire):
        if file.media is Media.SOUND and file.key in sounds:
            for use in file.sayable:
                if why_not_text(use.text) is None:
                    yield use.language, use.text, sounds[file.key]


def _keep(act: Act, picture: Picture) -> None:
    """Store a picture once; whoever stored the same one at the same moment did it for both."""
    kept = select(QuestionnairePicture.digest).where(QuestionnairePicture.digest == picture.digest)
    if act.session.scalar(kept) is not None:
        return
    row = QuestionnairePicture(
        digest=picture.digest, format=picture.format, content=picture.content
    )
    try:
        with act.session.begin_nested():
            act.session.add(row)
    except IntegrityError:
        return
