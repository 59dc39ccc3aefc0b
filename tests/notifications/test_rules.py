"""Hours, tries, addresses and lengths of messages."""

import datetime as dt

import pytest

from participation.notifications import rules
from participation.notifications.rules import Address, Channel, Kind, Refusal


def utc(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("wanted", "leaves"),
    [
        ("2026-07-01T18:59:59", "2026-07-01T18:59:59"),  # 20:59:59 in Paris, in summer
        ("2026-07-01T19:00:00", "2026-07-02T06:00:00"),  # 21:00
        ("2026-07-02T05:59:59", "2026-07-02T06:00:00"),  # 7:59:59
        ("2026-07-02T06:00:00", "2026-07-02T06:00:00"),  # 8:00
        ("2026-12-01T22:30:00", "2026-12-02T07:00:00"),  # 23:30, in winter
        ("2026-12-01T23:30:00", "2026-12-02T07:00:00"),  # 0:30 of the next day
        ("2026-10-24T20:00:00", "2026-10-25T07:00:00"),  # the night of 25 hours
        ("2027-03-27T21:00:00", "2027-03-28T06:00:00"),  # the night of 23 hours
    ],
)
def test_an_sms_waits_for_the_morning(wanted: str, leaves: str) -> None:
    assert rules.hour_to_send(Channel.SMS, Kind.SURVEY_OPEN, utc(wanted)) == utc(leaves)


def test_what_somebody_waits_for_leaves_at_night() -> None:
    night = utc("2026-07-01T23:00:00")
    assert rules.hour_to_send(Channel.SMS, Kind.SIGN_IN_LINK, night) == night
    assert rules.hour_to_send(Channel.EMAIL, Kind.SURVEY_OPEN, night) == night


def test_pauses_grow_and_end() -> None:
    now = utc("2026-07-01T10:00:00")
    pauses = []
    attempts = 1
    while (again := rules.next_try(attempts, now)) is not None:
        pauses.append(again - now)
        attempts += 1
    assert pauses == sorted(pauses)
    assert pauses[0] == dt.timedelta(minutes=1)
    assert sum(pauses, dt.timedelta()) > dt.timedelta(hours=36)
    assert attempts == 8


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("06.12.34.56.78", "+33612345678"),
        ("+33 6 12 34 56 78", "+33612345678"),
        ("0033612345678", "+33612345678"),
        ("+380 50 123 45 67", "+380501234567"),
    ],
)
def test_numbers_are_understood(typed: str, number: str) -> None:
    assert rules.phone(typed) == number
    assert rules.why_not(Address(Channel.SMS, typed, "fr")) is None


@pytest.mark.parametrize("typed", ["", "12", "+", "06 12 34 56 7x", "+0612345678", "+" + "1" * 16])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert rules.why_not(Address(Channel.SMS, typed, "fr")) is Refusal.NOT_A_PHONE


@pytest.mark.parametrize(
    "typed",
    ["", "a@b", "a b@c.fr", "a@b.fr\nBcc: all@c.fr", "a@b@c.fr", "<a@b.fr>", "a" * 260 + "@b.fr"],
)
def test_what_is_no_email_is_refused(typed: str) -> None:
    assert rules.why_not(Address(Channel.EMAIL, typed, "fr")) is Refusal.NOT_AN_EMAIL


def test_an_address_is_masked() -> None:
    assert rules.masked(Address(Channel.SMS, "06 12 34 56 78", "fr")) == "…78"
    assert rules.masked(Address(Channel.EMAIL, "amina@example.org", "fr")) == "a…@example.org"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),  # two places each
        ("€" * 81, 2),
        ("ب" * 70, 1),
        ("ب" * 71, 2),
        ("ب" * 134, 2),
        ("ب" * 135, 3),
        ("😀" * 35, 1),  # two places each in UTF-16
        ("😀" * 36, 2),
    ],
)
def test_parts_of_an_sms(text: str, parts: int) -> None:
    assert rules.segments(text) == parts


def test_french_is_written_in_the_alphabet_that_costs_least() -> None:
    assert rules.plain("Votre reçu… «prêt» à l’œil") == 'Votre recu... "pret" à l\'oeil'
    assert rules.segments(rules.plain("ç" * 160)) == 1
    assert rules.plain("Ваша ссылка") == "Ваша ссылка"
