"""The state of the association at a date, and of one service."""

from collections import Counter

from participation.compliance import queries
from participation.compliance.labels import milestones as facts, titles
from participation.compliance.labels.silences import SILENCES, say_law
from participation.compliance.labels.todo import say
from participation.councils.labels.words import FORMS
from participation.councils.queries import law_on
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.permissions import Permission
from participation.organisations.rules.rulings import State

from .desk import asked_day, bp
from .places import place_of

OPEN = (State.ERROR, State.WARNING)


@bp.get("/compliance")
@allow(Permission.COUNCIL_MANAGE)
def index() -> str:
    """Count the rules of every service on a day; show which has no space of expression."""
    asked = asked_day()
    states = queries.see_states(cycle.act().session, asked.day)
    broken = Counter(
        (line.rule, line.state) for each in states for line in each.lines if line.state in OPEN
    )
    rules = sorted(
        {rule for rule, _state in broken},
        key=lambda rule: (-broken[rule, State.ERROR], -broken[rule, State.WARNING], rule),
    )
    return pages.render(
        "compliance/index.html",
        asked=asked,
        states=states,
        law=law_on(asked.day),
        past=say_law(law_on(asked.day), asked.day),
        unheard=[each for each in states if each.has_no_space],
        worst=Counter(each.worst for each in states),
        rules=[(rule, broken[rule, State.ERROR], broken[rule, State.WARNING]) for rule in rules],
        titles=titles,
        forms=FORMS,
        State=State,
    )


@bp.get("/<service>/compliance")
@allow(Permission.COUNCIL_MANAGE)
def show() -> str:
    """Show each rule for a service on a day: its state, its article, what to do and where."""
    asked, session = asked_day(), cycle.act().session
    service_id = cycle.service_id()
    found = queries.see_states(session, asked.day, service_ids=[service_id])
    return pages.render(
        "compliance/show.html",
        asked=asked,
        state=found[0] if found else None,
        past=say_law(law_on(asked.day), asked.day),
        silences=SILENCES,
        place=cycle.service_row(),
        milestones=queries.list_milestones(session).get(service_id, []),
        facts=facts,
        titles=titles,
        forms=FORMS,
        say=say,
        place_of=place_of,
        State=State,
    )
