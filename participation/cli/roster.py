"""Commands about rosters of peer helpers: roster solve."""

import json
from pathlib import Path

import click

from participation.roster.problem import Solution
from participation.roster.reading import read_problem
from participation.roster.solve import Choices, solve
from participation.roster.solving import MEMORY_MB, Progress
from participation.roster.writing import plain_solution


@click.group()
def roster() -> None:
    """Make rosters of peer helpers."""


@roster.command("solve")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--seconds", type=click.FloatRange(0.1, 3600), default=60.0, show_default=True)
@click.option(
    "--memory",
    type=click.IntRange(64, 65536),
    default=MEMORY_MB,
    show_default=True,
    help="Megabytes that the solver may take.",
)
@click.option("--greedy", is_flag=True, help="Do not use the solver even if it is there.")
@click.option("--progress", is_flag=True, help="Tell each better roster as it is found.")
@click.pass_context
def solve_file(
    context: click.Context, file: Path, seconds: float, memory: int, *, greedy: bool, progress: bool
) -> None:
    """Make the best roster of the problem in FILE within a time; print it as JSON.

    Exit 1 with a sentence when FILE is no problem, when its promises contradict each other, or
    when the roster breaks a hard rule.
    """
    problem = read_problem(file.read_bytes())
    choices = Choices(seconds=seconds, memory_mb=memory, with_solver=not greedy)
    found = solve(problem, choices, progress=_tell if progress else _keep_quiet)
    click.echo(json.dumps(plain_solution(found), ensure_ascii=False, indent=1))
    context.exit(_code(found))


def _code(found: Solution) -> int:
    return 1 if found.violations else 0


def _tell(known: Progress) -> None:
    phase = ("cover", "score")[known.phase]
    value = "nothing yet" if known.value is None else f"{known.value}"
    bound = "" if known.bound is None else f", at least {known.bound}"
    click.echo(f"[{known.seconds:6.1f} s] {phase}: {value}{bound}", err=True)


def _keep_quiet(_known: Progress) -> None:
    return


COMMANDS = (roster,)
