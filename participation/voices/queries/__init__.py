"""Finding voices that wait, topics as residents and councils see them, whom else to talk to."""

from .alerts import count_alerts, get_alert, list_alerts, takes_alerts
from .orienting import count_orientations, get_contact, list_contacts
from .topics import (
    TopicLine,
    get_topic,
    list_placed,
    list_spoken,
    list_topics,
    list_topics_for,
    see_topic,
)
from .voices import VoiceLine, count_waiting, get_voice, list_voices, list_waiting, see_voice

__all__ = [
    "TopicLine",
    "VoiceLine",
    "count_alerts",
    "count_orientations",
    "count_waiting",
    "get_alert",
    "get_contact",
    "get_topic",
    "get_voice",
    "list_alerts",
    "list_contacts",
    "list_placed",
    "list_spoken",
    "list_topics",
    "list_topics_for",
    "list_voices",
    "list_waiting",
    "see_topic",
    "see_voice",
    "takes_alerts",
]
