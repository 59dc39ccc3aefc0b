"""Whether a question is easy to understand: remarks on its words, which warn and never forbid."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from .draft import minutes
from .easy import EASY, scale_in
from .legibility import LONG_SENTENCE, Ease, long_words, measure, sentences_of, words_of
from .questions import ANSWERABLE, Question, QuestionKind, Questionnaire

PLAIN = "fr"
MOST_QUESTIONS = 15
"""Longer questionnaires are broken off (surveys.md §5: +0.06 point of break-off a variable)."""
EASY_FACES = 3
MOST_CHOICES = 7
LONGEST_JUDGED = 1_000
"""Letters read of one text: an import may bring a book."""
WORDS_TO_JUDGE = 8
"""Words under which the index of one question says nothing."""
JARGON: Mapping[str, str] = {
    "accompagnement": "l’aide", "bientraitance": "être bien traité", "bénéficiaire": "vous",
    "bénéficier": "avoir", "concertation": "en parler ensemble", "dispositif": "l’aide, le lieu",
    "domiciliation": "l’adresse pour le courrier", "établissement": "la maison, ici",
    "exprimer": "dire", "hébergement": "la chambre, le logement", "impact": "ce que ça change",
    "individualisé": "pour vous", "institution": "la maison", "modalités": "comment faire",
    "mode opératoire": "comment faire", "optimiser": "faire mieux", "partenaire": "qui nous aide",
    "personne accompagnée": "vous", "personne accueillie": "vous", "prestation": "le service",
    "prise en charge": "l’aide", "problématique": "le problème", "professionnel": "l’équipe",
    "projet personnalisé": "votre projet", "préconisation": "le conseil",
    "référent": "qui vous aide",
    "restauration": "les repas", "résident": "les habitants", "satisfaction": "être content",
    "solliciter": "demander", "suivi": "l’aide", "usager": "vous", "évaluation": "votre avis",
}  # fmt: skip
"""Words of the trade with what may be said in their place; ours, short on purpose."""
_JARGON = {
    word: re.compile(rf"\b{re.escape(word)}(?:s|e|es|x)?\b", re.IGNORECASE) for word in JARGON
}
_NEGATION = re.compile(r"\b(?:ne|n)\b(?=[\s’'])|\bn[’']", re.IGNORECASE)
_JOINED = re.compile(r"\b(?:et|ou)\b", re.IGNORECASE)
_NUMBERS_JOINED = re.compile(r"\d+\s+(?:et|ou)\s+\d+")
_ACRONYM = re.compile(r"\b[A-ZÀ-Ý]{2,}[0-9]*\b")
_EXPLAINED = re.compile(r"\([^)]*\)")
_PASSIVE = re.compile(
    r"\b(?:suis|es|est|sommes|êtes|sont|était|étaient|étiez|été|sera|seront|serez|être)\b"
    r"(?:-\w+)*(?:\s+\w+){0,2}?\s+\w+(?:é|ée|és|ées|i|ie|is|it|ite|u|ue|us|ues)\s+par\b",
    re.IGNORECASE,
)
_NUMBER_WORDS = re.compile(
    r"\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|quinze|vingt|trente|quarante|"
    r"cinquante|soixante|cent|cents|mille)\b",
    re.IGNORECASE,
)


class Concern(StrEnum):
    """What may be hard to understand."""

    LONG_SENTENCE = "long-sentence"
    HARD_TO_READ = "hard-to-read"
    DOUBLE_NEGATION = "double-negation"
    TWO_QUESTIONS = "two-questions"
    ACRONYM = "acronym"
    JARGON = "jargon"
    PASSIVE = "passive"
    NUMBER_IN_WORDS = "number-in-words"
    TOO_MANY_FACES = "too-many-faces"
    TOO_MANY_CHOICES = "too-many-choices"
    TOO_MANY_QUESTIONS = "too-many-questions"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that may be hard, in one variant of French, with the facts of its sentence."""

    concern: Concern
    language: str = PLAIN
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a questionnaire is for who answers everything."""

    questions: int
    minutes: int
    ease: Ease
    index: int
    """Of all its words together, rounded (Kandel and Moles)."""


def remarks(question: Question, languages: tuple[str, ...]) -> tuple[Remark, ...]:
    """Give what may be hard in a question, in plain French and in its easy variant."""
    if question.kind not in ANSWERABLE | {QuestionKind.NOTE}:
        return ()
    found = [
        remark
        for language in (PLAIN, EASY)
        if language in languages
        for remark in _of_words(question, language)
    ]
    faces = sum(choice.score is not None for choice in scale_in(question, EASY))
    if question.kind is QuestionKind.FACES and EASY in languages and faces > EASY_FACES:
        found.append(Remark(Concern.TOO_MANY_FACES, EASY, {"n": faces, "most": EASY_FACES}))
    elif question.kind is not QuestionKind.FACES and len(question.choices) > MOST_CHOICES:
        facts: dict[str, str | int] = {"n": len(question.choices), "most": MOST_CHOICES}
        found.append(Remark(Concern.TOO_MANY_CHOICES, PLAIN, facts))
    return tuple(found)


def length_of(questionnaire: Questionnaire) -> Length:
    """Count the questions, the minutes that they take, and measure all their French words."""
    asked = [one for one in questionnaire.questions() if one.kind in ANSWERABLE]
    texts = [one.label.get(PLAIN, "") for one in asked] + [one.hint.get(PLAIN, "") for one in asked]
    counted = measure(*texts)
    return Length(len(asked), minutes(len(asked)), counted.ease, round(counted.index))


def remarks_on_all(questionnaire: Questionnaire) -> tuple[Remark, ...]:
    """Give what may be too much in the whole."""
    length = length_of(questionnaire)
    if length.questions <= MOST_QUESTIONS:
        return ()
    facts: dict[str, str | int] = {
        "n": length.questions,
        "most": MOST_QUESTIONS,
        "minutes": length.minutes,
    }
    return (Remark(Concern.TOO_MANY_QUESTIONS, PLAIN, facts),)


def _of_words(question: Question, language: str) -> Iterator[Remark]:
    label = question.label.get(language, "")[:LONGEST_JUDGED]
    hint = question.hint.get(language, "")[:LONGEST_JUDGED]
    for concern, facts in _concerns(label, hint):
        yield Remark(concern, language, facts)
    if question.kind in ANSWERABLE - {QuestionKind.COMMENT} and asks_twice(label):
        yield Remark(Concern.TWO_QUESTIONS, language)


def _concerns(label: str, hint: str) -> Iterator[tuple[Concern, dict[str, str | int]]]:
    text = f"{label}\n{hint}"
    for sentence in sentences_of(text):
        if (count := len(words_of(sentence))) > LONG_SENTENCE:
            yield Concern.LONG_SENTENCE, {"n": count, "most": LONG_SENTENCE}
        if denies_twice(sentence):
            yield Concern.DOUBLE_NEGATION, {}
        if is_passive(sentence):
            yield Concern.PASSIVE, {}
    counted = measure(text)
    if counted.words >= WORDS_TO_JUDGE and counted.ease is Ease.HARD:
        words = ", ".join(long_words(text)) or "—"
        yield Concern.HARD_TO_READ, {"index": round(counted.index), "words": words}
    for word in acronyms(text):
        yield Concern.ACRONYM, {"word": word}
    for said, plain in jargon(text):
        yield Concern.JARGON, {"word": said, "plain": plain}
    for word in numbers_in_words(text):
        yield Concern.NUMBER_IN_WORDS, {"word": word}


def denies_twice(sentence: str) -> bool:
    """Say whether a sentence denies twice: « ne … pas » two times, or with « sans »."""
    denials = len(_NEGATION.findall(sentence))
    return denials > 1 or (denials == 1 and bool(re.search(r"\bsans\b", sentence, re.IGNORECASE)))


def asks_twice(label: str) -> bool:
    """Say whether a question joins two: « et » or « ou », or two question marks."""
    bare = _NUMBERS_JOINED.sub("", label)
    return label.count("?") > 1 or bool(_JOINED.search(bare))


def is_passive(sentence: str) -> bool:
    """Say whether a sentence is in the passive with who acts after « par »: others go unseen."""
    return bool(_PASSIVE.search(sentence))


def acronyms(text: str) -> tuple[str, ...]:
    """Name the acronyms that no bracket explains, in brackets themselves or just before some."""
    found = [match for match in _ACRONYM.finditer(text) if not _is_told(text, match)]
    return tuple(dict.fromkeys(match[0] for match in found))


def jargon(text: str) -> tuple[tuple[str, str], ...]:
    """Give each word of the trade as it stands, with what may be said in its place."""
    found = ((pattern.search(text), JARGON[word]) for word, pattern in _JARGON.items())
    return tuple((match[0], plain) for match, plain in found if match)


def numbers_in_words(text: str) -> tuple[str, ...]:
    """Name the numbers written in letters; « un » and « une » are articles first."""
    return tuple(dict.fromkeys(match[0] for match in _NUMBER_WORDS.finditer(text)))


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Say whether an acronym stands in brackets after its words, or before brackets with them."""
    inside = any(b.start() < match.start() < b.end() for b in _EXPLAINED.finditer(text))
    return inside or bool(re.match(r"\s*\(", text[match.end() :]))
