"""Results of a wave: the page, the report on paper, the poster for residents."""

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from participation.followups.labels import STATES
from participation.followups.models import FollowUp
from participation.followups.queries import list_follow_ups
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.charts import Chart
from participation.foundation.i18n import speaking
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import list_services
from participation.surveys.adapters.papers import print_report
from participation.surveys.labels import (
    analysis,
    drawings,
    equal,
    followed,
    measures,
    messages,
    mixes,
    stages,
    tables,
)
from participation.surveys.labels.papers import (
    Reading,
    beside_comparison,
    great_figures,
    write_report,
)
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.labels.tables import WordedTable
from participation.surveys.queries import campaigns as queries, codebooks, results
from participation.surveys.queries.comments import count_waiting
from participation.surveys.queries.promised import list_promised
from participation.surveys.rules.contrasts import contrast
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line
from participation.surveys.rules.modes import modes_moved
from participation.surveys.rules.report import Publication
from participation.surveys.rules.stages import Stage
from participation.surveys.views.comparing import of_services
from participation.surveys.views.drafting import LEVELS_OF_PARTICIPATION, names_of
from participation.surveys.views.files import cache, paper, printed_at
from participation.surveys.views.walls import of_walls

bp = Blueprint("results", __name__, url_prefix="/<organisation>/results")
FILTERS = ("line", "theme", "question")


@bp.get("")
@allow(Permission.SURVEY_RESULTS)
def index() -> str:
    """List the waves whose results may be read, and those still open."""
    found = queries.list_campaigns(cycle.act().session)
    shown = [each for each in found if each.stage in {Stage.CLOSED, Stage.PUBLISHED}]
    return pages.render(
        "surveys/results_list.html",
        shown=shown,
        waiting=[each for each in found if each.stage is Stage.OPEN],
        archived=[each for each in found if each.stage is Stage.ARCHIVED],
        stages=stages.STAGES,
        publics=PUBLICS,
    )


@bp.get("/<key:campaign_id>")
@allow(Permission.SURVEY_RESULTS)
def show(campaign_id: int) -> str:
    """Show a closed wave for one line of services and one theme, or all."""
    reading = read(campaign_id, side_by_side=True)
    with speaking(reading.names.locale):
        chosen = _chosen(reading.publication)
        facts = _of_wave(reading) | of_services(reading, chosen)
        facts |= of_walls(reading, _here)
        if chosen is not None:
            facts["question_filters"] = _question_filters(reading, chosen.question.name)
        if reading.line is not None:
            facts |= _of_line(reading, reading.line, request.args.get("theme", ""))
            facts |= _of_messages(reading, reading.line)
    return pages.render("surveys/results.html", **facts)


def _of_wave(reading: Reading) -> dict[str, object]:
    """Give what does not depend on the line chosen: who answered, how, what is hidden."""
    publication, names = reading.publication, reading.names
    return {
        "campaign": reading.campaign,
        "line": reading.line,
        "stage": stages.STAGES[reading.campaign.stage],
        "level": LEVELS_OF_PARTICIPATION[reading.campaign.level],
        "public": PUBLICS[reading.campaign.public],
        "figures": great_figures(reading),
        "line_filters": _line_filters(reading),
        "participation": tables.participation_table(publication, names),
        "participation_chart": drawings.participation_chart(publication, names, {}),
        "ways": [table for table in tables.ways_tables(publication, names) if table.rows],
        "missing": mixes.missing_table(publication, names),
        "staff": mixes.staff_warning(publication, names),
        "proxies": mixes.proxies_tables(publication, names),
        "proxies_sentence": mixes.proxies_sentence(),
        "reasons": analysis.reasons_seen(publication),
        "left_out": [names.services[key] for key in sorted(publication.left_out)],
        "method": analysis.method(publication),
        "states": STATES,
        "waiting": count_waiting(cycle.act().session, reading.campaign.id),
    }


def _of_line(reading: Reading, line: Line, theme: str) -> dict[str, object]:
    """Give what one line says, now and before."""
    publication, compared, names = reading.publication, reading.compared, reading.names
    found: dict[str, object] = {
        "theme_filters": _theme_filters(reading, theme),
        "opinions": drawings.opinions_chart(publication, line, names, theme),
        "questions": tables.questions_table(publication, line, names, theme),
        "measures": measures.measures_table(publication, line, names, theme),
        "tones": drawings.legend(),
        "choices": _choices(reading, line),
    }
    if compared:
        found["changes"] = drawings.changes_chart(publication, compared, line, names)
        found["comparison"] = tables.comparison_table(publication, compared, line, names)
        found["modes"] = analysis.modes_sentence(moved=reading.modes_moved)
        found["equal"] = equal.equal_sentences(compared)
        found["beside"] = beside_comparison(reading, line)
    return found | {"weak": _weak(reading, line)}


def _weak(reading: Reading, line: Line) -> list[followed.WeakResult]:
    """Give what asks for a decision, to whoever may decide for every service of the line."""
    permitted = cycle.visitor().powers.get(Permission.FOLLOWUP_MANAGE, frozenset())
    if not line.service_ids <= permitted:
        return []
    told = _follow_ups(reading.campaign.id)
    return followed.weak_results(reading.publication, reading.compared, line, reading.names, told)


def _of_messages(reading: Reading, line: Line) -> dict[str, object]:
    """Give what the messages of one line speak of, in which languages, and what is quoted."""
    publication, names = reading.publication, reading.names
    return {
        "messages": messages.messages_chart(publication, line, names),
        "messages_table": messages.messages_table(publication, line, names),
        "tongues": messages.tongues_table(publication, names),
        "quotes": reading.quotes,
        "alone": messages.alone_sentence() if reading.read_alone else "",
    }


@bp.get("/<key:campaign_id>/report.pdf")
@allow(Permission.SURVEY_RESULTS)
def report(campaign_id: int) -> ResponseReturnValue:
    """Give the report of one line as a tagged PDF."""
    reading = read(campaign_id)
    organisation: str = cycle.organisation_row().name
    with speaking(reading.names.locale):
        made = write_report(reading, organisation, _follow_ups(campaign_id))
    return paper(print_report(made, cache=cache(), printed_at=printed_at()), "rapport")


def read(campaign_id: int, *, side_by_side: bool = False, alone: bool = False) -> Reading:
    """Give what the visitor may read of a closed wave, for the line that the address asks.

    `side_by_side` also compares services on one question. `alone` leaves out the waves before,
    each of which is counted and protected anew, for who shows neither change nor trend.
    """
    session = cycle.act().session
    campaign = queries.get_campaign(session, campaign_id)
    publication = results.get_publication(session, campaign)
    line = publication.line(request.args.get("line", "")) or next(iter(publication.lines), None)
    found = [] if alone else results.list_earlier(session, campaign)
    before = found[-1][1] if found else None
    chosen = _chosen(publication) if side_by_side else None
    counted = codebooks.find_counted(session, campaign_id)
    return Reading(
        campaign=campaign,
        publication=publication,
        line=line,
        contrasts=contrast(
            publication, [then for _w, then in found], line, chosen.question.name if chosen else ""
        ),
        modes_moved=modes_moved(publication, before, line) if before and line else None,
        names=names_of(list_services(session, keys=entered(session))),
        quoted=codebooks.list_quotations(session, counted) if counted else (),
        read_alone=counted is not None and not codebooks.is_read_twice(session, counted),
        earlier=tuple((str(wave.opens_on.year), then) for wave, then in found),
        promised=tuple(
            (str(wave.opens_on.year), one)
            for wave, one in list_promised(session, [wave for wave, _then in found])
        ),
    )


def _chosen(publication: Publication) -> Findings | None:
    """Give the question that the address asks to set side by side, or the first one."""
    scales = analysis.scales(publication)
    chosen = publication.finding(request.args.get("question", ""))
    return chosen if chosen in scales else next(iter(scales), None)


def _follow_ups(campaign_id: int) -> Sequence[FollowUp]:
    session = cycle.act().session
    campaign = queries.get_campaign(session, campaign_id)
    surveys = queries.list_surveys(session, campaign_id)
    return list_follow_ups(session, origins=queries.origins(campaign, surveys))


def _here(**changed: str) -> str:
    """Give the present address with some filters changed."""
    kept = {name: request.args[name] for name in FILTERS if name in request.args}
    facts: dict[str, Any] = {**(request.view_args or {}), **kept, **changed}
    return url_for(".show", **facts)


def _line_filters(reading: Reading) -> list[tuple[str, str, bool]]:
    current = reading.line.key if reading.line else ""
    return [
        (reading.names.line(line), _here(line=line.key), line.key == current)
        for line in reading.publication.lines
    ]


def _theme_filters(reading: Reading, theme: str) -> list[tuple[str, str, bool]]:
    found = dict.fromkeys(
        each.question.theme for each in analysis.scales(reading.publication) if each.question.theme
    )
    themes = [
        (reading.names.theme(reading.publication, name), _here(theme=name), name == theme)
        for name in found
    ]
    return [(analysis.every_theme(), _here(theme=""), not theme), *themes] if themes else []


def _question_filters(reading: Reading, chosen: str) -> list[tuple[str, str, bool]]:
    return [
        (
            reading.names.question(each),
            _here(question=each.question.name) + "#services",
            each.question.name == chosen,
        )
        for each in analysis.scales(reading.publication)
    ]


def _choices(reading: Reading, line: Line) -> list[tuple[Chart | None, WordedTable]]:
    """Give chart and table of each question that is no scale."""
    return [
        (
            drawings.choices_chart(each, line, reading.names),
            tables.choices_table(reading.publication, each, reading.names),
        )
        for each in analysis.others(reading.publication)
    ]
