"""What the page of results offers of its posters: papers, services, languages."""

from collections.abc import Callable

from flask import request, url_for

from participation.foundation import cycle
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.languages import find
from participation.surveys.adapters.papers import Size
from participation.surveys.labels import posters
from participation.surveys.labels.papers import Reading
from participation.surveys.queries import campaigns as queries

EVERY = "all"


def size() -> Size:
    """Give the paper that the address asks for; the wall's when it asks for none."""
    asked = request.args.get("size", "")
    return Size(asked) if asked in set(Size) else Size.A3


def of_walls(reading: Reading, here: Callable[..., str]) -> dict[str, object]:
    """Give the posters of each service, in all languages and in each, on the paper asked for."""
    wished = size()
    return {
        "posters": _offered(reading, wished),
        "sizes": [(one.upper(), here(size=one.value) + "#posters", one is wished) for one in Size],
        "size": wished.value,
    }


def _offered(reading: Reading, wished: Size) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give, by service, the posters: (words, address)."""
    found, campaign = [], reading.campaign
    names = {tag: find(tag).autonym for tag in posters.tongues(campaign)}
    for survey in queries.list_surveys(cycle.act().session, campaign.id):
        offered = [
            (
                words,
                url_for(
                    "results.poster",
                    campaign_id=campaign.id,
                    survey_id=survey.id,
                    language=tag,
                    size=wished.value,
                ),
            )
            for tag, words in {EVERY: _("Toutes les langues"), **names}.items()
        ]
        found.append((reading.names.services[survey.service_id], offered))
    return found
