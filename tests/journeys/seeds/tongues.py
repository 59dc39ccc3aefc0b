"""A survey of one question in sixteen languages: its sheet, the pages that open it."""

import datetime as dt
import re
from typing import Any

from participation.accounts.rules.powers import Role
from participation.foundation.keys import to_text
from participation.surveys.adapters.xlsform import write_form
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire
from tests.conftest import START
from tests.journeys.seeds.walkers import Person, Walk

ASKED = {
    "fr": "Dormez-vous bien ?",
    "fr@falc": "Est-ce que vous dormez bien ?",
    "en": "Do you sleep well?",
    "ar": "هل تنامون جيدًا؟",
    "fa_AF": "آیا خوب می‌خوابید؟",
    "uk": "Ви добре спите?",
    "ru": "Вы хорошо спите?",
    "ro": "Dormiți bine?",
    "tr": "İyi uyuyor musunuz?",
    "es": "¿Duerme bien?",
    "pt": "Dorme bem?",
    "it": "Dorme bene?",
    "de": "Schlafen Sie gut?",
    "sq": "A flini mirë?",
    "sw": "Je, unalala vizuri?",
    "rom": "Soves mišto?",
}
YES = dict(
    zip(ASKED, "Oui Oui Yes نعم بلی Так Да Da Evet Sí Sim Sì Ja Po Ndiyo Va".split(), strict=True)
)
NO = dict(
    zip(
        ASKED, "Non Non No لا نخیر Ні Нет Nu Hayır No Não No Nein Jo Hapana Na".split(), strict=True
    )
)
VERSION = re.compile(r'<option[^>]*value="([0-9a-z]+)"[^>]*>Dormez-vous bien \? \(1\)')


def questionnaire() -> Questionnaire:
    """Give the one question in all these languages."""
    answers = tuple(
        Choice(name, value, label)
        for value, (name, label) in enumerate((("oui", YES), ("non", NO)), 1)
    )
    one = Question("sommeil", QuestionKind.ONE, ASKED, number=1, choices=answers)
    return Questionnaire(title=ASKED, languages=tuple(ASKED), items=(one,), form_id="sommeil")


def offer_tongues(walk: Walk) -> None:
    """Let an administrator offer these languages to the residents."""
    desk = walk.staff(Role.ADMINISTRATOR)
    page = "/places/association"
    assert 'value="rom"' in desk.read(page)
    desk.send(page, name="Association La Rive", tags=list(ASKED), retention_months=24)


def open_survey(walk: Walk, desk: Person, slug: str) -> str:
    """Open a campaign of the questionnaire that was brought; give the address of its survey."""
    page = "/campaigns/new"
    (version,) = VERSION.findall(desk.read(page))
    opens_on = START.date()
    texts: dict[str, Any] = {
        f"{name}-{tag}": words for name in ("title", "purpose") for tag, words in ASKED.items()
    }
    campaign = desk.send(
        page,
        **texts,
        version_id=version,
        services=[to_text(walk.service(slug))],
        languages=list(ASKED),
        level="consult",
        opens_on=opens_on.isoformat(),
        closes_on=(opens_on + dt.timedelta(days=30)).isoformat(),
    )
    for step in ("translated", "open"):
        desk.send(campaign, f"{campaign}/{step}")
    return walk.path(slug, ASKED["fr"])


def sheet_of() -> bytes:
    """Give the sheet, as a spreadsheet writes it."""
    return write_form(questionnaire())
