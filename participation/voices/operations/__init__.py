"""Saying, agreeing, reading, keeping, placing, answering, alerting, showing whom to talk to."""

from .alerting import AlertSheet, forget_alerts, take_over, tell_alert
from .orienting import ContactSheet, note_orientation, remove_contact, write_contact
from .reading import ReadSheet, TopicSheet, change_topic, erase_voice, merge_topics, read_voice
from .saying import VoiceSheet, forget_sounds, forget_unread, say, support
from .steps import (
    answer_topic,
    keep_for_council,
    leave_out,
    note_discussed,
    owe_answer,
    place_on_agenda,
    take_off_agenda,
    tell_discussion,
)

__all__ = [
    "AlertSheet",
    "ContactSheet",
    "ReadSheet",
    "TopicSheet",
    "VoiceSheet",
    "answer_topic",
    "change_topic",
    "erase_voice",
    "forget_alerts",
    "forget_sounds",
    "forget_unread",
    "keep_for_council",
    "leave_out",
    "merge_topics",
    "note_discussed",
    "note_orientation",
    "owe_answer",
    "place_on_agenda",
    "read_voice",
    "remove_contact",
    "say",
    "support",
    "take_off_agenda",
    "take_over",
    "tell_alert",
    "tell_discussion",
    "write_contact",
]
