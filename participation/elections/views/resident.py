"""The election as everybody sees it: what is elected, until when, the candidates, my own place."""

from collections.abc import Collection
from dataclasses import dataclass

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.councils import queries as councils
from participation.councils.labels import words as council_words
from participation.councils.models import College, Council
from participation.councils.operations import Person
from participation.councils.rules.kinds import REPRESENTED
from participation.elections import operations, queries
from participation.elections.forms import AskForm
from participation.elections.labels import process as words
from participation.elections.models import Contest, Election
from participation.elections.operations.candidacies import LIVE
from participation.elections.queries import ContestSheet, OwnPlace
from participation.elections.queries.sealed import list_sealed_contests
from participation.elections.rules.stages import BY_ELECTED, POSTED, SHOWN, Settlement, Stage
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission

from .desk import attempt, bp, status_of


@dataclass(frozen=True, slots=True)
class Shown:
    """An election as one person sees it."""

    election: Election
    council: Council
    places: list[OwnPlace]
    """Where she votes or may stand; empty for somebody who has not come in."""
    may_stand: bool
    """Whether people may stand today."""
    may_object: bool
    has_candidates: bool
    booths: list[tuple[str, int]]
    """Name and contest of each booth that is open: for who holds a card, whoever that is."""

    @property
    def is_by_elected(self) -> bool:
        """Say whether only those vote who were elected before."""
        return self.election.kind in BY_ELECTED

    @property
    def standing(self) -> list[OwnPlace]:
        """Give the contests in which she stands."""
        return [one for one in self.places if one.candidacy is not None]

    @property
    def open_places(self) -> list[OwnPlace]:
        """Give the contests in which she may still say that she stands."""
        if not self.may_stand or any(
            one.candidacy and one.candidacy.state in LIVE for one in self.places
        ):
            return []
        return [one for one in self.places if one.contest.settlement is Settlement.VOTE]


def shown(election: Election, user_id: int | None) -> Shown:
    """Give an election as a person sees it, or somebody whom the page does not know."""
    session, today = cycle.act().session, clock.today()
    contests = queries.list_contests(session, election)
    places = []
    if user_id is not None:
        places = queries.own_places(session, contests, user_id, today)
    if election.kind in BY_ELECTED:
        places = [one for one in places if one.candidacy or (one.entry and one.entry.may_vote)]
    in_call = election.stage is Stage.CALL
    return Shown(
        election=election,
        council=queries.council_of(session, election),
        places=places,
        may_stand=in_call and today <= election.candidacies_end_on,
        may_object=in_call and today <= election.objections_end_on,
        has_candidates=election.stage in POSTED,
        booths=[
            (name_contest(queries.college_of(session, one), one), one.id)
            for one in list_sealed_contests(session, election)
            if election.stage is Stage.VOTE
        ],
    )


def name_contest(college: College, contest: Contest) -> str:
    """Name a contest to those who vote: by its office, or by its college."""
    if contest.office is not None:
        return str(council_words.OFFICES[contest.office])
    return str(council_words.COLLEGES[college.kind])


@bp.get("/<service>/election")
@allow(Permission.COUNCIL_READ)
def mine() -> str:
    """Show the elections of this house: what for, until when, and what I can do."""
    session = cycle.act().session
    here = [one.id for one in councils.list_councils(session, service_id=cycle.service_id())]
    running = [one for one in queries.list_elections(session, here) if one.stage in SHOWN]
    return pages.render(
        "elections/mine.html",
        found=[shown(one, cycle.visitor().user_id) for one in running],
        is_known=cycle.visitor().user_id is not None,
        words=words,
        colleges=council_words.COLLEGES,
    )


@bp.get("/<service>/election/<key:election_id>/candidates")
@allow(Permission.COUNCIL_READ)
def candidates(election_id: int) -> str:
    """Show who stands: photo, name, number, words, voice; in the order that was drawn."""
    session = cycle.act().session
    election = queries.reach_election(session, election_id)
    if election.stage not in POSTED:
        raise NotFound
    sheets = [queries.see_contest(session, one) for one in queries.list_contests(session, election)]
    hers = {one.contest.id for one in shown(election, cycle.visitor().user_id).places}
    return pages.render(
        "elections/candidates.html",
        election=election,
        council=queries.council_of(session, election),
        sheets=[one for one in sheets if one.standing and _concerns(one, hers)],
        names={one.contest.id: name_contest(one.college, one.contest) for one in sheets},
        is_by_elected=election.kind in BY_ELECTED,
        voices={
            one.id: voice_of(one.id) for sheet in sheets for one in sheet.standing if one.has_sound
        },
    )


def _concerns(sheet: ContestSheet, hers: Collection[int]) -> bool:
    """Say whether a contest is hers; for whom no contest is known, those of the represented are."""
    return sheet.contest.id in hers if hers else sheet.college.kind in REPRESENTED


def voice_of(candidacy_id: int) -> dict[str, str]:
    """Give the addresses of a voice, as the yellow disc plays it."""
    return {
        kind: url_for(".voice", candidacy_id=candidacy_id, kind=kind) for kind in ("opus", "aac")
    }


@bp.route("/<service>/election/<key:contest_id>/roll", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def ask(contest_id: int) -> ResponseReturnValue:
    """Let somebody see whether she is on the roll, and ask for a correction."""
    act, user_id = cycle.act(), cycle.visitor().user_id
    contest = queries.get_contest(act.session, contest_id)
    election = queries.reach_election(act.session, contest.election_id)
    if user_id is None or election.stage not in SHOWN:
        raise NotFound
    seen = shown(election, user_id)
    own = next((one for one in seen.places if one.contest.id == contest.id), None)
    form = AskForm(data={"asked": _("Je veux être sur la liste.")})
    if not seen.may_object:
        return pages.render("elections/ask.html", form=None, own=own, words=words, seen=seen)
    who = Person(own.membership_id if own else None, own.name if own else cycle.visitor().name)
    if attempt(
        form,
        lambda: operations.object_to_roll(act, contest, who, asked=form.asked.data or ""),
    ):
        pages.say(_("C’est envoyé. On vous répondra."))
        return redirect(url_for(".mine"), 303)
    page = pages.render("elections/ask.html", form=form, own=own, words=words, seen=seen)
    return page, status_of(form)
