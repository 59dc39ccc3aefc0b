"""The result for staff: declared, challenged, renounced, proclaimed."""

from flask import redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils.forms.offers import day_of
from participation.elections import queries
from participation.elections.forms.votes import (
    AnswerForm,
    BecauseForm,
    ChallengeForm,
    ProclaimForm,
)
from participation.elections.labels import counting as words
from participation.elections.labels.minutes import may_print
from participation.elections.labels.walls import seat_words, title_of
from participation.elections.operations import proclaiming, results as operations
from participation.elections.rules.stages import Stage
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered

from .desk import ask, bp, reach, refuse


@bp.get("/elections/<key:election_id>/result")
@allow(Permission.COUNCIL_MANAGE)
def result(election_id: int) -> str:
    """Show what was counted, who is elected, and what may still be contested."""
    sheet = reach(election_id)
    session, waits = cycle.act().session, sheet.election.stage is Stage.CHALLENGE
    gone = queries.list_gone(session, sheet, clock.today()) if waits else []
    return pages.render(
        "elections/result.html",
        vote=sheet,
        stage=sheet.election.stage.value,
        gone={each.id for each in gone},
        may_change=sheet.council.carrier_id in entered(session),
        may_print=may_print(sheet),
        words=words,
        title_of=title_of,
        seat_words=seat_words,
        today=clock.today(),
    )


@bp.post("/elections/<key:election_id>/declare")
@allow(Permission.COUNCIL_MANAGE)
def declare(election_id: int) -> ResponseReturnValue:
    """Declare the result: from now on it may hang on the wall and be contested."""
    operations.declare_result(cycle.act(), reach(election_id).election)
    pages.say(_("Le résultat est déclaré. Affichez-le."))
    return redirect(url_for(".result", election_id=election_id), 303)


@bp.route("/elections/results/<key:result_id>/renounce", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def renounce(result_id: int) -> ResponseReturnValue:
    """Write down that an elected person does not take her seat."""
    act, form = cycle.act(), BecauseForm()
    found = queries.get_result(act.session, result_id)
    contest = queries.get_contest(act.session, found.contest_id)
    back = url_for(".result", election_id=contest.election_id)
    if form.accepted():
        try:
            operations.renounce(act, found, because=form.because.data or "")
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("C’est noté. La personne suivante prend ce siège."))
            return redirect(back, 303)
    told = [found.name, _("La personne qui a eu le plus de voix après elle prend sa place.")]
    return ask(form, _("Ne prend pas son siège"), _("Enregistrer"), back, words=told)


@bp.route("/elections/<key:election_id>/challenge", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def challenge(election_id: int) -> ResponseReturnValue:
    """Write down who contests the result, and about what."""
    sheet, form = reach(election_id), ChallengeForm()
    back = url_for(".result", election_id=election_id)
    if form.accepted():
        try:
            operations.receive_challenge(
                cycle.act(),
                sheet.election,
                name=form.name.data or "",
                words=form.words.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("La contestation est reçue. Elle attend une réponse."))
            return redirect(back, 303)
    return ask(form, _("Recevoir une contestation"), _("Enregistrer"), back)


@bp.route("/elections/challenges/<key:challenge_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def answer(challenge_id: int) -> ResponseReturnValue:
    """Answer a challenge with its reason; one that is upheld annuls the election."""
    act, form = cycle.act(), AnswerForm()
    found = queries.get_challenge(act.session, challenge_id)
    back = url_for(".result", election_id=found.election_id)
    if form.accepted():
        try:
            operations.decide_challenge(
                act,
                found,
                is_upheld=form.is_upheld.data == "yes",
                because=form.because.data or "",
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("La réponse est notée. Donnez-la aussi à la personne."))
            return redirect(back, 303)
    told = [f"{found.name} : {found.words}"]
    return ask(form, _("Répondre à une contestation"), _("Enregistrer"), back, words=told)


@bp.route("/elections/<key:election_id>/proclaim", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def proclaim(election_id: int) -> ResponseReturnValue:
    """Give the elected their seats; the terms before them end."""
    sheet = reach(election_id)
    form = ProclaimForm(data={"since": clock.today()})
    back = url_for(".result", election_id=election_id)
    if form.accepted():
        try:
            proclaiming.proclaim(
                cycle.act(),
                sheet.election,
                since=day_of(form.since),
                without_waiting=bool(form.without_waiting.data),
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            pages.say(_("Les élus siègent. Les mandats d’avant sont finis."))
            return redirect(url_for("councils.show", council_id=sheet.council.id), 303)
    told = [_("Les élus entrent au conseil ce jour-là. Les mandats d’avant finissent.")]
    return ask(form, _("Proclamer les élus"), _("Proclamer"), back, words=told)
