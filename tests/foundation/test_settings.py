"""Settings that would put people in danger are refused, with what to do instead."""

from pathlib import Path

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


DIRECTORY = """
[rive]
issuer = "https://sso.example/realms/rive"
client_id = "us"
secret_file = "hush"
second_factor_amr = ["mfa", "hwk"]
"""


def test_a_directory_is_read_with_its_secret_from_a_file_of_its_own(tmp_path: Path) -> None:
    place = tmp_path / "directories.toml"
    place.write_text(DIRECTORY)
    there = GOOD | {"PARTICIPATION_DIRECTORIES": str(place)}
    with pytest.raises(UnsafeSettingError, match="hush"):
        read_settings(there)
    (tmp_path / "hush").write_text("the secret\n")
    read = read_settings(there).directories["rive"]
    assert (read.secret, read.second_factor_amr) == ("the secret", ("mfa", "hwk"))
    assert "the secret" not in repr(read_settings(there))
    for former, worse in (
        ("https:", "http:"),
        ('"us"', '""'),
        ("[rive]", "[rive]\nask_every = 9999"),
        ("[rive]", '[rive]\nscopes = ["email"]'),
        ("client_id", "clientid"),
    ):
        place.write_text(DIRECTORY.replace(former, worse))
        with pytest.raises(UnsafeSettingError, match="DIRECTORIES"):
            read_settings(there)


def test_a_developer_may_use_plain_http_but_never_a_weak_key() -> None:
    there = GOOD | {
        "PARTICIPATION_ENVIRONMENT": "development",
        "PARTICIPATION_BASE_URL": "http://localhost:8000",
    }
    assert not read_settings(there).is_secure
    with pytest.raises(UnsafeSettingError):
        read_settings(there | {"PARTICIPATION_SECRET_KEY": "x"})
