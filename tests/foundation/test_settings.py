"""Settings that would put people in danger are refused, with what to do instead."""

import pytest

from participation.settings import Environment, UnsafeSettingError, read_settings

GOOD = {
    "PARTICIPATION_SECRET_KEY": "s" * 40,
    "PARTICIPATION_TRUSTED_HOSTS": "avis.example.org",
    "PARTICIPATION_BASE_URL": "https://avis.example.org",
}


def test_production_is_what_runs_when_nothing_is_said() -> None:
    assert read_settings(GOOD).environment is Environment.PRODUCTION
    assert read_settings(GOOD).is_secure


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("SECRET_KEY", "short", "SECRET_KEY"),
        ("SECRET_KEY", "", "SECRET_KEY"),
        ("TRUSTED_HOSTS", "", "TRUSTED_HOSTS"),
        ("TRUSTED_HOSTS", "*", "TRUSTED_HOSTS"),
        ("BASE_URL", "http://avis.example.org", "https"),
        ("BASE_URL", "", "BASE_URL"),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL"),
    ],
)
def test_an_unsafe_setting_is_refused(name: str, value: str, told: str) -> None:
    with pytest.raises(UnsafeSettingError, match=told):
        read_settings(GOOD | {f"PARTICIPATION_{name}": value})


def test_a_developer_may_use_plain_http_but_never_a_weak_key() -> None:
    there = GOOD | {
        "PARTICIPATION_ENVIRONMENT": "development",
        "PARTICIPATION_BASE_URL": "http://localhost:8000",
    }
    assert not read_settings(there).is_secure
    with pytest.raises(UnsafeSettingError):
        read_settings(there | {"PARTICIPATION_SECRET_KEY": "x"})
