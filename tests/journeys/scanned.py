"""A scanned sheet of the demonstration that waits for a person, so that each page of it opens."""

import io
from functools import cache
from typing import Any

from PIL import Image
from sqlalchemy import select

from participation.surveys.adapters.scans.layout import Layout
from participation.surveys.models import ScannedSheet
from participation.surveys.operations.scans import hold_sheets
from participation.surveys.queries.answering import get_asked
from participation.surveys.queries.campaigns import get_survey
from participation.surveys.queries.piles import Arrived
from participation.surveys.rules.marks import Doubt
from participation.surveys.rules.scanned import Scanned
from participation.surveys.rules.sheets import Typed
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import survey_of, town_of


@cache
def scanned(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of these pages: a sheet whose first question is doubtful."""
    survey_id = survey_of(served)
    page = io.BytesIO()
    Image.new("L", (1050, 1485), 255).save(page, "JPEG")
    with acting_in(served.engine, town_of(served)) as act:
        asked = get_asked(act.session, survey_id)
        doubtful = {1: Doubt.SEVERAL}
        sheet = Scanned(asked.version, "fr", Typed({2: 1}), doubtful, places=[1])
        layout = Layout((), {1: ((1, 100.0, 150.0),)})
        arrived = [Arrived(sheet, [page.getvalue()])]
        hold_sheets(act, get_survey(act.session, survey_id), arrived, {"fr": layout})
        key = act.session.scalars(select(ScannedSheet.key)).one()
    place = {"survey_id": survey_id, "key": key}
    return {"fieldwork.scan": place, "fieldwork.scan_picture": place | {"number": 0}}
