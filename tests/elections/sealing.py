"""A sealed vote of the residents: assessors and cards made as their own devices would."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from sqlalchemy import Engine, update
from sqlalchemy.orm import Session

from participation.belenios import pedersen
from participation.belenios.checks import Check, InvalidError
from participation.belenios.credentials import draw_token
from participation.belenios.encoding import plain
from participation.belenios.group import entropy as draw
from participation.belenios.proofs import prove_log
from participation.belenios.tally import decrypt
from participation.elections import operations, queries
from participation.elections.models import Contest, Election
from participation.elections.operations import sealed as urns
from participation.elections.queries import rounds, sealed as found
from participation.elections.rules.stages import Stage, Way
from participation.foundation import clock
from participation.foundation.act import Act, Refused
from participation.foundation.security import keep_secret
from participation.seed.devices import phones
from participation.seed.devices.booths import seal
from participation.seed.devices.cards import derive_public, draw_code
from tests.builders import Town, acting_in, looking_in, make_town
from tests.elections.calling import NUMBERS, Calling, call, later

STANDING = ("Amina", "Bilal", "Colette", "Denise")
NAMES = ("Aïcha", "Bruno", "Chloé")
SECRET = "a secret for tests that nobody needs to guess"
TITLE = "Élection des résidents"
BLANK = (1, 0, 0, 0, 0)


def choice(*slots: int) -> tuple[int, ...]:
    """Choose candidates by their slots, from 1."""
    return tuple(1 if slot in slots else 0 for slot in range(len(STANDING) + 1))


@dataclass
class Sealing:
    """A vote, the secrets that its people keep, and ways to act in it."""

    engine: Engine
    calling: Calling
    contest_id: int
    seeds: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    cards_token: str = ""
    uuid: str = ""
    codes: list[str] = field(default_factory=list)
    papers: list[str] = field(default_factory=list)

    @property
    def town(self) -> Town:
        """Give the association."""
        return self.calling.town

    def contest(self, session: Session) -> Contest:
        """Give the contest."""
        return queries.get_contest(session, self.contest_id)

    def public(self, codes: list[str]) -> list[str]:
        """Give the public credentials of codes."""
        return sorted(derive_public(self.uuid, code) for code in codes)

    def go(self, stage: Stage, deed: str = "") -> None:
        """Let the bureau act on the urn, and move the election on with it."""
        with acting_in(self.engine, self.town) as act:
            contest = self.contest(act.session)
            if deed:
                getattr(urns, deed)(act, contest)
            self.stage(act, contest, stage)

    def stage(self, act: Act, contest: Contest, stage: Stage) -> None:
        """Put the election in a stage."""
        act.session.execute(
            update(Election).where(Election.id == contest.election_id).values(stage=stage)
        )

    def seal(self, code: str, chosen: tuple[int, ...]) -> bytes:
        """Seal a ballot, as a booth does."""
        with looking_in(self.engine, self.town) as session:
            election = found.get_sealed(session, self.contest_id).election
        return seal(found.read_sealing(election or ""), code, [chosen])

    def cast(self, raw: bytes, *, final: bool = False) -> str:
        """Cast a ballot, in a session that only reads the main database."""
        with looking_in(self.engine, self.town) as session:
            act = Act(session, "anonymous", clock.now())
            return urns.cast_ballot(act, self.contest_id, raw, final=final)

    def decrypt(self, place: int) -> bytes:
        """Decrypt the tally as the device of an assessor does."""
        with looking_in(self.engine, self.town) as session:
            sealed = found.get_sealed(session, self.contest_id)
            trustee = found.list_trustees(session, sealed)[place - 1]
            private = json.loads(trustee.key or "")["private_key"]
            secret = phones.open_key(self.seeds[place - 1], private)
            return decrypt(
                found.read_sealing(sealed.election or ""), found.read_sums(sealed), secret
            )

    def give(self, place: int, raw: bytes | None = None, *, shared: bool = False) -> None:
        """Give the partial decryption of an assessor; her device may have read another card."""
        partial = self.decrypt(place) if raw is None else raw
        with acting_in(self.engine, self.town) as act:
            sealed = found.get_sealed(act.session, self.contest_id)
            trustee = found.list_trustees(act.session, sealed)[place - 1]
            urns.give_partial(act, self.contest(act.session), trustee, partial, shared=shared)

    def rounds(self, shared: frozenset[int] = frozenset()) -> None:
        """Go through the ceremony; those at `shared` places say that one device serves them."""
        size, threshold = len(self.seeds), 2
        for place, seed in enumerate(self.seeds, 1):
            cert, promise = phones.announce(seed, size, threshold, place, draw)
            give = partial(urns.give_certificate, shared=place in shared)
            self._say(place, give, cert, promise)
        for place, seed in enumerate(self.seeds, 1):
            self._say(place, urns.deal, phones.deal(seed, self._certs(), place, draw))
        for place, seed in enumerate(self.seeds, 1):
            with looking_in(self.engine, self.town) as session:
                sealed = found.get_sealed(session, self.contest_id)
                trustees = found.list_trustees(session, sealed)
                routed = rounds.route(sealed, trustees)
                promised = rounds.values_of(trustees, "commitment")
            assert routed is not None
            assert promised is not None
            key = phones.accept(seed, self._certs(), promised, place, routed[place - 1], draw)
            self._say(place, urns.give_key, key)

    def possess(self, shared: frozenset[int] = frozenset()) -> None:
        """Show that each card opens its key; those at `shared` places to one device."""
        for place, seed in enumerate(self.seeds, 1):
            with looking_in(self.engine, self.town) as session:
                sealed = found.get_sealed(session, self.contest_id)
                trustee = found.list_trustees(session, sealed)[place - 1]
                secret = phones.open_key(seed, json.loads(trustee.key or "")["private_key"])
                print_ = found.read_sealing(sealed.election or "").fingerprint
            prefix = f"possession|{print_}|{trustee.challenge}|"
            proof = plain(prove_log(secret, prefix, draw))
            self._say(place, partial(urns.prove_possession, shared=place in shared), proof)

    def publish(self, cards: int = 6, papers: int = 2) -> None:
        """Make cards off the server, and publish their public halves."""
        self.codes = [draw_code(draw) for _ in range(cards)]
        self.papers = [draw_code(draw) for _ in range(papers)]
        with acting_in(self.engine, self.town) as act:
            contest = self.contest(act.session)
            urns.publish_cards(act, contest, self.public(self.codes), self.public(self.papers))

    def _certs(self) -> pedersen.Certificates:
        with looking_in(self.engine, self.town) as session:
            sealed = found.get_sealed(session, self.contest_id)
            return rounds.certificates_of(sealed, found.list_trustees(session, sealed))

    def _say(self, place: int, deed: object, *said: object) -> None:
        assert callable(deed)
        with acting_in(self.engine, self.town) as act:
            sealed = found.get_sealed(act.session, self.contest_id)
            trustee = found.list_trustees(act.session, sealed)[place - 1]
            deed(act, self.contest(act.session), trustee, *said)


def settled(engine: Engine) -> Sealing:
    """Settle the list of an election whose residents vote in sealed ballots."""
    keep_secret(SECRET)
    calling = call(engine, make_town(engine))
    with acting_in(engine, calling.town) as act:
        for name in (*STANDING, "Farid"):
            calling.stands(act, name)
        operations.choose_way(act, calling.residents(act.session), Way.SEALED)
        operations.settle_list(later(act), calling.election(act.session), numbers=NUMBERS)
    return Sealing(engine, calling, calling.residents_id)


def prepared(engine: Engine) -> Sealing:
    """Begin the ceremony."""
    made = settled(engine)
    begin(made)
    return made


def begin(made: Sealing) -> None:
    """Begin the ceremony of a vote whose list is settled."""
    with acting_in(made.engine, made.town) as act:
        begun = urns.prepare(act, made.contest(act.session), NAMES, title=TITLE)
        made.uuid = begun.sealed.uuid
        made.tokens = [token for _name, token in begun.trustees]
        made.cards_token = begun.cards
    made.seeds = [draw_token(22, draw) for _name in NAMES]


def ready(
    engine: Engine, cards: int = 6, papers: int = 2, *, shared: frozenset[int] = frozenset()
) -> Sealing:
    """Make keys and cards; one device serves the assessors at `shared` places."""
    made = prepared(engine)
    made.rounds(shared)
    made.publish(cards, papers)
    made.possess()
    return made


def opened(engine: Engine, cards: int = 6, papers: int = 2) -> Sealing:
    """Open the vote."""
    made = ready(engine, cards, papers)
    made.go(Stage.VOTE, "open_urn")
    return made


def refused(deed: Callable[..., object], *given: object, **named: object) -> object:
    """Give the reason for which a deed is refused."""
    with pytest.raises(Refused) as caught:
        deed(*given, **named)
    return caught.value.reason


def broken(deed: Callable[..., object], *given: object, **named: object) -> Check:
    """Give the check that something does not pass."""
    with pytest.raises(InvalidError) as caught:
        deed(*given, **named)
    return caught.value.check
