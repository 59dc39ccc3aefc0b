"""Giving a wave as counted: from counts kept beside the answers, which no page reads."""

import threading
from collections import OrderedDict, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from participation.accounts.queries import all_services
from participation.foundation.act import Refused
from participation.foundation.keys import to_text
from participation.foundation.scope import entered, within
from participation.organisations.models import Service
from participation.organisations.queries import list_services
from participation.organisations.rules import ServiceKind
from participation.surveys.models import Campaign, Codebook, Survey
from participation.surveys.queries.campaigns import (
    Progress,
    count_responses,
    find_campaign,
    get_version,
    list_surveys,
    read_questionnaire,
)
from participation.surveys.queries.codebooks import (
    as_question,
    count_themes,
    count_tongues,
    find_counted,
)
from participation.surveys.queries.counts import Counts, read_counts
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.findings import THEMES_OF_MESSAGES
from participation.surveys.rules.questions import Question, Questionnaire
from participation.surveys.rules.report import Publication, publish
from participation.surveys.rules.stages import ENDED, Refusal

KEPT_IN_MEMORY = 64
MOST_WAVES = 7
"""Earlier waves drawn in small lines: with the present one, eight years."""


def get_publication(session: Session, campaign: Campaign) -> Publication:
    """Give what the entered services' reader may see of a closed wave.

    Refuses before closing: the difference of two readings of an open wave tells what the people
    who came in between have answered.
    """
    if campaign.stage not in ENDED:
        raise Refused(Refusal.NOT_CLOSED)
    with _everywhere(session):
        frame = _frame(session, campaign)
        with _lock:
            found = _closed.get(frame.key)
        if found is None:
            found = publish(_count(session, frame, answers=True))
            with _lock:
                _closed[frame.key] = found
                while len(_closed) > KEPT_IN_MEMORY:
                    _closed.popitem(last=False)
    return found.seen_by(entered(session))


_closed: OrderedDict[Hashable, Publication] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a wave was asked and what was read of its messages, in all services."""

    campaign: Campaign
    surveys: Sequence[Survey]
    services: Mapping[int, Service]
    read: Codebook | None

    @property
    def key(self) -> Hashable:
        """Name what a closed wave's figures rest on: a number of people may change still.

        Poles and protection decide what is shown together, so they belong to the key.
        """
        return (
            self.campaign.id,
            self.read.id if self.read else None,
            tuple((survey.id, survey.population) for survey in self.surveys),
            tuple((key, x.pole_id, _stands_alone(x)) for key, x in self.services.items()),
        )


def _frame(session: Session, campaign: Campaign) -> _Frame:
    surveys = list_surveys(session, campaign.id)
    services = list_services(session, keys=frozenset(x.service_id for x in surveys))
    read = find_counted(session, campaign.id)
    return _Frame(campaign, surveys, {each.id: each for each in services}, read)


def _everywhere(session: Session) -> AbstractContextManager[None]:
    """Open the wall between services, for what must be decided for all of them together."""
    return within(session, all_services(session))


def find_previous(session: Session, campaign: Campaign) -> tuple[Campaign, Publication] | None:
    """Give the wave before and what may be seen of it, when it ran here and is closed.

    Never one that asked other people: staff content where residents were not is no change.
    """
    before = find_campaign(session, campaign.previous_id) if campaign.previous_id else None
    if before is None or before.stage not in ENDED or before.public is not campaign.public:
        return None
    return before, get_publication(session, before)


def list_earlier(session: Session, campaign: Campaign) -> list[tuple[Campaign, Publication]]:
    """Give what may be seen of the waves before, the oldest first, as far back as `MOST_WAVES`."""
    found: list[tuple[Campaign, Publication]] = []
    before = find_previous(session, campaign)
    while before is not None and len(found) < MOST_WAVES:
        found.insert(0, before)
        before = find_previous(session, before[0])
    return found


def get_progress(session: Session, campaign: Campaign) -> Publication:
    """Give how a wave is going: how many responded and by which ways, and no answer."""
    return publish(count_wave(session, campaign, answers=False)).seen_by(entered(session))


def count_wave(session: Session, campaign: Campaign, *, answers: bool = True) -> Wave:
    """Count all services of a campaign, whoever asks; only `publish` may receive it.

    What must be hidden depends on every service: two readers with different services must find
    the same figures hidden. So the wall between services is opened for these counts alone and
    shut again, and each reader's lines are cut afterwards (`Publication.seen_by`).
    """
    with _everywhere(session):
        return _count(session, _frame(session, campaign), answers=answers)


def _count(session: Session, frame: _Frame, *, answers: bool) -> Wave:
    surveys, services = frame.surveys, frame.services
    progress = count_responses(session, [survey.id for survey in surveys])
    questionnaire = Questionnaire({}, (), ())
    counted: defaultdict[int, Counts] = defaultdict(Counts)
    if answers:
        questionnaire = read_questionnaire(get_version(session, frame.campaign.version_id))
        counted = read_counts(session, list(progress))
    messages = _count_messages(session, frame.read, counted) if answers else None
    tongues = count_tongues(session, list(progress)) if answers else {}
    sheets = [
        Sheet(
            service_id=survey.service_id,
            population=survey.population,
            pole=_pole(services[survey.service_id].pole_id),
            stands_alone=_stands_alone(services[survey.service_id]),
            spoken=survey.spoken or {},
            tongues=tongues.get(survey.id, {}),
            values=counted[survey.id].values,
            choosers=counted[survey.id].choosers,
            proxy_values=counted[survey.id].proxy_values,
            traits=counted[survey.id].traits,
            **_ways(progress[survey.id]),
        )
        for survey in surveys
    ]
    return Wave(questionnaire, tuple(sheets), messages)


def _count_messages(
    session: Session, read: Codebook | None, counted: Mapping[int, Counts]
) -> Question | None:
    """Put the themes of the messages among the counts, as if they were one question more."""
    if read is None:
        return None
    for survey_id, themes in count_themes(session, read).items():
        counted[survey_id].values[THEMES_OF_MESSAGES] = themes.themes
        counted[survey_id].choosers[THEMES_OF_MESSAGES] = themes.read
    return as_question(session, read)


def _ways(progress: Progress) -> dict[str, Any]:
    names = ("responses", "channels", "aids", "languages", "listened", "proxies")
    return {name: getattr(progress, name) for name in names}


def _pole(pole_id: int | None) -> str:
    return "" if pole_id is None else to_text(pole_id)


def _stands_alone(service: Service) -> bool:
    """Say whether a service never shares a line: its people are hidden from others (domain §6)."""
    return service.is_protected or service.kind is ServiceKind.WOMEN_SHELTER
