"""belenios-tool 3.3 judges what we make, and we what it makes (BELENIOS_TOOL, or PATH)."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from participation.belenios import pedersen
from participation.belenios.encoding import canonical, take
from participation.belenios.trustees import read_trustees, write_trustees
from participation.seed.devices import phones
from tests.belenios.ceremony import CVS, PLAIN, Made, archive, make, make_voted, repeatable


class Judge:
    """belenios-tool, in a folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program, self.folder = program, folder

    def run(self, *words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        """Run it with these words; give its answer."""
        return subprocess.run(
            [self.program, *words],
            cwd=self.folder,
            input=given,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )

    def accepts(self, *words: str) -> str:
        """Give nothing when it accepts, else what it says."""
        done = self.run(*words)
        return "" if done.returncode == 0 else done.stderr


@pytest.fixture(name="judge")
def _judge(tmp_path: Path) -> Judge:
    program = os.environ.get("BELENIOS_TOOL") or shutil.which("belenios-tool")
    if program is None:
        pytest.skip("!!! no belenios-tool 3.3: name it in BELENIOS_TOOL to have it judge ours")
    judge = Judge(program, tmp_path)
    version = judge.run("--version").stdout
    if not version.startswith("3.3"):
        pytest.skip(f"!!! belenios-tool is {version.strip()}: the format is that of 3.3")
    return judge


def put(judge: Judge, made: Made, events: list[tuple[str, tuple[bytes, ...]]]) -> None:
    """Give the judge an archive of these events."""
    (judge.folder / f"{made.election.uuid}.bel").write_bytes(archive(events))


def kinds() -> Made:
    """Make an election of two questions, one without a blank vote."""
    made = make("kinds of questions", questions=(CVS, PLAIN))
    made.vote(0, (1, 0, 0, 0, 0), (0, 0))
    made.vote(1, (0, 1, 1, 0, 1), (1, 0))
    made.vote(0, (0, 0, 0, 0, 1), (0, 1))
    return made


@pytest.mark.parametrize("maker", [make_voted, kinds])
def test_our_election_is_accepted(judge: Judge, maker: Callable[[], Made]) -> None:
    made = maker()
    put(judge, made, made.events())
    assert judge.accepts("election", "verify") == ""


@pytest.mark.parametrize("maker", [make_voted, kinds])
def test_each_of_our_ballots_is_accepted(judge: Judge, maker: Callable[[], Made]) -> None:
    made = maker()
    put(judge, made, made.events()[:1])
    for number, raw in enumerate(made.ballots):
        (judge.folder / "ballot.json").write_bytes(raw)
        said = judge.accepts("election", "verify-ballot", "--ballot", "ballot.json")
        assert said == "", f"ballot {number}: {said}"


def test_a_forged_ballot_is_refused_by_both(judge: Judge) -> None:
    made = make_voted()
    put(judge, made, made.events()[:1])
    ballot = json.loads(made.ballots[0])
    proof = ballot["answers"][0]["blank_proof"][0]
    proof["response"] = str(int(proof["response"]) ^ 1)
    (judge.folder / "ballot.json").write_text(canonical(ballot))
    assert judge.accepts("election", "verify-ballot", "--ballot", "ballot.json") != ""


def test_a_wrong_result_is_refused_by_both(judge: Judge) -> None:
    made = make_voted()
    events = [*made.events()[:-1], ("Result", (b'{"result":[[1,1,2,2,0]]}',))]
    put(judge, made, events)
    assert judge.accepts("election", "verify") != ""


def test_our_trustee_and_two_of_the_tool_make_a_key_together(judge: Judge) -> None:
    """Goes through the six rounds: the first two trustees are belenios-tool's, the third ours."""
    base: tuple[str, ...] = ("setup", "generate-trustee-key-threshold", "--group", "Ed25519")
    context = ("--threshold-context", "{}/2/3", "--step")
    names = [
        judge.run(*base, *(each.format(index) for each in context), "1").stdout.strip()
        for index in (1, 2)
    ]
    certs = [(judge.folder / f"{name}.cert").read_text().strip() for name in names]
    seed, draw = "1111111111111111111111", repeatable("mixed")
    ours, promise = phones.announce(seed, 3, 2, 3, draw)
    lines = [*certs, canonical(ours)]
    (judge.folder / "certs").write_text("\n".join(lines) + "\n")
    base = (*base, "--certs", "certs")
    assert judge.accepts(*base, "--step", "2") == ""
    read = pedersen.read_certificates([json.loads(each) for each in lines], 2)
    dealt = [
        judge.run(*base, "--key", f"{name}.key", *(e.format(index) for e in context), "3").stdout
        for index, name in enumerate(names, 1)
    ]
    parts = [*map(json.loads, dealt), phones.deal(seed, read, 3, draw)]
    (judge.folder / "polynomials").write_text("".join(f"{canonical(each)}\n" for each in parts))
    said = take(list[pedersen.Dealt], parts, "it")
    promises = [pedersen.commit(each.coefexps.message) for each in said]
    routed = pedersen.route(read, [*promises[:2], promise], parts)
    made = [
        json.loads(
            judge.run(
                *(*base, "--key", f"{name}.key", *(e.format(index) for e in context), "5"),
                given=canonical(routed[index - 1]),
            ).stdout
        )
        for index, name in enumerate(names, 1)
    ]
    made.append(phones.accept(seed, read, promises, 3, routed[2], draw))
    parameters = pedersen.finish(read, parts, made)
    given = "".join(f"{canonical(each)}\n" for each in made)
    theirs = judge.run(*base, "--polynomials", "polynomials", "--step", "6", given=given).stdout
    assert theirs.strip() == canonical(parameters)
    assert len(read_trustees(write_trustees([], [parameters])).keys) == 3
