"""Who sits, stands and votes in the demonstration's councils."""

import datetime as dt

from participation.councils import queries
from participation.councils.models import College
from participation.councils.operations import Person
from participation.councils.rules.kinds import CollegeKind as K
from participation.foundation.act import Act
from participation.organisations.models import Service

NAMED = {
    K.RELATIVES: ("Odile Garnier", "Bruno Lemoine", "Sylvie Page"),
    K.MANAGING_BODY: ("Paule Vasseur",),
    K.VOLUNTEERS: ("Jean-Luc Roy",),
}
"""People of the demonstration who have no account: written by their names."""


def people_of(act: Act, college: College, service: Service, since: dt.date) -> list[Person]:
    """Give people for a college: named ones, or those who were there then and still are.

    In the order of their initials, so that first names are of all languages; no name twice.
    """
    if college.kind in NAMED:
        return [Person(name=name) for name in NAMED[college.kind]]
    then, now = (
        {
            one.membership_id: one
            for one in queries.list_sitters(act.session, college.kind, [service.id], day)
            if one.service_id == service.id
        }
        for day in (since, act.now.date())
    )
    here = {one.name: one for key, one in now.items() if key in then}
    chosen = [here[name] for name in sorted(here, key=lambda name: (name[-2:], name))]
    return [Person(membership_id=one.membership_id) for one in chosen]
