"""Calling meetings, holding them, voting, writing down what was said."""

from participation.meetings.queries.plans import MeetingPlan
from participation.meetings.queries.points import ItemSheet

from .agenda import add_item, change_item, move_item, restore_item, withdraw_item
from .assessing import assess
from .attendance import (
    forget_person,
    name_secretary,
    note_guest,
    note_left,
    note_member,
    note_substitute,
)
from .calling import answer_call, call_meeting
from .conducting import carry_item, close_meeting, conclude_item, go_to, open_meeting
from .deciding import VoteSheet, decide
from .files import attach, detach
from .holding import KEEPER, Hand
from .planning import (
    cancel_meeting,
    change_meeting,
    give_up_meetings,
    plan_meeting,
)
from .proposing import add_decision, add_survey, add_topic
from .publishing import adopt_minutes, publish_minutes, send_minutes
from .requesting import Asking, ask_session, note_request
from .speaking import speak_section
from .telling import translate_minutes
from .wording import translate_text
from .writing import correct_minutes, draft_minutes, sign_minutes, write_section

__all__ = [
    "KEEPER",
    "Asking",
    "Hand",
    "ItemSheet",
    "MeetingPlan",
    "VoteSheet",
    "add_decision",
    "add_item",
    "add_survey",
    "add_topic",
    "adopt_minutes",
    "answer_call",
    "ask_session",
    "assess",
    "attach",
    "call_meeting",
    "cancel_meeting",
    "carry_item",
    "change_item",
    "change_meeting",
    "close_meeting",
    "conclude_item",
    "correct_minutes",
    "decide",
    "detach",
    "draft_minutes",
    "forget_person",
    "give_up_meetings",
    "go_to",
    "move_item",
    "name_secretary",
    "note_guest",
    "note_left",
    "note_member",
    "note_request",
    "note_substitute",
    "open_meeting",
    "plan_meeting",
    "publish_minutes",
    "restore_item",
    "send_minutes",
    "sign_minutes",
    "speak_section",
    "translate_minutes",
    "translate_text",
    "withdraw_item",
    "write_section",
]
