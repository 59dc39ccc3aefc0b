"""Voting by post: who asked, what went and came, opening all envelopes at once."""

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.councils.operations.holding import today
from participation.councils.queries import law_on
from participation.elections import queries
from participation.elections.adapters.post_papers import print_post
from participation.elections.labels import postal as words
from participation.elections.labels.walls import title_of
from participation.elections.operations import postal as operations
from participation.elections.rules.postal import PostalState
from participation.elections.rules.stages import Way
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.forms import clean_line
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import of_program
from participation.foundation.permissions import Permission

from .desk import bp
from .papers import _cache, _language, _paper
from .roll import MOST


@bp.get("/elections/contests/<key:contest_id>/post")
@allow(Permission.COUNCIL_MANAGE)
def post(contest_id: int) -> str:
    """Show who votes by post and where the envelopes are; look for somebody who asks."""
    act = cycle.act()
    contest = queries.get_contest(act.session, contest_id)
    election = queries.reach_election(act.session, contest.election_id)
    posted = queries.list_posted(act.session, contest)
    typed = clean_line(request.args.get("name", ""))[:60]
    noted = {one.entry.id for one in posted}
    found = queries.search_roll(act.session, contest, typed, MOST)
    ground = queries.ground_for(act.session, contest)
    tags = cycle.organisation_row().languages.split(",")
    return pages.render(
        "elections/post.html",
        contest=contest,
        election=election,
        title=title_of(queries.see_count(act.session, contest)),
        stage=election.stage.value,
        is_sealed=contest.way is Way.SEALED,
        article=law_on(today(act))[ground.value] if ground else None,
        posted=posted,
        waiting=sum(one.state is PostalState.WAITING for one in posted),
        typed=typed,
        found=[one for one in found if one.id not in noted and queries.may_post(act.session, one)],
        words=words,
        languages_here=of_program(tags),
    )


@bp.post("/elections/roll/<key:entry_id>/by-post")
@allow(Permission.COUNCIL_MANAGE)
def ask_by_post(entry_id: int) -> ResponseReturnValue:
    """Write down that somebody asked to vote by post."""
    act = cycle.act()
    entry = queries.get_entry(act.session, entry_id)
    operations.ask_by_post(act, entry)
    pages.say(_("%(name)s votera par la poste.", name=entry.name))
    return redirect(url_for(".post", contest_id=entry.contest_id), 303)


@bp.post("/elections/post/<key:post_id>/<any(sent, received):step>")
@allow(Permission.COUNCIL_MANAGE)
def note_post(post_id: int, step: str) -> ResponseReturnValue:
    """Write down that envelopes went off, or that one came."""
    act = cycle.act()
    posted = queries.get_posted(act.session, post_id)
    deed = operations.note_sent if step == "sent" else operations.note_received
    vote = deed(act, posted)
    if vote.is_late:
        pages.say(_("L’enveloppe est arrivée trop tard. Ne l’ouvrez pas."))
    else:
        pages.say(
            _("C’est noté. Gardez l’enveloppe fermée.") if step == "received" else _("C’est noté.")
        )
    return redirect(url_for(".post", contest_id=posted.entry.contest_id), 303)


@bp.post("/elections/contests/<key:contest_id>/envelopes")
@allow(Permission.COUNCIL_MANAGE)
def open_envelopes(contest_id: int) -> ResponseReturnValue:
    """Sign the roll for every envelope that came in time."""
    act = cycle.act()
    contest = queries.get_contest(act.session, contest_id)
    operations.open_envelopes(act, contest)
    pages.say(_("C’est noté. Mettez les petites enveloppes fermées dans l’urne, et mélangez."))
    return redirect(url_for(".post", contest_id=contest_id), 303)


@bp.get("/elections/contests/<key:contest_id>/post.pdf")
@allow(Permission.COUNCIL_MANAGE)
def post_paper(contest_id: int) -> Response:
    """Print the notice for two envelopes and their labels, in a language of the house."""
    session = cycle.act().session
    contest = queries.get_contest(session, contest_id)
    election = queries.reach_election(session, contest.election_id)
    posted = queries.list_posted(session, contest)
    council = queries.council_of(session, election)
    paper = words.write_notice(_language(), election, council, posted)
    return _paper(print_post(paper, cache=_cache(), printed_at=clock.now()), "vote-par-la-poste")
