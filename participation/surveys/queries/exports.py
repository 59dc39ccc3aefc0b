"""Responses one by one, streamed in the order of their random keys, ways made coarse."""

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from uuid import UUID

from sqlalchemy import String, cast, func, select
from sqlalchemy.orm import Session

from participation.organisations.rules.thresholds import Threshold
from participation.surveys.models import Answer, Response

Ways = tuple[str, str, str, bool]
"""Channel, aid, language, heard."""
Given = Sequence[str]
"""Answers of a response, each `question:value`, in no order."""
STREAMED: Mapping[str, Any] = {"yield_per": 2_000}


@dataclass(frozen=True, slots=True)
class ResponseLine:
    """One response without its key: ways (None when too few came so) and answers."""

    ways: Ways | None
    given: Given


def stream_responses(session: Session, survey_ids: Sequence[int]) -> Iterator[ResponseLine]:
    """Give the responses of one line of a report; the order is that of random keys.

    Services that are shown merged are mixed here too: nothing tells whose response is whose.
    Those given instead of a resident are left out as on the page: with both, the difference would
    tell what was said for the one person who cannot answer.
    Streams of the same order are read side by side, so that memory holds one response of each.
    """
    kept = shown_ways(count_ways(session, survey_ids))
    streams = [_of_survey(session, survey_id) for survey_id in survey_ids]
    for _key, ways, given in heapq.merge(*streams, key=itemgetter(0)):
        yield ResponseLine(ways if ways in kept else None, given)


def _of_survey(session: Session, survey_id: int) -> Iterator[tuple[UUID, Ways, Given]]:
    """Give key, ways and answers of each response, in the order of keys.

    The database gathers the answers of a response: a row and a key for each would cost most of
    the time of the whole file.
    """
    responses = session.execute(
        select(
            Response.key,
            Response.channel,
            Response.aid,
            Response.language,
            Response.listened,
            Response.proxy,
        )
        .where(Response.survey_id == survey_id)
        .order_by(Response.key),
        execution_options=STREAMED,
    )
    one = cast(Answer.question, String) + ":" + cast(Answer.value, String)
    answers = iter(
        session.execute(
            select(Answer.response_key, func.aggregate_strings(one, ","))
            .where(Answer.survey_id == survey_id)
            .group_by(Answer.response_key)
            .order_by(Answer.response_key),
            execution_options=STREAMED,
        )
    )
    waiting: tuple[UUID, str] | None = next(answers, None)
    for key, channel, aid, language, listened, proxy in responses:
        given: Given = ()
        if waiting is not None and waiting[0] == key:
            given = waiting[1].split(",")
            waiting = next(answers, None)
        if not proxy:
            yield key, (channel.value, aid.value, language, bool(listened)), given


def count_ways(session: Session, survey_ids: Sequence[int]) -> dict[Ways, int]:
    """Count the responses of some surveys by the ways they came, all crossed."""
    ways = (Response.channel, Response.aid, Response.language, Response.listened)
    statement = (
        select(*ways, func.count())
        .where(Response.survey_id.in_(survey_ids), Response.proxy.is_(False))
        .group_by(*ways)
    )
    return {
        (channel.value, aid.value, language, bool(listened)): count
        for channel, aid, language, listened, count in session.execute(statement)
    }


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
