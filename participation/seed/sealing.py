"""The keys and cards of the demonstration's sealed vote: what its assessors would hold in hand."""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.belenios.credentials import draw_token
from participation.belenios.election import read_election
from participation.belenios.group import entropy as draw
from participation.belenios.proofs import prove_log
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.operations import sealed as sealing
from participation.elections.queries.rounds import certificates_of, route, values_of
from participation.elections.queries.sealed import get_sealed, list_trustees
from participation.foundation.act import Act
from participation.seed.devices import phones
from participation.seed.devices.cards import derive_public, draw_code

SEED_LENGTH = 22


@dataclass(frozen=True, slots=True)
class Held:
    """What people hold: each assessor's key by name, voters' cards, and cards of paper ballots.

    No database holds these: they are printed, here into a file of the demonstration.
    """

    contest_id: int
    keys: tuple[tuple[str, str], ...]
    cards: tuple[str, ...]
    papers: tuple[str, ...]


def seal(
    act: Act, contest: Contest, names: Sequence[str], *, title: str, cards: int, papers: int
) -> Held:
    """Make the keys of three assessors and the cards of a vote whose list is settled."""
    uuid = sealing.prepare(act, contest, names, title=title).sealed.uuid
    seeds = tuple(draw_token(SEED_LENGTH, draw) for _name in names)
    codes = tuple(draw_code(draw) for _number in range(cards + papers))
    make_keys(act, contest, seeds)
    public = [derive_public(uuid, code) for code in codes]
    sealing.publish_cards(act, contest, public[:cards], public[cards:])
    act.session.flush()
    keys = tuple(zip(names, seeds, strict=True))
    return Held(contest.id, keys, codes[:cards], codes[cards:])


def make_keys(act: Act, contest: Contest, seeds: Sequence[str]) -> SealedVote:
    """Let the assessors make their keys and show that their cards open them, as their phones do."""
    sealed = get_sealed(act.session, contest.id)
    size = len(seeds)

    def turn() -> list[tuple[int, str, Trustee]]:
        trustees = list_trustees(act.session, sealed)
        return [(one.place, seed, one) for one, seed in zip(trustees, seeds, strict=True)]

    for place, seed, one in turn():
        announced = phones.announce(seed, size, sealed.threshold, place, draw)
        sealing.give_certificate(act, contest, one, *announced)
    certs = certificates_of(sealed, list_trustees(act.session, sealed))
    for place, seed, one in turn():
        sealing.deal(act, contest, one, phones.deal(seed, certs, place, draw))
    trustees = list_trustees(act.session, sealed)
    routed = route(sealed, trustees) or []
    commitments = [one.commitment or "" for one in trustees]
    for place, seed, one in turn():
        key = phones.accept(seed, certs, commitments, place, routed[place - 1], draw)
        sealing.give_key(act, contest, one, key)
    _show(act, contest, sealed, turn())
    return sealed


def _show(
    act: Act, contest: Contest, sealed: SealedVote, turn: Sequence[tuple[int, str, Trustee]]
) -> None:
    made = values_of([one for _place, _seed, one in turn], "key") or []
    election = read_election((sealed.election or "").encode())
    for (_place, seed, one), key in zip(turn, made, strict=True):
        secret = phones.open_key(seed, str(key["private_key"]))
        proof = prove_log(secret, f"possession|{election.fingerprint}|{one.challenge}|", draw)
        sealing.prove_possession(act, contest, one, proof)
