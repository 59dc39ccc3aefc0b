"""My mandate, on my phone: what I am asked, what is to come, what I learn, my own notes."""

from pathlib import Path

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.accounts.queries import get_user
from participation.councils.forms import mandates as forms
from participation.councils.labels import learning, mandates as labels, words
from participation.councils.operations import mandates as deeds, succession
from participation.councils.queries import diary
from participation.councils.queries.mandates import (
    Mandate,
    followed_by,
    get_hour,
    get_note,
    get_offer,
    mandates_of,
)
from participation.councils.rules.serving import SupportKind
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.certificate import print_certificate
from participation.foundation.i18n import gettext as _, lazy, reader_locale
from participation.foundation.languages import REGISTER, SOURCE
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import status_of

bp = Blueprint("mandate", __name__, url_prefix="/<organisation>")
CHOOSE_DAY = lazy("Choisissez un jour.")


def me() -> int:
    """Give the person of the request; 404 for a device."""
    user_id = cycle.visitor().user_id
    if user_id is None:
        raise NotFound
    return user_id


def my_mandates() -> list[Mandate]:
    """Give the seats that the person holds today; 404 when she holds none."""
    found = list(mandates_of(cycle.act().session, me(), clock.today()))
    if not found:
        raise NotFound
    return found


@bp.get("/mandate")
@allow(Permission.OWN_ACCOUNT)
def own() -> str:
    """Show a representative her seats, her questions to answer, her days, her trainings, notes."""
    return pages.render(
        "councils/mandate.html",
        diary=diary.see_diary(cycle.act().session, me(), clock.today()),
        words=words,
        labels=labels,
        languages=REGISTER,
    )


@bp.post("/mandate/offers/<key:offer_id>/<any(yes, no):answer>")
@allow(Permission.OWN_ACCOUNT)
def answer(offer_id: int, answer: str) -> ResponseReturnValue:
    """Say yes or no to a seat that is proposed to me."""
    act = cycle.act()
    offer = get_offer(act.session, offer_id)
    try:
        succession.refuse_another(act, offer.substitute_id, me())
    except Refused as refused:
        raise NotFound from refused
    succession.answer_offer(act, offer, accepts=answer == "yes")
    said = _("Merci. Vous êtes titulaire.") if answer == "yes" else _("C’est noté : c’est non.")
    pages.say(said)
    return redirect(url_for(".own"), 303)


@bp.route("/mandate/<key:term_id>/resign", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def resign(term_id: int) -> ResponseReturnValue:
    """Give my seat back from a day on."""
    act = cycle.act()
    mandate = next((one for one in my_mandates() if one.term.id == term_id), None)
    if mandate is None:
        raise NotFound
    form = forms.ResignForm(data={"on_day": clock.today()})
    form.offer_years(clock.today())
    if attempt(form, lambda: deeds.give_back(act, mandate, on=form.on_day.data)):
        pages.say(_("C’est noté. Merci pour tout ce que vous avez fait."))
        return redirect(url_for(".own"), 303)
    page = pages.render("councils/resign.html", form=form, mandate=mandate)
    return page, status_of(form)


@bp.route("/mandate/hours", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def hours() -> ResponseReturnValue:
    """Say when and where people can meet me."""
    act, mine = cycle.act(), my_mandates()
    form = forms.HoursForm(data={"starts": "14:00", "ends": "15:00"})
    form.offer_mandates(mine)
    form.offer_years(clock.today())
    if attempt(form, lambda: deeds.set_hours(act, form.chosen(mine).term, form.sheet())):
        pages.say(_("C’est noté. Les personnes de la maison le voient."))
        return redirect(url_for(".own"), 303)
    return pages.render("councils/hours.html", form=form, mandates=mine), status_of(form)


@bp.post("/mandate/hours/<key:hours_id>/remove")
@allow(Permission.OWN_ACCOUNT)
def remove_hours(hours_id: int) -> ResponseReturnValue:
    """Take my office hours away."""
    act = cycle.act()
    row, term = get_hour(act.session, hours_id)
    if term.id not in {one.term.id for one in my_mandates()}:
        raise NotFound
    deeds.remove_hours(act, row)
    pages.say(_("C’est enlevé."))
    return redirect(url_for(".own"), 303)


@bp.route("/mandate/trainings", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def wish() -> ResponseReturnValue:
    """Say what I want to learn."""
    act, mine = cycle.act(), my_mandates()
    form = forms.WishForm()
    form.offer_mandates(mine)
    if attempt(form, lambda: deeds.wish_training(act, form.chosen(mine), form.theme_chosen())):
        pages.say(_("C’est demandé. L’équipe vous répondra."))
        return redirect(url_for(".own"), 303)
    return pages.render("councils/wish.html", form=form, mandates=mine), status_of(form)


@bp.post("/mandate/certificate")
@allow(Permission.OWN_ACCOUNT, once=False)
def certify() -> ResponseReturnValue:
    """Give the certificate of the courses that I followed, on paper."""
    act, mine = cycle.act(), my_mandates()
    followed = followed_by(act.session, me())
    if not followed:
        pages.say(_("Il n’y a pas encore de formation suivie."))
        return redirect(url_for(".own"), 303)
    name, today = get_user(act.session, me()).name, clock.today()
    seats = " · ".join(dict.fromkeys(one.council.name.text(reader_locale()) for one in mine))
    paper = learning.write(name, seats, followed, cycle.organisation_row().name, today)
    cache: Path = current_app.extensions["settings"].data / "cache"
    content = print_certificate(paper, cache=cache, printed_at=clock.now())
    deeds.note_certificate(act, me(), sum(one.hours for one in followed))
    headers = {"Content-Disposition": 'attachment; filename="attestation.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


@bp.route("/mandate/help", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def ask() -> ResponseReturnValue:
    """Ask for a helper or an interpreter at a meeting."""
    act, mine, today = cycle.act(), my_mandates(), clock.today()
    tongue = cycle.visitor().locale
    known = {"language": "" if tongue.startswith(SOURCE) else tongue}
    form = forms.AskForm(data={**known, "meeting": request.args.get("on")})
    form.offer_mandates(mine)
    form.offer_meetings(diary.entries_of(act.session, mine, today), today)
    day = form.day() if form.accepted() else None
    if form.accepted() and day is None:
        form.refuse("on_day", CHOOSE_DAY)
    elif day and attempt(form, lambda: _ask(form, mine)):
        pages.say(_("C’est demandé. L’équipe vous répondra."))
        return redirect(url_for(".own"), 303)
    page = pages.render("councils/ask_help.html", form=form, mandates=mine)
    return page, status_of(form)


def _ask(form: forms.AskForm, mine: list[Mandate]) -> None:
    kind, on = SupportKind(str(form.kind.data)), form.day()
    assert on is not None  # noqa: S101 - asked for before
    tongue = form.language.data or ""
    deeds.ask_support(cycle.act(), form.chosen(mine), kind, on=on, language=tongue)


@bp.route("/mandate/notes", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def note() -> ResponseReturnValue:
    """Write a note that I alone read."""
    act, _mine = cycle.act(), my_mandates()
    form = forms.NoteForm()
    if attempt(form, lambda: deeds.write_note(act, me(), form.words.data or "")):
        pages.say(_("C’est noté, pour vous seul."))
        return redirect(url_for(".own"), 303)
    return pages.render("councils/note.html", form=form), status_of(form)


@bp.post("/mandate/notes/<key:note_id>/erase")
@allow(Permission.OWN_ACCOUNT)
def erase_note(note_id: int) -> ResponseReturnValue:
    """Erase one of my notes."""
    act = cycle.act()
    deeds.erase_note(act, get_note(act.session, note_id, me()))
    pages.say(_("La note est effacée."))
    return redirect(url_for(".own"), 303)
