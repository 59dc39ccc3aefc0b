"""What a cheating voter, trustee or server could try, each refused by its name."""

import io
import json
import tarfile
from typing import Any

import pytest

from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, InvalidError
from participation.belenios.encoding import canonical, digest, fingerprint, plain
from participation.belenios.group import Q
from participation.belenios.proofs import Proof, Statement, prove_log
from participation.belenios.tally import write_tally
from participation.belenios.verify import Failure, verify_archive
from participation.seed.devices import booths
from participation.seed.devices.booths import seal
from participation.seed.devices.cards import derive_secret, draw_code
from tests.belenios import ceremony
from tests.belenios.ceremony import Made, archive, make, make_voted, repeatable, tar
from tests.belenios.test_elections import refused

Events = list[tuple[str, tuple[bytes, ...]]]


@pytest.fixture(name="made")
def _made() -> Made:
    return make_voted()


def failures(raw: bytes) -> list[Failure]:
    """Verify an archive and give what failed."""
    return verify_archive(io.BytesIO(raw)).failures


def checks(raw: bytes) -> list[Check]:
    """Verify an archive and give the checks that failed."""
    return [each.check for each in failures(raw)]


def opened(made: Made, *ballots: bytes) -> bytes:
    """Write an archive of these ballots, not counted yet."""
    return archive([made.events()[0], *(("Ballot", (each,)) for each in ballots)])


def forced(monkeypatch: pytest.MonkeyPatch, made: Made, choice: tuple[int, ...]) -> bytes:
    """Seal a choice that is not allowed, proving what can be proved and pretending the rest."""
    honest = booths.prove_any

    def pretend(stated: Statement, true: int, *rest: Any) -> Any:
        return honest(stated, min(max(true, 0), len(stated.branches) - 1), *rest)

    monkeypatch.setattr(booths, "prove_any", pretend)
    monkeypatch.setattr(booths, "check_choice", lambda *_facts: None)
    return seal(made.election, made.codes[0], [choice], repeatable("forced"))


@pytest.mark.parametrize(
    ("choice", "check"),
    [
        ((0, 1, 1, 1, 1), Check.OVERALL_PROOF),
        ((0, 0, 0, 0, 0), Check.OVERALL_PROOF),
        ((1, 1, 0, 0, 0), Check.BLANK_PROOF),
        ((1, 1, 1, 1, 1), Check.BLANK_PROOF),
        ((0, 2, 0, 0, 0), Check.INDIVIDUAL_PROOF),
        ((0, -1, 1, 1, 0), Check.INDIVIDUAL_PROOF),
        ((0, 0, 1000, 0, 0), Check.INDIVIDUAL_PROOF),
    ],
)
def test_a_forced_ballot_is_refused(
    made: Made, monkeypatch: pytest.MonkeyPatch, choice: tuple[int, ...], check: Check
) -> None:
    raw = forced(monkeypatch, made, choice)
    with refused(check):
        verify_ballot(made.election, raw)
    (failure,) = failures(opened(made, raw))
    assert (failure.object, failure.ballot, failure.check) == ("ballot", fingerprint(raw), check)
    assert "proof of" in failure.reason


def test_a_ballot_of_another_election_is_refused(made: Made) -> None:
    foreign = make("another election")
    raw = seal(foreign.election, made.codes[0], [(0, 1, 0, 0, 0)])
    assert checks(opened(made, raw)) == [Check.ELECTION]


def test_a_code_that_nobody_was_given_is_refused(made: Made) -> None:
    raw = seal(made.election, draw_code(repeatable("stranger")), [(0, 1, 0, 0, 0)])
    assert checks(opened(made, raw)) == [Check.CREDENTIAL]


def test_the_same_ballot_twice_is_refused(made: Made) -> None:
    one, other = made.ballots[:2]
    assert checks(opened(made, one, other, one)) == [Check.DUPLICATE]


def test_the_ballot_of_another_under_our_credential_is_refused(made: Made) -> None:
    """Copying shows in the totals what the other voted (Cortier and Smyth)."""
    copied: dict[str, Any] = json.loads(made.ballots[0])
    secret = derive_secret(made.election.uuid, made.codes[4])
    mine = json.loads(seal(made.election, made.codes[4], [(1, 0, 0, 0, 0)]))
    copied["credential"] = mine["credential"]
    del copied["signature"]
    hash_ = fingerprint(canonical(copied).encode())
    proof = prove_log(secret, f"sig|{hash_}|", repeatable("copy"))
    raw = canonical({**copied, "signature": {"hash": hash_, "proof": proof}}).encode()
    assert checks(opened(made, raw)) == [Check.INDIVIDUAL_PROOF]


def test_a_ballot_that_another_secret_signed_is_refused(made: Made) -> None:
    ballot = json.loads(made.ballots[0])
    signed = ballot["signature"]
    signed["proof"] = plain(prove_log(5, f"sig|{signed['hash']}|", repeatable("thief")))
    with refused(Check.SIGNATURE):
        verify_ballot(made.election, canonical(ballot).encode())


def test_a_proof_shifted_between_its_branches_is_refused(made: Made) -> None:
    ballot = json.loads(made.ballots[0])
    shifted = ballot["answers"][0]["individual_proofs"][1]
    for each, shift in zip(shifted, (1, -1), strict=True):
        each["challenge"] = str((int(each["challenge"]) + shift) % Q)
    with refused(Check.INDIVIDUAL_PROOF):
        verify_ballot(made.election, canonical(ballot).encode())


def test_zeros_and_the_identity_prove_nothing(made: Made) -> None:
    ballot = json.loads(made.ballots[0])
    answer = ballot["answers"][0]
    zero = plain(Proof(0, 0))
    answer["individual_proofs"][1] = [zero, zero]
    with refused(Check.INDIVIDUAL_PROOF):
        verify_ballot(made.election, canonical(ballot).encode())
    answer["choices"][1] = dict.fromkeys(("alpha", "beta"), f"{1:064x}")
    with refused(Check.IDENTITY):
        verify_ballot(made.election, canonical(ballot).encode())


def test_a_point_off_the_subgroup_is_refused_even_under_zero_challenges(made: Made) -> None:
    ballot = json.loads(made.ballots[0])
    answer = ballot["answers"][0]
    zero = plain(Proof(0, 0))
    answer["individual_proofs"][1] = [zero, zero]
    answer["choices"][1]["beta"] = f"{2**255 - 20:064x}"  # (0, -1), of order 2
    with refused(Check.SUBGROUP):
        verify_ballot(made.election, canonical(ballot).encode())


def without(events: Events, kind: str, at: int = 0) -> Events:
    """Leave out one event of a kind, with its objects; every hash is mended."""
    place = [each for each, (named, _objects) in enumerate(events) if named == kind][at]
    return events[:place] + events[place + 1 :]


def test_a_ballot_left_out_or_replaced_by_an_older_one_is_seen(made: Made) -> None:
    events = made.events()
    for at in range(5):
        found = checks(archive(without(events, "Ballot", at)))
        assert found == ([] if at == 0 else [Check.COUNT if at not in (0, 3) else Check.TALLY])
    swapped = events[:1] + events[4:5] + events[2:4] + events[1:2] + events[5:]
    assert checks(archive(swapped)) == [Check.TALLY]


def test_a_tally_of_other_ballots_is_seen(made: Made) -> None:
    events = made.events()
    made.vote(3, (0, 1, 0, 0, 0))
    other, count = made.tally()
    place = next(at for at, each in enumerate(events) if each[0] == "EncryptedTally")
    events[place] = ("EncryptedTally", write_tally(other, count))
    assert checks(archive(events)) == [Check.TALLY]


@pytest.mark.parametrize("step", ["Setup", "EndBallots", "EncryptedTally"])
def test_a_step_left_out_is_seen(made: Made, step: str) -> None:
    assert checks(archive(without(made.events(), step))) == [Check.ORDER]


@pytest.mark.parametrize("late", ["Ballot", "Setup", "Result", "EndBallots"])
def test_nothing_follows_the_result(made: Made, late: str) -> None:
    events = made.events()
    again = next(each for each in events if each[0] == late)
    assert checks(archive([*events, again])) == [Check.ORDER]


def test_a_decryption_twice_is_refused(made: Made) -> None:
    assert Check.DUPLICATE in checks(archive(_doubled(made.events())))


def _doubled(events: Events) -> Events:
    place = next(at for at, each in enumerate(events) if each[0] == "PartialDecryption")
    return events[: place + 1] + events[place : place + 1] + events[place + 1 :]


def files_of(raw: bytes) -> list[tuple[str, bytes]]:
    """Take an archive apart."""
    found, at = [], 0
    while at < len(raw):
        size = int(raw[at + 124 : at + 135], 8)
        content = raw[at + 512 : at + 512 + size]
        found.append((raw[at : at + 100].rstrip(b"\0").decode(), content))
        at += 512 + size + -size % 512
    return found


def test_a_chain_cut_reordered_or_hung_elsewhere_is_seen(made: Made) -> None:
    raw = archive(made.events())
    files = files_of(raw)
    assert tar(files) == raw
    cut = files[:6] + files[8:]
    assert checks(tar(cut)) == [Check.CHAIN]
    reordered = files[:6] + files[8:10] + files[6:8] + files[10:]
    assert checks(tar(reordered)) == [Check.CHAIN]
    event = json.loads(files[9][1])
    event["parent"] = digest(files[5][1])
    hung = canonical(event).encode()
    moved = [*files[:9], (f"{digest(hung)}.event.json", hung), *files[10:]]
    assert checks(tar(moved)) == [Check.CHAIN]


@pytest.mark.parametrize("name", ["../../etc/passwd", "BELENIOS", "a.data.json", "", "x" * 99])
def test_a_file_of_another_name_is_refused(made: Made, name: str) -> None:
    files = files_of(archive(made.events()))
    files[2] = (name, files[2][1])
    assert checks(tar(files)) == [Check.NAME]


def test_objects_that_no_event_names_are_refused(made: Made) -> None:
    files = files_of(archive(made.events()))
    stray = (f"{digest(b'{}')}.data.json", b"{}")
    for at in (1, 6, len(files)):
        (failure,) = failures(tar([*files[:at], stray, *files[at:]]))
        assert (failure.object, failure.check) == ("archive", Check.ORDER)
    assert checks(tar([*files[:1], *[stray] * 100, *files[1:]])) == [Check.ORDER]
    assert checks(tar(files[:1])) == [Check.ORDER]


def test_every_cut_is_seen_unless_it_is_between_events(made: Made) -> None:
    raw = archive(made.events())
    for at in range(1000, len(raw), 911):
        assert checks(raw[:at])[0] in {Check.TRUNCATED, Check.ORDER}
    ends = [512 * number for number in range(2, len(raw) // 512)]
    good = [at for at in ends if not failures(raw[:at])]
    assert len(good) == len(made.events()) - 1


def ordinary_tar(**facts: Any) -> bytes:
    """Write the first file of an archive as another program would."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.USTAR_FORMAT) as archived:
        content = canonical({"version": 1, "timestamp": str(ceremony.TIMESTAMP)}).encode()
        info = tarfile.TarInfo("BELENIOS")
        info.size, info.mtime = len(content), ceremony.TIMESTAMP
        for name, value in facts.items():
            setattr(info, name, value)
        archived.addfile(info, io.BytesIO(content))
    return stream.getvalue()


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"type": tarfile.SYMTYPE, "linkname": "/etc/passwd"},
        {"uid": 1000},
        {"mode": 0o777},
        {"uname": "root"},
        {"mtime": 0},
    ],
    ids=str,
)
def test_tar_tricks_are_refused(facts: dict[str, Any]) -> None:
    assert checks(ordinary_tar(**facts)) == [Check.HEADER]


def test_sizes_that_lie_are_refused(made: Made) -> None:
    raw = bytearray(archive(made.events()))
    for size in (
        b"77777777777",
        b"-0000000001",
        b"0000000004 ",
        b"\x80" + bytes(10),
        b"99999999999",
    ):
        raw[124:135] = size
        assert checks(bytes(raw)) == [Check.HEADER]
    assert checks(archive(made.events()) + bytes(1024)) == [Check.HEADER]


def test_a_refusal_crosses_processes_whole() -> None:
    import pickle  # noqa: PLC0415 - what the pool does

    error = pickle.loads(pickle.dumps(InvalidError(Check.POINT, "why")))  # noqa: S301 - ours
    assert (error.check, error.reason, str(error)) == (Check.POINT, "why", "why")
    assert make().election == pickle.loads(pickle.dumps(make().election))  # noqa: S301 - ours
