"""A house where sixteen languages are spoken: one sheet brings them, voices say them."""

import io
import re

import pytest

from participation.accessibility.rules import text_key
from participation.accounts.rules.powers import Role
from participation.cli.opening import House
from participation.cli.speech import make_clips
from tests.accessibility.test_sound import wav
from tests.journeys.seeds.tongues import ASKED, NO, YES, offer_tongues, open_survey, sheet_of
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

BY_THE_MACHINE = ("ro", "tr", "es", "pt", "it", "de", "sq", "sw")
"""Languages in which the program has no words of its own."""
LEAST = 12
RECORDING = r'(<a class="say"[^>]*href="/rive(/voices/[^"]+)"[^>]*>)'


@pytest.fixture(scope="module")
def path(walk: Walk) -> str:
    """Give the address of a survey in sixteen languages, opened by its team."""
    offer_tongues(walk)
    desk = walk.staff(Role.QUALITY_MANAGER)
    desk.send("/questionnaires/new", file=(io.BytesIO(sheet_of()), "sommeil.xlsx"))
    settings = walk.served.app.extensions["settings"]
    found = open_survey(walk, desk, "peuplier")
    make_clips(House(settings, walk.served.engine), BY_THE_MACHINE, approve=True)
    return found


def question(walk: Walk, path: str, locale: str) -> str:
    """Begin the survey in a language, and give its question."""
    person = walk.stranger(locale)
    return person.read(person.send(path, f"{path}/begin"))


def sounds_of(page: str, words: str) -> list[tuple[str, str]]:
    """Give the recording beside these words: its link, and what is said of its voice."""
    beside = re.escape(words) + r"</span>.{0,200}?" + RECORDING
    return [(link, tag) for tag, link in re.findall(beside, page, re.DOTALL)]


@pytest.mark.parametrize("locale", BY_THE_MACHINE)
def test_a_sheet_brings_further_languages_and_each_is_heard(
    walk: Walk, path: str, locale: str
) -> None:
    page = question(walk, path, locale)
    assert '<html lang="fr" dir="ltr"' in page, "the buttons are French, and said to be"
    for words in (ASKED[locale], YES[locale], NO[locale]):
        assert re.search(rf'lang="{locale}"[^>]*>{re.escape(words)}<', page), words
        (link, tag) = sounds_of(page, words)[0]
        assert "Voix de synthèse" in tag
        clip = walk.stranger(locale).file(link)
        assert clip.mimetype == "audio/mp4"
        assert len(clip.data) > 1000


def test_twelve_languages_and_more_are_offered_by_their_own_names(walk: Walk, path: str) -> None:
    offered = re.findall(r'name="locale" value="([^"]+)"', walk.stranger().read("/preferences"))
    assert set(offered) == set(ASKED)
    heard = {*BY_THE_MACHINE, "fr", "fr@falc", "en", "ar", "uk", "ru"}
    assert len(heard) > LEAST
    assert "Bună ziua" in walk.screen("peuplier").read("/peuplier/kiosk/")
    assert path in walk.stranger("ar").read("/peuplier/")


def test_somebody_lends_her_voice_in_romani_and_a_resident_hears_it(walk: Walk, path: str) -> None:
    words = ASKED["rom"]
    page = question(walk, path, "rom")
    assert re.search(rf'lang="rom"[^>]*>{re.escape(words)}<', page)
    assert not sounds_of(page, words), "no machine speaks Romani"
    team = walk.staff(Role.FACILITATOR, "peuplier")
    assert words in team.read("/voices?language=rom")
    place = f"/voices/rom/{text_key('rom', words)}"
    brought = io.BytesIO(wav(1.5))
    team.send(place, voice=(brought, "romani.wav"))
    assert not sounds_of(question(walk, path, "rom"), words), "somebody listens to it first"
    (approve,) = re.findall(
        r'action="/rive(/voices/recordings/[0-9a-z]+/approve)"', team.read(place)
    )
    team.send(place, approve)
    ((link, tag),) = sounds_of(question(walk, path, "rom"), words)
    assert "Voix de synthèse" not in tag, "a person says it"
    assert walk.stranger("rom").file(link).mimetype == "audio/mp4"
