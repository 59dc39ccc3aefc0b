"""Pictures by digest, and where each file that a form names stands."""

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.accessibility.queries import index_of
from participation.accessibility.rules import Kind, text_key, why_not_text
from participation.surveys.models import QuestionnairePicture
from participation.surveys.rules.media import Media, Named, State, Use, named_files, state_of
from participation.surveys.rules.questions import Questionnaire


def find_picture(session: Session, digest: str) -> QuestionnairePicture | None:
    """Give a picture of the association by the digest of its bytes, or nothing."""
    statement = select(QuestionnairePicture).where(QuestionnairePicture.digest == digest)
    return session.scalar(statement)


def list_media(
    session: Session, questionnaire: Questionnaire, drawings: Iterable[str] = ()
) -> Sequence[tuple[Named, State]]:
    """Give the files that a form names with their state; `drawings` name the platform's own."""
    files = named_files(questionnaire)
    heard, own = set(_heard(session, files)), frozenset(drawings)
    return [(file, state_of(file, questionnaire.files, heard, own)) for file in files]


def _heard(session: Session, files: Iterable[Named]) -> Iterator[Use]:
    """Give the uses that a person's approved voice says; what has no words needs none."""
    clips = index_of(session)
    for file in files:
        for use in file.uses if file.media is Media.SOUND else ():
            clip = clips.get(text_key(use.language, use.text))
            if (clip and clip.kind is Kind.HUMAN) or why_not_text(use.text):
                yield use
