"""A key that a threshold of trustees can use together, made in six rounds (spec. 4.6)."""

from collections.abc import Sequence
from typing import NamedTuple

from . import GROUP
from .checks import Check, require
from .encoding import Json, canonical, fingerprint, read, require_length, take
from .group import Member, Point, Q, mul, total, write_point
from .keys import SignedKey, verify_key
from .proofs import Proof, Signed, verify_signed


class Certificate(NamedTuple):
    """What a trustee announces: its place in this ceremony, and its public keys."""

    context: object
    verification: Member
    encryption: Member


class Certificates(NamedTuple):
    """Who takes part, as announced in round 1, and how many of them will be needed."""

    signed: list[Signed]
    threshold: int
    members: list[Certificate]


class Coefexps(NamedTuple):
    """What a trustee shows of its polynomial."""

    coefexps: list[Member]


class Dealt(NamedTuple):
    """What a trustee says in round 3."""

    polynomial: str
    secrets: list[str]
    coefexps: Signed
    signature: Proof


class Routed(NamedTuple):
    """What all said in round 3 to one trustee."""

    polynomial: str
    secrets: list[str]
    coefexps: list[Signed]
    signatures: list[Proof]


class Made(NamedTuple):
    """What a trustee says in round 5: its key, sealed, and what is public of it."""

    private_key: str
    public_key: SignedKey


class Parameters(NamedTuple):
    """What an election publishes of the trustees of a ceremony."""

    threshold: int
    certs: list[Signed]
    coefexps: list[Signed]
    signatures: list[Proof]
    verification_keys: list[SignedKey]


def context_of(size: int, threshold: int, index: int) -> Json:
    """Give the place of a trustee in a ceremony, as its certificate says it."""
    return {"group": GROUP, "size": size, "threshold": threshold, "index": index}


def commit(message: str) -> str:
    """Commit to the text of a trustee's coefexps: shown in round 1, opened in round 3.

    Not in Belenios 1: keeps the last to speak from bending the common key. In our log only.
    """
    return fingerprint(f"commitment|{message}".encode())


def read_certificate(signed: Signed, size: int, threshold: int, index: int) -> Certificate:
    """Verify that a certificate is in its place, and signed by its own key (Check.CERTIFICATE)."""
    name = f"certificate {index}"
    certificate = read(Certificate, signed.message, name)
    placed = canonical(certificate.context) == canonical(context_of(size, threshold, index))
    require(placed, Check.CERTIFICATE, f"{name} is of another place or ceremony")
    verify_signed(Check.CERTIFICATE, name, certificate.verification, signed)
    return certificate


def read_certificates(given: Sequence[object], threshold: int) -> Certificates:
    """Round 2, everyone: verify that each certificate is signed and in its place."""
    certs, size = take(list[Signed], given, "certs"), len(given)
    require(0 < threshold <= size, Check.CERTIFICATE, "the threshold is not in 1..size")
    members = [read_certificate(one, size, threshold, index) for index, one in enumerate(certs, 1)]
    keys = {key for each in members for key in (each.verification, each.encryption)}
    require(len(keys) == 2 * size, Check.DUPLICATE, "two trustees have the same key")
    return Certificates(certs, threshold, members)


def bind(certs: Certificates, points: Sequence[Point]) -> str:
    """Write the points of a polynomial with all certificates, for its trustee to sign."""
    written = {"certs": certs.signed, "coefexps": [write_point(each) for each in points]}
    return f"certs_sig|{canonical(written)}"


def image(coefexps: Sequence[Sequence[Point]], place: int) -> Point:
    """Give the generator times the sum, at a place, of the polynomials of these coefexps."""
    degrees = (enumerate(points) for points in coefexps)
    return total(mul(point, pow(place, degree, Q)) for each in degrees for degree, point in each)


def keep_promises(commitments: Sequence[str], shown: Sequence[Signed]) -> None:
    """Refuse coefexps that are not those of the commitments of round 1 (Check.COMMITMENT)."""
    require_length(len(shown), "commitments", commitments)
    for place, (promised, signed) in enumerate(zip(commitments, shown, strict=True), 1):
        kept = promised == commit(signed.message)
        require(kept, Check.COMMITMENT, f"coefexps {place} were not promised")


def read_coefexps(
    certs: Certificates, shown: Sequence[Signed], signatures: Sequence[Proof]
) -> list[list[Point]]:
    """Verify the points of each polynomial, signed alone and with all certificates."""
    require_length(len(certs.signed), "coefexps or signatures", shown, signatures)
    said, found = zip(certs.members, shown, signatures, strict=True), list[list[Point]]()
    for place, (member, signed, signature) in enumerate(said, 1):
        name = f"coefexps {place}"
        (points,) = read(Coefexps, signed.message, name)
        require_length(certs.threshold, name, points)
        verify_signed(Check.COEFEXPS, name, member.verification, signed)
        bound = Signed(bind(certs, points), signature)
        verify_signed(Check.COEFEXPS, f"{name} and all certificates", member.verification, bound)
        found.append(points)
    return found


def route(certs: Certificates, commitments: Sequence[str], given: Sequence[object]) -> list[Routed]:
    """Round 4, server: verify what is public and give each trustee what is written to it."""
    dealt = take(list[Dealt], given, "dealt")
    polynomials, secrets, shown, signatures = map(list, zip(*dealt, strict=True))
    keep_promises(commitments, shown)
    read_coefexps(certs, shown, signatures)
    require_length(len(certs.signed), "what was dealt", *secrets)
    columns = zip(polynomials, zip(*secrets, strict=True), strict=True)
    return [Routed(kept, list(written), shown, signatures) for kept, written in columns]


def finish(certs: Certificates, given: Sequence[object], made: Sequence[object]) -> Parameters:
    """Round 6, server: put together and verify what the election publishes of its trustees."""
    dealt = take(list[Dealt], given, "dealt")
    _kept, _secrets, shown, signatures = map(list, zip(*dealt, strict=True))
    keys = [each.public_key for each in take(list[Made], made, "keys")]
    parameters = Parameters(certs.threshold, certs.signed, shown, signatures, keys)
    read_threshold(parameters)
    return parameters


def read_threshold(value: object) -> tuple[int, list[Point], Point]:
    """Verify what was published of the trustees: the threshold, their keys, their common key."""
    published = take(Parameters, value, "the threshold parameters")
    certs = read_certificates(published.certs, published.threshold)
    coefexps = read_coefexps(certs, published.coefexps, published.signatures)
    require_length(len(coefexps), "verification_keys", published.verification_keys)
    said, keys = zip(certs.members, published.verification_keys, strict=True), list[Point]()
    for place, (member, key) in enumerate(said, 1):
        name = f"the key of trustee {place}"
        keys.append(verify_key(key, name))
        right = keys[-1] == image(coefexps, place)
        require(right, Check.TRUSTEE_KEY, f"{name} is not on the polynomials")
        signed = Signed(write_point(key.public_key), key.signature)
        verify_signed(Check.TRUSTEE_KEY, name, member.verification, signed)
    return certs.threshold, keys, total(points[0] for points in coefexps)
