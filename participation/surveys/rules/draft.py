"""What a respondent has said so far, small enough to travel sealed in her own browser."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from .flow import Answer
from .questions import DONT_KNOW, WONT_SAY, QuestionKind
from .stages import Aid, Channel

LARGEST = 3_800
"""Longest sealed draft, in characters: browsers drop cookies above 4,096 bytes (RFC 6265 §6.1)."""
LONGEST_COMMENT = 500
"""Longest comment of a draft, in characters; a longer word is said aloud or to a person."""
HASTE = 5
"""Seconds between the first touch and the sending under which no one can have answered."""
LARGEST_NUMBER = 999_999_999
SECONDS_A_QUESTION, SEVERAL = 20, 2
APART = frozenset({DONT_KNOW, WONT_SAY})


class Trouble(StrEnum):
    """Why what a respondent sends cannot be taken."""

    CLOSED = "closed"
    LOST = "lost"
    OTHER_VERSION = "other-version"
    TOO_MUCH = "too-much"
    TOO_FAST = "too-fast"
    COMMENT_TOO_LONG = "comment-too-long"
    NOT_A_NUMBER = "not-a-number"
    VOICE_TOO_LONG = "voice-too-long"
    VOICE_NOT_SOUND = "voice-not-sound"


@dataclass(frozen=True, slots=True)
class Draft:
    """Answers by number of question; `begun` is in seconds since 1970 and is never stored."""

    survey_id: int
    key: UUID
    version: str
    begun: int
    channel: Channel
    aid: Aid = Aid.NONE
    listened: bool = False
    proxy: bool = False
    """Somebody answers instead of her."""
    answers: Mapping[int, Answer] = field(default_factory=dict)
    voices: Mapping[int, UUID] = field(default_factory=dict)
    """Keys of the sounds that wait on the server for these questions."""

    def with_answer(self, number: int, answer: Answer) -> "Draft":
        """Give the draft with this answer; None, an empty text or list forgets the question."""
        rest = {key: value for key, value in self.answers.items() if key != number}
        if answer not in (None, "", ()):
            rest[number] = answer
        return replace(self, answers=dict(sorted(rest.items())))

    def with_voice(self, number: int, voice: UUID | None) -> "Draft":
        """Give the draft with this voice, or without one."""
        rest = {key: value for key, value in self.voices.items() if key != number}
        if voice is not None:
            rest[number] = voice
        return replace(self, voices=rest)

    def has_said(self, number: int) -> bool:
        """Say whether the question has an answer or a voice."""
        return number in self.answers or number in self.voices


def write(draft: Draft) -> bytes:
    """Give the draft as compact JSON."""
    plain = [
        draft.survey_id,
        draft.key.hex,
        draft.version,
        draft.begun,
        draft.channel.value,
        draft.aid.value,
        int(draft.listened),
        list(draft.answers.items()),
        [[number, voice.hex] for number, voice in draft.voices.items()],
        int(draft.proxy),
    ]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def read(written: bytes) -> Draft | None:
    """Read what `write` wrote; None for anything else.

    New facts come last, for a draft under way must survive an upgrade: one begun before proxies
    were told apart has none.
    """
    try:
        survey_id, key, version, begun, channel, aid, listened, answers, voices, *later = (
            json.loads(written)
        )
        (proxy,) = later or (0,)
        return Draft(
            survey_id=int(survey_id),
            key=UUID(hex=key),
            version=str(version),
            begun=int(begun),
            channel=Channel(channel),
            aid=Aid(aid),
            listened=bool(listened),
            proxy=bool(proxy),
            answers={
                int(number): tuple(value) if isinstance(value, list) else value
                for number, value in answers
            },
            voices={int(number): UUID(hex=voice) for number, voice in voices},
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return None


def read_answer(kind: QuestionKind, sent: Sequence[str]) -> Answer:
    """Give the answer that a form's texts mean, None when nothing was chosen.

    ValueError when a text is no whole number of nine digits at most; digits of any script count.
    “I do not know” among other ticks is dropped: the ticks say more.
    """
    texts = [text.strip() for text in sent if text.strip()]
    if not texts:
        return None
    if kind is QuestionKind.COMMENT and texts[0] not in {str(value) for value in APART}:
        return texts[0]
    values: list[int] = list(dict.fromkeys(int(text) for text in texts))
    if any(abs(value) > LARGEST_NUMBER for value in values):
        raise ValueError(texts)
    if kind is not QuestionKind.MANY:
        return values[0]
    chosen = tuple(sorted(value for value in values if value not in APART))
    return chosen or values[0]


def minutes(questions: int) -> int:
    """Give the minutes that so many questions take: two at least for several, never too few."""
    return max(1 if questions < SEVERAL else 2, -(-questions * SECONDS_A_QUESTION // 60))


def is_hasty(begun: int, now: float) -> bool:
    """Say whether nobody can have answered since: somebody plays with the screen."""
    return 0 <= now - begun < HASTE
