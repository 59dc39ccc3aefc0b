"""The sealed vote at the bureau's desk: ceremony, end of paper entry, result, archive, keys."""

import tempfile

from flask import Response, abort, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from participation.accounts.adapters.qr import qr_picture
from participation.elections import queries
from participation.elections.forms.urns import EndPaperForm, ceremony_form, keep_form
from participation.elections.forms.votes import TwoPeopleForm
from participation.elections.labels import counting as count_words, urns as words
from participation.elections.labels.walls import title_of
from participation.elections.models import Contest
from participation.elections.operations import sealed as operations, tallying
from participation.elections.operations.bureau import TwoPeople
from participation.elections.queries import CountSheet, VoteSheet
from participation.elections.queries.sealed import result_of, write_archive
from participation.elections.queries.urns import see_urn
from participation.elections.rules.bureau import BureauFunction
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import get_service

from .desk import ask, bp, count_try, forget_count, member_of, reach, refuse

KEY_PAGE, CARD_PAGE = "keys", "make-cards"
"""Pages under the address of the vote; the invitation stands after their #, never sent."""
TOGETHER = "~"
"""Between the invitations that one device takes in turn; no invitation has it."""


def reach_sealed(contest_id: int) -> tuple[VoteSheet, CountSheet]:
    """Give a contest whose people vote in sealed ballots; 404 for any other."""
    session = cycle.act().session
    contest = queries.get_contest(session, contest_id)
    sheet = reach(contest.election_id)
    own = next(each for each in sheet.contests if each.contest.id == contest.id)
    if not own.is_sealed:
        abort(404)
    return sheet, own


@bp.get("/elections/contests/<key:contest_id>/urn")
@allow(Permission.COUNCIL_MANAGE)
def urn(contest_id: int) -> str:
    """Show where a sealed vote stands, what is missing, and what to do; never how many voted."""
    vote, sheet = reach_sealed(contest_id)
    session = cycle.act().session
    own = see_urn(session, sheet.contest)
    return pages.render(
        "elections/urn.html",
        vote=vote,
        poll=sheet,
        urn=own,
        phase=own.phase.value if own.phase else "",
        stage=vote.election.stage.value,
        lines=list(words.lines_of(own)) if own.has_archive else [],
        result=result_of(own.sealed) if own.sealed else None,
        name=title_of(sheet),
        words=words,
        stages=count_words.STAGES,
        may_change=vote.council.carrier_id in entered(session),
    )


def _two(vote: VoteSheet, form: TwoPeopleForm) -> TwoPeople:
    return TwoPeople(
        form.president_code.data or "",
        member_of(vote, form.assessor.data),
        form.assessor_code.data or "",
    )


def _back(contest: Contest) -> str:
    return url_for(".urn", contest_id=contest.id)


@bp.route("/elections/contests/<key:contest_id>/keys", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def begin_keys(contest_id: int) -> ResponseReturnValue:
    """Name who keeps the keys; their invitations are shown this once."""
    vote, sheet = reach_sealed(contest_id)
    title = _("Élection : %(name)s", name=title_of(sheet))
    form = ceremony_form(title, [each.name for each in vote.bureau][:3])
    if form.accepted():
        try:
            made = operations.prepare(
                cycle.act(), sheet.contest, form.names(), title=form.title.data or ""
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            return _invite(vote, sheet, made)
    told = [
        _("Trois personnes gardent les clés, et deux suffisent pour ouvrir. Ou cinq, et trois."),
        _("Par exemple : une personne accompagnée, un proche, un professionnel."),
    ]
    if see_urn(cycle.act().session, sheet.contest).sealed is not None:
        told.append(_("Les clés et les cartes déjà faites ne serviront plus."))
    return ask(form, _("Préparer les clés"), _("Préparer"), _back(sheet.contest), words=told)


def _invite(vote: VoteSheet, sheet: CountSheet, made: operations.Invitations) -> str:
    """Show the invitations, which are kept nowhere."""
    service = get_service(cycle.act().session, vote.council.carrier_id)
    state = url_for("sealed.state", service=service.slug, contest_id=sheet.contest.id)
    place = request.host_url.rstrip("/") + state.removesuffix("/state")
    doors = [(name, f"{place}/{KEY_PAGE}#{token}") for name, token in made.trustees]
    together = f"{place}/{KEY_PAGE}#{TOGETHER.join(token for _name, token in made.trustees)}"
    return pages.render(
        "elections/invitations.html",
        name=title_of(sheet),
        keepers=[(name, door, qr_picture(door)) for name, door in doors],
        together=together,
        together_picture=qr_picture(together),
        cards=f"{place}/{CARD_PAGE}#{made.cards}",
        cards_picture=qr_picture(f"{place}/{CARD_PAGE}#{made.cards}"),
        back=_back(sheet.contest),
    )


@bp.route("/elections/contests/<key:contest_id>/end-paper", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def end_paper(contest_id: int) -> ResponseReturnValue:
    """End the entry of paper ballots, by two people with their codes."""
    vote, sheet = reach_sealed(contest_id)
    form = EndPaperForm()
    form.offer(each for each in vote.bureau if each.function is BureauFunction.ASSESSOR)
    if form.accepted():
        try:
            count_try(vote.election)
            tallying.end_paper(
                cycle.act(),
                sheet.contest,
                _two(vote, form),
                null=form.null.data or 0,
                because=form.because.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(vote.election)
            pages.say(_("L’urne est fermée. Ceux qui ont les clés peuvent maintenant l’ouvrir."))
            return redirect(_back(sheet.contest), 303)
    told = [
        _("Entrez d’abord chaque bulletin en papier valable, avec un code de papier."),
        _("Après, aucun bulletin n’entre plus dans l’urne."),
    ]
    title, back = _("Finir les bulletins en papier"), _back(sheet.contest)
    return ask(form, title, _("Finir"), back, words=told, kind="danger")


@bp.route("/elections/contests/<key:contest_id>/keep-result", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def keep_result(contest_id: int) -> ResponseReturnValue:
    """Write what came out of the urn into the count."""
    _vote, sheet = reach_sealed(contest_id)
    form = keep_form(sheet)
    if form.accepted():
        try:
            tallying.keep_result(
                cycle.act(),
                sheet.contest,
                signed=form.signed.data or 0,
                because=form.gap_because.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Le résultat de l’urne est noté."))
            back = url_for(".desk", election_id=sheet.contest.election_id)
            return redirect(back, 303)
    told = [_("Les voix viennent de l’urne : vous ne les tapez pas.")]
    title, back = _("Noter le résultat de l’urne"), _back(sheet.contest)
    return ask(form, title, _("Enregistrer"), back, words=told)


@bp.get("/elections/contests/<key:contest_id>/archive.bel")
@allow(Permission.COUNCIL_MANAGE)
def archive(contest_id: int) -> Response:
    """Give the archive to the bureau, which anyone verifies with any tool of Belenios."""
    _vote, sheet = reach_sealed(contest_id)
    session = cycle.act().session
    own = see_urn(session, sheet.contest)
    sealed = own.sealed
    if sealed is None or not own.has_archive:
        abort(404)
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer
    write_archive(session, sealed, stream)
    stream.seek(0)
    name = f"{sealed.uuid}.bel"
    return send_file(stream, "application/octet-stream", as_attachment=True, download_name=name)


@bp.route("/elections/contests/<key:contest_id>/destroy-keys", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def destroy_keys(contest_id: int) -> ResponseReturnValue:
    """Destroy the keys once nobody can contest any more; the archive stays."""
    vote, sheet = reach_sealed(contest_id)
    form, back = TwoPeopleForm(), _back(sheet.contest)
    form.offer(each for each in vote.bureau if each.function is BureauFunction.ASSESSOR)
    if form.accepted():
        try:
            count_try(vote.election)
            tallying.destroy_keys(cycle.act(), sheet.contest, _two(vote, form))
        except Refused as refused:
            refuse(form, refused)
        else:
            forget_count(vote.election)
            pages.say(_("Les clés sont détruites. Brûlez ou déchirez aussi les cartes de clés."))
            return redirect(back, 303)
    told = [
        _("Après, plus personne ne pourra ouvrir un bulletin. L’archive reste vérifiable."),
        _("La présidence et un assesseur tapent chacun leur code."),
        _("Un code est oublié ? Nommez quelqu’un d’autre au bureau, ou remplacez la présidence."),
    ]
    title = _("Détruire les clés")
    return ask(form, title, title, back, words=told, kind="danger")
