"""Parts of pages as HTML, drawn once for all who see them alike."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from flask import current_app

from participation.accessibility.queries import index_of
from participation.foundation import cycle
from participation.foundation.forms import Choice
from participation.foundation.i18n import reader_locale
from participation.foundation.memory import database_of

from ..labels import answering as labels
from ..queries.answering import Asked
from ..rules.plan import plan_of
from ..rules.questions import QuestionKind
from ..rules.stages import Aid
from .screens import Screen

EXTENSION = "drawn_answers"
OWN, PROXY = "own", "proxy"
MOST = 2_000
"""Drawings kept: about 6 KB each."""


@dataclass(slots=True)
class Drawn:
    """Drawings by what they depend on, each with the list of clips that it was drawn with."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    kept: OrderedDict[Hashable, tuple[object, str]] = field(default_factory=OrderedDict)


def draw(
    asked: Asked, screen: Screen, *, heading: bool = False, typed: bool = True, voice: str = "voice"
) -> str:
    """Give the control of a question; drawn anew when its words depend on answers."""
    facts = {"heading": heading, "typed": typed, "voice": voice}

    def make() -> str:
        return _macro("components/answers.html", "answers", screen, **facts)

    if not _is_steady(asked, screen):
        return make()
    return _once((asked.version, screen.number, screen.value, heading, typed, screen.hint), make)


def _is_steady(asked: Asked, screen: Screen) -> bool:
    """Say whether everyone who has given the same answer sees the same control."""
    if screen.errors or screen.kind in {QuestionKind.COMMENT, QuestionKind.NOTE}:
        return False
    return asked.by_number[screen.number].name in plan_of(asked.questionnaire).steady


def list_aids() -> list[Choice]:
    """Offer the kinds of help."""
    return [
        Choice(aid.value, words, labels.AID_PICTOGRAMS[aid])
        for aid, words in labels.AIDS.items()
        if aid is not Aid.NONE
    ]


def list_voices() -> list[Choice]:
    """Offer to say whose answers these are: hers, read out and pointed at, or somebody else's."""
    return [
        Choice(OWN, labels.OWN_VOICE, "person"),
        Choice(PROXY, labels.PROXY_VOICE, "people"),
    ]


def draw_aids() -> str:
    """Give the choice of who helps, for the first page of every survey."""
    asking = str(labels.WHO_HELPS)
    return _once(
        ("aids",),
        lambda: _macro("components/choice.html", "choice", "aid", list_aids(), legend=asking),
    )


def _once(key: tuple[Hashable, ...], make: Callable[[], str]) -> str:
    """Give what was drawn for this key in the reader's language, or draw it now.

    A new recording changes the list of clips, and so ends the life of what was drawn before it.
    """
    shelf: Drawn = current_app.extensions.setdefault(EXTENSION, Drawn())
    session = cycle.act().session
    clips = index_of(session)
    whole = (database_of(session), session.info["organisation"], reader_locale(), *key)
    with shelf.lock:
        found = shelf.kept.get(whole)
    if found is not None and found[0] is clips:
        return found[1]
    drawing = make()
    with shelf.lock:
        shelf.kept[whole] = (clips, drawing)
        while len(shelf.kept) > MOST:
            shelf.kept.popitem(last=False)
    return drawing


def _macro(template: str, name: str, *values: object, **facts: object) -> str:
    """Draw a component; Jinja marks its HTML as safe, for it has escaped what is in it."""
    drawn: str = getattr(current_app.jinja_env.get_template(template).module, name)(
        *values, **facts
    )
    return drawn
