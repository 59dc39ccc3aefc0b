"""What residents are asked: open surveys of a service, the frozen questions, what was changed."""

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, aliased

from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.followups.rules import ParticipationLevel
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.foundation.memory import Memory, database_of
from participation.foundation.scope import entered

from ..models import Campaign, PendingVoice, QuestionnaireVersion, Response, Survey
from ..rules import document
from ..rules.flow import Answer, Course
from ..rules.questions import ANSWERABLE, Group, Question, Questionnaire
from ..rules.stages import Public, Stage, is_answerable
from .campaigns import campaign_origin, survey_origin

KEPT_IN_MEMORY = 64
DIGEST = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """A survey as a respondent meets it; the questionnaire is shared by all who read it."""

    survey_id: int
    service_id: int
    campaign_id: int
    previous_id: int | None
    title: Localized
    purpose: Localized
    level: ParticipationLevel
    stage: Stage
    closes_on: dt.date
    version: str
    questionnaire: Questionnaire = field(repr=False)
    by_number: Mapping[int, Question] = field(repr=False)
    public: Public = Public.RESIDENTS

    def is_answerable(self, today: dt.date) -> bool:
        """Say whether an answer is taken on this day."""
        return is_answerable(self.stage, self.closes_on, today)

    def course(self, answers: Mapping[int, Answer], today: dt.date, language: str) -> Course:
        """Give the way through the questions with answers by number; foreign ones are dropped."""
        named = {
            self.by_number[number].name: answer
            for number, answer in answers.items()
            if number in self.by_number
        }
        return Course(self.questionnaire, named, today, language)


@dataclass(frozen=True, slots=True)
class OpenSurvey:
    """A survey that a service's residents may answer today."""

    survey_id: int
    title: Localized
    closes_on: dt.date


Read = tuple[Questionnaire, Mapping[int, Question]]
_read: OrderedDict[tuple[int, int, str], Read] = OrderedDict()
_lock = threading.Lock()
_asked: Memory[Asked] = Memory()
_asked.watch(Survey, Campaign, QuestionnaireVersion)

_ASKED = (
    select(
        Survey.id,
        Survey.service_id,
        Survey.campaign_id,
        Campaign.previous_id,
        Campaign.version_id,
        Campaign.title,
        Campaign.purpose,
        Campaign.level,
        Campaign.public,
        Campaign.stage,
        Campaign.closes_on,
        QuestionnaireVersion.digest,
    )
    .join(
        Campaign,
        and_(
            Campaign.organisation_id == Survey.organisation_id,
            Campaign.id == Survey.campaign_id,
        ),
    )
    .join(
        QuestionnaireVersion,
        and_(
            QuestionnaireVersion.organisation_id == Campaign.organisation_id,
            QuestionnaireVersion.id == Campaign.version_id,
        ),
    )
    .where(Survey.id == bindparam("survey_id"))
)
"""Built once: building it at each page cost as much as running it."""
_SENT = select(Response.key).where(
    Response.survey_id == bindparam("survey_id"), Response.key == bindparam("key")
)
_HELD = _ASKED.with_for_update(read=True, of=Campaign)


def get_asked(session: Session, survey_id: int, *, hold: bool = False) -> Asked:
    """Give what a survey asks; NoResultFound outside the scope.

    `hold` keeps the campaign from being closed until this transaction ends (PostgreSQL; writers
    already queue on SQLite).
    """
    row = session.execute(_HELD if hold else _ASKED, {"survey_id": survey_id}).one()
    questionnaire, by_number = _questionnaire(session, row.version_id, row.digest)
    return Asked(
        survey_id=row.id,
        service_id=row.service_id,
        campaign_id=row.campaign_id,
        previous_id=row.previous_id,
        title=row.title,
        purpose=row.purpose,
        level=row.level,
        public=row.public,
        stage=row.stage,
        closes_on=row.closes_on,
        version=row.digest[:DIGEST],
        questionnaire=questionnaire,
        by_number=by_number,
    )


def recall_asked(session: Session, survey_id: int) -> Asked:
    """Give what a survey asked a few seconds ago; NoResultFound outside the scope.

    For pages that only show: whoever takes an answer in for good reads afresh, and holds it.
    """
    key = (database_of(session), session.info["organisation"], survey_id)
    found = _asked.recall(key, lambda: get_asked(session, survey_id))
    if found is None or found.service_id not in entered(session):
        return get_asked(session, survey_id)
    return found


def _questionnaire(session: Session, version_id: int, digest: str) -> Read:
    """Read a version once per process: what has this digest never changes."""
    key = (session.info["organisation"], version_id, digest)
    with _lock:
        if key in _read:
            _read.move_to_end(key)
            return _read[key]
    written = session.scalars(
        select(QuestionnaireVersion.document).where(QuestionnaireVersion.id == version_id)
    ).one()
    questionnaire = document.read(written)
    found = questionnaire, {each.number: each for each in questionnaire.questions()}
    with _lock:
        _read[key] = found
        while len(_read) > KEPT_IN_MEMORY:
            _read.popitem(last=False)
    return found


def list_open(session: Session, today: dt.date) -> Sequence[OpenSurvey]:
    """Give the surveys of the entered services open to answers today, soonest closing first.

    Those of residents alone, for these lists are theirs: others come by the link they were given.
    """
    statement = (
        select(Survey.id, Campaign.title, Campaign.closes_on)
        .join(
            Campaign,
            and_(
                Campaign.organisation_id == Survey.organisation_id,
                Campaign.id == Survey.campaign_id,
            ),
        )
        .where(Campaign.stage == Stage.OPEN, Campaign.closes_on >= today)
        .where(Campaign.public == Public.RESIDENTS)
        .order_by(Campaign.closes_on, Survey.id)
    )
    return [OpenSurvey(*row) for row in session.execute(statement)]


def list_survey_ids(session: Session) -> Sequence[int]:
    """Give the keys of every survey of the entered services."""
    return session.scalars(select(Survey.id)).all()


def has_response(session: Session, survey_id: int, key: UUID) -> bool:
    """Say whether this draft was sent already."""
    return session.execute(_SENT, {"survey_id": survey_id, "key": key}).first() is not None


def find_voice(session: Session, survey_id: int, key: UUID) -> PendingVoice | None:
    """Give a voice that waits to be sent with its questionnaire, or nothing."""
    statement = select(PendingVoice).where(
        PendingVoice.survey_id == survey_id, PendingVoice.key == key
    )
    return session.scalar(statement)


def list_changes(session: Session, asked: Asked) -> Sequence[FollowUp]:
    """Give what residents may be told was changed after the wave before, in this service."""
    if asked.previous_id is None:
        return ()
    before = aliased(Survey)
    statement = select(before.id).where(
        before.campaign_id == asked.previous_id, before.service_id == asked.service_id
    )
    origins = [campaign_origin(asked.previous_id), *map(survey_origin, session.scalars(statement))]
    return list_follow_ups(session, origins=origins, public_only=True)


def parts(asked: Asked, course: Course) -> list[tuple[Group | None, list[Question]]]:
    """Give the asked questions by top-level group; neighbours without a group stand together."""
    present = {question.name for question in course.asked()}
    found: list[tuple[Group | None, list[Question]]] = []
    for item in asked.questionnaire.items:
        group = item if isinstance(item, Group) else None
        inner = Questionnaire({}, (), (item,)).questions()
        questions = [question for question in inner if question.name in present]
        if not questions:
            continue
        if group is None and found and found[-1][0] is None:
            found[-1][1].extend(questions)
        else:
            found.append((group, questions))
    return found


def count_questions(asked: Asked) -> int:
    """Give the number of questions that a respondent may meet."""
    return sum(question.kind in ANSWERABLE for question in asked.questionnaire.questions())


def poster_address(base_url: str, *, organisation: str, service: str, survey_id: int) -> str:
    """Give the address in a poster's QR code: anyone may answer there, with no account."""
    return f"{base_url}/{organisation}/{service}/surveys/{to_text(survey_id)}"


def place_of(asked: Asked) -> str:
    """Give what an envelope of this survey is sealed for."""
    return f"{to_text(asked.survey_id)}/{asked.version}"
