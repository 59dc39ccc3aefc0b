"""The list of rooms: their doors, their sentences, and what each gives to templates."""

import datetime as dt

from flask import Flask
from sqlalchemy.orm import Session

from participation.accessibility import labels as voice_labels
from participation.accessibility.views import open_studio
from participation.accounts import labels as account_labels
from participation.accounts.queries import names_of
from participation.accounts.views import bp as accounts
from participation.audit.views import bp as journal, learn_names
from participation.compliance.labels import milestones as milestone_labels
from participation.compliance.views import bp as compliance
from participation.councils.labels import (
    mandates as mandate_labels,
    network as network_labels,
    refusals as council_labels,
)
from participation.councils.queries.activity import learn_elections
from participation.councils.queries.evidence import learn_proofs
from participation.councils.views import bp as councils
from participation.councils.views.mandate import bp as mandate
from participation.councils.views.network import bp as network
from participation.elections.labels import (
    counting as vote_labels,
    refusals as election_labels,
    sealed as sealed_labels,
)
from participation.elections.queries.activity import election_lines
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
from participation.foundation.pages import teach
from participation.home.queries import survey_proofs
from participation.home.views import bp as home, front
from participation.kiosk import labels as kiosk_labels
from participation.kiosk.views import bp as kiosk, with_screen
from participation.meetings.labels import refusals as meeting_labels
from participation.meetings.queries import list_spoken as list_spoken_of_meetings
from participation.meetings.views import bp as meetings
from participation.notifications import labels as message_labels
from participation.notifications.views import bp as messages
from participation.organisations import labels as organisation_labels
from participation.organisations.views import bp as organisations
from participation.settings import Settings
from participation.surveys.labels import (
    answering as answering_labels,
    media as media_labels,
    stages as stage_labels,
)
from participation.surveys.queries.spoken import list_spoken
from participation.surveys.views.comments import bp as comments
from participation.surveys.views.desk import bp as questionnaires
from participation.surveys.views.journey import bp as answering
from participation.surveys.views.manage import bp as campaigns
from participation.surveys.views.pictures import bp as pictures
from participation.surveys.views.reading import bp as results
from participation.voices import labels as topic_labels
from participation.voices.queries import list_spoken as list_topics
from participation.voices.views import bp as voices

SPOKEN = (list_spoken, list_answers, list_topics, list_spoken_of_meetings)
"""Where the sentences of people come from that the room of voices gives a voice to."""


def plug() -> None:
    """Tell lower rooms where higher ones keep what they ask for."""
    learn_elections(election_lines)
    learn_proofs(survey_proofs)


def open_rooms(app: Flask, settings: Settings) -> None:
    """Register every door and teach every sentence."""
    plug()
    open_health(app)
    open_studio(app, settings.data / "clips", SPOKEN)
    app.register_blueprint(messages)
    app.register_blueprint(accounts)
    app.register_blueprint(organisations)
    app.register_blueprint(journal)
    learn_names(names_of)
    app.register_blueprint(answering)
    app.register_blueprint(kiosk)
    app.register_blueprint(home)
    app.register_blueprint(front)
    app.register_blueprint(followups)
    app.register_blueprint(councils)
    app.register_blueprint(voices)
    app.register_blueprint(mandate)
    app.register_blueprint(network)
    app.register_blueprint(booth)
    app.register_blueprint(sealed_vote)
    app.register_blueprint(devices)
    app.register_blueprint(pictures)
    app.register_blueprint(votes)
    app.register_blueprint(elections)
    app.register_blueprint(compliance)
    app.register_blueprint(meetings)
    for staff_room in (questionnaires, campaigns, results, comments):
        app.register_blueprint(staff_room)
    app.extensions["csrf"].exempt("participation.kiosk.views.screens.wipe")
    for labels in (account_labels, kiosk_labels, organisation_labels, message_labels, voice_labels):
        teach(labels.REFUSALS)
    teach(followup_labels.REFUSALS)
    teach(topic_labels.REFUSALS)
    teach(council_labels.REFUSALS)
    teach(meeting_labels.REFUSALS)
    teach(mandate_labels.REFUSALS)
    teach(network_labels.REFUSALS)
    teach(sealed_labels.REFUSALS)
    teach(vote_labels.REFUSALS)
    teach(vote_labels.FAULTS)
    teach(election_labels.REFUSALS)
    teach(milestone_labels.REFUSALS)
    teach(stage_labels.REFUSALS)
    teach(media_labels.REFUSALS)
    teach(answering_labels.REFUSALS)
    teach(answering_labels.TROUBLES)


def with_device(session: Session, visitor: Visitor, now: dt.datetime) -> Visitor:
    """Add the powers of a paired kiosk to those of the person before it."""
    del now
    return with_screen(session, visitor)
