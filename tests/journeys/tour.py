"""Every page of the program: who opens it, at which address, with what in hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import select

from participation.accessibility.adapters.spoken import say_token
from participation.accessibility.models import Recording
from participation.accessibility.rules import text_key
from participation.accessibility.views import EXTENSION
from participation.accounts.models import Membership
from participation.accounts.rules.powers import PERMITS, Role
from participation.compliance.models import Milestone
from participation.compliance.rules.papers import Paper
from participation.councils.queries import list_councils, see_council
from participation.followups.models import FollowUp
from participation.foundation import clock
from participation.foundation.access import OPEN_ENDPOINTS, door_of
from participation.foundation.permissions import PUBLIC, Permission
from participation.organisations.models import Pole, Service, Site
from participation.rooms import SPOKEN
from participation.seed.form import questionnaire
from participation.surveys.models import Campaign, QuestionnaireVersion, Survey
from participation.surveys.rules.stages import Stage
from participation.voices.queries import list_contacts, list_topics, list_waiting
from participation.voices.rules import State
from tests.application import Served
from tests.builders import Town, looking_in
from tests.journeys.coded import coded
from tests.journeys.coordinated import coordinated
from tests.journeys.doors import AT_THE_SCREEN, NOT_200, OWN
from tests.journeys.drafted import MORE, drafted
from tests.journeys.elected import elected
from tests.journeys.helped import helped
from tests.journeys.helping import helping
from tests.journeys.records import SLUG, survey_of, town_of
from tests.journeys.scanned import scanned
from tests.journeys.staged import staged
from tests.journeys.trusted import breach
from tests.journeys.visitors import (
    FIRST,
    SCREEN,
    STRANGER,
    doubtful_form,
    draft_campaign,
    group_rule,
    import_draft,
    pictured_form,
)

LOCAL = "http://localhost"
ALWAYS = {
    "organisation": SLUG,
    "service": "tilleul",
    "number": 1,
    "part": 1,
    "theme": "meals",
    "tag": "ar",
    "language": "fr",
    "ending": "opus",
    "kind": "tables.xlsx",
    "paper": "register",
    "guide": "facilitator",
    "picture": "facilitator-day",
}
"""Parts of addresses that need no row."""
IS_RESIDENT = Membership.role == Role.RESIDENT


@dataclass(frozen=True, slots=True)
class Stop:
    """A page: its endpoint, its address, and who opens it."""

    endpoint: str
    path: str
    visitor: str
    status: int = 200


def who_opens(app: Flask, endpoint: str) -> str:
    """Give the visitor for whom a page is meant."""
    if endpoint in OWN:
        return OWN[endpoint]
    door = door_of(app, endpoint)
    assert door is not None
    permission = door.permission
    if permission == PUBLIC:
        return STRANGER
    if permission in PERMITS[Role.KIOSK]:
        return SCREEN
    return next(role.value for role in FIRST if Permission(permission) in PERMITS[role])


@cache
def stops(served: Served) -> tuple[Stop, ...]:
    """Give every page that GET opens, from the program's own list of addresses."""
    return tuple(_stops(served))


def _stops(served: Served) -> Iterator[Stop]:
    values = _values(served)
    special = {**_special(values), **staged(served).special, **elected(served), **helped(served)}
    special |= coordinated(served) | helping(served) | coded(served) | drafted(served)
    special |= scanned(served)
    for rule in served.app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()) or rule.endpoint in OPEN_ENDPOINTS:
            continue
        given = {**values, **special.get(rule.endpoint, {})}
        status = NOT_200.get(rule.endpoint, 200)
        path = _address(served.app, rule.endpoint, {name: given[name] for name in rule.arguments})
        yield Stop(rule.endpoint, path, who_opens(served.app, rule.endpoint), status)
        if rule.endpoint in AT_THE_SCREEN:
            yield Stop(rule.endpoint, path, SCREEN, status)
    yield from _more(served.app, values)
    yield from _judged()
    yield from _trusted()
    yield from _drafted(served)


def _drafted(served: Served) -> Iterator[Stop]:
    """Give pages of the editor with other contents."""
    for page, asked in MORE:
        endpoint = f"questionnaires.{page}"
        facts = {"organisation": SLUG, **drafted(served)[endpoint], **asked}
        yield Stop(endpoint, _address(served.app, endpoint, facts), Role.QUALITY_MANAGER.value)


def _more(app: Flask, values: dict[str, Any]) -> Iterator[Stop]:
    """Give the same pages with other contents: each kind of question, each stage, a shelter."""
    place = {name: values[name] for name in ("organisation", "service", "survey_id")}
    shown = {question.kind: question.number for question in questionnaire().questions()}
    for number in (*shown.values(), 6):
        path = _address(app, "surveys.question", {**place, "number": number})
        status = 409 if number == 7 else 200  # asked only of whoever dislikes the meals
        yield Stop("surveys.question", path, STRANGER, status)
        yield Stop("surveys.question", path, SCREEN, status)
    for name in ("draft_id", "open_id"):
        found = {"organisation": SLUG, "campaign_id": values["campaigns"][name]}
        path = _address(app, "campaigns.show", found)
        yield Stop("campaigns.show", path, Role.QUALITY_MANAGER.value)
    pictured = {"organisation": SLUG, "version_id": values["pictured"][0]}
    path = _address(app, "questionnaires.show", pictured)
    yield Stop("questionnaires.show", path, Role.QUALITY_MANAGER.value)
    shelter = _address(app, "home.resident", {"organisation": SLUG, "service": "cedre"})
    yield Stop("home.resident", shelter, STRANGER)
    yield Stop("home.resident", f"/{SLUG}/nowhere/", STRANGER, 404)


def _judged() -> Iterator[Stop]:
    """Give a service in breach, one with a yearly survey in the past, and a long form."""
    own = Role.QUALITY_MANAGER.value
    for service, day in (("platane", "2019-02-30"), ("olivier", "2025-01-06")):
        yield Stop("compliance.show", f"/{SLUG}/{service}/compliance?on={day}", own)
    yield Stop("compliance.record", f"/{SLUG}/figuier/compliance/new/alternative-survey", own)


def _trusted() -> Iterator[Stop]:
    """Give every paper of trust."""
    for paper in Paper:
        path = f"/{SLUG}/trust/papers/{paper.value}"
        yield Stop("trust.paper", path, Role.QUALITY_MANAGER.value)


def _address(app: Flask, endpoint: str, given: dict[str, Any]) -> str:
    with app.test_request_context(base_url=LOCAL):
        return app.url_map.bind("localhost").build(endpoint, given)


def _values(served: Served) -> dict[str, Any]:
    """Give something that exists for each part of an address; ask for a spoken house."""
    town = town_of(served)
    return {
        **ALWAYS,
        "survey_id": survey_of(served),
        "basket": {"service": "pommier", "survey_id": survey_of(served, "pommier")},
        "service_id": town.here,
        "shelf_key": served.app.extensions[EXTENSION].shelf.find("fr", "Bonjour")[1],
        "draft_id": import_draft(served),
        "rule_id": group_rule(served),
        "doubtful_id": doubtful_form(served),
        "pictured": pictured_form(served),
        "token": say_token("fr", "Étape 1 sur 14"),
        **staged(served).values,
        **_of_council(served),
        "dated": _of_olivier(served),
        "incident_id": breach(served),
        **_of_voices(served),
        **_stored(served, town),
    }


def _stored(served: Served, town: Town) -> dict[str, Any]:
    with looking_in(served.engine, town, town.here) as session:
        site = session.scalars(select(Site).limit(1)).one()
        pole = session.scalars(select(Pole).limit(1)).one()
        version = session.scalars(
            select(QuestionnaireVersion).order_by(QuestionnaireVersion.id).limit(1)
        ).one()
        held = session.scalars(
            select(Membership).where(Membership.service_id == town.here).where(IS_RESIDENT).limit(1)
        ).one()
        promise = session.scalars(select(FollowUp).limit(1)).one()
        said = [text_key("fr", words) for source in SPOKEN for words in source(session, "fr")]
        own = select(Recording).where(Recording.text_key.in_(said))
        recording = session.scalars(own.limit(1)).one()
        held_here = select(Campaign).join(Survey, Survey.campaign_id == Campaign.id)
        campaigns = {
            one.stage: one.id
            for one in session.scalars(held_here.where(Survey.service_id == town.here))
        }
        of_published = Survey.campaign_id == campaigns[Stage.PUBLISHED]
        published = session.scalars(select(Survey.id).where(of_published)).one()
    return {
        "campaign_id": campaigns[Stage.PUBLISHED],
        "campaigns": {"open_id": campaigns[Stage.OPEN], "draft_id": draft_campaign(served)},
        "published": published,
        "site_id": site.id,
        "pole_id": pole.id,
        "version_id": version.id,
        "user_id": held.user_id,
        "role_id": held.id,
        "follow_up_id": promise.id,
        "recording_id": recording.id,
        "key": recording.text_key,
        "sound_key": recording.sound_key,
    }


def _of_council(served: Served) -> dict[str, int]:
    """Give a council of the first house, and the first seat of it."""
    town = town_of(served)
    with looking_in(served.engine, town, town.here) as session:
        council = list_councils(session)[0]
        seat = see_council(session, council, clock.today()).colleges[0].members[0]
    assert seat.holder
    return {
        "council_id": council.id,
        "college_id": seat.seat.college_id,
        "term_id": seat.holder.term.id,
    }


def _of_olivier(served: Served) -> dict[str, Any]:
    """Give a dated fact of the home."""
    with looking_in(served.engine, town_of(served)) as session:
        found = session.execute(
            select(Milestone.id, Service.slug)
            .join(Service, Service.id == Milestone.service_id)
            .where(Service.slug == "olivier")
        ).first()
    assert found
    return {"milestone_id": found[0], "service": found[1]}


def _of_voices(served: Served) -> dict[str, Any]:
    """Give a topic that waits for its council, a voice that nobody has read, somebody to ask."""
    town = town_of(served)
    with looking_in(served.engine, town, town.here) as session:
        return {
            "topic_id": list_topics(session, {State.RECEIVED})[0].topic.id,
            "voice": list_waiting(session)[0][0].key,
            "contact_id": list_contacts(session)[0].id,
        }


def _special(values: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses that mean something else on some pages."""
    nothing = "00000000-0000-4000-8000-000000000000"
    return {
        "campaigns.change": {"campaign_id": values["campaigns"]["draft_id"]},
        "campaigns.people": {
            "campaign_id": values["campaigns"]["open_id"],
        },
        "invitations.door": {"campaign_id": values["campaigns"]["open_id"]},
        "invitations.messages": {"campaign_id": values["campaigns"]["open_id"]},
        "campaigns.invitation": {"campaign_id": values["campaigns"]["open_id"]},
        "campaigns.follow_up": {"survey_id": values["published"]},
        "results.poster": {"survey_id": values["published"]},
        "surveys.results": {"survey_id": values["published"]},
        "comments.voice": {"key": nothing},
        "compliance.change": values["dated"],
        "compliance.record": {"kind": "evaluation"},
        "voices.read": {"key": values["voice"]},
        "accessibility.show_film": {"key": "0" * 32, "ending": "mp4"},
        "voices.alert": {"service": "aulne"},
        "voices.alert_told": {"service": "aulne"},
        "surveys.touch": values["basket"],
        "voices.sound": {"key": values["voice"]},
        "pictures.show": {"digest": values["pictured"][1], "ending": "png"},
        "questionnaires.tongues": {"draft_id": values["doubtful_id"]},
        "accessibility.shelf": {"key": values["shelf_key"]},
        "accessibility.sound": {"key": values["sound_key"]},
    }
