"""Python and the browser's JavaScript: each accepts what the other makes, and no more."""

import base64
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from participation.belenios import pedersen
from participation.belenios.ballots import signature_hash, verify_ballot
from participation.belenios.checks import Invalid
from participation.belenios.credentials import derive_public, derive_secret, draw_token
from participation.belenios.encoding import canonical, digest
from participation.belenios.group import draw_scalar, system_randomness, write_point
from participation.belenios.keys import make_key
from participation.belenios.proofs import check_log, prove_log, read_proof
from participation.belenios.sealing import seal
from participation.belenios.tally import compute_result, verify_partial, write_owner
from participation.belenios.trustees import read_trustees, write_trustees
from participation.belenios.verify import verify_archive
from tests.belenios.ceremony import CVS, PLAIN, Made, archive, make, make_voted
from tests.house.tree import ROOT

Ask = Callable[..., dict[str, Any]]
Change = Callable[[Any], object]


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
            process.stdin.write(json.dumps({"ask": name, **facts}) + "\n")
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
    give = system_randomness
    seeds = [draw_token(22, give) for _ in range(3)]
    contexts = [pedersen.Context(3, 2, index) for index in (1, 2, 3)]
    certs, commitments = [], []
    for seed, context in zip(seeds, contexts, strict=True):
        if context.index == 2:
            cert, commitment = pedersen.announce(seed, context, give)
        else:
            shown = {"size": 3, "threshold": 2, "index": context.index}
            answer = ask("announce", seed=seed, context=shown)
            cert, commitment = answer["cert"], answer["commitment"]
        certs.append(cert)
        commitments.append(commitment)
    dealt = [
        pedersen.deal(seed, certs, 2, 2, give)
        if index == 2
        else ask("deal", seed=seed, certs=certs)
        for index, seed in enumerate(seeds, 1)
    ]
    routed = pedersen.route(certs, 2, commitments, dealt)
    made = [
        pedersen.accept(seed, certs, 2, commitments, 2, each, give)
        if index == 2
        else ask("accept", seed=seed, certs=certs, commitments=commitments, routed=each)
        for index, (seed, each) in enumerate(zip(seeds, routed, strict=True), 1)
    ]
    parameters = pedersen.finish(certs, 2, dealt, made)
    for seed, each in zip(seeds, made, strict=True):
        sealed = str(each["private_key"])
        assert ask("open", seed=seed, sealed=sealed) == {
            "secret": str(pedersen.open_key(seed, sealed))
        }
    trustees = write_trustees([make_key(draw_scalar(give), give)], [parameters])
    assert len(read_trustees(trustees).keys) == 4


def test_a_tally_decrypted_by_both_gives_one_result(ask: Ask) -> None:
    made = make_voted()
    events = made.events()
    waiting = [each for each in events if each[0] not in ("PartialDecryption", "Result")]
    encoded = base64.b64encode(archive(waiting)).decode()
    tally, count = made.tally()
    known = read_trustees(made.trustees)
    factors = {}
    for owner in (1, 3, 4):
        answer = ask("decrypt", archive=encoded, secret=str(made.secrets[owner]), least=4)
        assert answer["owner"] == owner
        partial = answer["share"].encode()
        factors[owner] = verify_partial(made.election, known.keys[owner], tally.sums, partial)
        waiting.append(("PartialDecryption", (partial, write_owner(owner, partial))))
    result = compute_result(known, tally.sums, factors, count)
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
        "possess", seed=seed, sealed=made["private_key"], trustees=both.trustees.decode(), **asked
    )
    assert answer["owner"] == 2
    assert check_log(key, read_proof(answer["proof"], "the proof"), prefix)
    proof = prove_log(both.secrets[2], prefix, system_randomness).to_json()
    assert ask("possessed", key=write_point(key), proof=proof, **asked) == {}
    proof = prove_log(both.secrets[3], prefix, system_randomness).to_json()
    refused = ask("possessed", key=write_point(key), proof=proof, **asked)
    assert refused["refused"] == "possession"


def leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Give the path of each string and number of a JSON value."""
    if isinstance(value, dict | list):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from leaves(each, (*path, key))
    else:
        yield path


def _less(value: object) -> object:
    if isinstance(value, int):
        return value - 1
    assert isinstance(value, str)
    return str(int(value) - 1) if value.isdigit() and len(value) > 65 else "é" + value[1:]


CHANGES: dict[str, Change] = {
    "less": _less,
    "nothing": lambda _value: None,
    "number": lambda _value: 7,
    "identity": lambda _value: "0" * 63 + "1",
    "torsion": lambda _value: "0" * 64,
    "zero": lambda _value: "0",
    "order": lambda _value: str(2**252 + 27742317777372353535851937790883648493),
}


def changed(raw: bytes, path: tuple[str | int, ...], change: Change) -> bytes:
    """Write an object with one leaf changed."""
    value = json.loads(raw)
    inner = value
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = change(inner[path[-1]])
    return canonical(value).encode()


def signed(made: Made, raw: bytes) -> bytes:
    """Sign a changed ballot again, as a voter who cheats would."""
    value = json.loads(raw)
    value.pop("signature")
    secret, hash_ = derive_secret(made.election.uuid, made.codes[0]), signature_hash(value)
    proof = prove_log(secret, f"sig|{hash_}|", system_randomness)
    return canonical({**value, "signature": {"hash": hash_, "proof": proof.to_json()}}).encode()


@pytest.mark.parametrize("how", CHANGES)
def test_both_refuse_each_changed_ballot_for_the_same_reason(ask: Ask, how: str) -> None:
    made = make("mutants", voters=1, questions=(PLAIN, CVS))
    raw = seal(made.election, made.codes[0], [[1, 0], [0, 1, 0, 1, 0]])
    facts = {
        "election": made.election.raw.decode(),
        "credentials": [derive_public(made.election.uuid, made.codes[0])],
    }
    paths = [path for path in leaves(json.loads(raw)) if path[0] != "signature"]
    for path in paths[:: 1 if how == "less" else 5]:
        forged = signed(made, changed(raw, path, CHANGES[how]))
        if forged == raw:
            continue
        with pytest.raises(Invalid) as refusal:
            verify_ballot(made.election, forged)
        found = ask("verify", ballot=forged.decode(), **facts)
        wanted = refusal.value.check
        if path == ("credential",) and found.get("refused") == "credential":
            continue  # the browser looks into the list first
        assert found == {"refused": wanted, "object": "ballot"}, (path, wanted)


def forgeries(events: list[tuple[str, tuple[bytes, ...]]]) -> Iterator[tuple[str, bytes]]:
    """Change one leaf in turn in the objects of each kind, the chain made again over it."""
    for place, (kind, objects) in enumerate(events):
        if kind == "Ballot":
            continue
        for number, raw in enumerate(objects):
            paths = list(leaves(json.loads(raw)))
            for path in paths[:: max(1, len(paths) // 4)]:
                for name in ("less", "number"):
                    forged = changed(raw, path, CHANGES[name])
                    parts = [*objects[:number], forged, *objects[number + 1 :]]
                    parts[-1] = parts[-1].replace(digest(raw).encode(), digest(forged).encode())
                    step = (kind, tuple(parts))
                    yield (
                        f"{kind} {path} {name}",
                        archive([*events[:place], step, *events[place + 1 :]]),
                    )


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
        if other != first:
            different.append((name, first, other))
    assert different == []
    assert compared > 50
