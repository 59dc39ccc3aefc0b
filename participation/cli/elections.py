"""Commands about elections: verify."""

import json
import os
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import BinaryIO

import click

from participation.belenios.archive import NotAnArchiveError
from participation.belenios.verify import BATCH, Report, verify_archive

NOT_AN_ARCHIVE = 2
WORTH_PROCESSES = 2**21
"""Bytes of an archive (some 250 ballots) from which starting processes saves time."""


@click.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--jobs", type=click.IntRange(1), help="Processes; by default one a processor.")
@click.pass_context
def verify(context: click.Context, file: Path, jobs: int | None) -> None:
    """Verify all that the election archive FILE (.bel) holds; print one JSON line.

    Exit 0 when every check passed, 1 when one failed, 2 when FILE is no archive.
    """
    few = file.stat().st_size < WORTH_PROCESSES
    workers = jobs or (1 if few else os.cpu_count() or 1)
    try:
        with file.open("rb") as stream:
            report = _verify(stream, workers)
    except NotAnArchiveError as error:
        click.echo(f"Error: {file}: {error}", err=True)
        context.exit(NOT_AN_ARCHIVE)
    click.echo(json.dumps(_line(report), ensure_ascii=False))
    context.exit(0 if report.ok else 1)


def _verify(stream: BinaryIO, workers: int) -> Report:
    if workers == 1:
        return verify_archive(stream)
    with ProcessPoolExecutor(workers) as pool:
        return verify_archive(stream, partial(pool.map, chunksize=BATCH // workers or 1))


def _line(report: Report) -> dict[str, object]:
    if report.failures:
        failures = [
            {
                "object": failure.object,
                "ballot": failure.ballot,
                "check": failure.check.value,
                "reason": failure.reason,
            }
            for failure in report.failures
        ]
        return {"ok": False, "failures": failures}
    election = report.election
    return {
        "ok": True,
        "election": election
        and {"uuid": election.uuid, "name": election.name, "fingerprint": election.fingerprint},
        "ballots": report.ballots,
        "credentials": report.credentials,
        "result": report.result,
        "checks": [{"check": each.value, "sentence": each.sentence} for each in report.checks],
    }


COMMANDS = (verify,)
