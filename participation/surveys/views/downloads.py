"""Files of results: asked for by a form, which the journal keeps, then streamed."""

from collections.abc import Callable, Iterator
from functools import partial

from flask import Response, abort, redirect, request, send_file, stream_with_context, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from participation.foundation import cycle, pages
from participation.foundation.access import allow
from participation.foundation.exports import csv_lines, xlsx_file
from participation.foundation.i18n import speaking, staff_gettext as _
from participation.foundation.languages import find
from participation.foundation.permissions import Permission
from participation.organisations.queries import list_services
from participation.surveys.labels import messages
from participation.surveys.labels.exports import (
    ResponseSheet,
    response_rows,
    table_headings,
    table_rows,
)
from participation.surveys.labels.open_figures import open_headings, open_rows
from participation.surveys.labels.papers import Reading, every_table
from participation.surveys.operations.exports import ask_export
from participation.surveys.queries import campaigns as queries
from participation.surveys.queries.downloads import export_subject, was_asked
from participation.surveys.queries.exports import ResponseLine, stream_responses
from participation.surveys.rules.exports import ExportKind, earliest
from participation.surveys.rules.lines import LineKind
from participation.surveys.views.analysis import bp, read
from participation.surveys.views.files import XLSX
from participation.surveys.views.hanging import ZIP
from participation.surveys.views.packing import pack_dictionary, pack_figures, pack_spss

CSV, SAV = "text/csv; charset=utf-8", "application/x-spss-sav"
TABLES = frozenset({ExportKind.TABLES_CSV, ExportKind.TABLES_XLSX})
PACKED = frozenset({ExportKind.SPSS, ExportKind.DICTIONARY, ExportKind.FIGURES})
COMPARING = TABLES | {ExportKind.FIGURES}
"""What shows the waves before, which are then counted too."""


@bp.get("/<key:campaign_id>/exports")
@allow(Permission.SURVEY_EXPORT)
def exports(campaign_id: int) -> str:
    """Show the files that can be taken away, and what they leave out."""
    reading = read(campaign_id, alone=True)
    services = list_services(cycle.act().session, keys=reading.publication.left_out)
    return pages.render(
        "surveys/exports.html",
        campaign=reading.campaign,
        kinds=ExportKind,
        line=reading.line.key if reading.line and request.args.get("line") else "",
        offered=[find(tag) for tag in reading.campaign.languages.split(",")],
        left_out=[service.public_name for service in services],
    )


@bp.post("/<key:campaign_id>/exports")
@allow(Permission.SURVEY_EXPORT, once=False)
def ask(campaign_id: int) -> ResponseReturnValue:
    """Journal that somebody takes results away, then lead to the file."""
    act = cycle.act()
    campaign = queries.get_campaign(act.session, campaign_id)
    sent = request.form.get("kind", ExportKind.TABLES_XLSX.value)
    if sent not in set(ExportKind):
        abort(404)
    kind = ExportKind(sent)
    ask_export(act, campaign, kind)
    language = find(request.form.get("language", "fr")).tag
    address = url_for(
        ".export_file",
        campaign_id=campaign_id,
        kind=kind.value,
        language=language,
        line=request.form.get("line") or None,
    )
    return redirect(address, 303)


@bp.get("/<key:campaign_id>/exports/<kind>")
@allow(Permission.SURVEY_EXPORT)
def export_file(campaign_id: int, kind: str) -> ResponseReturnValue:
    """Give the file that was asked for; whoever did not ask is led to where one asks."""
    act = cycle.act()
    wanted = ExportKind(kind) if kind in set(ExportKind) else None
    reading = read(campaign_id, alone=wanted not in COMPARING)
    if wanted is None or not was_asked(
        act.session,
        actor=act.actor,
        subject=export_subject(reading.campaign),
        kind=kind,
        since=earliest(act.now),
    ):
        return redirect(url_for(".exports", campaign_id=campaign_id), 303)
    if wanted in TABLES:
        return _tables(reading, wanted)
    if wanted in PACKED:
        return _packed(reading, wanted)
    if wanted is ExportKind.OPEN:
        return _open(reading)
    return _responses(reading, wanted)


def _open(reading: Reading) -> Response:
    """Give the figures that anybody may have, such as those who watch over a territory."""
    with speaking(reading.names.locale):
        headings, rows = open_headings(), list(open_rows(reading.publication, reading.names))
    return Response(csv_lines(headings, rows), mimetype=CSV, headers=_attached(ExportKind.OPEN))


def _packed(reading: Reading, kind: ExportKind) -> Response:
    """Give responses for SPSS, their dictionary, or the charts."""
    if kind is ExportKind.FIGURES:
        return send_file(pack_figures(reading), ZIP, as_attachment=True, download_name=kind.value)
    streams = _streams(cycle.act().session, reading)
    if kind is ExportKind.DICTIONARY:
        made, form = pack_dictionary(reading, streams), XLSX
    else:
        made, form = pack_spss(reading, streams), SAV
    return send_file(made, form, as_attachment=True, download_name=kind.value)


def _responses(reading: Reading, kind: ExportKind) -> Response:
    """Give one line a response; services that no page shows are named and left out."""
    session = cycle.act().session
    version = queries.get_version(session, reading.campaign.version_id)
    with speaking(reading.names.locale):
        sheet = ResponseSheet(
            queries.read_questionnaire(version), find(request.args.get("language", "fr")).tag
        )
        headings = sheet.headings
    rows = response_rows(sheet, _streams(session, reading))
    if kind is ExportKind.RESPONSES_CSV:
        lines = stream_with_context(csv_lines(headings, rows))
        return Response(lines, mimetype=CSV, headers=_attached(kind))
    made = xlsx_file([(_("Réponses"), headings, rows)])
    return send_file(made, XLSX, as_attachment=True, download_name=kind.value)


def _streams(
    session: Session, reading: Reading
) -> list[tuple[str, Callable[[], Iterator[ResponseLine]] | None]]:
    """Give one stream a line of the report: merged services share theirs, small ones have none."""
    publication, names = reading.publication, reading.names
    surveys = {x.service_id: x.id for x in queries.list_surveys(session, reading.campaign.id)}
    found: list[tuple[str, Callable[[], Iterator[ResponseLine]] | None]] = [
        (
            names.line(line),
            partial(stream_responses, session, [surveys[key] for key in line.service_ids]),
        )
        for line in publication.lines
        if line.kind in {LineKind.SERVICE, LineKind.MERGED}
    ]
    shown = {key for line in publication.lines for key in line.service_ids}
    return found + [(names.services[key], None) for key in sorted(surveys.keys() - shown)]


def _tables(reading: Reading, kind: ExportKind) -> Response:
    """Give the tables exactly as the page shows them."""
    with speaking(reading.names.locale):
        found = every_table(reading)
        found += messages.every_messages_table(reading.publication, reading.names)
        found += messages.quotes_table(reading.quotes)
        headings = table_headings()
    if kind is ExportKind.TABLES_CSV:
        lines = csv_lines(headings, table_rows(found))
        return Response(lines, mimetype=CSV, headers=_attached(kind))
    sheets = [
        (f"{number} {_plain(table.key)}", [label for label, _kind in table.columns], table.rows)
        for number, table in enumerate(found, 1)
    ]
    return send_file(xlsx_file(sheets), XLSX, as_attachment=True, download_name=kind.value)


def _plain(key: str) -> str:
    """Give a name that a sheet of a workbook may have."""
    return "".join(sign for sign in key if sign.isalnum() or sign in " -_")


def _attached(kind: ExportKind) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{kind.value}"'}
