"""What messages say, in each language, and what they never say."""

import re

import pytest

from participation.foundation.i18n import use_translations
from participation.foundation.languages import INTERFACE
from participation.notifications import labels, rules
from participation.notifications.rules import Address, Channel, Kind
from participation.organisations.rules import TELLING
from participation.settings import folder

LINK = "https://avis.example.org/rive/link#7K2M-9QXD-4T"
LOCALES = [language.tag for language in INTERFACE]


@pytest.fixture(autouse=True)
def _words() -> None:
    use_translations(folder("translations"))


def letter(kind: Kind, channel: Channel, locale: str) -> rules.Letter:
    value = "+33612345678" if channel is Channel.SMS else "amina@example.org"
    facts = dict.fromkeys(rules.FACTS[kind], LINK)
    return labels.write(kind, Address(channel, value, locale), facts, "key")


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("about", list(Kind))
def test_an_sms_fits_and_holds_its_link_whole(about: Kind, locale: str) -> None:
    written = letter(about, Channel.SMS, locale)
    assert rules.segments(written.text) <= 2
    assert ("link" in rules.FACTS[about]) == written.text.endswith(LINK)
    assert "\n" not in written.text


@pytest.mark.parametrize("about", list(Kind))
def test_a_french_sms_is_one_part(about: Kind) -> None:
    assert rules.segments(letter(about, Channel.SMS, "fr").text) == 1


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("about", sorted(rules.OF_SURVEYS))
def test_an_sms_says_stop_only_where_a_reply_is_read(about: Kind, locale: str) -> None:
    address = Address(Channel.SMS, "+33612345678", locale)
    unheard, heard = (
        labels.write(about, address, {"link": LINK}, "key", heard=each).text
        for each in (False, True)
    )
    assert "STOP" not in unheard
    assert "STOP" in heard
    assert heard.endswith(LINK)
    assert rules.segments(heard) <= (1 if locale == "fr" else 2)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("about", list(Kind))
def test_no_word_tells_why_the_person_is_there(about: Kind, channel: Channel, locale: str) -> None:
    written = letter(about, channel, locale)
    said = f"{written.subject}\n{written.text}".replace(LINK, "")
    assert not TELLING.search(said)
    assert not re.search(r"\b(CVS|résident|foyer|hébergement)", said, re.IGNORECASE)


def test_every_subject_is_the_same() -> None:
    assert len({letter(each, Channel.EMAIL, "fr").subject for each in Kind}) == 1


@pytest.mark.parametrize("words", [labels.KINDS, labels.CHANNELS, labels.PROBLEMS])
def test_each_word_of_the_list_has_a_label(words: dict[object, str]) -> None:
    (kind,) = {type(key) for key in words}
    assert set(words) == set(kind)  # type: ignore[call-overload]
