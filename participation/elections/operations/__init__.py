"""What people do in an election before its vote opens."""

from .candidacies import (
    Facts,
    examine_candidacy,
    note_facts,
    show,
    speak,
    stand,
    tell,
    withdraw,
)
from .holding import hold_election, join_election
from .preparing import (
    ContestLine,
    annul_election,
    change_dates,
    open_call,
    prepare_election,
)
from .roll import add_to_roll, build_roll, decide_objection, leave_out, object_to_roll
from .settling import choose_way, extend_candidacies, merge_contests, settle_list
from .shortage import date_shortages, designate, draw_volunteers, leave_empty, volunteer

__all__ = [
    "ContestLine",
    "Facts",
    "add_to_roll",
    "annul_election",
    "build_roll",
    "change_dates",
    "choose_way",
    "date_shortages",
    "decide_objection",
    "designate",
    "draw_volunteers",
    "examine_candidacy",
    "extend_candidacies",
    "hold_election",
    "join_election",
    "leave_empty",
    "leave_out",
    "merge_contests",
    "note_facts",
    "object_to_roll",
    "open_call",
    "prepare_election",
    "settle_list",
    "show",
    "speak",
    "stand",
    "tell",
    "volunteer",
    "withdraw",
]
