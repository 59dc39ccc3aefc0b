"""Where the checks of the house find what they check."""

from pathlib import Path

from participation.settings import Environment, Settings

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "participation"
TEMPLATES = ROOT / "templates"
TRANSLATIONS = ROOT / "translations"


def settings_for(url: str, data: Path = ROOT / ".nowhere") -> Settings:
    """Give the settings of a test for a database."""
    return Settings(
        environment=Environment.TEST,
        database_url=url,
        secret_key="test" * 10,
        base_url="http://localhost",
        trusted_hosts=("localhost",),
        data=data,
    )
