"""The answers of a question as HTML, drawn once for all who see the same question alike."""

import threading
from collections import OrderedDict
from dataclasses import dataclass, field

from flask import current_app
from markupsafe import Markup

from participation.accessibility.queries import index_of
from participation.foundation import cycle
from participation.foundation.i18n import reader_locale

from ..queries.answering import Asked
from ..rules.questions import Question, QuestionKind
from .screens import Screen

EXTENSION = "drawn_answers"
MOST = 2_000
"""Drawings kept: about 6 KB each."""
PIPE = "${"


@dataclass(slots=True)
class Drawn:
    """Drawings by what they depend on, each with the list of clips that it was drawn with."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: OrderedDict[tuple[object, ...], tuple[object, Markup]] = field(
        default_factory=OrderedDict
    )


def draw(
    asked: Asked, screen: Screen, *, heading: bool = False, typed: bool = True, voice: str = "voice"
) -> Markup:
    """Give the control of a question; drawn anew when its words depend on answers.

    A new recording changes the list of clips, and so ends the life of what was drawn before it.
    """
    facts = {"heading": heading, "typed": typed, "voice": voice}
    if not _is_steady(asked.by_number[screen.number], screen):
        return _drawn_anew(screen, facts)
    shelf: Drawn = current_app.extensions.setdefault(EXTENSION, Drawn())
    session = cycle.act().session
    clips = index_of(session)
    key = (
        *(session.info["organisation"], asked.version, screen.number, screen.value),
        *(reader_locale(), heading, typed, screen.hint),
    )
    with shelf.lock:
        found = shelf.kept.get(key)
    if found is not None and found[0] is clips:
        return found[1]
    drawing = _drawn_anew(screen, facts)
    with shelf.lock:
        shelf.kept[key] = (clips, drawing)
        while len(shelf.kept) > MOST:
            shelf.kept.popitem(last=False)
    return drawing


def _is_steady(question: Question, screen: Screen) -> bool:
    """Say whether everyone who has given the same answer sees the same control."""
    if screen.errors or screen.kind in {QuestionKind.COMMENT, QuestionKind.NOTE}:
        return False
    texts = (question.label, question.hint, *(choice.label for choice in question.choices))
    return not question.choice_filter and not any(
        PIPE in words for text in texts for words in text.values()
    )


def _drawn_anew(screen: Screen, facts: dict[str, object]) -> Markup:
    macros = current_app.jinja_env.get_template("components/answers.html").module
    return Markup(macros.answers(screen, **facts))  # type: ignore[attr-defined]  # noqa: S704
