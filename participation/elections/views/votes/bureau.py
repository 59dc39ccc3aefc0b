"""The bureau's desk: what to do now, turnout without names, its members, the turns of a vote."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.rules.kinds import TieBreak
from participation.elections import queries
from participation.elections.forms.votes import (
    CloseForm,
    OpenForm,
    SuspendForm,
    TwoPeopleForm,
    WordsForm,
)
from participation.elections.labels import counting as words, urns as urn_words
from participation.elections.labels.incidents import say_when
from participation.elections.labels.minutes import may_print
from participation.elections.labels.walls import title_of
from participation.elections.models import Election
from participation.elections.operations import bureau as operations, voting
from participation.elections.operations.bureau import TwoPeople
from participation.elections.queries import VoteSheet
from participation.elections.queries.devices import list_screens
from participation.elections.queries.urns import see_urns
from participation.elections.rules.bureau import BureauFunction, Turn, is_whole
from participation.elections.rules.stages import BY_ELECTED
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Act, Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import of_program
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse

FORMS = {
    Turn.OPEN: OpenForm,
    Turn.SUSPEND: SuspendForm,
    Turn.RESUME: TwoPeopleForm,
    Turn.CLOSE: CloseForm,
    Turn.STOP: SuspendForm,
}


@bp.get("/elections/<key:election_id>/bureau")
@allow(Permission.COUNCIL_MANAGE)
def desk(election_id: int) -> str:
    """Show where a vote stands and what its bureau does next; never who has not voted."""
    sheet = reach(election_id)
    tags = cycle.organisation_row().languages.split(",")
    is_carrier = sheet.council.carrier_id in entered(cycle.act().session)
    urns = see_urns(cycle.act().session, sheet)
    return pages.render(
        "elections/bureau.html",
        vote=sheet,
        urns=urns,
        urn_words=urn_words,
        screens=list_screens(cycle.act().session, sheet.election) if urns else (),
        now=cycle.act().now,
        stage=sheet.election.stage.value,
        is_whole=is_whole(each.function for each in sheet.bureau),
        may_change=is_carrier,
        may_choose=is_carrier and sheet.election.kind in BY_ELECTED,
        may_name=is_carrier
        and sheet.election.stage in operations.stages_of_bureau(cycle.act(), sheet.election),
        may_print=may_print(sheet),
        say_when=say_when,
        by_post=[
            one for one in sheet.voting if queries.ground_for(cycle.act().session, one.contest)
        ],
        words=words,
        title_of=title_of,
        by_lots=TieBreak.LOTS,
        languages_here=of_program(tags),
    )


@bp.route(
    "/elections/<key:election_id>/<any(open, suspend, resume, close, stop):step>",
    methods=["GET", "POST"],
)
@allow(Permission.COUNCIL_MANAGE)
def turn(election_id: int, step: str) -> ResponseReturnValue:
    """Open, suspend, resume, close or give up a vote, by two people with their codes."""
    sheet, chosen = reach(election_id), Turn(step)
    back = url_for(".desk", election_id=election_id)
    form = FORMS[chosen]()
    if isinstance(form, CloseForm) and not any(one.is_sealed for one in sheet.voting):
        del form.despite
    form.offer(each for each in sheet.bureau if each.function is BureauFunction.ASSESSOR)
    if form.accepted():
        try:
            count_try(sheet.election)
            _do(cycle.act(), chosen, sheet, form)
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(sheet.election)
            pages.say(_("C’est fait : %(stage)s.", stage=_stage_words(sheet.election)))
            return redirect(back, 303)
    told = [_("La présidence et un assesseur tapent chacun leur code.")]
    if chosen is Turn.CLOSE:
        told.append(_("Après, personne ne pourra plus voter."))
    if chosen is Turn.STOP:
        told.append(_("Après, rien ne sera compté : il faudra préparer une autre élection."))
    title = str(words.TURNS[chosen])
    kind = "danger" if chosen in (Turn.CLOSE, Turn.STOP) else "primary"
    return ask(form, title, title, back, words=told, kind=kind)


def _stage_words(election: Election) -> str:
    return str(words.STAGES[election.stage]).lower()


def _despite(form: CloseForm) -> str:
    return str(form.despite.data or "") if "despite" in form else ""


def _do(act: Act, chosen: Turn, sheet: VoteSheet, form: TwoPeopleForm) -> None:
    people = TwoPeople(
        form.president_code.data or "",
        member_of(sheet, form.assessor.data),
        form.assessor_code.data or "",
    )
    if isinstance(form, OpenForm):
        shown = bool(form.urn_is_empty.data)
        voting.open_vote(act, sheet.election, people, urn_is_empty=shown)
    elif isinstance(form, SuspendForm):
        deed = voting.stop_vote if chosen is Turn.STOP else voting.suspend_vote
        deed(act, sheet.election, people, because=form.because.data or "")
    elif chosen is Turn.RESUME:
        voting.resume_vote(act, sheet.election, people)
    elif isinstance(form, CloseForm):
        voting.close_vote(act, sheet.election, people, despite=_despite(form))


@bp.route("/elections/<key:election_id>/observe", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def observe(election_id: int) -> ResponseReturnValue:
    """Write something into the procès-verbal."""
    sheet, form = reach(election_id), WordsForm()
    back = url_for(".desk", election_id=election_id)
    if form.accepted():
        try:
            voting.observe(cycle.act(), sheet.election, words=form.words.data or "")
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté au procès-verbal."))
            return redirect(back, 303)
    return ask(form, _("Écrire une observation"), _("Enregistrer"), back)
