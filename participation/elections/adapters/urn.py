"""The urn: sealed ballots in their own database, each in a slot laid before the vote began."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import Any

from sqlalchemy import Connection, Row, insert
from sqlalchemy.orm import Session
from sqlalchemy.pool import Pool

from participation.elections.rules.sealed import (
    REVOKED,
    WITNESS,
    CardState,
    Phase,
    SealedRefusal,
    mark_of,
    pack,
)
from participation.foundation.act import Refused
from participation.foundation.types import lock_for_transaction

from .rows import CHANCE, STANDS, STIRRED, Rows, Written
from .slots import SLOT, URN, Slot, absence, engine_of, judge
from .together import Take, Together

States = dict[str, CardState | None]
"""What became of each credential, in their order; None: a paper one not used."""
Judge = Callable[[States], None]
"""Refuses a deed for what lies in the urn, while no vote can come in."""
HELD = frozenset({CardState.VOTED, CardState.FINAL, CardState.PAPER})
GONE = {
    CardState.EXCHANGED: SealedRefusal.CARD_EXCHANGED,
    CardState.REVOKED: SealedRefusal.CARD_REVOKED,
}


def urn_of(session: Session, contest_id: int) -> "Urn":
    """Give the urn of a contest, in the organisation of the session."""
    bound = session.get_bind()
    main = bound.engine if isinstance(bound, Connection) else bound
    return Urn(engine_of(main), session.info["organisation"], contest_id)


@dataclass(frozen=True, slots=True)
class Cast:
    """A verified ballot on its way into the urn."""

    credential: str
    ballot: bytes
    final: bool
    posted: int = 0
    """Paper ballots that came by post: as many more may be put than cards were exchanged."""


@lru_cache(maxsize=256)
def _together(_pool: Pool, _organisation_id: int, _contest_id: int) -> Together[Cast]:
    """Give where the ballots of an urn meet in this process."""
    return Together()


@dataclass(frozen=True, slots=True)
class Urn(Rows):
    """The urn of a contest. Each deed is one transaction of its own, durable when it returns.

    Every slot has one size and is overwritten where it lies, so that neither rowids, pages, sizes
    nor times tell the order of the votes. The slot of a credential is the truth about its card.
    """

    def lay(
        self,
        uuid: str,
        cards: Mapping[str, CardState],
        papers: Collection[str],
        size: int,
    ) -> None:
        """Lay an empty slot for each credential and open the urn; cards already lost are revoked.

        Laid before for the same election, it is opened as it is: nothing in it is lost. Refuses
        to lay one in which ballots of another election lie (URN_NOT_EMPTY).
        """
        with self._begin() as connection:
            found = self._lock(connection, alone=True)
            if found is not None and found.uuid == uuid:
                if Phase(found.phase) not in (Phase.OPEN, Phase.SUSPENDED):
                    raise Refused(SealedRefusal.CLOSED)
                self._set_phase(connection, Phase.OPEN)
                return
            if any(slot.state in HELD for slot in list(self._read(connection))):
                raise Refused(SealedRefusal.URN_NOT_EMPTY)
            self._clear(connection)
            own = {"organisation_id": self.organisation_id, "contest_id": self.contest_id}
            row = {**own, "uuid": uuid, "phase": Phase.OPEN.value, "size": size}
            connection.execute(insert(URN), row)
            kinds = dict.fromkeys(cards, False) | dict.fromkeys(papers, True)
            rows = [
                {
                    **own,
                    "credential": credential,
                    "is_paper": kinds[credential],
                    "is_final": cards.get(credential) is CardState.REVOKED,
                    "content": pack(
                        REVOKED if cards.get(credential) is CardState.REVOKED else b"", size
                    ),
                }
                for credential in sorted(kinds)
            ]
            connection.execute(insert(SLOT), rows)

    def phase(self) -> Phase | None:
        """Give where the urn stands; None before it was laid."""
        with self._begin(writing=False) as connection:
            found = connection.execute(STANDS, self._own).one_or_none()
            return None if found is None else Phase(found.phase)

    def move(self, phase: Phase, judge: Judge | None = None) -> States:
        """Put the urn in a phase, once every vote that is being cast has got in or was refused.

        With a `judge`, who may refuse, gives what it saw: no vote comes between the two. After
        the end, PostgreSQL writes every slot again in one transaction, shuffled: its rows
        then say no more who came before whom.
        """
        with self._begin() as connection:
            found = self._lock(connection, alone=True)
            states = self._judged(connection, judge)
            if found is None:
                return states
            self._set_phase(connection, phase)
            if phase in (Phase.PAPER, Phase.COUNT):
                self._forget_channels(connection)
            if phase in (Phase.PAPER, Phase.COUNT) and connection.dialect.name == "postgresql":
                self._stir(connection, found.size)
            return states

    def find(self, credential: str) -> Slot | None:
        """Give the slot of a credential."""
        with self._begin(writing=False) as connection:
            return next(iter(self._read(connection, [credential])), None)

    def put(
        self, credential: str, ballot: bytes, *, final: bool, among: Sequence[str], posted: int = 0
    ) -> None:
        """Put a verified ballot in its slot, or refuse; the same ballot again changes nothing.

        Ballots that arrive together are judged and written in one transaction, each by itself: of
        many votes with one card one gets in at a time, none once the urn was moved on. `among` are
        the credentials of the urn: some of their slots are written again with it.
        """
        waiting = _together(self.engine.pool, self.organisation_id, self.contest_id)
        cast = Cast(credential, ballot, final, posted)
        waiting.do(cast, partial(self._put_all, among))

    def _put_all(self, among: Sequence[str], take: Take[Cast]) -> None:
        with self._begin() as connection:
            deeds = sorted(take(), key=lambda deed: deed.what.credential)
            keys = sorted({deed.what.credential for deed in deeds})
            found = self._lock(connection)
            if found is not None and found.phase == Phase.PAPER:  # paper ballots are counted
                lock_for_transaction(connection, self.contest_id)
            slots = {each.credential: each for each in self._read(connection, keys, lock=True)}
            new: dict[str, Written] = {}
            for deed in deeds:
                try:
                    new |= self._put_one(connection, found, slots, deed.what)
                except Refused as refused:
                    deed.refusal = refused
            rows = list(new.values())
            if found is not None and rows and connection.dialect.name == "postgresql":
                others = CHANCE.sample(among, min(STIRRED, len(among)))
                free = [each for each in others if each not in slots]
                rows += self._again(connection, found.size, free)
                CHANCE.shuffle(rows)
            self._write(connection, rows)

    def _put_one(
        self,
        connection: Connection,
        found: Row[Any, Any, Any] | None,
        slots: dict[str, Slot],
        cast: Cast,
    ) -> dict[str, Written]:
        """Give what is written for a ballot, by its slot: nothing when it lies there already."""
        slot = slots.get(cast.credential)
        if found is None or slot is None:
            raise Refused(absence(None if found is None else Phase(found.phase)))
        if slot.ballot == cast.ballot and slot.is_final >= cast.final:
            return {}
        judge(slot, Phase(found.phase))
        if slot.is_witness:
            slots[slot.credential] = self._commit(connection, found.size, slot, cast.ballot)
            raise Refused(SealedRefusal.CARD_WITNESS)
        if slot.is_paper and not slot.ballot:
            self._refuse_more_paper(connection, slots, cast.posted)
        slots[cast.credential] = replace(slot, ballot=cast.ballot, is_final=cast.final)
        packed = pack(cast.ballot, found.size)
        return {cast.credential: {"key": cast.credential, "packed": packed, "final": cast.final}}

    def withdraw(self, credential: str, *, lost: bool) -> None:
        """Mark a card as given back for a paper ballot, or as lost; again changes nothing."""
        wanted = CardState.REVOKED if lost else CardState.EXCHANGED
        with self._begin() as connection:
            found = self._lock(connection)
            slot = next(iter(self._read(connection, [credential], lock=True)), None)
            if found is None or slot is None or slot.is_paper:
                raise Refused(SealedRefusal.CARD_UNKNOWN)
            if Phase(found.phase) not in (Phase.OPEN, Phase.SUSPENDED):
                raise Refused(SealedRefusal.CLOSED)
            if slot.state in HELD:
                raise Refused(SealedRefusal.ALREADY_VOTED)
            if slot.is_witness:
                raise Refused(SealedRefusal.CARD_WITNESS)
            if slot.state is CardState.READY:
                content = pack(REVOKED if lost else b"", found.size)
                self._write(connection, [{"key": credential, "packed": content, "final": True}])
            elif slot.state is not wanted:
                raise Refused(GONE[slot.state])

    def set_aside(self, credential: str) -> None:
        """Make an unused card a witness of the bureau; again changes nothing.

        Nothing that a booth may ask tells it from another card before a ballot is sealed with it.
        """
        with self._begin() as connection:
            found = self._lock(connection)
            slot = next(iter(self._read(connection, [credential], lock=True)), None)
            if found is None or slot is None or slot.is_paper:
                raise Refused(SealedRefusal.CARD_UNKNOWN)
            if Phase(found.phase) not in (Phase.OPEN, Phase.SUSPENDED):
                raise Refused(SealedRefusal.CLOSED)
            if slot.state is not CardState.READY:
                raise Refused(GONE.get(slot.state, SealedRefusal.ALREADY_VOTED))
            if not slot.is_witness:
                content = pack(WITNESS, found.size)
                self._write(connection, [{"key": credential, "packed": content, "final": False}])

    def _commit(self, connection: Connection, size: int, slot: Slot, ballot: bytes) -> Slot:
        """Keep the fingerprint of the first ballot sealed with a witness: it cannot be changed."""
        if slot.is_committed:
            return slot
        mark = mark_of(ballot)
        row: Written = {"key": slot.credential, "packed": pack(mark, size), "final": False}
        self._write(connection, [row])
        return replace(slot, ballot=mark)

    def states(self) -> States:
        """Give what became of each credential at this moment."""
        with self._begin(writing=False) as connection:
            return self._states(connection)

    def _states(self, connection: Connection) -> States:
        return {
            slot.credential: None if slot.is_paper and not slot.ballot else slot.state
            for slot in self._read(connection)
        }

    def _judged(self, connection: Connection, judge: Judge | None) -> States:
        states = self._states(connection) if judge else {}
        if judge:
            judge(states)
        return states

    def ballots(self, credentials: Sequence[str]) -> list[bytes]:
        """Give the ballots of these credentials, in this order."""
        with self._begin(writing=False) as connection:
            found = {slot.credential: slot.ballot for slot in self._read(connection, credentials)}
        return [found[credential] for credential in credentials]

    def empty(self, judge: Judge | None = None) -> None:
        """Remove every slot: the ballots are in the chain, or will never be counted."""
        with self._begin() as connection:
            self._lock(connection, alone=True)
            self._judged(connection, judge)
            self._clear(connection)

    def _refuse_more_paper(
        self, connection: Connection, mine: dict[str, Slot], posted: int
    ) -> None:
        """Refuse more paper ballots than cards exchanged and envelopes that came by post.

        `mine` are the slots about to be.
        """
        slots = ({each.credential: each for each in self._read(connection)} | mine).values()
        used = sum(1 for slot in slots if slot.is_paper and slot.ballot)
        exchanged = posted + sum(1 for slot in slots if slot.state is CardState.EXCHANGED)
        if used >= exchanged:
            raise Refused(SealedRefusal.TOO_MANY_PAPER, exchanged=exchanged)
