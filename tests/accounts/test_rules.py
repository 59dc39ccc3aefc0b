"""Pure rules: codes in time, passwords, paths, pictures, retention, whose record one may touch."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from participation.accounts.rules import passwords, pictures, secrets, totp
from participation.accounts.rules.passwords import PasswordRefusal, why_not_password
from participation.accounts.rules.paths import local_path
from participation.accounts.rules.powers import Role
from participation.accounts.rules.reach import why_not_give, why_not_touch
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.retention import oldest_contact
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.accounts.rules.ways import after_password

SEED = b"12345678901234567890"
RFC_6238 = {
    59: "94287082",
    1111111109: "07081804",
    1111111111: "14050471",
    1234567890: "89005924",
    2000000000: "69279037",
    20000000000: "65353130",
}
"""Appendix B, SHA-1."""
RFC_4226 = ("755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583")
"""Appendix D, counters 0 to 7."""


@pytest.mark.parametrize(("seconds", "code"), tuple(RFC_6238.items()))
def test_codes_in_time_are_those_of_the_standard(seconds: int, code: str) -> None:
    assert totp.code_at(SEED, totp.step_of(seconds), digits=8) == code


@pytest.mark.parametrize(("counter", "code"), tuple(enumerate(RFC_4226)))
def test_codes_by_count_are_those_of_the_standard(counter: int, code: str) -> None:
    assert totp.code_at(SEED, counter) == code


@pytest.mark.parametrize("drift", [-2, -1, 0, 1, 2])
def test_one_step_of_drift_is_forgiven(drift: int) -> None:
    now = 1_800_000_000.0
    step = totp.step_of(now) + drift
    found = totp.matching_step(SEED, totp.code_at(SEED, step), seconds=now, last_step=0)
    assert (found == step) is (abs(drift) <= 1)


def test_a_step_is_used_once() -> None:
    now = 1_800_000_000.0
    step = totp.step_of(now)
    code = totp.code_at(SEED, step)
    assert totp.matching_step(SEED, code, seconds=now, last_step=step) is None
    assert totp.matching_step(SEED, code, seconds=now, last_step=step - 1) == step


def test_the_address_of_enrolment_is_what_applications_read() -> None:
    uri = totp.enrolment_uri(SEED, issuer="Rive & Cie", account="nour@rive.example")
    assert uri.startswith("otpauth://totp/Rive%20%26%20Cie%3Anour%40rive.example?secret=GEZDGNBV")
    assert totp.readable(SEED).startswith("GEZD GNBV GY3T")


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("court", PasswordRefusal.TOO_SHORT),
        ("x" * 129, PasswordRefusal.TOO_LONG),
        ("motdepasse2026!", PasswordRefusal.TOO_COMMON),
        ("M0tD3P@sse2026", PasswordRefusal.TOO_COMMON),
        ("azertyuiop123", PasswordRefusal.TOO_COMMON),
        ("123456789012", PasswordRefusal.TOO_COMMON),
        ("aaaaaaaaaaaaaaaa", PasswordRefusal.TOO_COMMON),
        ("soleilsoleilsoleil", PasswordRefusal.TOO_COMMON),
        ("abcabcabcabcabc", PasswordRefusal.TOO_COMMON),
        ("haddadnourhaddad", PasswordRefusal.HOLDS_OWN_NAME),
        ("grandval-rive-1", PasswordRefusal.HOLDS_OWN_NAME),
        ("tilleul violet galop", None),
        ("le chat de ma tante tousse", None),
        ("Xk7-vQ2-mZ9-pL4", None),
        ("كلمة السر الطويلة جدا", None),
    ],
)
def test_a_password_is_refused_when_it_is_guessed_first(
    password: str, reason: PasswordRefusal | None
) -> None:
    own = ("Nour Haddad", "nour@rive.example", "Association Rive Grandval")
    assert why_not_password(password, own) is reason


def test_a_password_is_the_same_from_every_keyboard() -> None:
    assert passwords.normal("e\u0301te\u0301") == passwords.normal("été")


GOOD = (
    "/rive",
    "/rive/",
    "/rive/tilleul/surveys",
    "/rive/people/?service=0123&page=2",
    "/rive/a-b_c.d~e",
)
EVIL = (
    "",
    "rive",
    "https://evil.example/rive/",
    "//evil.example/rive/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/rive//evil.example",
    "/rive/../autre/",
    "/rive/..%2f",
    "/rive/%2e%2e/",
    "/rive/%0d%0aSet-Cookie:x=1",
    "/rive/\r\nLocation: //evil",
    "/rive/\x00",
    "/rive/\t/x",
    " /rive/",
    "/rive/ x",
    "/autre/",
    "/riverain/",
    "/rive@evil.example/",
    "/rive/:80",
    "javascript:alert(1)",
    "data:text/html,x",
    "/%72ive/",
    "/rive/\u2044\u2044evil",
    "/rive/。evil",
    "http:/rive/",
    "?next=/rive/",
    "#/rive/",
    "/rive/#x",
    "/rive/" + "a" * 600,
)


@pytest.mark.parametrize("path", GOOD)
def test_a_page_of_the_association_is_led_back_to(path: str) -> None:
    assert local_path(path, "rive") == path


@pytest.mark.parametrize("path", EVIL)
def test_nothing_else_is(path: str) -> None:
    assert local_path(path, "rive") is None


def test_a_card_is_read_as_a_scanner_or_a_hand_types_it() -> None:
    code = secrets.new_card()
    assert len(code) == 32
    assert secrets.read_card(code.lower()) == code
    assert secrets.read_card(f" {secrets.grouped(code)}\n") == code
    assert secrets.read_card(code[:-1]) is None
    assert secrets.read_card("") is None


def test_the_letters_of_a_card_stand_on_the_same_keys_everywhere() -> None:
    assert len(set(secrets.CARD_LETTERS)) == 16
    assert not set(secrets.CARD_LETTERS) & set("AQWZMY0123456789")


@given(st.text(max_size=80))
def test_any_text_is_a_card_or_is_not(text: str) -> None:
    code = secrets.read_card(text)
    assert code is None or len(code) == 32


def test_digits_of_other_scripts_are_digits() -> None:
    assert secrets.read_digits("٤٢ 7-१") == "4271"


def test_pictures_are_four_known_ones_and_not_four_times_one() -> None:
    assert len(pictures.PICTURES) == 12
    assert pictures.read_pictures(("key", "sun", "key", "fish")) == "key sun key fish"
    assert pictures.read_pictures(("key", "sun", "key")) is None
    assert pictures.read_pictures(("key", "sun", "key", "gun")) is None
    assert pictures.is_too_simple(("sun",) * 4)


@pytest.mark.parametrize(
    ("day", "months", "oldest"),
    [
        (dt.date(2026, 3, 17), 24, dt.date(2024, 3, 17)),
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 3, 31), 1, dt.date(2024, 2, 29)),
        (dt.date(2026, 1, 15), 1, dt.date(2025, 12, 15)),
        (dt.date(2026, 12, 31), 12, dt.date(2025, 12, 31)),
    ],
)
def test_the_oldest_contact_is_so_many_months_ago(
    day: dt.date, months: int, oldest: dt.date
) -> None:
    assert oldest_contact(day, months) == oldest


@pytest.mark.parametrize(
    ("roles", "has_second", "opened", "stage"),
    [
        ([Role.MANAGER], False, SessionKind.STAFF, SessionStage.ENROL),
        ([Role.MANAGER], True, SessionKind.STAFF, SessionStage.SECOND_FACTOR),
        ([Role.RESIDENT], False, SessionKind.RESIDENT, SessionStage.OPEN),
        ([Role.RESIDENT], True, SessionKind.RESIDENT, SessionStage.SECOND_FACTOR),
        ([Role.RESIDENT, Role.FACILITATOR], False, SessionKind.STAFF, SessionStage.ENROL),
        ([], False, SessionKind.RESIDENT, SessionStage.OPEN),
    ],
)
def test_staff_always_have_a_second_proof(
    roles: list[Role],
    has_second: bool,  # noqa: FBT001
    opened: SessionKind,
    stage: SessionStage,
) -> None:
    assert after_password(roles, has_second_factor=has_second) == (opened, stage)


HERE, THERE = 1, 2


@pytest.mark.parametrize(
    ("role", "place", "governs", "reason"),
    [
        (Role.RESIDENT, HERE, False, None),
        (Role.FACILITATOR, HERE, False, None),
        (Role.RESIDENT, THERE, False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        (Role.RESIDENT, None, False, Refusal.ROLE_NEEDS_SERVICE),
        (Role.RESIDENT, None, True, Refusal.ROLE_NEEDS_SERVICE),
        (Role.MANAGER, HERE, False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        (Role.QUALITY_MANAGER, None, False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        (Role.ADMINISTRATOR, None, False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        (Role.ADMINISTRATOR, HERE, False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        (Role.MANAGER, HERE, True, None),
        (Role.ADMINISTRATOR, None, True, None),
        (Role.KIOSK, HERE, True, Refusal.ROLE_NOT_YOURS_TO_GIVE),
    ],
)
def test_nobody_gives_more_than_she_may(
    role: Role,
    place: int | None,
    governs: bool,  # noqa: FBT001
    reason: Refusal | None,
) -> None:
    assert why_not_give(role, place, reach=frozenset({HERE}), governs=governs) is reason


@pytest.mark.parametrize(
    ("held", "governs", "reason"),
    [
        ([], False, None),
        ([(Role.RESIDENT, HERE)], False, None),
        ([(Role.RESIDENT, HERE), (Role.RESIDENT, THERE)], False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        ([(Role.MANAGER, HERE)], False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        ([(Role.ADMINISTRATOR, None)], False, Refusal.ROLE_NOT_YOURS_TO_GIVE),
        ([(Role.RESIDENT, HERE), (Role.ADMINISTRATOR, None)], True, None),
    ],
)
def test_a_record_with_more_power_is_left_alone(
    held: list[tuple[Role, int | None]],
    governs: bool,  # noqa: FBT001
    reason: Refusal | None,
) -> None:
    assert why_not_touch(held, reach=frozenset({HERE}), governs=governs) is reason
