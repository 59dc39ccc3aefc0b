"""A question as a page shows it: words in the reader's language, choices, what was said before."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial

from participation.foundation.forms import clean_text
from participation.foundation.i18n import LazyText
from participation.foundation.localized import Localized

from ..labels import answering as labels
from ..rules import draft as rules
from ..rules.draft import Draft, Trouble
from ..rules.easy import every_choice, scale_in
from ..rules.flow import Answer, Course, Refusal
from ..rules.plan import Same
from ..rules.questions import (
    DONT_KNOW,
    OTHER,
    WONT_SAY,
    Choice,
    Question,
    QuestionKind,
    Text,
    drawing_of,
    face_of,
)
from ..rules.withheld import sense_of
from .pictures import picture_address

HIGHEST = 999
KEPT = 4_096
"""Texts and lists of choices that are the same for all, kept in memory."""
Words = Localized | LazyText
_WITHOUT_CARDS = frozenset({QuestionKind.NUMBER, QuestionKind.COMMENT, QuestionKind.NOTE})


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice; `aside` sets “I do not know” apart from the true ones."""

    value: int
    label: Words
    score: int | None = None
    icon: str | None = None
    pictogram: str = ""
    aside: bool = False
    image: str = ""
    """Address of the picture that was brought."""
    alt: str = ""
    """What the picture says when no words stand beside it."""


APART = (
    Offer(DONT_KNOW, labels.DONT_KNOW_WORDS, pictogram="question", aside=True),
    Offer(WONT_SAY, labels.WONT_SAY_WORDS, pictogram="no-comment", aside=True),
)
"""What is no answer, each with its own drawing: a question mark, a speech crossed out."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One question; `errors` are the sentences that refuse what was just sent."""

    number: int
    kind: QuestionKind
    label: Localized
    hint: Localized
    pictogram: str
    offers: tuple[Offer, ...]
    required: bool
    minimum: int
    maximum: int
    step: int
    value: object = None
    image: str = ""
    """Address of the picture that was brought; the words stand beside it."""
    has_voice: bool = False
    apart: tuple[Offer, ...] = ()
    """What stands as buttons under a box that has no cards."""
    errors: Sequence[str] = field(default=())

    @property
    def name(self) -> str:
        """Give the name of the question's control."""
        return control(self.number)

    @property
    def anchor(self) -> str:
        """Give the id to which the summary of refusals links."""
        suffix = {QuestionKind.NUMBER: "-number", QuestionKind.COMMENT: "-text"}
        return self.name + suffix.get(self.kind, "-0")


@dataclass(frozen=True, slots=True)
class Said:
    """One line of what she said: the question and her words."""

    number: int
    label: Localized
    words: tuple[object, ...]
    is_voice: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    """One line of the summary of refusals."""

    id: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Problems:
    """What is refused in a page, in the shape that the form component lists."""

    screens: Sequence[Screen]
    language: str

    def problems(self) -> list[Problem]:
        """List every refusal in the order of the questions."""
        return [
            Problem(screen.anchor, screen.label.text(self.language), sentence)
            for screen in self.screens
            for sentence in screen.errors
        ]


def control(number: int) -> str:
    """Give the name of a question's control in forms."""
    return f"q{number}"


def screen_of(
    course: Course,
    question: Question,
    draft: Draft,
    *,
    sent: object = None,
    errors: Sequence[str] = (),
) -> Screen:
    """Show a question with what was said before, or with what was just sent and refused."""
    said = draft.answers.get(question.number)
    return Screen(
        number=question.number,
        kind=question.kind,
        label=_piped(course, question.label),
        hint=_piped(course, question.hint),
        pictogram=question.pictogram,
        offers=with_pictures(course, question, _offers(course, question)),
        required=course.is_required(question.name),
        minimum=question.minimum or 0,
        maximum=HIGHEST if question.maximum is None else question.maximum,
        step=max(1, question.step),
        value=_shown(question, said if sent is None else sent),
        image=picture_address(course.questionnaire, question.image, course.language),
        has_voice=question.number in draft.voices,
        apart=APART if question.kind is QuestionKind.NUMBER else (),
        errors=errors,
    )


def _piped(course: Course, text: Text) -> Localized:
    """Give a text with the answers that it quotes; the same for all when it quotes none."""
    found = course.piped(text)
    return steady_text(Same(text)) if found is text else Localized(found)


@lru_cache(maxsize=KEPT)
def steady_text(text: Same[Text]) -> Localized:
    """Give a text as it is written, made once for all who read it."""
    return Localized(text.it)


def _offers(course: Course, question: Question) -> tuple[Offer, ...]:
    if question.kind in _WITHOUT_CARDS or course.is_steady(question.name):
        return all_offers(question, course.language)
    return _offers_of(question, course.choices(question.name), partial(_piped, course))


def all_offers(question: Question, language: str) -> tuple[Offer, ...]:
    """Give what a question offers in a language as long as no answer takes any of it away."""
    return () if question.kind in _WITHOUT_CARDS else _steady_offers(Same(question), language)


@lru_cache(maxsize=KEPT)
def _steady_offers(question: Same[Question], language: str) -> tuple[Offer, ...]:
    return _offers_of(question.it, scale_in(question.it, language), Localized)


def _offers_of(
    question: Question, choices: Sequence[Choice], said: Callable[[Text], Localized]
) -> tuple[Offer, ...]:
    offers = [
        Offer(
            choice.value,
            said(choice.label),
            face_of(choice, choices),
            labels.ICONS.get(choice.name) if question.kind is QuestionKind.YES_NO else None,
            drawing_of(choice),
        )
        for choice in choices
    ]
    if question.or_other and OTHER not in {offer.value for offer in offers}:
        offers.append(Offer(OTHER, labels.OTHER_WORDS))
    said_already = {sense_of(choice) for choice in choices}
    offers += [offer for offer in APART if offer.value not in said_already]
    return tuple(offers)


def with_pictures(
    course: Course, question: Question, offers: tuple[Offer, ...]
) -> tuple[Offer, ...]:
    """Add the pictures that were brought: the same offers serve all languages, these do not."""
    if not course.questionnaire.files:
        return offers
    named = {choice.value: choice for choice in question.choices if choice.image}
    return tuple(
        _with_picture(course, offer, named[offer.value]) if offer.value in named else offer
        for offer in offers
    )


def _with_picture(course: Course, offer: Offer, choice: Choice) -> Offer:
    image = picture_address(course.questionnaire, choice.image, course.language)
    return replace(offer, image=image, alt="" if offer.label else choice.name)


def _shown(question: Question, answer: object) -> object:
    """Leave out of a number's or comment's box what its buttons say; several ticks are a tuple."""
    if question.kind is QuestionKind.MANY and isinstance(answer, int):
        return (answer,)
    boxed = question.kind in {QuestionKind.NUMBER, QuestionKind.COMMENT}
    return None if boxed and answer in rules.APART else answer


def read_sent(
    question: Question, course: Course, texts: Sequence[str], *, has_voice: bool = False
) -> tuple[Answer, tuple[str, ...]]:
    """Give what a form says of a question, and the sentences that refuse it."""
    if question.kind is QuestionKind.NOTE:
        return None, ()
    try:
        answer = rules.read_answer(question.kind, [clean_text(text) for text in texts])
    except ValueError:
        is_number = question.kind is QuestionKind.NUMBER
        words = (
            labels.TROUBLES[Trouble.NOT_A_NUMBER]
            if is_number
            else labels.REFUSALS[Refusal.NOT_A_CHOICE]
        )
        return None, (str(words),)
    if isinstance(answer, str) and len(answer) > rules.LONGEST_COMMENT:
        facts = {"length": len(answer), "most": rules.LONGEST_COMMENT}
        return answer, (str(labels.TROUBLES[Trouble.COMMENT_TOO_LONG]) % facts,)
    reason = course.why_refused(question.name, answer)
    if reason is Refusal.REQUIRED and has_voice:
        reason = None
    if reason is Refusal.CONSTRAINT and question.constraint_message:
        own = Localized(course.piped(question.constraint_message))
        return answer, (own.text(course.language),)
    if reason is Refusal.REQUIRED and question.required_message:
        own = Localized(course.piped(question.required_message))
        return answer, (own.text(course.language),)
    return answer, (str(labels.REFUSALS[reason]),) if reason else ()


def list_said(course: Course, draft: Draft) -> list[Said]:
    """Say back each question with its answer, in order."""
    return [
        Said(
            question.number,
            _piped(course, question.label),
            _words(course, question, draft.answers),
            question.number in draft.voices,
        )
        for question in course.asked()
        if question.kind is not QuestionKind.NOTE
    ]


def _words(course: Course, question: Question, answers: Mapping[int, Answer]) -> tuple[object, ...]:
    answer = answers.get(question.number)
    if answer is None:
        return ()
    if answer in rules.APART and question.kind is QuestionKind.COMMENT:
        return (labels.NOTHING_TO_SAY,)
    apart = {DONT_KNOW: labels.DONT_KNOW_WORDS, WONT_SAY: labels.WONT_SAY_WORDS}
    if question.kind in {QuestionKind.NUMBER, QuestionKind.COMMENT}:
        return (apart.get(answer, answer) if isinstance(answer, int) else answer,)
    chosen = answer if isinstance(answer, tuple) else (answer,)
    said = tuple(offer.label for offer in _offers(course, question) if offer.value in chosen)
    if said or not question.easy:
        return said
    return tuple(Localized(one.label) for one in every_choice(question) if one.value in chosen)
