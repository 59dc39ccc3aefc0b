"""Two years of one house: what people said to their council, who agreed, what was answered."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from participation.councils.models import Council
from participation.councils.queries import list_councils
from participation.followups.models import FollowUp
from participation.followups.operations import FollowUpSheet, open_follow_up
from participation.followups.rules import ParticipationLevel, State as AnswerState, answer_due
from participation.foundation import clock
from participation.foundation.act import Act
from participation.foundation.keys import random_key, to_text
from participation.foundation.localized import Localized
from participation.organisations.models import Service
from participation.seed.form import texts
from participation.voices import operations, queries
from participation.voices.models import Topic
from participation.voices.operations import ContactSheet, ReadSheet, TopicSheet, VoiceSheet
from participation.voices.rules import ContactKind, Theme

TO_COUNCIL, TO_MEETING, TO_ANSWER = 7, 30, 45
"""Days from the reading to the next steps."""
DELAY = 60
"""Days that the rules of procedure of this house give to answer."""


def say(act: Act, service: Service, today: dt.date) -> None:
    """Let people of a house speak over two years, and be answered; some still wait to be read."""
    council = list_councils(act.session, service_id=service.id)[0]
    written = texts("topics")
    for one in written["topics"]:
        _say(act, service, council, one, today)
    for one in written["waiting"]:
        sheet = VoiceSheet(
            Theme(one["theme"]), one["language"], one.get("wish", ""), one.get("text", "")
        )
        operations.say(act, sheet, service_id=service.id)


def orient(act: Act, services: Mapping[str, Service]) -> None:
    """Name whom to talk to besides a council, house by house."""
    for one in texts("topics")["contacts"]:
        contact = ContactSheet(
            kind=ContactKind(one["kind"]),
            name=one.get("name", ""),
            phone=one["phone"],
            reach=Localized(one["reach"]),
        )
        operations.write_contact(act, contact, service_id=services[one["service"]].id)


def _on(act: Act, day: dt.date) -> Act:
    """Act at noon of a past day."""
    noon = dt.datetime.combine(day, dt.time(12), clock.PARIS).astimezone(dt.UTC)
    return Act(act.session, act.actor, noon)


def _say(
    act: Act, service: Service, council: Council, one: Mapping[str, Any], today: dt.date
) -> None:
    """Say, read and carry one topic as far as it went."""
    read_on = today - dt.timedelta(days=one["days"])
    topic = _read(_on(act, read_on), service, one)
    for _each in range(one["supports"]):
        operations.support(act, topic, random_key())
    state = one["state"]
    later = _on(act, read_on + dt.timedelta(days=TO_COUNCIL))
    if state == "not-kept":
        operations.leave_out(later, topic, Localized(one["because"]))
    elif state != "received":
        operations.keep_for_council(later, topic, council)
    if state in {"answered", "owed"}:
        _discuss(act, topic, one, read_on, today)


def _read(act: Act, service: Service, one: Mapping[str, Any]) -> Topic:
    """Let several people say the same; a facilitator makes one topic of it."""
    said, language = Localized(one["said"]), one["language"]
    sheet = VoiceSheet(Theme(one["theme"]), language, text=said.text(language))
    keys = [operations.say(act, sheet, service_id=service.id) for _each in range(one["voices"])]
    first = queries.get_voice(act.session, keys[0])
    written = ReadSheet(Theme(one["theme"]), said["fr"], said.get(language, ""))
    topic = operations.read_voice(act, first, written)
    for key in keys[1:]:
        operations.read_voice(act, queries.get_voice(act.session, key), written, into=topic)
    level = ParticipationLevel.INVOLVE if one["theme"] == "rules" else ParticipationLevel.CONSULT
    return operations.change_topic(act, topic, TopicSheet(said, Theme(one["theme"]), level))


def _discuss(
    act: Act, topic: Topic, one: Mapping[str, Any], read_on: dt.date, today: dt.date
) -> None:
    """Put a topic on an agenda; the council asks for an answer, and it comes or is still owed."""
    met_on = read_on + dt.timedelta(days=TO_MEETING)
    placing = _on(act, read_on + dt.timedelta(days=TO_COUNCIL + 1))
    operations.place_on_agenda(placing, topic, meeting=f"past:{met_on}", on=met_on)
    meeting = _on(act, met_on)
    asked = _answer(topic, one, met_on, today)
    follow_up = _owe(meeting, topic, asked)
    operations.answer_topic(_on(act, met_on + dt.timedelta(days=TO_ANSWER)), topic, follow_up)


def _owe(act: Act, topic: Topic, sheet: FollowUpSheet) -> FollowUp:
    origin = f"topic:{to_text(topic.id)}"
    return open_follow_up(act, sheet, service_id=topic.service_id, origin=origin)


def _answer(topic: Topic, one: Mapping[str, Any], met_on: dt.date, today: dt.date) -> FollowUpSheet:
    given = one.get("answer", {"state": "open", "owner": "la direction", "decided": {}})
    state = AnswerState(given["state"])
    return FollowUpSheet(
        said=topic.said,
        decided=Localized(given["decided"]),
        because=Localized(given.get("because", {})),
        owner=given["owner"],
        state=state,
        due_on=today + dt.timedelta(days=given["due"]) if "due" in given else None,
        done_on=met_on if state is AnswerState.DONE else None,
        pictogram=one.get("pictogram", ""),
        is_public=True,
        level=topic.level,
        asked_on=met_on,
        answer_due_on=answer_due(met_on, DELAY),
    )
