"""The worker: sends what waits, opens and closes by date, forgets in time, keeps copies."""

import datetime as dt
import logging
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import click

from participation.accounts.operations import apply_retention
from participation.audit.operations import forget_entries
from participation.councils.operations.reminding import remind_of_terms
from participation.elections.operations.forgetting import forget_ballots, forget_candidates
from participation.followups.operations import climb_late
from participation.foundation import backups, clock, logs, once
from participation.foundation.act import Act
from participation.foundation.retention import Kept, oldest_kept, time_of
from participation.kiosk.operations import forget_calls
from participation.notifications import labels, operations as messages, queries
from participation.notifications.adapters import Transport, UndeliveredError, open_transports
from participation.notifications.rules import Channel
from participation.peers.operations.forgetting import forget_people
from participation.peers.operations.places import turn_offers
from participation.peers.operations.reminding import forget_contacts, send_reminders
from participation.surveys.operations.campaigns import turn_stages
from participation.surveys.operations.comments import forget_comment_sounds
from participation.surveys.operations.responses import purge_voices
from participation.surveys.operations.scans import purge_scans
from participation.voices.operations import forget_alerts, forget_sounds, forget_unread

from .keeping import NAME, back_up, rotate
from .opening import House, open_house
from .refreshing import forget_helping, refresh_calendars
from .solving import solve_rosters, some_wait

log = logging.getLogger("participation.worker")
SOON, MINUTE, QUARTER, HOUR = 5, 60, 900, 3600
"""Seconds between two runs of a job."""


def deliver(
    house: House,
    transports: dict[Channel, Transport],
    stop: threading.Event,
    lease: dt.timedelta = messages.LEASE,
) -> int:
    """Send every message that is due in every association; give how many left.

    The network is never touched within a transaction: claimed and committed, sent, then settled.
    """
    sent = 0
    for organisation_id, _slug in house.organisations():
        while not stop.is_set() and (
            done := _deliver_one(house, organisation_id, transports, lease)
        ):
            sent += done == 1
    return sent


def _deliver_one(
    house: House,
    organisation_id: int,
    transports: dict[Channel, Transport],
    lease: dt.timedelta,
) -> int:
    """Give 1 for a message sent, -1 for one that failed, 0 when nothing is due."""
    with house.acting(organisation_id, writing=False) as act:
        if not queries.count_waiting(act.session, act.now):
            return 0
    with house.acting(organisation_id) as act:
        claimed = messages.claim(act, channels=tuple(transports), lease=lease)
    if claimed is None:
        return 0
    problem = None
    try:
        heard = bool(house.settings.sms_reply_secret)
        letter = labels.write(
            claimed.kind, claimed.address, claimed.facts, claimed.key, heard=heard
        )
        transports[claimed.address.channel].send(letter)
    except UndeliveredError as error:
        problem = error.problem
        facts = {"job": "outbox", "kind": claimed.kind.value, "problem": problem.value}
        log.warning("undelivered", extra={"event": "undelivered", **facts})
    with house.acting(organisation_id) as act:
        messages.settle(act, claimed, problem)
    return 1 if problem is None else -1


def _today(act: Act) -> dt.date:
    return act.now.astimezone(clock.PARIS).date()


def forget_counts(act: Act) -> int:
    """Forget the keys of forms that nobody sends again any more."""
    return once.forget_old(act.session, (act.now - time_of(Kept.FORM_KEY)).date().toordinal())


def forget_voices(act: Act) -> int:
    """Erase the voices that were recorded before today and never sent with their answers."""
    return purge_voices(act, before=_today(act))


def forget_scans(act: Act) -> int:
    """Erase the scanned sheets that nobody settled in a week."""
    return purge_scans(act, before=oldest_kept(Kept.SCANNED_SHEET, _today(act)))


def forget_read_voices(act: Act) -> int:
    """Erase the sound of what was said to the council and read more than a month ago."""
    return forget_sounds(act, before=oldest_kept(Kept.READ_VOICE, _today(act)))


def forget_unread_voices(act: Act) -> int:
    """Erase what was said to the council and read by nobody for a year."""
    return forget_unread(act, on=_today(act))


def forget_alerts_of_months(act: Act) -> int:
    """Erase the alerts that nobody took over in three months."""
    return forget_alerts(act, on=act.now.astimezone(clock.PARIS).date())


def forget_old_calls(act: Act) -> int:
    """Erase the calls for help of a month ago."""
    return forget_calls(act, before=act.now - time_of(Kept.CALL))


def forget_comments(act: Act) -> int:
    """Erase the voices left with surveys that closed six months ago."""
    return forget_comment_sounds(act, on=_today(act))


JOBS: tuple[tuple[str, int, Callable[[Act], int]], ...] = (
    ("stages", MINUTE, turn_stages),
    ("retention", HOUR, apply_retention),
    ("voices", HOUR, forget_voices),
    ("scans", HOUR, forget_scans),
    ("topics", HOUR, forget_read_voices),
    ("unread", HOUR, forget_unread_voices),
    ("alerts", HOUR, forget_alerts_of_months),
    ("calls", HOUR, forget_old_calls),
    ("counts", HOUR, forget_counts),
    ("helping", HOUR, forget_helping),
    ("messages", HOUR, messages.forget_old),
    ("numbers", HOUR, forget_contacts),
    ("bookings", HOUR, forget_people),
    ("comments", HOUR, forget_comments),
    ("candidates", HOUR, forget_candidates),
    ("ballots", HOUR, forget_ballots),
    ("journal", HOUR, forget_entries),
)
"""What is done in each association: name, seconds between two runs, the operation."""
TIMES: tuple[tuple[str, int, Callable[..., int]], ...] = (
    ("places", MINUTE, turn_offers),
    ("reminders", MINUTE, send_reminders),
)
"""The same, for what writes to people with the address of their own page."""


@dataclass
class Round:
    """The jobs of one worker, each with the time of its next run."""

    house: House
    stop: threading.Event = field(default_factory=threading.Event)
    next: dict[str, float] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    solver: threading.Thread | None = None
    transports: dict[Channel, Transport] = field(init=False)

    def __post_init__(self) -> None:
        self.transports = open_transports(self.house.settings)

    def run(self) -> None:
        """Do every job whose time has come; one that fails is logged and stops no other."""
        self._do("rosters", SOON, self._solve)
        self._do("outbox", SOON, lambda: deliver(self.house, self.transports, self.stop))
        for name, seconds, job in JOBS:
            self._do(name, seconds, partial(self.house.each, job))
        self._do("late", HOUR, lambda: self.house.each(partial(climb_late, address=self._desk())))
        self._do("calendars", QUARTER, lambda: refresh_calendars(self.house, self.stop))
        base_url = self.house.settings.base_url
        remind = partial(remind_of_terms, base_url=base_url)
        self._do("councils", HOUR, partial(self.house.each, remind))
        for name, seconds, job in TIMES:
            self._do(name, seconds, partial(self.house.each, partial(job, base_url=base_url)))
        if minutes := self.house.settings.backup_minutes:
            self._do("backup", minutes * MINUTE, self._back_up)

    def _solve(self) -> int:
        """Solve rosters beside the other jobs: a message must not wait for a month of slots."""
        busy = self.solver is not None and self.solver.is_alive()
        if not busy and some_wait(self.house):
            solving = partial(solve_rosters, self.house, self.stop)
            self.solver = threading.Thread(target=solving, name="rosters")
            self.solver.start()
        return 0

    def finish(self) -> None:
        """Wait for the roster that is being solved; it stops at once when the worker must."""
        if self.solver is not None:
            self.solver.join()

    def _desk(self) -> Callable[[int], str]:
        """Give the address, in each association, of the list of what is late."""
        slugs, base = dict(self.house.organisations()), self.house.settings.base_url
        return lambda organisation_id: f"{base}/{slugs[organisation_id]}/follow-ups"

    def _do(self, name: str, seconds: int, job: Callable[[], int]) -> None:
        if self.stop.is_set() or self.next.get(name, 0.0) > time.monotonic():
            return
        try:
            count = job()
        except Exception:
            self.failed.add(name)
            log.exception("failed", extra={"event": "failed", "job": name})
        else:
            self.failed.discard(name)
            if count:
                log.info("done", extra={"event": "done", "job": name, "count": count})
        self.next[name] = time.monotonic() + seconds

    def _back_up(self) -> int:
        settings = self.house.settings
        if settings.backup_folder is None:
            return 0
        target = settings.backup_folder / clock.now().strftime(NAME)
        back_up(settings, target, backups.lock_of(settings.backup_key))
        rotate(settings.backup_folder, clock.now())
        return 1


@click.command()
@click.option("--once", "only_once", is_flag=True, help="Do what is due, then stop (for cron).")
@click.pass_context
def worker(context: click.Context, *, only_once: bool) -> None:
    """Send messages, open and close surveys, forget in time, keep copies; until SIGTERM."""
    logs.set_up()
    here = Round(open_house())
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, lambda _number, _frame: here.stop.set())
    here.run()
    while not only_once and not here.stop.wait(SOON):
        here.run()
    here.finish()
    context.exit(1 if only_once and here.failed else 0)


COMMANDS = (worker,)
