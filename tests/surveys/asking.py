"""A small open survey in two languages, and browsers that answer it."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from participation.accounts.operations import open_session
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.followups.rules import ParticipationLevel
from participation.foundation import clock
from participation.foundation.keys import to_text
from participation.foundation.localized import Localized
from participation.foundation.scope import enter, enter_organisation
from participation.surveys.models import Answer, Comment, PendingVoice, Response, Survey
from participation.surveys.operations.campaigns import (
    CampaignSheet,
    create_campaign,
    declare_translated,
    open_campaign,
)
from participation.surveys.operations.questionnaires import import_questionnaire
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind,
    Questionnaire,
)
from tests.application import lend_house, settings_for
from tests.builders import Town, acting, acting_in, looking_in, make_person, make_town
from tests.inspection import Inspecting, client_of

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')
FACES = ("Très bien", "Bien", "Moyen", "Pas bien", "Pas bien du tout")
ARABIC_FACES = ("جيد جدا", "جيد", "متوسط", "ليس جيدا", "سيئ جدا")


def both(fr: str, ar: str) -> dict[str, str]:
    """Give a text in French and Arabic."""
    return {"fr": fr, "ar": ar}


def scale() -> tuple[Choice, ...]:
    """Give five faces, best first."""
    words = enumerate(zip(FACES, ARABIC_FACES, strict=True), 1)
    return tuple(Choice(f"f{at}", at, both(*pair), score=6 - at) for at, pair in words)


def life() -> Group:
    """Give a group: faces, yes or no that must be answered, causes asked after “no” only."""
    yes_no = (Choice("yes", 1, both("Oui", "نعم")), Choice("no", 2, both("Non", "لا")))
    causes = (
        Choice("meals", 1, both("Les repas", "الوجبات")),
        Choice("noise", 2, both("Le bruit", "الضوضاء")),
    )
    meals = both("Comment sont les repas ?", "كيف هي الوجبات؟")
    safe = both("Êtes-vous en sécurité ?", "هل تشعرون بالأمان؟")
    why = both("Qu’est-ce qui ne va pas ?", "ما المشكلة؟")
    when, many = "${safe}='no'", QuestionKind.MANY
    items = (
        Question("meals", QuestionKind.FACES, meals, 1, choices=scale()),
        Question("safe", QuestionKind.YES_NO, safe, 2, choices=yes_no, required=True),
        Question("why", many, why, 3, choices=causes, relevant=when, or_other=True),
    )
    return Group("life", both("La vie ici", "الحياة هنا"), items)


def questionnaire() -> Questionnaire:
    """Give six questions: a group of three, a number, a note, a comment."""
    months = both("Depuis combien de mois ?", "منذ كم شهرا؟")
    return Questionnaire(
        title=both("Votre avis sur la maison", "رأيكم في البيت"),
        languages=("fr", "ar"),
        items=(
            life(),
            Question("months", QuestionKind.NUMBER, months, 4, maximum=600),
            Question("note", QuestionKind.NOTE, both("Encore une question.", "سؤال آخر."), 5),
            Question("words", QuestionKind.COMMENT, both("Autre chose à dire ?", "شيء آخر؟"), 6),
        ),
    )


@dataclass(frozen=True, slots=True)
class House:
    """An association where a survey is open in one service, and its application."""

    engine: Engine
    app: Flask
    town: Town
    survey_id: int
    campaign_id: int

    @property
    def path(self) -> str:
        """Give the address of the survey."""
        return f"/{self.town.slug}/tilleul/surveys/{to_text(self.survey_id)}"

    def browser(self, locale: str = "") -> "Browser":
        """Open a browser, in a language."""
        client = client_of(self.app)
        if locale:
            with client.session_transaction() as kept:
                kept["locale"] = locale
        return Browser(client, self.path)

    def count(self) -> dict[str, int]:
        """Count what is stored of responses."""
        with looking_in(self.engine, self.town) as session:
            return {
                kind.__tablename__: session.scalar(select(func.count()).select_from(kind)) or 0
                for kind in (Response, Answer, Comment, PendingVoice)
            }

    @contextmanager
    def looking(self) -> Iterator[Session]:
        """Read in every service."""
        with looking_in(self.engine, self.town) as session:
            yield session


@dataclass(slots=True)
class Browser:
    """A browser that keeps cookies and the last page's token, and can only follow links."""

    client: Inspecting
    path: str
    token: str = ""

    def get(self, address: str = "") -> TestResponse:
        """Open a page of the survey (an address of the association is taken as it is)."""
        return self._read(self.client.get(self._full(address)))

    def post(self, address: str, **sent: object) -> TestResponse:
        """Send a form of the survey."""
        fields = {"csrf_token": self.token, **sent}
        return self._read(self.client.post(self._full(address), data=fields))

    def follow(self, response: TestResponse) -> TestResponse:
        """Go where the answer leads; it must lead somewhere."""
        assert response.status_code == 303, response.text[:2000]
        return self.get(response.location)

    def begin(self, **sent: object) -> TestResponse:
        """Open the survey and touch “begin”."""
        self.get()
        return self.follow(self.post("/begin", **sent))

    def answer_all(self) -> TestResponse:
        """Walk from the first question to what was said."""
        self.begin()
        self.follow(self.post("/questions/1", q1="4", listened="1"))
        self.follow(self.post("/questions/2", q2="2"))
        self.follow(self.post("/questions/3", q3=["2", "0"]))
        self.follow(self.post("/questions/4", q4="7"))
        self.follow(self.post("/questions/5"))
        page = self.follow(self.post("/questions/6/words", q6="Merci"))
        assert page.request.path.endswith("/review")
        return page

    def _full(self, address: str) -> str:
        house = "/".join(self.path.split("/")[:2])
        return address if address.startswith(house + "/") else self.path + address

    def _read(self, response: TestResponse) -> TestResponse:
        if found := CSRF.search(response.text if response.mimetype == "text/html" else ""):
            self.token = found[1]
        return response


def open_house(
    engine: Engine, folder: Path, slug: str = "rive", form: Questionnaire | None = None
) -> House:
    """Found an association and open a survey in its first service for ten days."""
    town = make_town(engine, slug)
    with acting_in(engine, town) as act:
        form = form or questionnaire()
        version = import_questionnaire(act, name="life", questionnaire=form)
        act.session.flush()
        today = clock.today()
        sheet = CampaignSheet(
            version_id=version.id,
            title=Localized(form.title),
            purpose=Localized(both("Pour améliorer les repas.", "لتحسين الوجبات.")),
            level=ParticipationLevel.CONSULT,
            languages=["fr", "ar"],
            opens_on=today,
            closes_on=today + dt.timedelta(days=10),
        )
        campaign = create_campaign(act, sheet, service_ids=[town.here])
        declare_translated(act, campaign)
        open_campaign(act, campaign)
        survey_id = act.session.scalars(
            select(Survey.id).where(Survey.campaign_id == campaign.id)
        ).one()
    app = lend_house(settings_for(str(engine.url), folder), engine)
    return House(engine, app, town, survey_id, campaign.id)


def sign_in(house: House, client: Inspecting, role: Role, service_id: int | None) -> None:
    """Let the browser be that of a new person of this role, signed in as staff are."""
    with acting(house.engine) as act:
        enter_organisation(act.session, house.town.organisation_id)
        enter(act.session, house.town.services)
        person = make_person(act, f"Une personne ({role})", role, service_id)
        opened = open_session(act, person, SessionKind.STAFF, SessionStage.OPEN)
    with client.session_transaction() as kept:
        kept["_user_id"] = opened.token
