"""A whole election by our library: made, sealed, counted, verified."""

import io
import json
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

import pytest

from participation.belenios import PROTOCOL
from participation.belenios.archive import NotAnArchiveError, Writer, read_events
from participation.belenios.ballots import verify_ballot
from participation.belenios.checks import Check, InvalidError
from participation.belenios.election import Question, make_election, read_election
from participation.belenios.group import base
from participation.belenios.keys import make_key
from participation.belenios.tally import nothing
from participation.belenios.trustees import read_trustees, write_trustees
from participation.belenios.verify import check_ballot, verify_archive
from participation.seed.devices.booths import seal
from participation.seed.devices.cards import derive_public
from tests.belenios.ceremony import CVS, PLAIN, archive, make, make_voted, repeatable


def refused(check: Check) -> "pytest.RaisesExc[InvalidError]":
    """Expect a refusal that names this check."""
    return pytest.RaisesExc(InvalidError, check=lambda error: error.check == check)


def test_a_whole_election() -> None:
    made = make_voted()
    raw = archive(made.events())
    report = verify_archive(io.BytesIO(raw))
    assert report.ok, report.failures
    assert (report.ballots, report.credentials) == (5, 5)
    assert report.result == [[1, 1, 2, 2, 1]]
    assert report.election is not None
    assert (report.election.uuid, PROTOCOL) == (made.election.uuid, 1)
    assert {*report.checks} == {*Check} - {Check.COMMITMENT, Check.SECRET, Check.CHOICE}
    assert all(each.sentence for each in Check)


@pytest.mark.parametrize("owners", [(1, 2, 3), (1, 2, 4), (1, 3, 4), (4, 1, 3), (1, 2, 3, 4)])
def test_any_two_of_three_open_the_urn_with_the_server(owners: tuple[int, ...]) -> None:
    report = verify_archive(io.BytesIO(archive(make_voted().events(owners))))
    assert report.result == [[1, 1, 2, 2, 1]]


@pytest.mark.parametrize("owners", [(2, 3, 4), (1, 2), (1,), ()])
def test_fewer_do_not(owners: tuple[int, ...]) -> None:
    made = make_voted()
    with refused(Check.QUORUM):
        made.events(owners)
    events = [
        each
        for each in made.events((1, 2, 3, 4))
        if each[0] != "PartialDecryption" or json.loads(each[1][1])["owner"] in owners
    ]
    report = verify_archive(io.BytesIO(archive(events)))
    assert [each.check for each in report.failures] == [Check.QUORUM]


@pytest.mark.parametrize("last", ["Setup", "Ballot", "EndBallots", "EncryptedTally"])
def test_an_election_not_yet_counted_is_good_and_has_no_result(last: str) -> None:
    events = make_voted().events()
    end = max(at for at, (kind, _objects) in enumerate(events) if kind == last)
    report = verify_archive(io.BytesIO(archive(events[: end + 1])))
    assert report.ok
    assert report.result is None


def test_questions_of_every_kind_in_one_election() -> None:
    free = Question(["A", "B", "C"], blank=True, min=0, max=3, question="Libre")
    made = make("kinds", voters=3, questions=(CVS, PLAIN, free), trustees=1, threshold=1)
    made.vote(0, (1, 0, 0, 0, 0), (0, 0), (0, 0, 0, 0))
    made.vote(1, (0, 1, 1, 0, 1), (1, 0), (0, 1, 1, 1))
    made.vote(2, (0, 0, 0, 0, 1), (0, 1), (1, 0, 0, 0))
    report = verify_archive(io.BytesIO(archive(made.events((1, 2)))))
    assert report.result == [[1, 1, 1, 0, 2], [1, 1], [1, 1, 1, 1]]


def test_an_empty_urn_is_counted() -> None:
    report = verify_archive(io.BytesIO(archive(make().events())))
    assert report.ok, report.failures
    assert report.result == [[0, 0, 0, 0, 0]]


def test_trustees_who_all_must() -> None:
    keys = [make_key(secret, repeatable(str(secret))) for secret in (11, 12)]
    trustees = read_trustees(write_trustees(keys, []))
    assert trustees.public_key == base(23)
    assert [group.needed for group in trustees.groups] == [1, 1]


def test_an_archive_is_written_again_to_the_byte() -> None:
    raw = archive(make_voted().events())
    again = io.BytesIO()
    writer = Writer(again, int(raw[136:147], 8))
    for event in read_events(io.BytesIO(raw)):
        writer.add(event.kind, *event.objects)
    assert again.getvalue() == raw


def test_the_same_randomness_gives_the_same_bytes_and_other_randomness_others() -> None:
    made = make()
    arguments = (made.election, made.codes[0], [(0, 1, 0, 0, 0)])
    assert seal(*arguments, repeatable("a")) == seal(*arguments, repeatable("a"))
    assert seal(*arguments) != seal(*arguments)


def test_ballots_are_verified_in_several_processes() -> None:
    made = make_voted()
    raws = [*made.ballots, made.ballots[0][:-1]]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        spread = list(pool.map(partial(check_ballot, made.election), raws))
        raw = io.BytesIO(archive(made.events()))
        assert verify_archive(raw, pool.map).ok
    assert spread[:-1] == [verify_ballot(made.election, each) for each in made.ballots]
    assert isinstance(spread[-1], InvalidError)
    assert (spread[-1].check, spread[-1].reason) == (
        Check.CANONICAL,
        "the ballot is not JSON in UTF-8",
    )


@pytest.mark.parametrize(
    "choice",
    [
        (0, 0, 0, 0, 0),
        (1, 1, 0, 0, 0),
        (0, 1, 1, 1, 1),
        (0, 2, 0, 0, 0),
        (0, -1, 1, 1, 0),
        (0, 10**30, 0, 0, 0),
        (0, 1, 0, 0),
        (0, True, 0, 0, 0),
    ],
)
def test_a_choice_that_is_not_allowed_is_not_sealed(choice: tuple[int, ...]) -> None:
    made = make(trustees=1, threshold=1)
    with refused(Check.CHOICE):
        seal(made.election, made.codes[0], [choice])


def test_one_choice_for_each_question() -> None:
    made = make(trustees=1, threshold=1)
    with refused(Check.CHOICE):
        seal(made.election, made.codes[0], [])


@pytest.mark.parametrize("code", ["", "O" * 22, "zyeQS-X14qy1-5BMT5-Ynqqz", "zyeQS-X14qy1-5BMT5"])
def test_a_code_of_another_form_is_refused(code: str) -> None:
    with refused(Check.CREDENTIAL):
        derive_public("ZsHK1yXQWAR1aD", code)


@pytest.mark.parametrize("bounds", [(2, 1), (0, 0), (-1, 1), (1, 3)])
def test_a_question_that_cannot_be_answered_is_refused(bounds: tuple[int, int]) -> None:
    question = Question(["A", "B"], None, *bounds, "?")
    facts = {"uuid": "ZsHK1yXQWAR1aD", "name": "", "description": "", "public_key": base(2)}
    with refused(Check.QUESTION):
        make_election(**facts, questions=[question])  # type: ignore[arg-type]


def test_a_field_that_may_be_left_out_may_not_be_null() -> None:
    with refused(Check.FIELDS):
        read_election(make().election.raw[:-1] + b',"administrator":null}')


def test_sums_of_nothing_have_the_shape_of_the_questions() -> None:
    made = make(trustees=1, threshold=1, questions=(CVS, PLAIN))
    assert [len(each) for each in nothing(made.election)] == [5, 2]


@pytest.mark.parametrize("raw", [b"", b"no archive", b"\x1f\x8b" + bytes(600), bytes(1024)])
def test_another_file_is_no_archive(raw: bytes) -> None:
    with pytest.raises(NotAnArchiveError):
        verify_archive(io.BytesIO(raw))
