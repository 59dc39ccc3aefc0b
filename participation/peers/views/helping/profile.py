"""My profile: each word is my choice, and nobody has to tell her story."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import NotFound

from participation.accounts.queries import get_user
from participation.foundation import clock, cycle, lengths, pages
from participation.foundation.access import allow
from participation.foundation.i18n import gettext as _, reader_locale
from participation.foundation.keys import to_text
from participation.foundation.languages import REGISTER
from participation.foundation.permissions import Permission
from participation.peers.forms.helping import AboutForm, LanguageForm, TopicsForm
from participation.peers.labels import helping as labels, words
from participation.peers.operations import profile as deeds
from participation.peers.queries import people
from participation.peers.queries.team import services_here

from .door import bp, fill, me


@bp.get("/helping/profile")
@allow(Permission.PEER_HELP)
def see() -> str:
    """Show a helper what is known of her, and who sees it."""
    session, peer = cycle.act().session, me()
    services = services_here(session)
    near = {one.id: one for one in people.colleagues_of(session, peer, clock.today())}
    duo = near.get(peer.duo_id or 0)
    return pages.render(
        "peers/helping/profile.html",
        peer=peer,
        languages_spoken=people.languages_of(session, [peer.id])[peer.id],
        topics=people.topics_of(session, peer.id),
        places=[services[one.service_id] for one in people.places_of(session, peer.id)],
        duo=duo,
        duo_agrees=duo is not None and duo.duo_id == peer.id,
        referent=None if peer.referent_id is None else get_user(session, peer.referent_id).name,
        register=REGISTER,
        words=words,
        labels=labels,
        lengths=lengths,
    )


@bp.route("/helping/profile/about", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def about() -> ResponseReturnValue:
    """Say how I want to be known, whom I prefer to help, when and where."""
    act, peer, tag = cycle.act(), me(), reader_locale()
    known = {
        "name": peer.name,
        "gender": peer.gender.value,
        "about": peer.about.get(tag, ""),
        "prefers": peer.prefers,
        "likes": peer.likes,
        "duo": to_text(peer.duo_id) if peer.duo_id else "",
        "at_night": peer.at_night,
        "at_home": peer.at_home,
    }
    form = AboutForm(data=known if request.method == "GET" else {**known, "likes": ()})
    form.offer_colleagues(people.colleagues_of(act.session, peer, clock.today()))
    done = (_("C’est enregistré."), ".see")
    return fill(
        "peers/helping/about.html",
        form,
        lambda: deeds.describe_oneself(act, peer, form.sheet(tag)),
        done,
    )


@bp.route("/helping/profile/languages", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def languages() -> ResponseReturnValue:
    """Say which languages I speak, and how well."""
    act, peer = cycle.act(), me()
    form = LanguageForm()
    rows = people.languages_of(act.session, [peer.id])[peer.id]
    spoken = {row.locale: row.level for row in rows}

    def deed() -> None:
        tag, level = form.spoken()
        deeds.say_languages(act, peer, {**spoken, tag: level})

    done = (_("C’est enregistré."), ".languages")
    facts = {"spoken": rows, "register": REGISTER, "words": words}
    return fill("peers/helping/languages.html", form, deed, done, **facts)


@bp.post("/helping/profile/languages/<tag>/remove")
@allow(Permission.PEER_HELP)
def forget_language(tag: str) -> ResponseReturnValue:
    """Take one of my languages away."""
    act, peer = cycle.act(), me()
    rows = people.languages_of(act.session, [peer.id])[peer.id]
    spoken = {row.locale: row.level for row in rows}
    if tag not in spoken:
        raise NotFound
    del spoken[tag]
    deeds.say_languages(act, peer, spoken)
    pages.say(_("C’est enlevé."))
    return redirect(url_for(".languages"), 303)


@bp.route("/helping/profile/topics", methods=["GET", "POST"])
@allow(Permission.PEER_HELP)
def topics() -> ResponseReturnValue:
    """Say what I know from my own life, what of it may be shown, and what I like to help with."""
    act, peer = cycle.act(), me()
    rows = people.topics_of(act.session, peer.id)
    known = {
        "lived": [row.topic.value for row in rows],
        "shown": [row.topic.value for row in rows if row.is_shown],
        "wanted": [row.topic.value for row in rows if row.is_wanted],
    }
    form = TopicsForm(data=None if request.method == "POST" else known)
    done = (_("C’est enregistré."), ".see")
    return fill(
        "peers/helping/topics.html", form, lambda: deeds.say_topics(act, peer, *form.topics()), done
    )
