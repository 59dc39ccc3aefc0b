"""The list of rooms: their doors, their sentences, and what each gives to templates."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask import Flask
from sqlalchemy.orm import Session

from participation.accessibility import labels as voice_labels
from participation.accessibility.views import film, open_studio
from participation.accounts import labels as account_labels
from participation.accounts.queries import learn_erasure, learn_facts, names_of
from participation.accounts.views import bp as accounts
from participation.audit.views import bp as journal, learn_names
from participation.compliance.labels import milestones as milestone_labels, trust as trust_labels
from participation.compliance.views import bp as compliance, trust
from participation.councils.labels import (
    events as event_labels,
    mandates as mandate_labels,
    network as network_labels,
    refusals as council_labels,
)
from participation.councils.queries import activity, diary, evidence, facts as council_facts
from participation.councils.queries.endings import learn_ending
from participation.councils.queries.events import list_spoken as list_events
from participation.councils.views import bp as councils
from participation.councils.views.mandate import bp as mandate
from participation.councils.views.network import bp as network
from participation.elections.labels import (
    counting as vote_labels,
    refusals as election_labels,
    sealed as sealed_labels,
)
from participation.elections.queries import facts as election_facts
from participation.elections.queries.activity import election_lines
from participation.elections.queries.spoken import list_spoken as list_candidates
from participation.elections.views import bp as elections
from participation.elections.views.booth import bp as booth
from participation.elections.views.ceremony import bp as sealed_vote
from participation.elections.views.devices import bp as devices
from participation.elections.views.votes import bp as votes
from participation.followups import labels as followup_labels
from participation.followups.queries import list_spoken as list_answers
from participation.followups.views import bp as followups
from participation.foundation.access import Visitor
from participation.foundation.health import open_health
from participation.foundation.i18n import LazyText
from participation.foundation.pages import teach
from participation.home.queries import survey_proofs
from participation.home.views import bp as home, front
from participation.kiosk import labels as kiosk_labels
from participation.kiosk.views import bp as kiosk, with_screen
from participation.meetings.labels import refusals as meeting_labels
from participation.meetings.operations import forget_person, give_up_meetings
from participation.meetings.queries import (
    facts as meeting_facts,
    list_spoken as list_spoken_of_meetings,
    tell_year as tell_meetings,
)
from participation.meetings.views import bp as meetings, list_entries
from participation.notifications import labels as message_labels
from participation.notifications.views import bp as messages
from participation.organisations import labels as organisation_labels
from participation.organisations.views import bp as organisations
from participation.peers.labels import (
    helping as helping_labels,
    meet as meet_labels,
    planning as rota_labels,
)
from participation.peers.operations.erasing import Farewell
from participation.peers.queries import facts as peer_facts
from participation.peers.views.helping import bp as helping
from participation.peers.views.meet import bp as meet
from participation.peers.views.rota import bp as rota
from participation.settings import Settings
from participation.surveys.labels import (
    answering as answering_labels,
    calls as call_labels,
    coding as coding_labels,
    editing as editing_labels,
    media as media_labels,
    stages as stage_labels,
)
from participation.surveys.queries.spoken import list_spoken
from participation.surveys.views.comments import bp as comments
from participation.surveys.views.desk import bp as questionnaires
from participation.surveys.views.field import bp as fieldwork
from participation.surveys.views.inviting import bp as invitations
from participation.surveys.views.journey import bp as answering
from participation.surveys.views.manage import bp as campaigns
from participation.surveys.views.pictures import bp as pictures
from participation.surveys.views.reading import bp as results
from participation.surveys.views.themes import bp as coding
from participation.voices import labels as topic_labels
from participation.voices.queries import facts as voice_facts, list_spoken as list_topics
from participation.voices.views import bp as voices

SPOKEN = (
    list_spoken,
    list_answers,
    list_topics,
    list_spoken_of_meetings,
    list_events,
    list_candidates,
)
"""Where the sentences of people come from that the room of voices gives a voice to."""
FACTS = (
    council_facts.tell_facts,
    election_facts.tell_facts,
    meeting_facts.tell_facts,
    peer_facts.tell_facts,
    voice_facts.tell_facts,
)
"""Where higher rooms keep facts of a person, for the export that she takes away."""
WITHOUT_TOKEN = (
    "participation.accounts.views.directory.hear",
    "participation.accounts.views.replies.take_reply",
    "participation.kiosk.views.screens.wipe",
    "participation.surveys.views.whole.take",
)
"""What is sent without a token: it does the same whoever sends it, or bears a signature."""
EVERYBODY = (messages, accounts, organisations, journal)
RESIDENTS = (answering, kiosk, home, front, followups, voices, network, mandate, meet)
COUNCILS = (councils, meetings, compliance, trust)
VOTERS = (booth, sealed_vote, devices, votes, elections)
PEERS = (helping, rota)
SURVEYS = (pictures, questionnaires, campaigns, results, comments, coding, fieldwork, invitations)
Words = tuple[Mapping[Any, LazyText], ...]
HOUSE_WORDS: Words = (
    account_labels.REFUSALS,
    kiosk_labels.REFUSALS,
    organisation_labels.REFUSALS,
    message_labels.REFUSALS,
    voice_labels.REFUSALS,
    voice_labels.FILM_REFUSALS,
    followup_labels.REFUSALS,
)
COUNCIL_WORDS: Words = (
    topic_labels.REFUSALS,
    topic_labels.ALERT_REFUSALS,
    council_labels.REFUSALS,
    meeting_labels.REFUSALS,
    mandate_labels.REFUSALS,
    network_labels.REFUSALS,
    event_labels.REFUSALS,
    milestone_labels.REFUSALS,
    trust_labels.REFUSALS,
)
VOTE_WORDS: Words = (
    sealed_labels.REFUSALS,
    vote_labels.REFUSALS,
    vote_labels.FAULTS,
    election_labels.REFUSALS,
)
PEER_WORDS: Words = (helping_labels.REFUSALS, meet_labels.REFUSALS, rota_labels.REFUSALS)
SURVEY_WORDS: Words = (
    stage_labels.REFUSALS,
    call_labels.REFUSALS,
    editing_labels.REFUSALS,
    coding_labels.REFUSALS,
    media_labels.REFUSALS,
    answering_labels.REFUSALS,
    answering_labels.TROUBLES,
)


def open_rooms(app: Flask, settings: Settings) -> None:
    """Register every door, teach every sentence, and let rooms hear of each other."""
    open_health(app)
    open_studio(app, settings.data / "clips", SPOKEN)
    app.jinja_env.globals["film_of"] = film
    for doors in (EVERYBODY, RESIDENTS, COUNCILS, VOTERS, SURVEYS, PEERS):
        for door in doors:
            app.register_blueprint(door)
    for view in WITHOUT_TOKEN:
        app.extensions["csrf"].exempt(view)
    for words in (HOUSE_WORDS, COUNCIL_WORDS, VOTE_WORDS, SURVEY_WORDS, PEER_WORDS):
        for sentences in words:
            teach(sentences)
    introduce(settings.base_url)


def introduce(base_url: str) -> None:
    """Let lower rooms hear what higher ones know: names, days to come, a year in figures.

    Commands need it as pages do: whoever erases a person must know of every room.
    """
    learn_names(names_of)
    diary.learn_entries(list_entries)
    learn_ending(give_up_meetings)
    activity.learn_meetings(tell_meetings)
    activity.learn_elections(election_lines)
    evidence.learn_proofs(survey_proofs)
    for source in FACTS:
        learn_facts(source)
    learn_erasure(forget_person)
    learn_erasure(Farewell(base_url))


def with_device(session: Session, visitor: Visitor, now: dt.datetime) -> Visitor:
    """Add the powers of a paired kiosk to those of the person before it."""
    del now
    return with_screen(session, visitor)
