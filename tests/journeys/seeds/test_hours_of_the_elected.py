"""Time given to a council is work: the elected prove it, who owes it counts it."""

import re
from collections import Counter

import pytest
from sqlalchemy import and_, select

from participation.accounts.models import Membership
from participation.accounts.rules.powers import Role
from participation.audit.models import Entry
from participation.audit.rules import Action
from participation.councils.models import Term
from participation.meetings.models import Meeting, Presence
from participation.meetings.queries import list_meetings
from participation.meetings.rules.kinds import Stage
from tests.builders import looking_in
from tests.journeys.seeds.walkers import LOCAL, Walk

pytestmark = pytest.mark.sqlite

YEAR, PLANNED = 2025, 90


def sat(walk: Walk, slug: str) -> Counter[tuple[int, str]]:
    """Count, on the attendance lists, the meetings of the year of each person of a house."""
    with looking_in(walk.served.engine, walk.town, walk.service(slug)) as session:
        held = [
            one.id
            for one in list_meetings(session)
            if one.stage is Stage.CLOSED and one.starts_at.year == YEAR
        ]
        assert {one.minutes_planned for one in session.scalars(select(Meeting))} == {PLANNED}
        same = Presence.organisation_id
        rows = session.execute(
            select(Membership.user_id, Presence.name)
            .join(Term, and_(Term.organisation_id == same, Term.id == Presence.term_id))
            .join(
                Membership,
                and_(Membership.organisation_id == same, Membership.id == Term.membership_id),
            )
            .where(Presence.meeting_id.in_(held))
        )
        return Counter((user, name) for user, name in rows)


def length(minutes: int) -> str:
    """Write a length as the pages do."""
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02}" if rest else f"{hours} h"


def words_of(page: str) -> str:
    """Give the words of a page without its marks."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def test_an_elected_person_proves_the_time_that_she_gave(walk: Walk) -> None:
    (user_id, _name), times = sat(walk, "tilleul").most_common(1)[0]
    assert times > 1
    person = walk.known(user_id)
    assert 'href="/rive/mandate/time"' in person.read("/mandate")
    page = words_of(person.read(f"/mandate/time?year={YEAR}"))
    assert f"En tout : {length(times * PLANNED)}" in page.replace("\u202f", " ").replace(
        "\xa0", " "
    )
    assert "ce temps est du travail" in page
    nobody = words_of(walk.staff(Role.RESIDENT, "tilleul").read(f"/mandate/time?year={YEAR}"))
    assert "En tout" not in nobody


def test_who_owes_the_time_counts_it_by_mandate_and_month(walk: Walk) -> None:
    known, others = sat(walk, "tilleul"), sat(walk, "olivier")
    manager = walk.staff(Role.MANAGER, "tilleul")
    assert 'href="/rive/meetings/hours"' in manager.read("/meetings")
    page = manager.read(f"/meetings/hours?year={YEAR}")
    names, elsewhere = ({name for _user, name in found} for found in (known, others))
    assert all(name in page for name in names)
    assert not any(name in page for name in elsewhere - names), "another house is not hers"
    form = re.search(r'action="/rive(/meetings/hours/file)"', page)
    assert form
    sent = manager.client.post(
        f"/rive{form[1]}",
        data={**dict(re.findall(r'name="([\w-]+)" value="([^"]*)"', page)), "year": YEAR},
        base_url=LOCAL,
    )
    lines = [line.split(";") for line in sent.text.lstrip("\ufeff").splitlines()[1:]]
    counted: Counter[str] = Counter()
    for line in lines:
        assert line[3].startswith(f"{YEAR}-")
        assert int(line[5]) == int(line[4]) * PLANNED
        counted[line[2]] += int(line[4])
    for (_user, name), times in known.items():
        assert counted[name] >= times
    with looking_in(walk.served.engine, walk.town) as session:
        left = select(Entry).where(Entry.action == Action.MANDATE_HOURS_EXPORTED)
        assert len(session.scalars(left).all()) == 1
    walk.staff(Role.RESIDENT, "tilleul").read("/meetings/hours", status=403)
