"""A questionnaire being written, so that each page of the editor opens with something in it."""

from functools import cache
from typing import Any

from participation.surveys.operations.questionnaires import import_questionnaire
from tests.application import Served
from tests.builders import acting_in
from tests.journeys.records import town_of
from tests.surveys.asking import questionnaire

PAGES = (
    "arrange ask condition edit formula gather group keep pick preview preview_sheet question "
    "rehearse rehearse_question rehearse_review title"
).split()
MORE = (
    ("ask", {"kind": "many"}),
    ("condition", {"on": "safe"}),
    ("pick", {"words": "zèbre"}),
)
"""The same pages with other contents: a kind chosen, a question that decides, nothing found."""


@cache
def drafted(served: Served) -> dict[str, dict[str, Any]]:
    """Give the parts of addresses of these pages: a group, a question with a condition."""
    with acting_in(served.engine, town_of(served)) as act:
        version = import_questionnaire(act, name="essai", questionnaire=questionnaire())
        act.session.flush()
        values = {"version_id": version.id}
    found: dict[str, dict[str, Any]] = {f"questionnaires.{page}": dict(values) for page in PAGES}
    for page in ("condition", "formula", "keep", "question"):
        found[f"questionnaires.{page}"]["name"] = "why"
    for page in ("rehearse", "rehearse_question", "rehearse_review"):
        found[f"questionnaires.{page}"]["device"] = "phone"
    found["questionnaires.group"]["name"] = "life"
    return found
