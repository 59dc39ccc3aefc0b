"""Campaigns: drafted, translated, opened, followed, closed, and given back to residents."""

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from participation.accessibility.views import is_heard
from participation.followups import operations as promises
from participation.followups.forms import form_in
from participation.followups.queries import count_by_origin, list_follow_ups
from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.act import Refused
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.keys import to_text
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.foundation.scope import entered
from participation.organisations.models import Service
from participation.organisations.queries import get_service, list_services
from participation.surveys.adapters.codes import qr_svg
from participation.surveys.adapters.papers import print_invitation
from participation.surveys.forms import PopulationForm
from participation.surveys.labels import drawings, posters, stages, tables, texts as tongues
from participation.surveys.labels.holding import write_screens
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.models import Campaign, QuestionnaireVersion, Survey
from participation.surveys.operations import campaigns as operations
from participation.surveys.queries import campaigns as queries, results
from participation.surveys.queries.fieldwork import count_late
from participation.surveys.queries.holding import list_holding
from participation.surveys.queries.texts import Tongue, count_tongues
from participation.surveys.rules.draft import minutes
from participation.surveys.rules.items import source_among
from participation.surveys.rules.questions import Question
from participation.surveys.rules.stages import Public, Stage
from participation.surveys.views.drafting import LEVELS_OF_PARTICIPATION, change, create, names_of
from participation.surveys.views.files import cache, outside, paper, printed_at

bp = Blueprint("campaigns", __name__, url_prefix="/<organisation>/campaigns")
UNPROCESSABLE = 422
STEPS = {
    "translated": operations.declare_translated,
    "open": operations.open_campaign,
    "publish": operations.publish_campaign,
    "archive": operations.archive_campaign,
}
NEXT = {
    Stage.DRAFT: "translated",
    Stage.TRANSLATED: "open",
    Stage.OPEN: "close",
    Stage.CLOSED: "publish",
    Stage.PUBLISHED: "archive",
}


@bp.get("")
@allow(Permission.SURVEY_MANAGE)
def index() -> str:
    """List the campaigns of the person's services, the latest first, those put away apart."""
    session = cycle.act().session
    found = queries.list_campaigns(session)
    return pages.render(
        "surveys/campaigns.html",
        campaigns=[each for each in found if each.stage is not Stage.ARCHIVED],
        archived=[each for each in found if each.stage is Stage.ARCHIVED],
        stages=stages.STAGES,
        publics=PUBLICS,
    )


bp.add_url_rule("/new", view_func=create, methods=["GET", "POST"])
bp.add_url_rule("/<key:campaign_id>/draft", view_func=change, methods=["GET", "POST"])


@bp.get("/<key:campaign_id>")
@allow(Permission.SURVEY_MANAGE)
def show(campaign_id: int) -> str:
    """Show where a campaign stands, what comes next, and how many have answered: never how."""
    return _show(get_campaign(campaign_id), refused=None)


@bp.post("/<key:campaign_id>/<any(translated, open, close, publish, archive):step>")
@allow(Permission.SURVEY_MANAGE)
def turn(campaign_id: int, step: str) -> ResponseReturnValue:
    """Bring a campaign to its next stage; a refusal says what is missing."""
    campaign = get_campaign(campaign_id)
    try:
        if step == "close":
            operations.close_campaign(cycle.act(), campaign, anyway="anyway" in request.form)
        else:
            STEPS[step](cycle.act(), campaign)
    except Refused as refused:
        return _show(campaign, refused=pages.explain(refused)), UNPROCESSABLE
    pages.say(_("C’est fait : %(stage)s.", stage=str(stages.STAGES[campaign.stage]).lower()))
    return redirect(url_for(".show", campaign_id=campaign_id), 303)


@bp.route("/<key:campaign_id>/people/<key:survey_id>", methods=["GET", "POST"])
@allow(Permission.SURVEY_MANAGE)
def people(campaign_id: int, survey_id: int) -> ResponseReturnValue:
    """Correct the number of people present in a service, with the reason."""
    act = cycle.act()
    survey = queries.get_survey(act.session, survey_id)
    form = PopulationForm(population=survey.population, because=survey.population_because)
    if form.accepted():
        try:
            operations.correct_population(
                act,
                survey,
                population=form.population.data or 0,
                because=form.because.data or "",
            )
        except Refused as refused:
            form.refuse("because", pages.explain(refused))
        else:
            pages.say(_("C’est noté."))
            return redirect(url_for(".show", campaign_id=campaign_id), 303)
    service = get_service(act.session, survey.service_id)
    back = url_for(".show", campaign_id=campaign_id)
    public = get_campaign(campaign_id).public
    page = pages.render(
        "surveys/people.html",
        form=form,
        service=service,
        back=back,
        public=PUBLICS[public],
        counted=public is Public.RESIDENTS,
    )
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.route("/<key:campaign_id>/follow-up", methods=["GET", "POST"])
@allow(Permission.SURVEY_MANAGE)
def follow_up(campaign_id: int) -> ResponseReturnValue:
    """Write down one decision for all services of a campaign at once."""
    act = cycle.act()
    campaign = get_campaign(campaign_id)
    form = form_in(cycle.organisation_row().languages.split(","))()
    back = url_for(".show", campaign_id=campaign_id)
    if form.accepted():
        try:
            for survey in queries.list_surveys(act.session, campaign.id):
                promises.open_follow_up(
                    act,
                    form.sheet(),
                    service_id=survey.service_id,
                    origin=queries.campaign_origin(campaign.id),
                )
        except Refused as refused:
            form.refuse("", pages.explain(refused))
        else:
            pages.say(_("C’est noté pour tous les services de l’enquête."))
            return redirect(back, 303)
    page = pages.render("followups/sheet.html", form=form, follow_up=None, back=back)
    return page, UNPROCESSABLE if form.is_submitted() else 200


@bp.get("/<key:campaign_id>/invitation/<key:survey_id>.pdf")
@allow(Permission.SURVEY_MANAGE)
def invitation(campaign_id: int, survey_id: int) -> ResponseReturnValue:
    """Give the A3 poster that invites a service, in the language asked for."""
    session = cycle.act().session
    campaign = get_campaign(campaign_id)
    survey = queries.get_survey(session, survey_id)
    service = get_service(session, survey.service_id)
    time = minutes(len(_asked(campaign)))
    address = answer_address(service, survey)
    wall = posters.Wall(service.public_name, address, qr_svg(address))
    locale = find(request.args.get("language", "fr")).tag
    made = posters.write_invitation(locale, campaign, wall, time)
    content = print_invitation(made, cache=cache(), printed_at=printed_at())
    return paper(content, f"affiche-{service.slug}-{locale}")


def get_campaign(campaign_id: int) -> Campaign:
    """Give a campaign that runs in the person's services."""
    return queries.get_campaign(cycle.act().session, campaign_id)


def answer_address(service: Service, survey: Survey) -> str:
    """Give the address that residents open to answer."""
    return outside(url_for("surveys.start", service=service.slug, survey_id=survey.id))


def _tongues(campaign: Campaign, version: QuestionnaireVersion) -> list[Tongue]:
    """Count the chosen languages of a draft: what each lacks stops it, its sounds do not."""
    if campaign.stage is not Stage.DRAFT:
        return []
    chosen = campaign.languages.split(",")
    return count_tongues(cycle.act().session, version, chosen, is_heard)


def _asked(campaign: Campaign) -> tuple[Question, ...]:
    version = queries.get_version(cycle.act().session, campaign.version_id)
    return queries.asked(queries.read_questionnaire(version))


def _holding(campaign: Campaign) -> list[str]:
    """Say which screens to plug in again before closing."""
    act = cycle.act()
    return write_screens(list_holding(act.session, campaign, act.now), act.now)


def _show(campaign: Campaign, *, refused: str | None) -> str:
    session = cycle.act().session
    version = queries.get_version(session, campaign.version_id)
    surveys = queries.list_surveys(session, campaign.id)
    services = {one.id: one for one in list_services(session, keys=entered(session))}
    origins = queries.origins(campaign, surveys)
    progress, names = results.get_progress(session, campaign), names_of(services.values())
    offered = [find(tag) for tag in campaign.languages.split(",")]
    wished = request.args.get("language", "fr")
    targets = {survey.service_id: survey.target or 0 for survey in surveys}
    return pages.render(
        "surveys/campaign.html",
        campaign=campaign,
        surveys=surveys,
        services=services,
        version=version,
        tongues=tongues.write_lacks(
            campaign, source_among(version.languages.split(",")), _tongues(campaign, version)
        ),
        questions=len(_asked(campaign)),
        level=LEVELS_OF_PARTICIPATION[campaign.level],
        public=PUBLICS[campaign.public],
        stage=stages.STAGES[campaign.stage],
        order=[(each, stages.STAGES[each]) for each in Stage],
        step=NEXT.get(campaign.stage),
        refused=refused,
        again=url_for(".create", after=to_text(campaign.id)),
        languages_offered=offered,
        poster_language=next((one for one in offered if one.tag == wished), offered[0]),
        links={one.id: answer_address(services[one.service_id], one) for one in surveys},
        live=drawings.participation_chart(progress, names, targets),
        participation=tables.participation_table(progress, names),
        ways=[table for table in tables.ways_tables(progress, names) if table.rows],
        told=count_by_origin(session, origins),
        follow_ups=list_follow_ups(session, origins=origins),
        survey_origin=queries.survey_origin,
        late=count_late(session, campaign.id),
        holding=_holding(campaign),
    )
