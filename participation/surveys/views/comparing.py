"""Services side by side and over the waves on one question, with the ways they answered."""

from participation.surveys.labels import analysis, drawings, equal, measures, mixes, tables
from participation.surveys.labels.papers import Reading
from participation.surveys.rules.contrasts import MANY_WAVES
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line


def of_services(reading: Reading, chosen: Findings | None) -> dict[str, object]:
    """Give the services side by side on one question, and the ways by which each answered."""
    publication, names = reading.publication, reading.names
    if chosen is None or len(publication.lines) == 1:
        return {}
    table = tables.services_table(publication, chosen, names)
    contrasts = reading.contrasts
    found: dict[str, object] = {
        "services": drawings.services_chart(publication, chosen, names),
        "services_table": measures.with_verdicts(
            table, publication, contrasts.services, measures.against_others()
        ),
        "services_mix": mixes.services_mix(publication, names),
        "services_warnings": mixes.services_warnings(publication, names),
    }
    if (equally := equal.services_equal(publication, contrasts, chosen, names)) is not None:
        found["services_mix"] = [equally, *mixes.services_mix(publication, names)]
        found["services_equal"] = equal.services_equal_sentence()
    return found | (_of_trends(reading, chosen) if reading.earlier else {})


def _of_trends(reading: Reading, chosen: Findings) -> dict[str, object]:
    """Give one question over all waves, service by service."""
    publication, names, waves = reading.publication, reading.names, reading.waves
    table = tables.trends_table(waves, chosen, names)
    before = [then for _year, then in reading.earlier]
    line = reading.line
    return {
        "trends": drawings.trends_chart(publication, before, chosen, names),
        "trends_table": measures.with_verdicts(
            table, publication, reading.contrasts.since_first, measures.since(waves[0][0])
        ),
        **(_of_many(waves, line, names) if line and len(waves) >= MANY_WAVES else {}),
    }


def _of_many(waves: mixes.Waves, line: Line, names: analysis.Names) -> dict[str, object]:
    """Give the ways by which a line answered over more waves than the two compared above."""
    return {
        "trends_mix": mixes.waves_mix(waves, line, names),
        "trends_warnings": mixes.waves_warning(waves, line),
    }
