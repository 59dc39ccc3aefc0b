"""Patterns of `regex()` read into programs that cannot hang a page."""

from collections.abc import Callable
from functools import lru_cache

from .programs import Letters, Program, Step

MAX_PROGRAM = 2_000
"""Most steps in one program: repetitions such as `{1,1000}` are unrolled."""
MAX_PATTERN = 4_000
MAX_NESTING = 30
_DIGITS = (("0", "9"),)
_SPACES = ((" ", " "), ("\t", "\r"))
_WORDS = (*_DIGITS, ("A", "Z"), ("a", "z"), ("_", "_"))
_CLASSES = {"d": _DIGITS, "s": _SPACES, "w": _WORDS}
_CONTROLS = {"n": "\n", "t": "\t", "r": "\r", "f": "\f"}
_LIMIT = 1_000


class PatternError(ValueError):
    """A pattern that is malformed, too large, or that looks around or back."""


_Fragment = Callable[[list[Step], int], int]
"""Adds its steps to a program, before the step given; returns where it begins."""


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Program:
    """Return the program of a pattern; PatternError if it is outside the language."""
    if len(pattern) > MAX_PATTERN:
        raise PatternError("too long")
    steps = [Step()]
    start = _Reader(pattern).whole()(steps, 0)
    return Program(steps, start)


def _add(program: list[Step], step: Step) -> int:
    if len(program) >= MAX_PROGRAM:
        raise PatternError("too large")
    program.append(step)
    return len(program) - 1


def _one(letters: Letters) -> _Fragment:
    return lambda program, after: _add(program, Step(letters, following=[after]))


def _edge(sign: str) -> _Fragment:
    return lambda program, after: _add(program, Step(edge=sign, following=[after]))


def _sequence(parts: list[_Fragment]) -> _Fragment:
    def build(program: list[Step], after: int) -> int:
        for part in reversed(parts):
            after = part(program, after)
        return after

    return build


def _either(parts: list[_Fragment]) -> _Fragment:
    def build(program: list[Step], after: int) -> int:
        return _add(program, Step(following=[part(program, after) for part in parts]))

    return build


def _repeated(part: _Fragment, least: int, most: int | None) -> _Fragment:
    def build(program: list[Step], after: int) -> int:
        if most is None:
            loop = _add(program, Step(following=[after]))
            program[loop].following.append(part(program, loop))
            after = loop
        else:
            end = after
            for _ in range(most - least):
                after = _add(program, Step(following=[end, part(program, after)]))
        for _ in range(least):
            size = len(program)
            after = part(program, after)
            if len(program) == size:
                break
        return after

    return build


class _Reader:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._nesting = 0

    def whole(self) -> _Fragment:
        fragment = self._alternatives()
        if self._at < len(self._pattern):
            raise PatternError("a closing bracket too many")
        return fragment

    def _peek(self) -> str:
        return self._pattern[self._at] if self._at < len(self._pattern) else ""

    def _next(self) -> str:
        if not (letter := self._peek()):
            raise PatternError("unfinished")
        self._at += 1
        return letter

    def _alternatives(self) -> _Fragment:
        parts = [self._branch()]
        while self._peek() == "|":
            self._at += 1
            parts.append(self._branch())
        return parts[0] if len(parts) == 1 else _either(parts)

    def _branch(self) -> _Fragment:
        parts: list[_Fragment] = []
        while self._peek() not in ("", "|", ")"):
            parts.append(self._quantified(self._atom()))
        return _sequence(parts)

    def _quantified(self, atom: _Fragment) -> _Fragment:
        match self._peek():
            case "*":
                least, most = 0, None
            case "+":
                least, most = 1, None
            case "?":
                least, most = 0, 1
            case "{":
                least, most = self._counts()
            case _:
                return atom
        self._at += 1
        if self._peek() == "?":
            self._at += 1
        if self._peek() in ("*", "+", "{"):
            raise PatternError("two repetitions")
        return _repeated(atom, least, most)

    def _counts(self) -> tuple[int, int | None]:
        end = self._pattern.find("}", self._at)
        low, comma, high = self._pattern[self._at + 1 : max(end, 0)].partition(",")
        if not _counts(low) or (high and not _counts(high)):
            raise PatternError("a repetition without its count")
        self._at = end
        least = int(low)
        most = (int(high) if high else None) if comma else least
        if least > _LIMIT or (most is not None and not least <= most <= _LIMIT):
            raise PatternError("a count out of bounds")
        return least, most

    def _atom(self) -> _Fragment:
        match letter := self._next():
            case "(":
                return self._group()
            case "[":
                return _one(self._set())
            case ".":
                return _one(Letters((("\n", "\n"),), negated=True))
            case "^" | "$":
                return _edge(letter)
            case "\\":
                return _one(self._escaped())
            case "*" | "+" | "?" | "{":
                raise PatternError("nothing to repeat")
            case _:
                return _one(Letters(((letter, letter),)))

    def _group(self) -> _Fragment:
        self._nesting += 1
        if self._nesting > MAX_NESTING:
            raise PatternError("too deep")
        if self._peek() == "?":
            if not self._pattern.startswith("?:", self._at):
                raise PatternError("look-around")
            self._at += 2
        inside = self._alternatives()
        if self._next() != ")":
            raise PatternError("unfinished")
        self._nesting -= 1
        return inside

    def _escaped(self) -> Letters:
        letter = self._next()
        if letter.lower() in _CLASSES:
            return Letters(_CLASSES[letter.lower()], negated=letter.isupper())
        if letter in _CONTROLS:
            letter = _CONTROLS[letter]
        elif letter.isalnum():
            raise PatternError(f"\\{letter}")
        return Letters(((letter, letter),))

    def _set(self) -> Letters:
        negated = self._peek() == "^"
        self._at += negated
        ranges: list[tuple[str, str]] = []
        while not (self._peek() == "]" and ranges):
            letter = self._next()
            if letter == "[" or (letter == "&" and self._peek() == "&"):
                raise PatternError("sets of sets")
            if letter == "\\":
                escaped = self._escaped()
                if escaped.negated:
                    raise PatternError("a negation inside a set")
                ranges.extend(escaped.ranges)
                if len(escaped.ranges) > 1 or escaped.ranges == _DIGITS:
                    continue
                letter = escaped.ranges[0][0]
            else:
                ranges.append((letter, letter))
            self._range_from(letter, ranges)
        self._at += 1
        return Letters(tuple(ranges), negated)

    def _range_from(self, low: str, ranges: list[tuple[str, str]]) -> None:
        if self._peek() != "-" or self._pattern[self._at + 1 : self._at + 2] in ("", "]"):
            return
        self._at += 1
        high = self._next()
        if high == "\\":
            escaped = self._escaped()
            if escaped.negated or len(escaped.ranges) > 1 or escaped.ranges == _DIGITS:
                raise PatternError("a range up to a class")
            high = escaped.ranges[0][0]
        if high < low:
            raise PatternError("a range upside down")
        ranges.append((low, high))


def _counts(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(_LIMIT))
