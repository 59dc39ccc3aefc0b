"""Turning templates into pages, refusals into sentences, and knowing who reads."""

from collections.abc import Collection, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from secrets import token_hex
from typing import TypeVar

from flask import Flask, current_app, flash, g, render_template, session as browser
from jinja2 import Template, nodes
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from werkzeug.local import LocalProxy

from participation.foundation import clock, i18n, once
from participation.foundation.act import Refused
from participation.foundation.languages import (
    INTERFACE,
    REGISTER,
    SOURCE,
    STAFF,
    find,
    spoken_by_program,
)
from participation.foundation.typography import bind

SIZES = ("m", "l", "xl", "xxl")
THEMES = ("auto", "light", "dark", "contrast")
ERROR_PAGES = frozenset({403, 404, 409, 429, 500})
STALE = i18n.lazy("La page a attendu trop longtemps. Revenez en arrière et recommencez.")
TOO_HEAVY = i18n.lazy(
    "C’est trop lourd : %(most)s Mo au plus par envoi. Envoyez-en moins à la fois."
)
NO_COOKIE = i18n.lazy(
    "Cet appareil refuse les cookies : sans eux, rien ne peut être gardé. Acceptez-les pour cette "
    "page, ou demandez un autre appareil."
)
LAYOUTS = ("resident", "kiosk", "staff", "print")


@dataclass(frozen=True, slots=True)
class Reader:
    """How the present reader wants her page.

    `lang` and `direction` go on the html element: they are those of the program's own words, which
    need not be in the language that she asked for, `locale`.
    """

    locale: str
    lang: str
    direction: str
    size: str
    theme: str
    audience: str


_reader: ContextVar[Reader] = ContextVar("reader")


@cache
def audience_of(template: str) -> str:
    """Give the audience of a template: the name of the layout it extends, `resident` if none."""
    environment = current_app.jinja_env
    if environment.loader is None:
        return "resident"
    source, _path, _fresh = environment.loader.get_source(environment, template)
    for parent in environment.parse(source).find_all(nodes.Extends):
        if isinstance(parent.template, nodes.Const):
            name = parent.template.value.rpartition("/")[2].partition(".")[0]
            return name if name in LAYOUTS else "resident"
    return "resident"


def reader_for(audience: str) -> Reader:
    """Describe the reader of a page; staff pages exist in French and English only."""
    locale = i18n.reader_locale()
    if audience == "staff" and locale not in STAFF:
        locale = SOURCE
    language = find(spoken_by_program(locale))
    return Reader(
        locale=locale,
        lang=language.html,
        direction=language.direction,
        size=browser.get("size", "m"),
        theme=browser.get("theme", "auto"),
        audience=audience,
    )


def prefer(name: str, value: str) -> None:
    """Remember on this device how somebody wants her pages; an unknown value is dropped."""
    offered: Mapping[str, Collection[str]] = {"size": SIZES, "theme": THEMES, "locale": REGISTER}
    if value in offered[name]:
        browser[name] = value


def forget_preferences() -> None:
    """Forget everything that the browser holds of a visit: a public screen belongs to nobody."""
    browser.clear()


def mark_of_visit() -> str:
    """Give the random mark of this visit, held by the browser alone until the visit is wiped.

    It lets one visit count once where nobody is known; it names nobody.
    """
    if "visit" not in browser:
        browser["visit"] = token_hex(16)
    return str(browser["visit"])


def keep_for_visit(name: str, sealed: str) -> None:
    """Let the browser hold a sealed note until the visit is wiped; an empty one is taken away."""
    if sealed:
        browser[f"kept-{name}"] = sealed
    else:
        browser.pop(f"kept-{name}", None)


def kept_of_visit(name: str) -> str:
    """Give the sealed note that this browser holds; empty when there is none."""
    return str(browser.get(f"kept-{name}", ""))


def render(template: str, **facts: object) -> str:
    """Give the page of a template in the reader's language and manner."""
    reader = reader_for(audience_of(template))
    token = _reader.set(reader)
    try:
        with i18n.speaking(reader.locale):
            page = render_template(template, **facts)
            return bind(page) if reader.lang.startswith(SOURCE) else page
    finally:
        _reader.reset(token)


def say(message: str) -> None:
    """Show a sentence at the top of the next page."""
    flash(str(message))


Reason = TypeVar("Reason", bound=StrEnum)
_sentences: dict[tuple[type[StrEnum], str], i18n.LazyText] = {}


def teach(sentences: Mapping[Reason, i18n.LazyText]) -> None:
    """Learn a room's sentences for its refusals."""
    for reason, sentence in sentences.items():
        _sentences[(type(reason), reason.value)] = sentence


def explain(refused: Refused) -> str:
    """Give the sentence of a refusal in the reader's language, with its facts filled in."""
    sentence = str(_sentences[(type(refused.reason), refused.reason.value)])
    return sentence % refused.facts if refused.facts else sentence


def knows(reason: StrEnum) -> bool:
    """Say whether a refusal has its sentence (a test asks this of each)."""
    return (type(reason), reason.value) in _sentences


class SharedTemplate(Template):
    """A template whose components are opened once: all our templates have the same globals.

    Jinja compares the globals of both sides at each import, a tenth of the time of a page.
    """

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        del ctx
        return super()._get_default_module()


def furnish(app: Flask) -> None:
    """Give templates their globals: words, languages, days and hours."""
    environment = app.jinja_env
    environment.template_class = SharedTemplate
    environment.add_extension("jinja2.ext.i18n")
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext_of_page, _ngettext_of_page, newstyle=False
    )
    environment.globals.update(
        _=_gettext_of_page,
        ngettext=_ngettext_of_page,
        reader=LocalProxy(_reader),
        once=new_once_key,
        languages=INTERFACE,
        language_of=find,
        clip=_no_clip,
        show_day=i18n.show_day,
        show_short_day=i18n.show_short_day,
        show_hour=i18n.show_hour,
        show_number=i18n.show_number,
        is_past=lambda day: day < clock.today(),
    )

    @app.context_processor
    def facts_of_request() -> dict[str, object]:
        return {"visitor": g.get("visitor"), "organisation": g.get("organisation_row")}


def new_once_key() -> str:
    """Give the key that makes a second sending of this form harmless."""
    return token_hex(once.LENGTH // 2)


def _no_clip(_text: str, _locale: str | None = None) -> None:
    """Stand in until the room of clips is open: a text without sound has no button."""


def _gettext_of_page(message: str, **facts: object) -> str:
    """Look in the staff catalogue first, then in the residents' one: a page holds both."""
    return i18n.staff_gettext(message, **facts)


def _ngettext_of_page(one: str, many: str, n: int, **facts: object) -> str:
    words = i18n.ngettext(one, many, n, **facts)
    if words in {one % {"n": n, **facts}, many % {"n": n, **facts}}:
        return i18n.staff_ngettext(one, many, n, **facts)
    return words
