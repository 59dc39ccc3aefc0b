"""When and where a council meets, and a person's change put over what another changed."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from participation.foundation.clock import PARIS
from participation.meetings.models import Meeting
from participation.meetings.rules.merging import Merged, merge


@dataclass(frozen=True, slots=True)
class MeetingPlan:
    """When and where a council meets, and for how many minutes."""

    starts_at: dt.datetime
    place: str
    minutes: int = 90

    def fields(self) -> dict[str, str]:
        """Give each thing that a person may change by itself, as text."""
        local = self.starts_at.astimezone(PARIS)
        return {
            "day": local.date().isoformat(),
            "hour": f"{local:%H:%M}",
            "minutes": str(self.minutes),
            "place": " ".join(self.place.split()),
        }


def plan_of(meeting: Meeting) -> MeetingPlan:
    """Give a meeting as it is planned now."""
    return MeetingPlan(meeting.starts_at, meeting.place, meeting.minutes_planned)


def plan_with(fields: Mapping[str, str]) -> MeetingPlan:
    """Give the plan that fields say."""
    day, hour = dt.date.fromisoformat(fields["day"]), dt.time.fromisoformat(fields["hour"])
    starts = dt.datetime.combine(day, hour, PARIS).astimezone(dt.UTC)
    return MeetingPlan(starts, fields["place"], int(fields["minutes"]))


def merged_plan(meeting: Meeting, plan: MeetingPlan, seen: Mapping[str, str]) -> Merged:
    """Put a person's change over a meeting as it is planned now, field by field."""
    return merge(seen, plan.fields(), plan_of(meeting).fields())
