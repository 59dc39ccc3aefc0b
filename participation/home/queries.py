"""What a resident may do today in a house, and what waits for a member of staff."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from participation.councils.queries import list_councils
from participation.councils.queries.events import list_coming
from participation.councils.queries.evidence import Proof
from participation.councils.queries.mandates import mandates_of
from participation.councils.queries.works import has_works
from participation.councils.rules.evidence import Evidence
from participation.elections.queries import list_elections
from participation.elections.rules.stages import SHOWN
from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups, list_waiting
from participation.followups.rules import ORDER
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered, within
from participation.meetings.queries import has_news
from participation.peers.queries.choosing import has_helpers
from participation.surveys.models import Campaign
from participation.surveys.queries import campaigns, results
from participation.surveys.queries.answering import OpenSurvey, list_open
from participation.surveys.queries.comments import count_waiting
from participation.surveys.queries.told import find_told
from participation.surveys.rules.report import Publication
from participation.surveys.rules.stages import ENDED, GIVEN_BACK, Public, Stage
from participation.voices.queries import count_waiting as count_voices


@dataclass(frozen=True, slots=True)
class Today:
    """What is open in a house on a day; nothing else is shown."""

    surveys: Sequence[OpenSurvey]
    told: int | None
    """The survey whose results were given back last."""
    has_changes: bool
    has_council: bool
    has_election: bool
    has_meetings: bool
    has_works: bool
    has_events: bool
    has_mandate: bool
    """Whether the person sits in a council, or is asked to."""
    has_helpers: bool
    """Whether somebody who helps can be met here."""


def see_today(session: Session, today: dt.date, user_id: int | None = None) -> Today:
    """Give what the entered services offer on a day to residents, and to this person."""
    return Today(
        surveys=list_open(session, today),
        told=find_told(session),
        has_changes=bool(list_follow_ups(session, public_only=True)),
        has_council=bool(list_councils(session, on=today)),
        has_election=any(each.stage in SHOWN for each in list_elections(session)),
        has_meetings=has_news(session, today),
        has_works=has_works(session),
        has_events=bool(list_coming(session, today)),
        has_mandate=bool(mandates_of(session, user_id, today)),
        has_helpers=any(has_helpers(session, each, today) for each in entered(session)),
    )


Powers = Mapping[Permission, frozenset[int]]
DRAFTS = frozenset({Stage.DRAFT, Stage.TRANSLATED})


@dataclass(frozen=True, slots=True)
class Desk:
    """What waits for a member of staff; each part is empty when it is not hers to do."""

    running: Sequence[tuple[Campaign, Publication]] = ()
    """Open waves with how many have answered."""
    drafts: Sequence[Campaign] = ()
    to_publish: Sequence[Campaign] = ()
    """Closed waves that residents have had no answer to yet."""
    readable: Campaign | None = None
    """The last wave whose results may be read."""
    comments: int = 0
    voices: int = 0
    """What was said to the councils and nobody has read."""
    late: Sequence[FollowUp] = field(default_factory=tuple)


def see_desk(session: Session, powers: Powers, today: dt.date) -> Desk:
    """Give what waits, each part within the services where the person may do it."""
    running: list[tuple[Campaign, Publication]] = []
    managed: Sequence[Campaign] = ()
    read: Sequence[Campaign] = ()
    comments, voices, late = 0, 0, []
    if services := powers.get(Permission.SURVEY_MANAGE):
        with within(session, services):
            managed = campaigns.list_campaigns(session)
            opened = [each for each in managed if each.stage is Stage.OPEN]
            running = [(each, results.get_progress(session, each)) for each in opened]
    if services := powers.get(Permission.SURVEY_RESULTS):
        with within(session, services):
            read = campaigns.list_campaigns(session)
    if services := powers.get(Permission.COMMENT_REVIEW):
        with within(session, services):
            comments = count_waiting(session)
    if services := powers.get(Permission.VOICE_REVIEW):
        with within(session, services):
            voices = count_voices(session)
    if services := powers.get(Permission.FOLLOWUP_MANAGE):
        with within(session, services):
            found = [one for one in list_waiting(session) if one.last_day and one.last_day < today]
            late = sorted(found, key=lambda one: (-ORDER.index(one.climb), one.last_day or today))
    ended = (Stage.CLOSED, Stage.PUBLISHED)
    return Desk(
        running=running,
        drafts=[each for each in managed if each.stage in DRAFTS],
        to_publish=[each for each in managed if each.stage is Stage.CLOSED],
        readable=next((each for each in read if each.stage in ended), None),
        comments=comments,
        voices=voices,
        late=late,
    )


def survey_proofs(
    session: Session, service_id: int, first: dt.date, last: dt.date
) -> Sequence[Proof]:
    """Give the surveys of residents held in a service between two days: days and subject.

    No answer: counts are left to the results, which know what must be hidden in a small service.
    """
    rows = tuple(
        (one.title.text("fr"), one.opens_on, one.closes_on, one.stage in GIVEN_BACK)
        for one in campaigns.list_campaigns(session)
        if one.stage in ENDED
        and one.public is Public.RESIDENTS
        and first <= one.closes_on <= last
        and any(each.service_id == service_id for each in campaigns.list_surveys(session, one.id))
    )
    return [Proof(Evidence.SURVEYS, "enquetes", ("subject", "opened", "closed", "posted"), rows)]
