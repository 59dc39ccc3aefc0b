"""The ceremony of the keys, round by round, as told by each assessor's own device."""

from participation.audit.operations import journaled, unjournaled
from participation.audit.rules import Action
from participation.belenios import pedersen
from participation.belenios.checks import Check, require
from participation.belenios.election import Question, make_election
from participation.belenios.encoding import canonical, exactly, read, take
from participation.belenios.keys import Key, verify_key
from participation.belenios.proofs import Proof, Signed, verify_log
from participation.belenios.trustees import read_trustees, write_trustees
from participation.elections import queries
from participation.elections.models import Contest, SealedVote, Trustee
from participation.elections.queries.rounds import certificates_of, route, values_of
from participation.elections.queries.sealed import list_trustees, read_sealing
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.sealed import Phase, SealedRefusal
from participation.foundation.act import Act, Refused
from participation.foundation.keys import to_text

from .holding import hold_sealed

LONGEST = 64


@journaled(Action.CERTIFICATE_GIVEN)
def give_certificate(
    act: Act,
    contest: Contest,
    trustee: Trustee,
    certificate: object,
    commitment: object,
    *,
    shared: bool = False,
) -> Trustee:
    """Round 1: keep a certificate and the commitment to a polynomial that is not shown yet.

    `shared`: her device said that it serves others too, which procès-verbal no. 1 tells.
    Refuses (InvalidError) one that its own key did not sign, or of another place.
    """
    sealed = _turn(act, contest, trustee, Phase.CERTIFICATES, Phase.DEALING)
    others = list_trustees(act.session, sealed)
    promised = exactly(str, commitment, "commitment")
    require(len(promised) <= LONGEST, Check.COMMITMENT, "a commitment has 43 characters")
    signed = take(Signed, certificate, f"certificate {trustee.place}")
    pedersen.read_certificate(signed, len(others), sealed.threshold, trustee.place)
    if _says_again(trustee, "certificate", certificate) and trustee.commitment == promised:
        return trustee
    _refuse_late(sealed, Phase.CERTIFICATES)
    trustee.certificate, trustee.commitment = canonical(certificate), promised
    trustee.shared = shared
    if values_of(others, "certificate") is not None:
        certificates_of(sealed, others)
        sealed.phase = Phase.DEALING
    return trustee


@journaled(Action.SHARES_DEALT)
def deal(act: Act, contest: Contest, trustee: Trustee, dealing: object) -> Trustee:
    """Round 3: keep what an assessor sends to the others; the last one lets all be verified."""
    sealed = _turn(act, contest, trustee, Phase.DEALING, Phase.KEYS)
    take(pedersen.Dealt, dealing, "what was dealt")
    if _says_again(trustee, "dealing", dealing):
        return trustee
    _refuse_late(sealed, Phase.DEALING)
    trustee.dealing = canonical(dealing)
    if route(sealed, list_trustees(act.session, sealed)) is not None:
        sealed.phase = Phase.KEYS
    return trustee


@journaled(Action.KEY_MADE)
def give_key(act: Act, contest: Contest, trustee: Trustee, key: object) -> Trustee:
    """Round 5: keep an assessor's public key, and her own one sealed by her own hand.

    The last key makes the election, its candidates in the order of their numbers.
    """
    sealed = _turn(act, contest, trustee, Phase.KEYS, Phase.POSSESSION, Phase.READY)
    verify_key(take(pedersen.Made, key, "the key").public_key, "the key")
    if _says_again(trustee, "key", key):
        return trustee
    _refuse_late(sealed, Phase.KEYS)
    trustee.key = canonical(key)
    trustees = list_trustees(act.session, sealed)
    made = values_of(trustees, "key")
    if made is not None:
        dealt = values_of(trustees, "dealing") or []
        parameters = pedersen.finish(certificates_of(sealed, trustees), dealt, made)
        _make(act, contest, sealed, parameters)
    return trustee


def _make(act: Act, contest: Contest, sealed: SealedVote, parameters: pedersen.Parameters) -> None:
    """Make the election that ballots name by its fingerprint."""
    server = read(Key, sealed.server_public, "the server's key")
    written = write_trustees([server], [parameters])
    standing = [
        each
        for each in queries.list_candidacies(act.session, contest)
        if each.state is CandidacyState.ACCEPTED and each.number is not None
    ]
    if not standing:
        raise Refused(SealedRefusal.NO_CANDIDATE)
    most = min(contest.most_choices, len(standing))
    names = [each.name for each in standing]
    question = Question(names, blank=True, min=1, max=most, question=sealed.name)
    election = make_election(
        uuid=sealed.uuid,
        name=sealed.name,
        description="",
        public_key=read_trustees(written).public_key,
        questions=[question],
    )
    sealed.election, sealed.trustees = election.raw.decode(), written.decode()
    sealed.candidates = ",".join(to_text(each.id) for each in standing)
    sealed.phase = Phase.POSSESSION


@journaled(Action.KEY_PROVED)
def prove_possession(
    act: Act, contest: Contest, trustee: Trustee, proof: object, *, shared: bool = False
) -> Trustee:
    """Keep the proof that an assessor's card opens her key (Check.POSSESSION otherwise).

    A card shown to a device that serves others too was held by it, wherever it was made.
    """
    sealed = _turn(act, contest, trustee, Phase.POSSESSION, Phase.READY)
    election = read_sealing(sealed.election or "")
    key = read_trustees((sealed.trustees or "").encode()).keys[trustee.place + 1]
    shown, name = take(Proof, proof, "the proof"), "the proof that the card opens this key"
    prefix = f"possession|{election.fingerprint}|{trustee.challenge}|"
    verify_log(Check.POSSESSION, name, prefix, key, shown)
    trustee.possession = trustee.possession or canonical(proof)
    trustee.shared = trustee.shared or shared
    settle_phase(act, sealed)
    return trustee


@unjournaled("follows from the last key proved, or from the cards")
def settle_phase(act: Act, sealed: SealedVote) -> None:
    """Call the vote ready once cards are published and every assessor's card has opened."""
    if sealed.phase in (Phase.POSSESSION, Phase.READY):
        proved = all(each.possession for each in list_trustees(act.session, sealed))
        sealed.phase = Phase.READY if proved and sealed.cards else Phase.POSSESSION


def _turn(act: Act, contest: Contest, trustee: Trustee, *phases: Phase) -> SealedVote:
    sealed = get_held(act, contest, *phases)
    act.session.refresh(trustee)
    return sealed


@unjournaled("changes nothing by itself")
def get_held(act: Act, contest: Contest, *phases: Phase) -> SealedVote:
    """Hold the sealed vote for a round; refuses in any other (WRONG_ROUND)."""
    try:
        return hold_sealed(act, contest, *phases)
    except Refused as refused:
        raise Refused(SealedRefusal.WRONG_ROUND) from refused


def _says_again(trustee: Trustee, name: str, value: object) -> bool:
    """Say whether an assessor repeats herself; refuse when she says something else."""
    said = getattr(trustee, name)
    if said is not None and said != canonical(value):
        raise Refused(SealedRefusal.DONE_OTHERWISE)
    return said is not None


def _refuse_late(sealed: SealedVote, phase: Phase) -> None:
    if sealed.phase is not phase:
        raise Refused(SealedRefusal.WRONG_ROUND)
