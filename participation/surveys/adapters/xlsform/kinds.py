"""How a choice question is asked: yes or no, faces, one, several; and the score of each choice."""

from collections.abc import Sequence
from dataclasses import replace

from ...rules.questions import DONT_KNOW, WONT_SAY, Choice, Question, QuestionKind
from .languages import normalised

FACES_TOKEN = "faces"  # noqa: S105
EASY_COLUMNS = ("easy_1", "easy_2", "easy_3")
"""The words of the three faces of easy French, the worst first."""
_SCALE_TOKENS = frozenset({FACES_TOKEN, "likert", "smileys", "rating"})
_SIZES = frozenset({3, 5})

_YES_NO = tuple(
    frozenset(pair.split())
    for pair in ("yes no", "oui non", "y n", "o n", "true false", "vrai faux", "1 0", "si no")
)
_WITHHELD = {
    **dict.fromkeys(
        "dk dont-know dontknow don't-know do-not-know doesnt-know idk nsp ne-sait-pas "
        "je-ne-sais-pas nesaitpas".split(),
        DONT_KNOW,
    ),
    **dict.fromkeys(
        "refused refuse refusal prefer-not-to-say prefer-not-to-answer no-answer "
        "ne-souhaite-pas-repondre nvpr pnr".split(),
        WONT_SAY,
    ),
}
_SCALES = (
    "very-dissatisfied dissatisfied neutral satisfied very-satisfied",
    "very-unsatisfied unsatisfied neutral satisfied very-satisfied",
    "very-dissatisfied dissatisfied neither-satisfied-nor-dissatisfied satisfied very-satisfied",
    "tres-insatisfait insatisfait neutre satisfait tres-satisfait",
    "pas-du-tout-satisfait peu-satisfait moyennement-satisfait satisfait tres-satisfait",
    "tres-insatisfait insatisfait ni-satisfait-ni-insatisfait satisfait tres-satisfait",
    "pas-du-tout-satisfait plutot-pas-satisfait neutre plutot-satisfait tres-satisfait",
    "strongly-disagree disagree neutral agree strongly-agree",
    "pas-du-tout-d'accord pas-d'accord neutre d'accord tout-a-fait-d'accord",
    "very-bad bad average good very-good",
    "very-poor poor fair good excellent",
    "tres-mauvais mauvais moyen bon tres-bon",
    "tres-mal mal moyen bien tres-bien",
    "bad medium good",
    "mauvais moyen bon",
    "mal moyen bien",
    "pas-content moyen content",
)
_SCORES = [{word: score for score, word in enumerate(scale.split(), 1)} for scale in _SCALES]


def withheld(name: str) -> int | None:
    """Return DONT_KNOW or WONT_SAY for the name of such a choice, else None."""
    return _WITHHELD.get(normalised(name))


def kind_of(choices: Sequence[Choice], appearance: str) -> QuestionKind:
    """Say how a choice of one among these is best asked.

    FACES needs a score for each choice, and either our mark in `appearance` or three or five
    choices whose scores are known; YES_NO is recognised by the two names.
    """
    counted = [choice for choice in choices if choice.value > 0]
    if frozenset(normalised(choice.name) for choice in counted) in _YES_NO:
        return QuestionKind.YES_NO
    scored = bool(counted) and all(choice.score is not None for choice in counted)
    marked = FACES_TOKEN in appearance.lower().split()
    if scored and (marked or (len(counted) in _SIZES and _by_words(counted) is not None)):
        return QuestionKind.FACES
    if scored and len(counted) in _SIZES and _is_scale(appearance):
        return QuestionKind.FACES
    return QuestionKind.ONE


def scored(choices: tuple[Choice, ...], appearance: str) -> tuple[Choice, ...]:
    """Give its score to each choice of a known scale, 1 the worst; else leave them.

    Scales are known by their words in French or English; by whole numbers that follow one
    another only when `appearance` says that this is a scale (lists are often numbered too).
    """
    counted = [choice for choice in choices if choice.value > 0]
    if len(counted) not in _SIZES or any(choice.score is not None for choice in counted):
        return choices
    scores = _by_words(counted) or (_by_numbers(counted) if _is_scale(appearance) else None)
    if scores is None:
        return choices
    return tuple(replace(choice, score=scores.get(choice.value)) for choice in choices)


def _is_scale(appearance: str) -> bool:
    return not _SCALE_TOKENS.isdisjoint(appearance.lower().split())


def _by_words(choices: Sequence[Choice]) -> dict[int, int] | None:
    for scale in _SCORES:
        found: dict[int, int] = {}
        for choice in choices:
            said = {normalised(choice.name), *map(_folded, choice.label.values())}
            score = next((scale[word] for word in said if word in scale), None)
            if score is not None:
                found[choice.value] = score
        if len(found) == len(choices) == len(scale) == len(set(found.values())):
            return found
    return None


def _folded(label: str) -> str:
    bare = normalised(label.replace("’", "'").replace("(e)", "").replace("·e", ""))
    return bare.strip(" .!?:;")


def _by_numbers(choices: Sequence[Choice]) -> dict[int, int] | None:
    try:
        numbers = {choice.value: int(choice.name) for choice in choices}
    except ValueError:
        return None
    ranks = sorted(numbers.values())
    if ranks != list(range(ranks[0], ranks[0] + len(ranks))):
        return None
    return {value: number - ranks[0] + 1 for value, number in numbers.items()}


def easy_cells(question: Question) -> dict[str, str]:
    """Give the three words of easy French, each in a column of ours that other tools pass over."""
    return dict(zip(EASY_COLUMNS, question.easy, strict=False))


def read_easy(words: Sequence[str], raw: dict[str, str]) -> tuple[str, ...]:
    """Give the three words when all are there; fewer are kept as they are, and used for nothing."""
    if all(words):
        return tuple(words)
    raw |= {column: said for column, said in zip(EASY_COLUMNS, words, strict=True) if said}
    return ()
