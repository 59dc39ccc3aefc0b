"""Every setting, typed, from PARTICIPATION_* variables; unsafe production values are refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent
SHORTEST_SECRET = 32


class Environment(StrEnum):
    """Where the program runs; everything but `production` is for people who build it."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class UnsafeSettingError(ValueError):
    """A setting is missing or would put people in danger; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. Sizes are in bytes, delays in seconds."""

    environment: Environment
    database_url: str
    secret_key: str
    base_url: str
    trusted_hosts: tuple[str, ...]
    data: Path
    smtp_url: str = ""
    mail_from: str = ""
    sms_url: str = ""
    sms_token: str = ""
    owner_url: str = ""
    """PostgreSQL role that owns the tables: migrations, backups and restores, nothing else."""
    backup_folder: Path | None = None
    backup_key: Path | None = None
    backup_minutes: int = 0
    proxies: int = 0
    largest_request: int = 12 * 1024 * 1024

    @property
    def is_secure(self) -> bool:
        """Say whether people reach the program by HTTPS."""
        return urlsplit(self.base_url).scheme == "https"


def folder(name: str) -> Path:
    """Find `templates` or `translations`: inside the package of a wheel, beside a checkout's."""
    inside = PACKAGE / name
    return inside if inside.is_dir() else ROOT / name


def read_settings(variables: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from the environment; raise UnsafeSettingError with what to change."""
    source = os.environ if variables is None else variables

    def get(name: str, default: str = "") -> str:
        return source.get(f"PARTICIPATION_{name}", default)

    environment = Environment(get("ENVIRONMENT", "production"))
    data = Path(get("DATA", "data")).resolve()
    settings = Settings(
        environment=environment,
        database_url=get("DATABASE_URL", f"sqlite:///{data / 'participation.sqlite'}"),
        secret_key=get("SECRET_KEY"),
        base_url=get("BASE_URL").rstrip("/"),
        trusted_hosts=tuple(host for host in get("TRUSTED_HOSTS").split(",") if host),
        data=data,
        smtp_url=get("SMTP_URL"),
        mail_from=get("MAIL_FROM"),
        sms_url=get("SMS_URL"),
        sms_token=get("SMS_TOKEN"),
        owner_url=get("OWNER_URL"),
        backup_folder=Path(get("BACKUP_FOLDER")).resolve() if get("BACKUP_FOLDER") else None,
        backup_key=Path(get("BACKUP_KEY")).resolve() if get("BACKUP_KEY") else None,
        backup_minutes=int(get("BACKUP_MINUTES", "0")),
        proxies=int(get("PROXIES", "0")),
    )
    _refuse_unsafe(settings)
    return settings


def _refuse_unsafe(settings: Settings) -> None:
    problems = []
    if len(settings.secret_key) < SHORTEST_SECRET:
        problems.append(
            "PARTICIPATION_SECRET_KEY must have 32 characters or more "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"
        )
    if not settings.trusted_hosts:
        problems.append("PARTICIPATION_TRUSTED_HOSTS must name the hosts, such as avis.example.org")
    if not settings.base_url:
        problems.append("PARTICIPATION_BASE_URL must be the address people type")
    if settings.environment is Environment.PRODUCTION:
        if not settings.is_secure:
            problems.append("PARTICIPATION_BASE_URL must begin with https:// in production")
        if any("*" in host for host in settings.trusted_hosts):
            problems.append("PARTICIPATION_TRUSTED_HOSTS must not hold * in production")
        if settings.database_url == "sqlite://":
            problems.append("PARTICIPATION_DATABASE_URL must name a file or a server in production")
    if settings.backup_minutes and not (settings.backup_folder and settings.backup_key):
        problems.append(
            "PARTICIPATION_BACKUP_MINUTES needs PARTICIPATION_BACKUP_FOLDER and "
            "PARTICIPATION_BACKUP_KEY (participation backup-key FILE makes one)"
        )
    if problems:
        raise UnsafeSettingError("; ".join(problems))
