"""What is wrong with a page: every page that a test client receives passes through here."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from participation.foundation.typography import NARROW, WIDE

FIELDS = {"input", "select", "textarea"}
UNNAMED = {"hidden", "submit", "button", "image"}
INLINE = re.compile(r"^(on[a-z]+|style)$")
SVG = ("svg", "{http://www.w3.org/2000/svg}svg")
TOKENS = re.compile(
    r'(?<=name="csrf_token" value=")[^"]+|(?<=name="once" value=")[^"]+|(?<=data-token=")[^"]+'
)
ONE_OF_MANY = re.compile(r"^/[^/]+/[^/?]+(?=/)|[?].*|[^/?]*[0-9][^/?]*")
"""What changes in an address from a thing to the next of its kind: its house, its number."""
ARABIC = re.compile(r"[\u0600-\u06ff]{3}")
LOOSE = re.compile(r"\S? [;?!:»](?=\s|$)|«[ ]|\d(?:er)? (?:avril|mars|mai|juin|août) 20")
"""In French, what may fall alone at the start of a line, or leave a day alone at its end."""
EXACT = {"textarea", "option", "code", "pre", "title", "script"}


class Plain(FlaskClient):
    """A test client that reads the spaces of a page as all the same."""

    def open(self, *args: object, **options: object) -> TestResponse:
        """Ask for a page; look at it before its spaces are."""
        response = super().open(*args, **options)  # type: ignore[arg-type]
        seen = bool(response.history)  # followed to here by this same method
        if response.mimetype == "text/html" and response.data and not (response.location or seen):
            page = response.get_data(as_text=True)
            self.look(page, response.request.path)
            response.set_data(plain(page))
        return response

    def look(self, page: str, path: str) -> None:
        """Find nothing to say of a page."""


class Inspecting(Plain):
    """A test client that inspects each page it is given."""

    def look(self, page: str, path: str) -> None:
        """Fail when something is wrong with a page."""
        found = problems(page)
        assert not found, f"{path}: " + "; ".join(found)


def plain(words: str) -> str:
    """Read words as somebody typed them: with one kind of space."""
    return words.replace(WIDE, " ").replace(NARROW, " ")


def client_of(app: Flask) -> Inspecting:
    """Give a client of the application that inspects each page."""
    return Inspecting(app, app.response_class, use_cookies=True)


def problems(html: str) -> tuple[str, ...]:
    """Name each fault of a page: HTML, headings, names of fields, languages, inline code.

    A page that differs from one seen before by its tokens only is not read again.
    """
    return _problems(TOKENS.sub("", html))


@lru_cache(maxsize=8192)
def _problems(html: str) -> tuple[str, ...]:
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    faults = [f"line {at[0]}: {code}" for at, code, _facts in parser.errors]
    for check in (_headings, _keys, _names, _languages, _inline, _pictures, _signs):
        faults += check(root)
    return tuple(faults)


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _shown(element: Element) -> Iterator[Element]:
    """Give what stands on the page before any script: a screen of the booth waits hidden."""
    yield element
    for child in element:
        if child.get("hidden") is None:
            yield from _shown(child)


def _headings(root: Element) -> Iterator[str]:
    titles, headings = list(root.iter("title")), [each for each in _shown(root) if each.tag == "h1"]
    if len(titles) != 1 or len(headings) != 1:
        yield f"{len(titles)} titles and {len(headings)} h1 instead of one each"
    elif not _words(titles[0]).startswith(_words(headings[0])):
        yield f"title “{_words(titles[0])}” does not begin with h1 “{_words(headings[0])}”"


def _keys(root: Element) -> Iterator[str]:
    keys = Counter(each.get("id") for each in root.iter() if each.get("id") is not None)
    yield from (f"id {key!r} stands {count} times" for key, count in keys.items() if count > 1)
    for each in root.iter():
        for name in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers"):
            for key in (each.get(name) or "").split():
                if key not in keys:
                    yield f"{name}={key!r} of {each.tag} points nowhere"


def _names(root: Element) -> Iterator[str]:
    labelled = {label.get("for") for label in root.iter("label") if _words(label)}
    inside = {id(each) for label in root.iter("label") for each in label.iter()}
    for each in root.iter():
        named = each.get("aria-label") or each.get("aria-labelledby") or each.get("title")
        if each.tag in FIELDS and each.get("type") not in UNNAMED:
            if not named and each.get("id") not in labelled and id(each) not in inside:
                yield f"{each.tag} {each.get('name')!r} has no label"
        elif each.tag in ("a", "button") and not named and not _words(each):
            if not any(image.get("alt") for image in each.iter("img")):
                yield f"{each.tag} {each.get('href') or each.get('name')!r} says nothing"
        elif each.tag == "img" and each.get("alt") is None:
            yield f"img {each.get('src')!r} has no alt"


def _languages(root: Element) -> Iterator[str]:
    if not root.get("lang") or root.get("dir") not in ("ltr", "rtl"):
        yield "html has no lang or no dir"
    yield from _directions(root, "", "")


def _directions(element: Element, lang: str, direction: str) -> Iterator[str]:
    own = "auto" if element.tag == "bdi" else direction
    lang, direction = element.get("lang", lang), element.get("dir", own)
    if not isinstance(element.tag, str) or element.tag in ("script", "style", *SVG):
        return
    for words in (element.text, *(child.tail for child in element)):
        if words and ARABIC.search(words) and direction == "ltr":
            yield f"“{words.strip()[:30]}” stands in a {lang} element with dir=ltr"
    for child in element:
        yield from _directions(child, lang, direction)


def _inline(root: Element) -> Iterator[str]:
    for each in root.iter():
        if each.tag == "style" or (each.tag == "script" and not each.get("src")):
            yield f"inline {each.tag}"
        for name, value in each.attrib.items():
            if INLINE.match(name):
                yield f"inline {name} of {each.tag}"
            elif value.strip().lower().startswith("javascript:"):
                yield f"{name} of {each.tag} runs a script"


def _pictures(root: Element) -> Iterator[str]:
    """Let who cannot read tell the doors of a page apart: another kind of door, another picture."""
    doors: dict[str, set[str]] = {}
    for tile in root.iter("a"):
        if "tile" in tile.get("class", "").split():
            drawn = "".join(
                part.get("d", part.tag) for svg in tile if svg.tag in SVG for part in svg
            )
            doors.setdefault(drawn, set()).add(ONE_OF_MANY.sub("", tile.get("href", "")))
    doors.pop("", None)
    for kinds in doors.values():
        if len(kinds) > 1:
            yield f"one picture leads to {' and '.join(sorted(kinds))}"


def _signs(root: Element) -> Iterator[str]:
    """Let no line of a page in French begin with a sign, nor end with the day of a date."""
    if root.get("lang", "").startswith("fr"):
        yield from _loose(root)


def _loose(element: Element) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag.rpartition("}")[2] in EXACT:
        return
    for words in (element.text, *(child.tail for child in element)):
        found = LOOSE.search(words or "")
        if words and found:
            yield f"“{words.strip()[:60]}” may part at “{found[0]}”"
    for child in element:
        yield from _loose(child)
