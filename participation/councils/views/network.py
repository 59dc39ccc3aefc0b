"""The network of the elected: their directory, and the answers that other houses obtained."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.accounts.queries import get_user
from participation.councils.forms.network import CardForm
from participation.councils.labels import words
from participation.councils.operations import network as deeds
from participation.councils.queries import network as queries
from participation.followups import labels as followup_labels
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _
from participation.foundation.permissions import Permission

from .attempts import attempt
from .desk import status_of
from .mandate import me, my_mandates

bp = Blueprint("network", __name__, url_prefix="/<organisation>")
LONGEST = 100


def refuse_unelected() -> None:
    """Let by who speaks for people or families today; 404 for everybody else."""
    if not any(one.is_for_residents for one in my_mandates()):
        raise NotFound


@bp.get("/network")
@allow(Permission.OWN_ACCOUNT)
def directory() -> str:
    """Show the elected who agreed to be known by the other elected."""
    refuse_unelected()
    session = cycle.act().session
    return pages.render(
        "councils/directory.html",
        listed=queries.list_directory(session, me(), clock.today()),
        own=queries.card_of(session, me()),
        words=words,
    )


@bp.route("/network/card", methods=["GET", "POST"])
@allow(Permission.OWN_ACCOUNT)
def card() -> ResponseReturnValue:
    """Choose what the other elected read of me."""
    refuse_unelected()
    act = cycle.act()
    own = queries.card_of(act.session, me())
    form = CardForm(obj=own, data=None if own else {"shown_name": get_user(act.session, me()).name})
    if attempt(form, lambda: deeds.join_directory(act, me(), form.sheet())):
        pages.say(_("C’est noté. Les autres élus voient votre carte."))
        return redirect(url_for(".directory"), 303)
    return pages.render("councils/card.html", form=form, own=own), status_of(form)


@bp.post("/network/card/remove")
@allow(Permission.OWN_ACCOUNT)
def leave() -> ResponseReturnValue:
    """Take my card away at once."""
    deeds.leave_directory(cycle.act(), me())
    pages.say(_("Votre carte est effacée."))
    return redirect(url_for("mandate.own"), 303)


@bp.get("/network/answers")
@allow(Permission.OWN_ACCOUNT)
def answers() -> str:
    """Search what people of the association said, and what was answered."""
    my_mandates()
    wanted = request.args.get("words", "")[:LONGEST]
    theme = request.args.get("theme", "")
    return pages.render(
        "councils/answers.html",
        found=queries.search_answers(cycle.act().session, words=wanted, pictogram=theme),
        wanted=wanted,
        theme=theme,
        themes=followup_labels.PICTOGRAMS,
        states=followup_labels.STATES,
    )
