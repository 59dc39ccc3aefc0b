"""Responses one by one, streamed in the order of their random keys, ways made coarse."""

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import String, bindparam, cast, func, select, type_coerce
from sqlalchemy.orm import Session

from participation.foundation.scope import within
from participation.foundation.types import BareKey
from participation.organisations.rules.thresholds import Threshold
from participation.surveys.models import Answer, Response, Survey
from participation.surveys.queries.counts import read_ways

Ways = tuple[str, str, str, bool]
"""Channel, aid, language, heard."""
Given = Sequence[str]
"""Answers of a response, each `question:value`, in no order."""
Key = UUID | bytes
PAGE = 5_000
_one = cast(Answer.question, String) + ":" + cast(Answer.value, String)
_PLACES = (
    select(Survey.id, Survey.service_id)
    .where(Survey.id.in_(bindparam("survey_ids", expanding=True)))
    .order_by(Survey.id)
)
_RESPONSES = (
    select(
        type_coerce(Response.key, BareKey),
        type_coerce(Response.channel, String),
        type_coerce(Response.aid, String),
        Response.language,
        Response.listened,
    )
    .where(
        Response.survey_id == bindparam("survey_id"),
        Response.key > bindparam("after"),
        Response.proxy.is_(False),
    )
    .order_by(Response.key)
    .limit(PAGE)
)
"""Keys and codes as the driver gives them: what is only passed on is not worth an object each."""
_ANSWERS = (
    select(type_coerce(Answer.response_key, BareKey), func.aggregate_strings(_one, ","))
    .where(
        Answer.survey_id == bindparam("survey_id"),
        Answer.response_key > bindparam("after"),
        Answer.response_key <= bindparam("last"),
    )
    .group_by(Answer.response_key)
)


class ResponseLine(NamedTuple):
    """One response without its key: ways (None when too few came so) and answers."""

    ways: Ways | None
    given: Given


def stream_responses(session: Session, survey_ids: Sequence[int]) -> Iterator[ResponseLine]:
    """Give the responses of one line of a report; the order is that of random keys.

    Services that are shown merged are mixed here too: nothing tells whose response is whose.
    Those given instead of a resident are left out as on the page: with both, the difference would
    tell what was said for the one person who cannot answer.
    Streams of the same order are read side by side, so that memory holds one page of each.
    """
    kept = shown_ways(count_ways(session, survey_ids))
    rows = session.execute(_PLACES, {"survey_ids": list(survey_ids)})
    streams = [_of_survey(session, *place) for place in rows.all()]
    for _key, ways, given in heapq.merge(*streams, key=itemgetter(0)):
        yield ResponseLine(ways if ways in kept else None, given.split(",") if given else ())


def _of_survey(
    session: Session, survey_id: int, service_id: int
) -> Iterator[tuple[Key, Ways, str]]:
    """Give key, ways and answers of each response, in the order of keys, page after page.

    Each page begins after the last key of the one before: no statement counts lines it will not
    give (OFFSET), and none stays open while a slow reader takes the file. Nothing changes between
    two pages, since the wave is closed. The database gathers the answers of a response: a row and
    a key for each would cost most of the time of the whole file. Its own service alone is entered:
    with a list of forty, PostgreSQL leaves the index in the order of keys aside.
    """
    where: dict[str, int | Key] = {"survey_id": survey_id, "after": UUID(int=0)}
    count = PAGE
    while count == PAGE:
        with within(session, (service_id,)):
            page = session.execute(_RESPONSES, where).all()
            if not page:
                return
            count, last = len(page), page[-1][0]
            given: Mapping[Key, str] = dict(session.execute(_ANSWERS, where | {"last": last}).all())
        for key, channel, aid, language, listened in page:
            yield key, (channel, aid, language, listened), given.get(key, "")
        where["after"] = last


def count_ways(session: Session, survey_ids: Sequence[int]) -> dict[Ways, int]:
    """Give the responses of some surveys together by the ways they came, all crossed."""
    found: Counter[Ways] = Counter()
    for ways, number in read_ways(session, survey_ids).items():
        if not ways.proxy:
            found[ways.channel.value, ways.aid.value, ways.language, ways.listened] += number
    return dict(found)


def shown_ways(counted: Mapping[Ways, int]) -> frozenset[Ways]:
    """Give the ways that enough people share to stand beside their answers.

    The others are left blank; when those are fewer than k together, the smallest shown one joins
    them, so that a blank never means one of a known few.
    """
    shown = sorted(
        (ways for ways, count in counted.items() if count >= Threshold.PUBLIC),
        key=lambda ways: (counted[ways], ways),
    )
    blank = sum(counted.values()) - sum(counted[ways] for ways in shown)
    if 0 < blank < Threshold.INTERNAL and shown:
        shown.pop(0)
    return frozenset(shown)
