"""The papers of trust: their list, each on a page and in print."""

from dataclasses import replace

from flask import Blueprint, Response, abort, current_app

from participation.compliance.labels.papers import ABOUT, TITLES, Known, write_paper
from participation.compliance.labels.papers.known import ANNEX, OWN, printable
from participation.compliance.queries import trust as queries
from participation.compliance.rules.facts import IDENTITY, JUDGED
from participation.compliance.rules.papers import Paper
from participation.elections.adapters.count_papers import print_act
from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.i18n import reader_locale, speaking
from participation.foundation.languages import SOURCE, STAFF
from participation.foundation.permissions import Permission
from participation.organisations.queries import get_organisation

bp = Blueprint("trust", __name__, url_prefix="/<organisation>")


def known() -> Known:
    """Give what the papers are written from, now."""
    act = cycle.act()
    row = get_organisation(act.session)
    return Known(
        organisation=row.name,
        months=row.retention_months,
        facts={fact: found.words for fact, found in queries.facts_of(act.session).items()},
        tables=queries.columns_of(tuple(queries.all_tables())),
        law=queries.protection(),
        guide=queries.guide(),
        incidents=queries.list_incidents(act.session),
        now=act.now,
        today=clock.today(),
    )


@bp.get("/trust")
@allow(Permission.TRUST_READ)
def index() -> str:
    """List the papers, with what the association has yet to write."""
    said = queries.facts_of(cycle.act().session)
    return pages.render(
        "compliance/trust.html",
        papers=list(Paper),
        titles=TITLES,
        about=ABOUT,
        missing=sum(fact not in said for fact in (*IDENTITY, *JUDGED)),
        may_write=cycle.visitor().may(Permission.TRUST_MANAGE),
    )


@bp.get("/trust/papers/<paper>")
@allow(Permission.TRUST_READ)
def paper(paper: str) -> str:
    """Read a paper on the screen."""
    found, locale = _paper(paper), reader_locale()
    spoken = locale if locale in STAFF else SOURCE
    with speaking(spoken):
        written = write_paper(found, known(), spoken)
    return pages.render(
        "compliance/paper.html",
        paper=written,
        of=found,
        about=ABOUT[found],
        annex=ANNEX,
        own=OWN,
        may_write=cycle.visitor().may(Permission.TRUST_MANAGE),
    )


@bp.get("/trust/papers/<paper>.pdf")
@allow(Permission.TRUST_READ)
def print_paper(paper: str) -> Response:
    """Print a paper, in French: it is shown to authorities."""
    found = _paper(paper)
    with speaking(SOURCE):
        whole = write_paper(found, known(), SOURCE)
        written = replace(whole, sections=tuple(map(printable, whole.sections)))
    cache = current_app.extensions["settings"].data / "cache"
    content = print_act(written, cache=cache, printed_at=clock.now())
    headers = {"Content-Disposition": f'inline; filename="{found.value}.pdf"'}
    return Response(content, mimetype="application/pdf", headers=headers)


def _paper(word: str) -> Paper:
    try:
        return Paper(word)
    except ValueError:
        abort(404)
