"""Every form of instance is founded through the page: its services, its reason, its papers."""

from flask import Flask
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.compliance.queries import see_states
from participation.councils.labels.words import FORMS, REASONS
from participation.councils.queries import list_councils
from participation.councils.rules.instances import OWN_SPACE
from participation.councils.rules.kinds import OTHER_FORMS, CouncilForm, OtherFormReason
from participation.foundation.keys import to_text
from tests.builders import Town, looking_in, make_town
from tests.councils.sitting import TODAY
from tests.councils.visiting import page, send, visit

SEVERAL = {CouncilForm.COMMON_CVS, CouncilForm.JOINT}
PAPERS = {
    "founded_on": "2025-01-15",
    "founding_act": "Délibération n° 12",
    "sent_on": "2025-01-20",
    "procedure_on": "2025-03-01",
    "term_months": "24",
    "quorum_base": "present",
    "publication": "Panneau de l’entrée",
}


def test_each_form_is_founded_shown_and_counted_as_a_space(app: Flask, engine: Engine) -> None:
    town: Town = make_town(engine)
    desk = visit(app, engine, town, Role.QUALITY_MANAGER, None)
    for form in CouncilForm:
        keys = [to_text(town.here), *([to_text(town.there)] if form in SEVERAL else [])]
        reason = {"reason": OtherFormReason.STAY.value} if form in OTHER_FORMS else {}
        sheet = {**PAPERS, **reason, "name-fr": f"Instance {form.value}", "form": form.value}
        send(desk, "/rive/councils/new", {**sheet, "services": keys, "carrier": keys[0]})
    with looking_in(engine, town) as session:
        councils = list_councils(session)
        states = {each.service.slug: each for each in see_states(session, TODAY)}
        spaces = {slug: {one.form for one in each.councils} for slug, each in states.items()}
    assert spaces == {"tilleul": OWN_SPACE, "olivier": {CouncilForm.COMMON_CVS}}
    assert [each.form for each in councils] == list(CouncilForm)
    for council in councils:
        shown = page(desk, f"/rive/councils/{to_text(council.id)}")
        name = f"Instance {council.form.value}"
        papers = ("Délibération n° 12", "24 mois", "Panneau de l’entrée", "Des membres présents")
        for words in (name, str(FORMS[council.form]), *papers):
            assert words in shown
        assert (str(REASONS[OtherFormReason.STAY]) in shown) is (council.form in OTHER_FORMS)
