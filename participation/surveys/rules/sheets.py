"""A paper sheet: the key of each box, what the typed keys mean, which sheets are typed twice."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256

from .draft import LARGEST_NUMBER
from .easy import scale_in
from .flow import Answer
from .questions import (
    ANSWERABLE,
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Questionnaire,
)
from .stages import Aid
from .withheld import sense_of

ROW = frozenset("&é\"'(-è_çà")
UNSHIFTED = str.maketrans("&é\"'(-è_çà", "1234567890")
"""The upper row of a French keyboard gives these signs without the shift key."""
IN_NUMBERS = {"?": DONT_KNOW, "!": WONT_SAY}
"""Beside a number to write, every digit is an answer: the two keys are signs."""
ONE_IN = 10
"""One sheet in ten is typed twice (surveys.md §6, point 11)."""
WRITTEN = frozenset({QuestionKind.NUMBER, QuestionKind.COMMENT})
QUOTED = re.compile(r"\$\{[^{}]*\}")
"""A place where a text quotes an answer, which paper cannot know."""
CODE_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKES = str.maketrans("OIL", "011")
AIDED, VOICED = 0, -1
"""Numbers of the sheet's last questions, who helped and who chose: no question has them."""


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick and the key to press for it; `choice` is None for “other” and what is apart."""

    key: str
    value: int
    choice: Choice | None = None


@dataclass(frozen=True, slots=True)
class Typed:
    """What one typing of a sheet says: answers by number of question, who helped, who chose."""

    answers: Mapping[int, Answer]
    aid: Aid = Aid.NONE
    proxy: bool = False
    """Somebody answered instead of her."""


def asked_on_paper(questionnaire: Questionnaire) -> Iterator[tuple[int, Question]]:
    """Give the questions of a sheet with their place on it, from 1; conditions ask nothing here."""
    found = (each for each in questionnaire.questions() if each.kind in ANSWERABLE)
    yield from enumerate(found, 1)


def width_of(question: Question, language: str = "") -> int:
    """Give the number of keys of one answer; 0 where words or a number are written."""
    if question.kind in WRITTEN:
        return 0
    return len(str(len(scale_in(question, language)) + 2))


def boxes_of(question: Question, language: str = "") -> tuple[Box, ...]:
    """Give the boxes of a question on a sheet of a language, each with its key.

    Choices count from 1; nothing but zeros is “I do not know”, nothing but nines “I do not want
    to say”, unless a choice says it already. Two keys an answer from eight choices on.
    """
    if question.kind is QuestionKind.COMMENT:
        return ()
    if question.kind is QuestionKind.NUMBER:
        return tuple(Box(key, value) for key, value in IN_NUMBERS.items())
    width, offered = width_of(question, language), scale_in(question, language)
    found = [
        Box(str(place).zfill(width), choice.value, choice)
        for place, choice in enumerate(offered, 1)
    ]
    if question.or_other and OTHER not in {box.value for box in found}:
        found.append(Box(str(len(found) + 1).zfill(width), OTHER))
    said = {sense_of(choice) for choice in offered}
    apart = ((DONT_KNOW, "0" * width), (WONT_SAY, "9" * width))
    return (*found, *(Box(key, value) for value, key in apart if value not in said))


def read_keys(question: Question, text: str, language: str = "") -> Answer:
    """Give the answer that the keys of one line mean; None for an empty line, which is a blank.

    ValueError for a key that stands beside no box, or for two boxes where one is asked: then the
    line stays blank, for nobody may choose in the respondent's place.
    """
    if question.kind is QuestionKind.COMMENT:
        return text.strip() or None
    if question.kind is QuestionKind.NUMBER:
        return _number(text)
    keys = unicodedata.normalize("NFKC", text).casefold().translate(UNSHIFTED)
    known = {box.key: box.value for box in boxes_of(question, language)}
    pressed = list(_pressed(keys, width_of(question, language)))
    if not pressed:
        return None
    values = [known.get(key) for key in pressed]
    found = [value for value in dict.fromkeys(values) if value is not None]
    if None in values or (len(found) > 1 and question.kind is not QuestionKind.MANY):
        raise ValueError(text)
    if question.kind is not QuestionKind.MANY:
        return found[0]
    ticked = tuple(sorted(value for value in found if value not in {DONT_KNOW, WONT_SAY}))
    return ticked or found[0]


def _number(text: str) -> int | None:
    """Read a number that is all digits, of any script, or all signs of the French upper row.

    Signs among digits are refused, and so is a dash alone, for nobody can tell which was meant:
    “12-15” is no 12615, and the minus of a keypad no 6.
    """
    keys = unicodedata.normalize("NFC", text).casefold().strip()
    if not keys or keys in IN_NUMBERS:
        return IN_NUMBERS.get(keys)
    if set(keys) <= ROW and set(keys) != {"-"}:
        keys = keys.translate(UNSHIFTED)
    if not keys.isdecimal() or int(keys) > LARGEST_NUMBER:
        raise ValueError(text)
    return int(keys)


def _pressed(keys: str, width: int) -> Iterator[str]:
    """Cut what was typed into keys; a short one is filled up, digits of any script count."""
    for run in re.split(r"[\s,;]+", keys):
        digits = "".join(str(unicodedata.decimal(sign, sign)) for sign in run)
        for start in range(0, len(digits), width):
            yield digits[start : start + width].zfill(width)


AIDS = tuple(Aid)
"""Who may have helped, in the order of the sheet: the first key is “nobody”."""


def read_aid(text: str) -> Aid:
    """Give who helped by its key, 1 for nobody; a blank is nobody. ValueError for another key."""
    return AIDS[_place(text, len(AIDS))]


def read_voice(text: str) -> bool:
    """Say whether somebody answered instead of her: key 2; 1 or a blank is no. ValueError else."""
    return _place(text, 2) == 1


def _place(text: str, count: int) -> int:
    key = unicodedata.normalize("NFKC", text).casefold().translate(UNSHIFTED).strip() or "1"
    if not (key.isdecimal() and 1 <= int(key) <= count):
        raise ValueError(text)
    return int(key) - 1


def is_typed_twice(seed: str, kept: int) -> bool:
    """Say whether the sheet that comes after `kept` others is typed again: one of each ten.

    The place within each ten is drawn by SHA-256 from the survey alone, so that anybody can do
    the draw again, nobody chooses which sheet is checked, and nothing about it needs storing.
    """
    tens, place = divmod(kept, ONE_IN)
    drawn = sha256(f"{seed}:{tens}".encode()).digest()
    return int.from_bytes(drawn[:8]) % ONE_IN == place


def differing(first: Typed, second: Typed, questionnaire: Questionnaire) -> tuple[int, ...]:
    """Give the numbers of the questions that two typings read otherwise, `AIDED` and `VOICED` last.

    Words are typed once: two spellings of one sentence are no error of reading.
    """
    found = [
        question.number
        for _place, question in asked_on_paper(questionnaire)
        if question.kind is not QuestionKind.COMMENT
        and first.answers.get(question.number) != second.answers.get(question.number)
    ]
    apart = {AIDED: first.aid is not second.aid, VOICED: first.proxy is not second.proxy}
    return (*found, *(number for number, differs in apart.items() if differs))


def closed(questionnaire: Questionnaire) -> frozenset[int]:
    """Give the numbers of the lines that two typings compare, who helped and who chose among them.

    Words are typed once.
    """
    found = asked_on_paper(questionnaire)
    return frozenset(
        {AIDED, VOICED}
        | {question.number for _at, question in found if question.kind is not QuestionKind.COMMENT}
    )


def compared(questionnaire: Questionnaire) -> int:
    """Count the lines that two typings of a sheet compare, who helped and who chose being two."""
    return len(closed(questionnaire))


def page_code(survey: str, version: str, language: str, page: int) -> str:
    """Give what the code of a page says: survey, version, language, page; alike on every copy."""
    return f"PQ1 {survey} {version[:8]} {language} {page}"


def pile_code(survey: str, version: str, language: str) -> str:
    """Give the short code printed on every sheet of a pile: alike on all of them, typed by hand.

    Where no camera may come in and nobody has a phone, the pile finds its survey by it.
    """
    drawn = int.from_bytes(sha256(page_code(survey, version, language, 0).encode()).digest()[:4])
    letters = "".join(CODE_SIGNS[drawn >> shift & 31] for shift in range(25, -1, -5))
    return f"{letters[:3]}-{letters[3:]}"


def same_pile(code: str, typed: str) -> bool:
    """Say whether somebody typed this code: small letters, spaces and look-alikes are forgiven."""
    return _plain_code(code) == _plain_code(typed)


def _plain_code(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).upper().translate(LOOK_ALIKES)
    return "".join(sign for sign in folded if sign in CODE_SIGNS)
