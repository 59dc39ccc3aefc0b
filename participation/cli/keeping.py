"""Commands that keep copies: backup, restore, backup-key."""

import datetime as dt
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from participation.elections.adapters import slots
from participation.foundation import backups, clock, copying
from participation.foundation.backups import BackupError, Lock, Progress
from participation.foundation.database import connect
from participation.foundation.retention import Kept, time_of
from participation.settings import Settings, read_settings

from .house import broken_seals
from .opening import House
from .progress import shown

NAME = "participation-%Y%m%dT%H%M%SZ.backup"
EVERY_FOR = dt.timedelta(days=1)
DAILY_FOR = time_of(Kept.COPY)
"""Every copy of the last day, then one a day for a month, then none: what was erased is gone."""

key_file = click.option(
    "--key-file",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="PARTICIPATION_BACKUP_KEY",
    help="File with the key (PARTICIPATION_BACKUP_KEY); else a passphrase is asked for.",
)


def _lock(key: Path | None, *, confirm: bool) -> Lock:
    if key is not None:
        return backups.lock_of(key)
    said = click.prompt("Passphrase", hide_input=True, confirmation_prompt=confirm, err=True)
    return backups.lock_of(None, said)


def back_up(settings: Settings, target: Path, lock: Lock, progress: Progress | None = None) -> int:
    """Write an encrypted copy of the database into a file and give its size in bytes."""
    quiet: Progress = progress or (lambda _done, _total: None)
    url = settings.owner_url or settings.database_url
    target.parent.mkdir(parents=True, exist_ok=True)
    made = clock.now().isoformat()
    with copying.copied(url, settings.data, quiet) as stream:
        kind = copying.kind_of(url)
        return backups.seal(stream, target, lock, kind=kind, made=made, progress=quiet)


@click.command()
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
@key_file
def backup(target: Path, key_file: Path | None) -> None:
    """Write an encrypted copy of the whole database to TARGET, while everything runs."""
    settings = read_settings()
    size = back_up(settings, target, _lock(key_file, confirm=True), shown("Copying"))
    click.echo(f"\nWrote {target} ({size / 1e6:.1f} MB).", err=True)


@click.command()
@click.argument("source", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--replace", is_flag=True, help="Replace a database that holds something.")
@key_file
def restore(source: Path, key_file: Path | None, *, replace: bool) -> None:
    """Put the copy SOURCE in the place of the database, once it has proved sound.

    Refuses a damaged or altered copy, a database that holds something (without --replace) and, on
    SQLite, one that a program still has open. A broken seal of a journal is refused too; on
    PostgreSQL it is seen once the copy is in place, for the journal is read there.
    """
    settings = read_settings()
    url = settings.owner_url or settings.database_url
    if not replace and copying.holds_rows(url):
        raise BackupError("the database holds something: add --replace to lose it")
    settings.data.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restore-", dir=settings.data) as private:
        plain = Path(private) / "plain"
        with plain.open("wb") as stream:
            lock = _lock(key_file, confirm=False)
            head = backups.unseal(source, stream, lock, progress=shown("Reading"))
        click.echo("", err=True)
        if head["kind"] != copying.kind_of(url):
            raise BackupError(f"this copy is of {head['kind']}, and the settings name another")
        if head["kind"] == "sqlite":
            copying.check_sqlite(plain)
            _refuse_broken(settings, f"sqlite:///{plain}")
            copying.replace_sqlite(plain, copying.file_of(url))
        else:
            copying.restore_postgresql(plain, url, replace=replace)
            _refuse_broken(settings, url)
        _prepare_urn(url)
    click.echo(f"Restored the copy of {head['made']}: it is sound and every seal holds.")


def _prepare_urn(url: str) -> None:
    """Lay the ground of the urn where there is none: no copy holds it."""
    engine = connect(url)
    try:
        slots.prepare(engine)
    finally:
        engine.dispose()


def _refuse_broken(settings: Settings, url: str) -> None:
    engine = connect(url)
    try:
        broken = broken_seals(House(settings, engine))
    finally:
        engine.dispose()
    if broken:
        slug, number = broken[0]
        raise BackupError(f"the journal of {slug} was altered at entry {number}")


@click.command("backup-key")
@click.argument("target", type=click.Path(path_type=Path, dir_okay=False))
def backup_key(target: Path) -> None:
    """Make a key for backups in TARGET; keep a copy of it far from the server."""
    try:
        backups.make_key(target)
    except FileExistsError:
        raise BackupError(f"{target} exists already: a key is never written over") from None
    click.echo(f"Wrote {target}. Without this file no backup can be read: keep a copy elsewhere.")


def rotate(folder: Path, now: dt.datetime) -> int:
    """Remove the copies whose time is over and give their number."""
    kept_days: set[dt.date] = set()
    gone = 0
    for path in sorted(folder.glob("participation-*.backup"), reverse=True):
        made = dt.datetime.strptime(path.name, NAME).replace(tzinfo=dt.UTC)
        age = now - made
        if age <= EVERY_FOR:
            continue
        if age > DAILY_FOR or made.date() in kept_days:
            path.unlink()
            gone += 1
        kept_days.add(made.date())
    return gone


COMMANDS = (backup, restore, backup_key)
