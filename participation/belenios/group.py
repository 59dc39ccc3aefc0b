"""The group of prime order of Ed25519: points, scalars, and what libsodium leaves to check."""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from functools import partial, reduce
from typing import Annotated

from nacl import bindings, exceptions

from .checks import Check, InvalidError, require
from .encoding import Codec, exactly

Point = bytes
"""32 bytes of RFC 8032; in JSON, the same 32 bytes reversed, in hexadecimal."""
Randomness = Callable[[int], bytes]
"""Gives as many random bytes as asked."""

Q = 2**252 + 27742317777372353535851937790883648493
P = 2**255 - 19
IDENTITY: Point = bytes([1]) + bytes(31)
GENERATOR: Point = bindings.crypto_scalarmult_ed25519_base_noclamp(bytes([1]) + bytes(31))
HEX = re.compile(r"[0-9a-f]{64}")
DECIMAL = re.compile(r"0|[1-9][0-9]{0,75}")
entropy: Randomness = secrets.token_bytes


def draw_scalar(randomness: Randomness) -> int:
    """Draw 1 <= n < q evenly: 253 bits (32 bytes, big-endian), until they are in the range."""
    while True:
        number = int.from_bytes(randomness(32), "big") & ((1 << 253) - 1)
        if 0 < number < Q:
            return number


def read_scalar(value: object, name: str) -> int:
    """Read a canonical decimal below q: another writing would be another ballot, same vote."""
    written = exactly(str, value, name)
    if not DECIMAL.fullmatch(written) or (number := int(written)) >= Q:
        raise InvalidError(Check.SCALAR, f"{name} is not a canonical number below q")
    return number


def shape_point(value: object, name: str, *, identity: bool = False) -> Point:
    """Read a canonical point that `mul` or `read_point` has still to find in the group."""
    written = exactly(str, value, name)
    require(HEX.fullmatch(written) is not None, Check.POINT, f"{name} is not 64 hex digits")
    point = bytes.fromhex(written)[::-1]
    least = int.from_bytes(point, "little") & ((1 << 255) - 1) < P
    require(least, Check.POINT, f"{name} is not the canonical writing of a point")
    require(identity or point != IDENTITY, Check.IDENTITY, f"{name} is the identity")
    return point


def read_point(value: object, name: str, *, identity: bool = False) -> Point:
    """Read a point of the group; the identity only where it is allowed."""
    return _member(shape_point(value, name, identity=identity), name)


def _member(point: Point, name: str) -> Point:
    if point != IDENTITY and not bindings.crypto_core_ed25519_is_valid_point(point):
        raise InvalidError(Check.SUBGROUP, f"{name} is not in the group of prime order")
    return point


def write_point(point: Point) -> str:
    """Write a point as 64 lower-case hexadecimal digits, most significant first."""
    return point[::-1].hex()


Scalar = Annotated[int, Codec(read_scalar, str)]
"""A number modulo q, in JSON."""
Member = Annotated[Point, Codec(read_point, write_point)]
"""A point of the group, in JSON: a key."""
Factor = Annotated[Point, Codec(partial(read_point, identity=True), write_point)]
"""A point of the group that may be the identity."""
Shaped = Annotated[Point, Codec(shape_point, write_point)]
"""A point that `mul` will find in the group as its proofs are verified: a ciphertext's."""


def base(scalar: int) -> Point:
    """Multiply the generator by 0 <= scalar < q."""
    if scalar == 0:
        return IDENTITY
    return bindings.crypto_scalarmult_ed25519_base_noclamp(scalar.to_bytes(32, "little"))


def mul(point: Point, scalar: int, name: str = "a point") -> Point:
    """Multiply a point by 0 <= scalar < q; refuse a point that is not in the group.

    libsodium refuses by itself what is out of the group, but also the identity and the scalar 0,
    which are legitimate here.
    """
    if point == GENERATOR:
        return base(scalar)
    if scalar == 0 or point == IDENTITY:
        _member(point, name)
        return IDENTITY
    number = scalar.to_bytes(32, "little")
    return _in_group(bindings.crypto_scalarmult_ed25519_noclamp, number, point, name)


def add(one: Point, other: Point) -> Point:
    """Add two points, of which `mul` or `read_point` tells whether they are in the group."""
    return _in_group(bindings.crypto_core_ed25519_add, one, other)


def sub(one: Point, other: Point) -> Point:
    """Subtract a point from another; the same holds."""
    return _in_group(bindings.crypto_core_ed25519_sub, one, other)


def _in_group(
    operation: Callable[[bytes, bytes], Point], one: bytes, other: bytes, name: str = "a point"
) -> Point:
    try:
        return operation(one, other)
    except exceptions.RuntimeError as error:
        raise InvalidError(Check.SUBGROUP, f"{name} is not in the group of prime order") from error


def total(points: Iterable[Point]) -> Point:
    """Add up points."""
    return reduce(add, points, IDENTITY)


def hash_to_q(prefix: str, *points: Point) -> int:
    """Hash a prefix and points to a scalar: the H of the specification."""
    written = prefix + ",".join(map(write_point, points))
    return int.from_bytes(hashlib.sha256(written.encode()).digest(), "big") % Q
