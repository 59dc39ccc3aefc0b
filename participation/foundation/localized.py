"""A text of people in several languages; it says which language it falls back to."""

import re
from collections.abc import Iterator, Mapping

from markupsafe import Markup, escape

from participation.foundation.languages import chain, find

_QUOTED = re.compile("\u2068([^\u2068\u2069]*)\u2069")


class Localized(Mapping[str, str]):
    """Text by language tag; empty texts are dropped, equality and hashing go by content."""

    __slots__ = ("_texts",)

    def __init__(self, texts: Mapping[str, str] | None = None, /, **more: str) -> None:
        both = {**(texts or {}), **more}
        self._texts = {tag: both[tag] for tag in sorted(both) if both[tag]}

    def __getitem__(self, tag: str) -> str:
        return self._texts[tag]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    def __hash__(self) -> int:
        return hash(tuple(self._texts.items()))

    def __repr__(self) -> str:
        return f"Localized({self._texts!r})"

    def best(self, wanted: str) -> tuple[str, str]:
        """Give (tag, text) for a reader of `wanted`: own language, its fallbacks, French, any."""
        for tag in (*chain(wanted), *self._texts):
            if tag in self._texts:
                return tag, self._texts[tag]
        return wanted, ""

    def text(self, wanted: str) -> str:
        """Give the words alone, for places that cannot declare a language (a file, a title)."""
        return self.best(wanted)[1]


def spoken_as(texts: Mapping[str, str], wanted: str) -> tuple[str, str, str, bool]:
    """Give (words, html lang, direction, whether it falls back) for a reader of `wanted`."""
    known = texts if isinstance(texts, Localized) else Localized(texts)
    tag, words = known.best(wanted)
    language = find(tag)
    return words, language.html, language.direction, tag != wanted


def isolated(words: str) -> str:
    """Write `<bdi>` around what stands between isolates (UAX 9 §2.5): an answer that is quoted.

    All of it is escaped; without isolates the words come back as they are.
    """
    if "\u2068" not in words:
        return words
    return Markup(_QUOTED.sub(r"<bdi>\1</bdi>", str(escape(words))))  # noqa: S704 - escaped first
