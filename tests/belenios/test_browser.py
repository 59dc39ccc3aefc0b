"""Python and the browser's JavaScript: each accepts what the other makes, and no more."""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from participation.belenios import pedersen
from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, InvalidError
from participation.belenios.credentials import draw_token
from participation.belenios.encoding import Json, canonical, digest, fingerprint, plain, take
from participation.belenios.group import draw_scalar, entropy, write_point
from participation.belenios.keys import make_key
from participation.belenios.proofs import Proof, prove_log, verify_log
from participation.belenios.tally import count_votes, verify_partial, write_owner, write_result
from participation.belenios.trustees import read_trustees, write_trustees
from participation.belenios.verify import verify_archive
from participation.seed.devices import phones
from participation.seed.devices.booths import seal
from participation.seed.devices.cards import derive_public, derive_secret
from tests.belenios.ceremony import CVS, PLAIN, Made, archive, make, make_voted
from tests.belenios.mutants import mutants
from tests.house.tree import ROOT

Ask = Callable[..., dict[str, Any]]
SAMPLE = 9
"""One mutant of a ballot of so many is tried."""
INEXACT = ("huge", "a float", "scalar not a string")
"""Numbers that JavaScript does not read back as they were written: it calls them not canonical."""


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    """Ask the JavaScript: a name and facts give an answer."""
    path = os.pathsep.join([os.environ.get("PATH", os.defpath), str(Path(sys.executable).parent)])
    node = shutil.which("node", path=path)
    assert node, "python3 run.py setup brings Node where the machine has none"
    command = [node, "tests/answer.js"]
    with subprocess.Popen(
        command,
        cwd=ROOT / "participation" / "frontend",
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout

        def asked(name: str, **facts: object) -> dict[str, Any]:
            assert process.stdin
            assert process.stdout
            process.stdin.write(canonical({"ask": name, **facts}) + "\n")
            process.stdin.flush()
            answer: dict[str, Any] = json.loads(process.stdout.readline())
            assert "fault" not in answer, answer["fault"]
            return answer

        yield asked
        process.stdin.close()


@pytest.fixture(scope="module")
def both() -> Made:
    """Make an election of two questions, with a blank vote and without."""
    return make("cross", voters=1, questions=(CVS, PLAIN))


CHOICES = [
    [[1, 0, 0, 0, 0], [0, 0]],
    [[0, 1, 0, 0, 0], [1, 0]],
    [[0, 1, 0, 1, 1], [0, 1]],
]


@pytest.mark.parametrize("choices", CHOICES)
def test_ballots_of_one_are_accepted_by_the_other(
    ask: Ask, both: Made, choices: list[list[int]]
) -> None:
    raw = both.election.raw.decode()
    sealed = ask("seal", election=raw, code=both.codes[0], choices=choices)
    read = verify_ballot(both.election, sealed["ballot"].encode())
    credential = derive_public(both.election.uuid, both.codes[0])
    assert (read.tracker, read.credential) == (sealed["tracker"], credential)
    ours = seal(both.election, both.codes[0], choices)
    found = ask("verify", election=raw, credentials=[credential], ballot=ours.decode())
    assert found == {"tracker": verify_ballot(both.election, ours).tracker}


def test_a_ceremony_goes_on_from_one_to_the_other(ask: Ask) -> None:
    """Members 1 and 3 use a browser, member 2 and the server use Python."""
    give = entropy
    seeds = [draw_token(22, give) for _ in range(3)]
    certs, commitments = [], []
    for index, seed in enumerate(seeds, 1):
        if index == 2:
            cert, commitment = phones.announce(seed, 3, 2, index, give)
        else:
            answer = ask("announce", seed=seed, context={"size": 3, "threshold": 2, "index": index})
            cert, commitment = answer["cert"], answer["commitment"]
        certs.append(cert)
        commitments.append(commitment)
    known = pedersen.read_certificates(certs, 2)
    dealt = [
        phones.deal(seed, known, 2, give)
        if index == 2
        else ask("deal", seed=seed, certs=certs, threshold=2)
        for index, seed in enumerate(seeds, 1)
    ]
    routed = pedersen.route(known, commitments, dealt)
    made = [
        phones.accept(seed, known, commitments, 2, each, give)
        if index == 2
        else ask(
            "accept", seed=seed, certs=certs, threshold=2, commitments=commitments, routed=each
        )
        for index, (seed, each) in enumerate(zip(seeds, routed, strict=True), 1)
    ]
    parameters = pedersen.finish(known, dealt, made)
    for seed, each in zip(seeds, take(list[pedersen.Made], made, "made"), strict=True):
        sealed = each.private_key
        assert ask("open", seed=seed, sealed=sealed) == {
            "secret": str(phones.open_key(seed, sealed))
        }
    trustees = write_trustees([make_key(draw_scalar(give), give)], [parameters])
    assert len(read_trustees(trustees).keys) == 4


def test_a_tally_decrypted_by_both_gives_one_result(ask: Ask) -> None:
    made = make_voted()
    events = made.events()
    waiting = [each for each in events if each[0] not in ("PartialDecryption", "Result")]
    encoded = base64.b64encode(archive(waiting)).decode()
    sums, count = made.tally()
    known = read_trustees(made.trustees)
    factors = {}
    for owner in (1, 3, 4):
        answer = ask("decrypt", archive=encoded, secret=str(made.secrets[owner]), least=4)
        assert answer["owner"] == owner
        share = answer["share"].encode()
        factors[owner] = verify_partial(made.election, known.keys[owner], sums, share)
        waiting.append(("PartialDecryption", (share, write_owner(owner, share))))
    result = write_result(count_votes(known, sums, factors, count))
    whole = archive([*waiting, ("Result", (result,))])
    report = verify_archive(io.BytesIO(whole))
    assert report.ok
    found = ask("audit", archive=base64.b64encode(whole).decode())
    assert found["ok"]
    assert found["result"] == report.result == json.loads(result)["result"]
    assert (found["ballots"], found["credentials"]) == (report.ballots, report.credentials)
    assert set(found["checks"]) == set(report.checks)


def test_possession_is_proved_to_the_other(ask: Ask, both: Made) -> None:
    seed, made = both.ceremony.seeds[0], both.ceremony.made[0]
    key = read_trustees(both.trustees).keys[2]
    prefix = f"possession|{both.election.fingerprint}|urn|"
    asked = {"election": both.election.raw.decode(), "challenge": "urn"}
    answer = ask(
        "possess", seed=seed, sealed=made.private_key, trustees=both.trustees.decode(), **asked
    )
    assert answer["owner"] == 2
    shown = take(Proof, answer["proof"], "the proof")
    verify_log(Check.POSSESSION, "the proof", prefix, key, shown)
    proof = plain(prove_log(both.secrets[2], prefix, entropy))
    assert ask("possessed", key=write_point(key), proof=proof, **asked) == {}
    proof = plain(prove_log(both.secrets[3], prefix, entropy))
    refused = ask("possessed", key=write_point(key), proof=proof, **asked)
    assert refused["refused"] == "possession"


def signed(made: Made, unsigned: Json) -> bytes:
    """Sign a changed ballot, as a voter who cheats would."""
    secret = derive_secret(made.election.uuid, made.codes[0])
    hash_ = fingerprint(canonical(unsigned).encode())
    proof = prove_log(secret, f"sig|{hash_}|", entropy)
    return canonical({**unsigned, "signature": {"hash": hash_, "proof": proof}}).encode()


def verdict(check: Callable[[], object]) -> str | None:
    """Give the check that refuses, or None."""
    try:
        check()
    except InvalidError as refusal:
        return refusal.check.value
    return None


def test_both_refuse_each_changed_ballot_for_the_same_reason(ask: Ask) -> None:
    made = make("mutants", voters=1, questions=(PLAIN, CVS))
    raw = seal(made.election, made.codes[0], [[1, 0], [0, 1, 0, 1, 0]])
    facts = {
        "election": made.election.raw.decode(),
        "credentials": [derive_public(made.election.uuid, made.codes[0])],
    }
    compared, different = 0, []
    unsigned = {key: each for key, each in json.loads(raw).items() if key != "signature"}
    for place, what, value in islice(mutants(unsigned), 0, None, SAMPLE):
        if not isinstance(value, dict) or place == ("credential",):
            continue  # cannot be signed; the browser looks into the list of credentials first
        forged = signed(made, value)
        wanted = verdict(partial(verify_ballot, made.election, forged))
        found = ask("verify", ballot=forged.decode(), **facts).get("refused")
        compared += wanted is not None
        if found != wanted and (what not in INEXACT or found != "canonical"):
            different.append((place, what, wanted, found))
    assert different == []
    assert compared > 50


def forgeries(events: list[tuple[str, tuple[bytes, ...]]]) -> Iterator[tuple[str, bytes]]:
    """Change the objects of each kind in turn, the chain made again over them."""
    for place, (kind, objects) in enumerate(events):
        for number, raw in enumerate(() if kind == "Ballot" else objects):
            every = list(mutants(json.loads(raw)))
            for where, what, value in every[:: max(1, len(every) // 6)]:
                forged = canonical(value).encode()
                parts = [*objects[:number], forged, *objects[number + 1 :]]
                parts[-1] = parts[-1].replace(digest(raw).encode(), digest(forged).encode())
                step = (kind, tuple(parts))
                altered = archive([*events[:place], step, *events[place + 1 :]])
                yield f"{kind} {where} {what}", altered


def test_both_refuse_each_changed_archive_for_the_same_reason(ask: Ask) -> None:
    made = make("small", voters=1)
    made.vote(0, (0, 1, 0, 0, 0))
    compared, different = 0, []
    for name, forged in forgeries(made.events()):
        report = verify_archive(io.BytesIO(forged))
        found = ask("audit", archive=base64.b64encode(forged).decode())
        first = [(each.object, each.check) for each in report.failures[:1]]
        other = [(each["object"], each["check"]) for each in found["failures"][:1]]
        compared += bool(first)
        inexact = name.endswith(INEXACT) and other == [(first[0][0], "canonical")]
        if other != first and not inexact:
            different.append((name, first, other))
    assert different == []
    assert compared > 50
