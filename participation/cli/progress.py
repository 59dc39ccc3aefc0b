"""How far a long command is, on one line of standard error."""

from collections.abc import Callable

import click

MEGABYTE = 1 << 20


def shown(label: str) -> Callable[[int, int], None]:
    """Give what shows (done, total) as a share, or megabytes when the total is not known."""
    seen = -1

    def show(done: int, total: int) -> None:
        nonlocal seen
        share = done * 100 // total if total else done // MEGABYTE
        if share != seen:
            seen = share
            click.echo(f"\r{label}: {share} {'%' if total else 'MB'}", nl=False, err=True)

    return show
