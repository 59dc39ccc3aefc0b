"""What can be missing or unsafe on an installation, each in plain words with what to do."""

import contextlib
import os
import shutil
import stat
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy.exc import SQLAlchemyError

from participation.foundation import copying, health
from participation.foundation.assets import BuildMissingError, asset
from participation.foundation.database import APART
from participation.foundation.languages import INTERFACE
from participation.foundation.walls import examine_walls
from participation.migrations import run
from participation.settings import Environment, folder
from participation.surveys.adapters.scans.reading import can_read

from .demonstration import SIGN_INS
from .directories import look_at_directories
from .findings import Finding, Findings, Weight
from .house import broken_seals, waits_too_long
from .opening import House
from .outside import look_at_copies, look_at_mail, look_at_messages

OTHERS = stat.S_IRWXO
GROUP_AND_OTHERS = stat.S_IRWXG | stat.S_IRWXO
ROOM = 1024 * 1024 * 1024
"""Bytes that a house should have ahead of it; `health.LEAST_FREE` is where writes begin to fail."""
FEW_SIGNS = 10


def examine(house: House) -> list[Finding]:
    """Give everything that is missing or unsafe, the gravest first; nothing is changed."""
    found = [finding for look in LOOKS for finding in look(house)]
    return sorted(found, key=lambda one: list(Weight).index(one.weight))


def _secret(house: House) -> Findings:
    if len(set(house.settings.secret_key)) < FEW_SIGNS:
        yield Finding(
            Weight.UNSAFE,
            "The secret key is easy to guess.",
            "Make one: python3 -c 'import secrets; print(secrets.token_urlsafe(48))'",
        )


def _address(house: House) -> Findings:
    settings = house.settings
    host = urlsplit(settings.base_url).hostname or ""
    if host not in {each.rpartition(":")[0] or each for each in settings.trusted_hosts}:
        yield Finding(
            Weight.UNSAFE,
            f"The address that people type ({host}) is not among the trusted hosts.",
            "Add it to PARTICIPATION_TRUSTED_HOSTS.",
        )
    if settings.environment is Environment.PRODUCTION and not settings.proxies:
        yield Finding(
            Weight.ADVICE,
            "No proxy is said to stand before the program, which does not speak HTTPS itself.",
            "Set PARTICIPATION_PROXIES=1 behind one proxy, or limits count everybody as one.",
        )


def _who_runs(house: House) -> Findings:
    if os.geteuid() == 0:
        grave = house.settings.environment is Environment.PRODUCTION
        yield Finding(
            Weight.UNSAFE if grave else Weight.ADVICE,
            "The program runs as root: a fault in it would open the whole machine.",
            "Run it as a user of its own (docs/install.md).",
        )


def _files(house: House) -> Findings:
    settings = house.settings
    watched = [settings.data]
    if copying.kind_of(settings.database_url) == "sqlite":
        place = copying.file_of(settings.database_url)
        watched += [place, place.with_stem(f"{place.stem}-{APART}")]
    for path in watched:
        if path.exists() and path.stat().st_mode & OTHERS and not _is_shut(path, settings.data):
            yield Finding(
                Weight.UNSAFE,
                f"Every user of this machine can open {path}.",
                f"chmod o-rwx {path}",
            )
    secrets = [("file", each.secret_file) for each in settings.directories.values()]
    secrets += [("key", settings.backup_key), ("file", settings.directories_file)]
    for name, key in secrets:
        if key is not None and key.exists() and key.stat().st_mode & GROUP_AND_OTHERS:
            yield Finding(
                Weight.UNSAFE,
                f"Others than its owner can read the {name} {key}.",
                f"chmod 600 {key}",
            )


def _is_shut(path: Path, data: Path) -> bool:
    """Say whether a file lies in a data folder that others cannot enter."""
    return path != data and data in path.parents and not data.stat().st_mode & OTHERS


def _room(house: House) -> Findings:
    free = shutil.disk_usage(house.settings.data).free
    if free < ROOM:
        yield Finding(
            Weight.MISSING if free < health.LEAST_FREE else Weight.ADVICE,
            f"The disk of {house.settings.data} has {free // 1_000_000} MB left.",
            "Make room: no answer can be kept on a full disk.",
        )


def _database(house: House) -> Findings:
    if not health.check(house.engine, house.settings.data)["database"]:
        yield Finding(
            Weight.MISSING,
            "The database does not answer.",
            "Start it, and check PARTICIPATION_DATABASE_URL.",
        )
        return
    try:
        waiting = run.steps(house.engine)
    except run.NewerDatabaseError as newer:
        yield Finding(Weight.MISSING, f"{str(newer).capitalize()}.", "docs/install.md, § 11")
        return
    if waiting:
        yield Finding(
            Weight.MISSING,
            f"The database is {len(waiting)} steps behind the program.",
            "participation backup FILE, then participation migrate",
        )
        return
    if not house.organisations():
        yield Finding(
            Weight.MISSING, "No association is founded yet.", "participation found SLUG NAME …"
        )
    for slug, number in broken_seals(house):
        yield Finding(
            Weight.UNSAFE,
            f"The journal of {slug} was changed by another hand at entry {number}.",
            "Keep a copy of everything, then compare with the last sound backup.",
        )


def _walls(house: House) -> Findings:
    if house.engine.dialect.name != "postgresql":
        return
    try:
        found = list(examine_walls(house.engine))
    except SQLAlchemyError:
        return
    for what, todo in found:
        yield Finding(Weight.UNSAFE, what, todo)


def _worker(house: House) -> Findings:
    late = False
    with contextlib.suppress(SQLAlchemyError):  # said already: the database, or its steps
        late = waits_too_long(house)
    if late:
        yield Finding(
            Weight.MISSING,
            "Messages have waited for more than an hour: the worker does not run, or cannot send.",
            "Start `participation worker`, and read its log.",
        )


def _files_of_program(house: House) -> Findings:
    del house
    try:
        asset("main.js")
    except BuildMissingError:
        yield Finding(
            Weight.MISSING, "The files for the browser were not built.", "python3 run.py setup"
        )
    catalogues = folder("translations")
    if not all((catalogues / one.tag / "LC_MESSAGES/resident.mo").is_file() for one in INTERFACE):
        yield Finding(
            Weight.MISSING,
            "The translations were not compiled.",
            "participation translations compile",
        )
    try:
        ZoneInfo("Europe/Paris")
    except ZoneInfoNotFoundError:
        yield Finding(Weight.MISSING, "The hour of Paris is not known.", "pip install tzdata")


def _extras(house: House) -> Findings:
    clips = house.settings.data / "clips"
    if not clips.is_dir() or not any(clips.iterdir()):
        yield Finding(
            Weight.MISSING,
            "No sentence has a sound: whoever does not read hears nothing.",
            "participation speech make (extra `speech`), or record them on the page of voices.",
        )
    if find_spec("ortools") is None:
        yield Finding(
            Weight.ADVICE,
            "The solver of rosters is not installed: rosters are made by simple rules.",
            "pip install 'participation[roster]'",
        )
    if not can_read():
        yield Finding(
            Weight.ADVICE,
            "Scanned questionnaires are not read here: paper sheets are typed.",
            "pip install 'participation[scans]'",
        )


def _demonstration(house: House) -> Findings:
    if (
        house.settings.environment is Environment.PRODUCTION
        and (house.settings.data / SIGN_INS).exists()
    ):
        yield Finding(
            Weight.UNSAFE,
            "This database holds the demonstration, whose passwords everybody can read.",
            "Begin with an empty database and an empty data folder.",
        )


LOOKS: tuple[Callable[[House], Findings], ...] = (
    _secret,
    _address,
    _who_runs,
    _files,
    _room,
    _database,
    _walls,
    _worker,
    look_at_mail,
    look_at_messages,
    look_at_copies,
    look_at_directories,
    _files_of_program,
    _extras,
    _demonstration,
)
