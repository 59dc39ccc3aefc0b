"""The draft that travels in the browser: what it keeps, what it refuses to read."""

import random
from uuid import UUID

import pytest

from participation.surveys.rules.draft import (
    LARGEST_NUMBER,
    Draft,
    is_hasty,
    minutes,
    read,
    read_answer,
    write,
)
from participation.surveys.rules.flow import Answer
from participation.surveys.rules.questions import QuestionKind
from participation.surveys.rules.stages import Aid, Channel

KEY = UUID(int=7)


def drawn(seed: int) -> Draft:
    chance = random.Random(seed)
    kinds: list[Answer] = [chance.randint(-2, 9), (1, 3, 5), "été 😀 \u200fمرحبا"]
    return Draft(
        survey_id=chance.getrandbits(62),
        key=UUID(int=chance.getrandbits(128)),
        version=f"{chance.getrandbits(64):016x}",
        begun=chance.getrandbits(31),
        channel=chance.choice(list(Channel)),
        aid=chance.choice(list(Aid)),
        listened=chance.random() < 0.5,
        proxy=chance.random() < 0.5,
        answers={number: chance.choice(kinds) for number in range(1, chance.randint(1, 20))},
        voices={
            number: UUID(int=chance.getrandbits(128)) for number in range(chance.randint(0, 3))
        },
    )


@pytest.mark.parametrize("seed", range(30))
def test_a_draft_is_read_as_it_was_written(seed: int) -> None:
    draft = drawn(seed)
    assert read(write(draft)) == draft


def test_a_draft_begun_before_proxies_were_told_apart_is_not_lost() -> None:
    before = f'[5,"{KEY.hex}","v",9,"kiosk","peer",1,[[1,4],[3,[10,30]]],[[6,"{KEY.hex}"]]]'
    assert read(before.encode()) == Draft(
        survey_id=5, key=KEY, version="v", begun=9, channel=Channel.KIOSK, aid=Aid.PEER,
        listened=True, answers={1: 4, 3: (10, 30)}, voices={6: KEY},
    )  # fmt: skip


@pytest.mark.parametrize(
    "written",
    [b"", b"{}", b"[1]", b"null", b"\xff", b'[1,"x","v",1,"phone","none",0,[],[]]', b"[" * 5000],
)
def test_what_is_no_draft_is_nothing(written: bytes) -> None:
    assert read(written) is None


def test_passing_over_forgets_the_answer() -> None:
    draft = Draft(1, KEY, "v", 0, Channel.PHONE).with_answer(3, 5)
    assert draft.with_answer(3, None).answers == {}
    assert draft.with_answer(3, ()).answers == {}
    assert draft.with_voice(2, KEY).with_voice(2, None).voices == {}


@pytest.mark.parametrize(
    ("asked", "sent", "answer"),
    [
        (QuestionKind.FACES, ["3"], 3),
        (QuestionKind.FACES, [""], None),
        (QuestionKind.NUMBER, ["٤٢"], 42),
        (QuestionKind.NUMBER, ["", "-1"], -1),
        (QuestionKind.MANY, ["3", "1", "3"], (1, 3)),
        (QuestionKind.MANY, ["-1", "2"], (2,)),
        (QuestionKind.MANY, ["-1"], -1),
        (QuestionKind.COMMENT, ["12"], "12"),
        (QuestionKind.COMMENT, ["-2"], -2),
        (QuestionKind.COMMENT, ["   "], None),
    ],
)
def test_forms_mean_answers(asked: QuestionKind, sent: list[str], answer: object) -> None:
    assert read_answer(asked, sent) == answer


@pytest.mark.parametrize("text", ["1.5", "beaucoup", "²", str(LARGEST_NUMBER + 1), "9" * 5000])
def test_what_is_no_whole_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"invalid literal|9999|1000000000|digits"):
        read_answer(QuestionKind.NUMBER, [text])


def test_haste_and_length_are_told() -> None:
    assert is_hasty(100, 104.9)
    assert not is_hasty(100, 105)
    assert not is_hasty(200, 100), "a clock that went back shuts nobody out"
    assert [minutes(count) for count in (0, 1, 12, 15)] == [1, 1, 4, 5]
