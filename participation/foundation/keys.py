"""Keys of rows: time-ordered 63-bit integers, random 128-bit keys, and how both look in a URL."""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from uuid import UUID

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
"""Crockford base32, in small letters: no i, l, o, u, so that a key can be read aloud."""

EPOCH_MS = 1_704_067_200_000
"""2024-01-01 UTC: 42 bits of milliseconds from here last until 2163."""
TAIL_BITS = 21
LENGTH = 13


class _Source:
    """Makes keys that grow within one process and never meet those of another but by chance."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0
        self.random: Random | None = None

    def key(self) -> int:
        """Milliseconds since 2024 in the high bits, chance in the low ones; strictly growing."""
        with self._lock:
            fresh = (time.time_ns() // 1_000_000 - EPOCH_MS) << TAIL_BITS
            if self.random is not None:
                self._last += 1 + self.random.getrandbits(8)
            else:
                self._last = max(self._last + 1, fresh | secrets.randbits(TAIL_BITS))
            return self._last

    def random_key(self) -> UUID:
        """128 bits of chance that say nothing of time or order."""
        if self.random is not None:
            return UUID(int=self.random.getrandbits(128), version=4)
        return UUID(int=secrets.randbits(128), version=4)


_source = _Source()


def new_key() -> int:
    """Give the key of a new ordinary row: 63 bits, growing with time, no sequence to guess from."""
    return _source.key()


def random_key() -> UUID:
    """Give the key of a row that must show neither time nor order, such as a survey response."""
    return _source.random_key()


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Make the same keys at each run; for the demonstration data and nothing else."""
    before = _source.random, _source._last  # noqa: SLF001 - the source is this module's own
    _source.random, _source._last = Random(seed), 1 << 40  # noqa: S311, SLF001
    try:
        yield
    finally:
        _source.random, _source._last = before  # noqa: SLF001


def to_text(key: int) -> str:
    """Write a 63-bit key as 13 characters; raise ValueError when it does not fit."""
    if not 0 <= key < 1 << 63:
        message = "a key has 63 bits"
        raise ValueError(message)
    return "".join(ALPHABET[key >> shift & 31] for shift in range(60, -1, -5))


def from_text(text: str) -> int:
    """Read what `to_text` wrote; raise ValueError for anything else."""
    if len(text) != LENGTH:
        message = "a key has 13 characters"
        raise ValueError(message)
    key = 0
    for letter in text:
        key = key << 5 | ALPHABET.index(letter)
    if key >> 63:
        message = "a key has 63 bits"
        raise ValueError(message)
    return key
