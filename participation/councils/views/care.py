"""Looking after mandates: seats to propose, trainings wished for, help asked at meetings."""

from flask import current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from participation.councils import queries
from participation.councils.forms.mandates import SettleForm, TrainingForm
from participation.councils.labels import mandates as labels, words
from participation.councils.operations import mandates as deeds, succession
from participation.councils.queries import mandates as found, successions
from participation.councils.rules.serving import milestone_passed
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import REGISTER
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import bp, may_change, status_of


@bp.get("/councils/<key:council_id>/mandates")
@allow(Permission.COUNCIL_MANAGE)
def care(council_id: int) -> str:
    """Show what the mandates of a council ask for: seats, ends of terms, trainings, help."""
    session, today = cycle.act().session, clock.today()
    council = queries.get_council(session, council_id)
    sheet = queries.see_council(session, council, today)
    trainings = found.list_trainings(session, council_ids=[council.id])
    supports = found.list_supports(session, council_ids=[council.id])
    keys = {one.membership_id for one in trainings} | {one.membership_id for one in supports}
    return pages.render(
        "councils/care.html",
        council=council,
        seen=sheet,
        steps=successions.successions(session, sheet, today),
        ending=_ending(sheet),
        trainings=trainings,
        supports=supports,
        names=queries.names_by_role(session, keys),
        may_change=may_change(council),
        words=words,
        labels=labels,
        languages=REGISTER,
        today=today,
    )


def _ending(sheet: queries.CouncilSheet) -> list[tuple[int, queries.Holder]]:
    """Give those whose term ends within six, three or one months, the nearest first."""
    holders = [seat.holder for college in sheet.colleges for seat in college.seats if seat.holder]
    marked = [(milestone_passed(one.term.until, clock.today()), one) for one in holders]
    return sorted(
        ((months, one) for months, one in marked if months is not None),
        key=lambda pair: (pair[0], pair[1].name),
    )


@bp.post("/councils/terms/<key:term_id>/offer")
@allow(Permission.COUNCIL_MANAGE)
def offer(term_id: int) -> ResponseReturnValue:
    """Propose the seat of who left to the substitute who follows."""
    act = cycle.act()
    term = queries.get_term(act.session, term_id)
    council = queries.council_of(act.session, term)
    base: str = current_app.extensions["settings"].base_url
    made = succession.offer_seat(act, term, link=f"{base}{url_for('mandate.own')}")
    pages.say(_("Le siège est proposé. La personne répond sur sa page, ou à vous."))
    return redirect(url_for(".care", council_id=made.council_id or council.id), 303)


@bp.post("/councils/offers/<key:offer_id>/<any(yes, no):answer>")
@allow(Permission.COUNCIL_MANAGE)
def note_answer(offer_id: int, answer: str) -> ResponseReturnValue:
    """Write down what a substitute said to somebody of the team."""
    act = cycle.act()
    asked = found.get_offer(act.session, offer_id)
    succession.answer_offer(act, asked, accepts=answer == "yes")
    pages.say(_("C’est noté."))
    return redirect(url_for(".care", council_id=asked.council_id), 303)


@bp.route("/councils/trainings/<key:training_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def training(training_id: int) -> ResponseReturnValue:
    """Write down when a training is held, or that it was followed."""
    act = cycle.act()
    row = found.get_training(act.session, training_id)
    form = TrainingForm(obj=row)
    if attempt(form, lambda: deeds.note_training(act, row, form.sheet())):
        pages.say(_("C’est noté. La personne le voit sur sa page."))
        return redirect(url_for(".care", council_id=row.council_id), 303)
    names = queries.names_by_role(act.session, [row.membership_id])
    page = pages.render(
        "councils/training.html", form=form, row=row, name=names[row.membership_id], labels=labels
    )
    return page, status_of(form)


@bp.route("/councils/help/<key:support_id>", methods=["GET", "POST"])
@allow(Permission.COUNCIL_MANAGE)
def support(support_id: int) -> ResponseReturnValue:
    """Say who comes to help, or why nobody does."""
    act = cycle.act()
    row = found.get_support(act.session, support_id)
    form = SettleForm(obj=row)
    if attempt(
        form,
        lambda: deeds.settle_support(
            act,
            row,
            form.chosen(),
            found=form.found.data or "",
            because=form.because.data or "",
        ),
    ):
        pages.say(_("C’est noté. La personne le voit sur sa page."))
        return redirect(url_for(".care", council_id=row.council_id), 303)
    names = queries.names_by_role(act.session, [row.membership_id])
    page = pages.render(
        "councils/support.html",
        form=form,
        row=row,
        name=names[row.membership_id],
        labels=labels,
        languages=REGISTER,
    )
    return page, status_of(form)
