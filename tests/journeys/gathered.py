"""Meetings at each stage, so that every page of a meeting can be opened."""

import datetime as dt
from typing import Any

from sqlalchemy import select

from participation.accounts.models import Membership
from participation.councils import operations as councils, queries as council_queries
from participation.councils.models import Council
from participation.councils.operations import CollegeLine, FoundingSheet, Person
from participation.councils.rules.kinds import CollegeKind, CouncilForm, Office, SeatKind
from participation.foundation.act import Act
from participation.foundation.clock import today
from participation.foundation.localized import Localized
from participation.meetings import operations, queries
from participation.meetings.labels.drafting import draft
from participation.meetings.models import Meeting, Minutes
from participation.meetings.operations import ItemSheet, MeetingPlan
from participation.meetings.rules.writing import Section
from participation.organisations.models import Service

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
LINES = (CollegeLine(CollegeKind.RESIDENTS, 3, 1), CollegeLine(CollegeKind.STAFF, 1))
Parts = dict[str, dict[str, Any]]


def gathered(act: Act, service: Service, user_id: int) -> Parts:
    """Hold a meeting that is open today, two that ended; the resident who opens pages chairs."""
    of_hers = select(Membership.id).where(Membership.user_id == user_id)
    me = Person(membership_id=act.session.scalars(of_hers).one())
    council = _found(act, service, me)
    signed = _ended(act, council, 9)
    operations.sign_minutes(act, signed, name=_name(act, council), on=today(), agrees=True)
    act.session.flush()
    said = [Section("Les repas", "Nous avons parlé du dîner.")]
    operations.publish_minutes(act, signed, said, was_read=True)
    written = _ended(act, council, 2)
    now = _begun(act, council, act)
    sheet = queries.see_meeting(act.session, now)
    file = operations.attach(act, now, "plan.pdf", PDF, item=sheet.agenda[0])
    act.session.flush()
    here, point = {"meeting_id": now.id}, {"item_id": sheet.agenda[0].id}
    draft_now, version = {"minutes_id": written.id, "number": 1}, {"minutes_id": signed.id}
    ended = {"meeting_id": written.meeting_id}
    return {
        **dict.fromkeys(("meetings.now", "meetings.people"), here),
        **dict.fromkeys(("meetings.talk", "meetings.vote"), point),
        **dict.fromkeys(("meetings.section", "meetings.section_voice", "meetings.sign"), draft_now),
        **dict.fromkeys(("meetings.write", "meetings.opinion"), ended),
        **dict.fromkeys(("meetings.publish", "meetings.send", "meetings.correct"), version),
        "meetings.ask": {"council_id": council.id},
        "meetings.tongues": {"meeting_id": signed.meeting_id},
        "meetings.tongue": {"meeting_id": signed.meeting_id, "language": "ar"},
        "meetings.translation": {"kind": "point", "text_id": point["item_id"], "language": "ar"},
        "meetings.minutes_paper": version,
        "meetings.file": {"file_id": file.id},
        "meetings.paper": {"paper": "agenda"},
    }


def _found(act: Act, service: Service, me: Person) -> Council:
    sheet = FoundingSheet(
        name=Localized({"fr": "Le conseil réuni"}), form=CouncilForm.COHORT, carrier_id=service.id
    )
    council = councils.found_council(act, sheet, service_ids=[service.id])
    councils.set_composition(act, council, LINES)
    residents, staff = council_queries.list_colleges(act.session, [council.id])
    since = today() - dt.timedelta(days=30)
    seats = (
        (residents, Person(name="Bilal"), SeatKind.MEMBER),
        (residents, Person(name="Colette"), SeatKind.SUBSTITUTE),
        (staff, Person(name="Farid"), SeatKind.MEMBER),
    )
    own = councils.appoint(act, residents, me, kind=SeatKind.MEMBER, since=today())
    for college, who, kind in seats:
        act.session.flush()
        councils.appoint(act, college, who, kind=kind, since=since)
    own.since = since
    act.session.flush()
    councils.give_office(act, council, own, Office.CHAIR, since=since)
    return council


def _name(act: Act, council: Council) -> str:
    chair = council_queries.see_council(act.session, council, today()).holder_of(Office.CHAIR)
    assert chair is not None
    return chair.holder.name


def _begun(act: Act, council: Council, then: Act) -> Meeting:
    """Begin a meeting at the hour of an act: everybody is there."""
    meeting = operations.plan_meeting(then, council, MeetingPlan(then.now, "Salle"))
    for title in ("Les repas", "Le bruit la nuit"):
        operations.add_item(then, meeting, ItemSheet(Localized(fr=title), Localized(fr="Parlons.")))
    act.session.flush()
    operations.call_meeting(then, meeting, link=str)
    for seat in queries.see_meeting(act.session, meeting).seats(SeatKind.MEMBER):
        assert seat.holder is not None
        operations.note_member(then, meeting, seat.holder.term.id)
        act.session.flush()
    operations.open_meeting(then, meeting)
    return meeting


def _ended(act: Act, council: Council, days: int) -> Minutes:
    """Hold a meeting so many days ago, and begin its minutes."""
    then = Act(act.session, act.actor, act.now - dt.timedelta(days=days))
    meeting = _begun(act, council, then)
    operations.conclude_item(then, queries.list_items(act.session, meeting)[0], "On en a parlé.")
    operations.close_meeting(then, meeting)
    row = operations.draft_minutes(
        then, meeting, draft(queries.see_meeting(act.session, meeting), None)
    )
    act.session.flush()
    return row
