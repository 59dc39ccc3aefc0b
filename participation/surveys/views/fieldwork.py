"""A survey in the field: sheets to print and to type, a sample, who did not answer and why."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.foundation import clock, cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.queries import list_services

from ..adapters.codes import qr_svg
from ..adapters.papers.sheets import print_sheet, print_slips
from ..forms import MarginForm, OutcomesForm, PileForm, SampleForm, outcomes_before
from ..labels import fieldwork as labels, sheets as papers
from ..labels.holding import write_screens
from ..labels.posters import Wall
from ..labels.publics import PUBLICS
from ..labels.stages import STAGES
from ..operations import fieldwork as operations
from ..queries import answering, fieldwork as queries
from ..queries.answering import Asked
from ..queries.campaigns import get_campaign, get_survey
from ..queries.holding import list_holding
from ..queries.results import get_progress
from ..rules.draft import minutes
from ..rules.sampling import draw
from ..rules.stages import Public, Refusal, Stage
from .files import cache, outside, paper, printed_at

bp = Blueprint("fieldwork", __name__, url_prefix="/<organisation>")
UNPROCESSABLE = 422
MOST_SLIPS = 400


@bp.get("/fieldwork")
@allow(Permission.SURVEY_FIELDWORK)
def index() -> ResponseReturnValue:
    """List the surveys that are answered now; the code of a pile leads to where it is typed."""
    session, today = cycle.act().session, clock.today()
    services = {one.id: one for one in list_services(session, keys=entered(session))}
    form = PileForm(request.args)
    if typed := (form.code.data or "").strip():
        if pile := queries.find_pile(session, today, typed):
            key, slug = pile.survey_id, services[pile.service_id].slug
            return redirect(url_for(".typing", service=slug, survey_id=key, language=pile.language))
        form.refuse("code", _("Aucune feuille d’une enquête ouverte ne porte ce code. Relisez-le."))
    page = pages.render(
        "surveys/fieldworks.html",
        surveys=queries.list_in_the_field(session, today),
        services=services,
        stages=STAGES,
        form=form,
    )
    return page, UNPROCESSABLE if typed else 200


@bp.get("/<service>/fieldwork/<key:survey_id>")
@allow(Permission.SURVEY_FIELDWORK)
def show(survey_id: int) -> str:
    """Show what to print and to type for a survey, and how many answered of how many."""
    session, now = cycle.act().session, cycle.act().now
    asked, survey = _printable(survey_id), get_survey(session, survey_id)
    campaign = get_campaign(session, asked.campaign_id)
    tallies = queries.see_tallies(session, survey_id)
    progress = get_progress(session, campaign)
    line = progress.line_of(survey.service_id)
    return pages.render(
        "surveys/fieldwork.html",
        asked=asked,
        public=PUBLICS[asked.public],
        survey=survey,
        house=cycle.service_row(),
        papers=_papers(asked),
        holding=write_screens(list_holding(session, campaign, now), now),
        may_write=campaign.stage is Stage.OPEN and campaign.public is Public.RESIDENTS,
        is_open=asked.is_answerable(clock.today()),
        rate=labels.write_rate(survey.population, line, tallies),
        live=labels.write_live(progress, line),
        quality=labels.write_quality(tallies),
    )


@bp.get("/<service>/fieldwork/<key:survey_id>/sheet.pdf")
@allow(Permission.SURVEY_FIELDWORK)
def sheet(survey_id: int) -> ResponseReturnValue:
    """Give the questionnaire to print, in the language asked for."""
    asked, house = _printable(survey_id), cycle.service_row()
    locale = _language(asked)
    made = papers.write_sheet(locale, asked, house.public_name)
    content = print_sheet(made, cache=cache(), printed_at=printed_at())
    return paper(content, f"questionnaire-{house.slug}-{locale}")


@bp.get("/<service>/fieldwork/<key:survey_id>/slips.pdf")
@allow(Permission.SURVEY_FIELDWORK)
def slips(survey_id: int) -> ResponseReturnValue:
    """Give slips to draw from a pile, one for each person of the sample."""
    asked, house = _printable(survey_id), cycle.service_row()
    locale = _language(asked)
    survey = get_survey(cycle.act().session, survey_id)
    count = min(MOST_SLIPS, survey.target or survey.population or 1)
    address = outside(url_for("surveys.start", survey_id=survey_id))
    wall = Wall(house.public_name, address, qr_svg(address))
    time = minutes(answering.count_questions(asked))
    made = papers.write_slips(locale, asked, wall, count, time)
    content = print_slips(made, cache=cache(), printed_at=printed_at())
    return paper(content, f"papiers-{house.slug}-{locale}")


@bp.get("/<service>/fieldwork/<key:survey_id>/sample")
@allow(Permission.SURVEY_FIELDWORK)
def sample(survey_id: int) -> ResponseReturnValue:
    """Draw a sample by groups: places in the team's own lists, the same at each asking."""
    asked = _printable(survey_id)
    survey = get_survey(cycle.act().session, survey_id)
    form = SampleForm(request.args if "size" in request.args else None, size=survey.target or 0)
    status, drawn = 200, None
    margin = MarginForm(request.args if "margin" in request.args else None)
    wished = None
    if "margin" in request.args and margin.validate() and survey.population:
        wished = labels.write_size(survey.population, margin.margin.data or 0)
    if "size" in request.args and form.validate():
        try:
            size, strata = form.wish(survey.population)
            drawn = labels.write_draw(draw(queries.seed_of(survey_id), strata, size))
        except Refused as refused:
            form.refuse(form.blamed(refused), pages.explain(refused))
    if form.errors or form.form_errors or margin.errors:
        status = UNPROCESSABLE
    page = pages.render(
        "surveys/sample.html",
        asked=asked,
        survey=survey,
        form=form,
        drawn=drawn,
        sizes=labels.write_sizes(survey.population),
        margin=margin,
        wished=wished,
        house=cycle.service_row(),
    )
    return page, status


@bp.route("/<service>/fieldwork/<key:survey_id>/outcomes", methods=["GET", "POST"])
@allow(Permission.SURVEY_FIELDWORK)
def outcomes(survey_id: int) -> ResponseReturnValue:
    """Write how many people did not answer, by reason: numbers, never names."""
    act = cycle.act()
    asked, survey = _printable(survey_id), get_survey(act.session, survey_id)
    form = OutcomesForm(data=outcomes_before(queries.see_tallies(act.session, survey_id)))
    if form.accepted():
        try:
            operations.write_outcomes(act, survey, form.numbers())
        except Refused as refused:
            form.refuse("", pages.explain(refused))
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show", survey_id=survey_id), 303)
    page = pages.render(
        "surveys/outcomes.html", asked=asked, survey=survey, form=form, house=cycle.service_row()
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


def _printable(survey_id: int) -> Asked:
    """Give a survey whose questions are frozen and whose answers may still come."""
    asked = answering.recall_asked(cycle.act().session, survey_id)
    if asked.stage not in queries.FIELD or asked.closes_on < clock.today():
        raise Refused(Refusal.NOT_ON_PAPER)
    return asked


def _tags(asked: Asked) -> list[str]:
    return get_campaign(cycle.act().session, asked.campaign_id).languages.split(",")


def _language(asked: Asked) -> str:
    offered = _tags(asked)
    wanted = request.args.get("language", offered[0])
    if wanted not in offered:
        raise Refused(Refusal.NOT_THIS_LANGUAGE)
    return wanted


def _papers(asked: Asked) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give each kind of paper with its languages, each by its own name."""
    kinds = ((_("Questionnaire (A4)"), ".sheet"), (_("Papiers à tirer (A4)"), ".slips"))
    tongues = [find(tag) for tag in _tags(asked)]
    return [
        (
            name,
            [
                (one.autonym, url_for(door, survey_id=asked.survey_id, language=one.tag))
                for one in tongues
            ],
        )
        for name, door in kinds
    ]
