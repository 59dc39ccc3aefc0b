"""Every setting, typed, from PARTICIPATION_* variables; unsafe production values are refused."""

import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit

PACKAGE = Path(__file__).parent
ROOT = PACKAGE.parent
SHORTEST_SECRET = 32
LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
LONGEST_SILENCE = 8 * 3600
_ADDRESSABLE = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST_SECRET},}}")
"""What may stand in an address: a gateway that sends no header bears it there."""


class Environment(StrEnum):
    """Where the program runs; everything but `production` is for people who build it."""

    PRODUCTION = "production"
    DEVELOPMENT = "development"
    TEST = "test"


class UnsafeSettingError(ValueError):
    """A setting is missing or would put people in danger; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Directory:
    """The directory by which the staff of one association signs in (OpenID Connect).

    It is the operator's file, not the administrator's page, that names it: whoever chose an issuer
    could make the server call any address, and come in as anybody.
    """

    issuer: str
    client_id: str
    secret: str = field(repr=False)
    secret_file: Path | None = None
    """Where the secret was read, when it stands in a file of its own."""
    scopes: tuple[str, ...] = ("openid", "email", "profile")
    groups_claim: str = "groups"
    """A claim, or a path to one (`realm_access.roles`)."""
    trusts_mail: bool = False
    """Take addresses as verified although the directory does not say so in `email_verified`."""
    second_factor_amr: tuple[str, ...] = ("mfa",)
    second_factor_acr: tuple[str, ...] = ()
    """What it says of a sign-in that had two factors; otherwise ours is asked."""
    ask_every: int = 60
    """Seconds after which it is asked again whether somebody who is inside still may be."""
    silent_for: int = 900
    """Seconds during which those who are inside go on while it does not answer."""


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
    sms_reply_secret: str = field(default="", repr=False)
    """By which the gateway proves that it passes on a reply; without it no reply is read."""
    owner_url: str = ""
    """PostgreSQL role that owns the tables: migrations, backups and restores, nothing else."""
    backup_folder: Path | None = None
    backup_key: Path | None = None
    backup_minutes: int = 0
    proxies: int = 0
    largest_request: int = 12 * 1024 * 1024
    directories: Mapping[str, Directory] = field(default_factory=dict)
    """By the short name of the association."""
    directories_file: Path | None = None

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
        sms_reply_secret=get("SMS_REPLY_SECRET"),
        owner_url=get("OWNER_URL"),
        backup_folder=Path(get("BACKUP_FOLDER")).resolve() if get("BACKUP_FOLDER") else None,
        backup_key=Path(get("BACKUP_KEY")).resolve() if get("BACKUP_KEY") else None,
        backup_minutes=int(get("BACKUP_MINUTES", "0")),
        proxies=int(get("PROXIES", "0")),
        directories=_read_directories(get("DIRECTORIES")),
        directories_file=Path(get("DIRECTORIES")) if get("DIRECTORIES") else None,
    )
    _refuse_unsafe(settings)
    return settings


def _read_directories(place: str) -> Mapping[str, Directory]:
    """Read the file of directories: a TOML table for each association."""
    if not place:
        return {}
    try:
        tables = tomllib.loads(Path(place).read_text())
        return {slug: _directory(Path(place).parent, table) for slug, table in tables.items()}
    except (OSError, ValueError, TypeError) as error:
        message = f"PARTICIPATION_DIRECTORIES cannot be read: {error}"
        raise UnsafeSettingError(message) from None


def _directory(folder: Path, table: Mapping[str, object]) -> Directory:
    """Give one table as a directory; its secret may stand in a file of its own."""
    values = {key: tuple(each) if isinstance(each, list) else each for key, each in table.items()}
    if (name := values.get("secret_file")) is not None:
        values["secret_file"] = place = folder / str(name)
        values["secret"] = place.read_text().strip()
    return Directory(**values)  # type: ignore[arg-type]


def _problems_of(directories: Mapping[str, Directory]) -> Iterator[str]:
    for slug, one in directories.items():
        where = f"PARTICIPATION_DIRECTORIES, [{slug}]"
        parts = urlsplit(one.issuer)
        is_local = parts.scheme == "http" and parts.hostname in LOCAL
        if not (parts.scheme == "https" or is_local) or parts.query or parts.fragment:
            yield f"{where}: issuer must begin with https:// and name no query"
        if not one.client_id or not one.secret:
            yield f"{where} needs client_id, and secret or secret_file"
        if "openid" not in one.scopes:
            yield f"{where}: scopes must name openid"
        if not 0 <= one.ask_every <= one.silent_for <= LONGEST_SILENCE:
            yield f"{where}: 0 <= ask_every <= silent_for <= {LONGEST_SILENCE} seconds"


def _problems_of_replies(secret: str) -> Iterator[str]:
    if secret and not _ADDRESSABLE.fullmatch(secret):
        yield (
            "PARTICIPATION_SMS_REPLY_SECRET must have 32 letters, digits, - or _, or more "
            "(python3 -c 'import secrets; print(secrets.token_urlsafe(48))')"
        )


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
    problems += _problems_of_replies(settings.sms_reply_secret)
    problems += _problems_of(settings.directories)
    if problems:
        raise UnsafeSettingError("; ".join(problems))
