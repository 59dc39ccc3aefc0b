"""The worker's part in rosters: takes one, solves it outside any transaction, keeps the end."""

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from participation.foundation.act import Act
from participation.peers.models import Roster
from participation.peers.operations import solving
from participation.peers.queries.rostering import count_solving, get_roster
from participation.peers.rules.proposals import Trouble
from participation.roster.problem import Problem
from participation.roster.solve import Choices, ContradictionError, solve
from participation.roster.solving import Progress

from .opening import House

log = logging.getLogger("participation.worker")
BEAT = 1.0
"""Seconds between two looks at whether somebody asked to stop."""


def some_wait(house: House) -> bool:
    """Say whether any association waits for a roster; nothing is written."""
    for organisation_id, _slug in house.organisations():
        with house.acting(organisation_id, writing=False) as act:
            if count_solving(act.session):
                return True
    return False


def solve_rosters(house: House, stop: threading.Event) -> int:
    """Solve every roster that waits, one after the other; give how many were begun."""
    house.each(solving.take_back_lost)
    begun = 0
    for organisation_id, _slug in house.organisations():
        while not stop.is_set() and _solve_one(house, organisation_id, stop):
            begun += 1
    return begun


def _solve_one(house: House, organisation_id: int, stop: threading.Event) -> bool:
    with house.acting(organisation_id) as act:
        key = solving.begin_solving(act)
    if key is None:
        return False
    job = Job(house, organisation_id, key, stop)
    with house.acting(organisation_id, writing=False) as act:
        roster = get_roster(act.session, key)
        seconds, problem = roster.seconds, solving.task_of(act, roster)
    job.run(problem, float(seconds))
    return True


@dataclass
class Job:
    """One roster in the hands of this worker."""

    house: House
    organisation_id: int
    key: int
    ended: threading.Event
    told: Progress | None = None
    looked: float = 0.0
    is_stopped: bool = False

    def run(self, problem: Problem, seconds: float) -> None:
        """Solve, and keep the roster, the contradiction, or that it failed."""
        try:
            found = solve(problem, Choices(seconds), progress=self.hear, stop=self.stops)
        except ContradictionError as error:
            with self._holding() as (act, roster):
                solving.keep_contradiction(act, roster, error)
        except Exception:
            log.exception("failed", extra={"event": "failed", "job": "roster"})
            with self._holding() as (act, roster):
                solving.fail(act, roster, Trouble.FAILED)
        else:
            with self._holding() as (act, roster):
                solving.keep_solution(act, roster, found)

    def hear(self, told: Progress) -> None:
        """Remember the last line of the solver; it is written at the next beat."""
        self.told = told

    def stops(self) -> bool:
        """Say whether to stop: once a second the table is asked, and told how far it is."""
        if time.monotonic() - self.looked >= BEAT:
            with self._holding() as (act, roster):
                self.is_stopped = solving.note_progress(act, roster, self.told)
            self.looked = time.monotonic()
        return self.is_stopped or self.ended.is_set()

    @contextmanager
    def _holding(self) -> Iterator[tuple[Act, Roster]]:
        with self.house.acting(self.organisation_id) as act:
            yield act, get_roster(act.session, self.key)
