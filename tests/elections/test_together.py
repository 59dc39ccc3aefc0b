"""Deeds that arrive together: each has its own answer, and none is answered before it is kept."""

import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import pytest

from participation.elections.adapters.together import Take, Together
from participation.elections.rules.sealed import SealedRefusal
from participation.foundation.act import Refused

THREADS = 6


class Book:
    """Writes batches; what it is told to refuse or to break on, it does."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.together: Together[str] = Together()
        self.open = threading.Event()
        self.open.set()

    def write(self, take: Take[str]) -> None:
        self.open.wait()
        deeds: Sequence[object] = take()
        words = [deed.what for deed in deeds]  # type: ignore[attr-defined]
        if "broken" in words:
            message = "the disk is full"
            raise OSError(message)
        for deed in deeds:
            if deed.what == "late":  # type: ignore[attr-defined]
                deed.refusal = Refused(SealedRefusal.CLOSED)  # type: ignore[attr-defined]
        self.batches.append(words)

    def do(self, what: str) -> str:
        try:
            self.together.do(what, self.write)
        except Refused as refused:
            return refused.reason.value
        except OSError as error:
            return str(error)
        return "kept" if any(what in batch for batch in self.batches) else "lost"


def at_once(book: Book, *words: str) -> list[str]:
    """Let a first deed hold the turn until all the others wait."""
    book.open.clear()
    with ThreadPoolExecutor(THREADS) as pool:
        asked = [pool.submit(book.do, each) for each in words]
        while len(book.together._waiting) < len(words):  # noqa: SLF001 - to know that all are there
            threading.Event().wait(0.001)
        book.open.set()
        return [each.result() for each in asked]


def test_what_waits_is_written_at_once() -> None:
    book = Book()
    assert at_once(book, "one", "two", "three") == ["kept"] * 3
    assert [sorted(batch) for batch in book.batches] == [["one", "three", "two"]]


def test_a_refusal_is_of_its_own_deed_alone() -> None:
    book = Book()
    assert at_once(book, "one", "late", "three") == ["kept", "closed", "kept"]


def test_a_deed_that_breaks_its_batch_breaks_no_other() -> None:
    book = Book()
    assert at_once(book, "one", "broken", "three") == ["kept", "the disk is full", "kept"]
    assert sorted(map(sorted, book.batches)) == [["one"], ["three"]]


def test_what_breaks_before_it_was_taken_is_not_kept_for_others() -> None:
    book = Book()

    def refuse_to_begin(_take: Take[str]) -> None:
        message = "no connection"
        raise OSError(message)

    with pytest.raises(OSError, match="no connection"):
        book.together.do("one", refuse_to_begin)
    assert book.do("two") == "kept"
    assert book.batches == [["two"]]
