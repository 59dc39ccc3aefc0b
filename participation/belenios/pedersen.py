"""A key that a threshold of trustees can use together, made in six rounds (spec. 4.6)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from . import GROUP
from .checks import Check, require
from .encoding import canonical, fields, fingerprint, integer, items, parse, text
from .group import Point, Q, Randomness, base, mul, read_point, read_scalar, total, write_point
from .keys import TrusteeKey, make_key, read_key
from .messages import (
    Keys,
    derive_keys,
    is_signed,
    read_signed,
    receive,
    send,
    sign,
    write_signed,
)
from .proofs import read_proof

Json = dict[str, object]


@dataclass(frozen=True)
class Context:
    """Whose part it is: trustee `index` (from 1) of `size`, of whom `threshold` will decrypt."""

    size: int
    threshold: int
    index: int

    def to_json(self) -> Json:
        """Give the object that is signed."""
        counts = {"size": self.size, "threshold": self.threshold, "index": self.index}
        return {"group": GROUP, **counts}


@dataclass(frozen=True)
class Certificate:
    """The two public keys of a trustee."""

    verification: Point
    encryption: Point


def derive_polynomial(seed: str, context: Context) -> list[int]:
    """Derive the secret polynomial of a trustee, so that it is fixed before others are seen."""
    start = f"polynomial|{canonical(context.to_json())}"
    texts = (f"{start}|{degree}|{seed}" for degree in range(context.threshold))
    return [int(hashlib.sha512(each.encode()).hexdigest(), 16) % Q for each in texts]


def _coefexps(polynomial: Sequence[int]) -> Json:
    return {"coefexps": [write_point(base(each)) for each in polynomial]}


def commit(message: str) -> str:
    """Commit to the text of a trustee's coefexps: shown in round 1, opened in round 3.

    Not in Belenios 1: keeps the last to speak from bending the common key. In our log only.
    """
    return fingerprint(f"commitment|{message}".encode())


def announce(seed: str, context: Context, randomness: Randomness) -> tuple[Json, str]:
    """Round 1, trustee: give the certificate and the commitment. Draws one scalar."""
    keys = derive_keys(seed)
    certificate = {
        "context": context.to_json(),
        "verification": write_point(keys.verification),
        "encryption": write_point(keys.encryption),
    }
    signed = write_signed(keys.signing, certificate, randomness)
    return signed, commit(canonical(_coefexps(derive_polynomial(seed, context))))


def check_certificates(certs: Sequence[object], threshold: int) -> list[Certificate]:
    """Round 2, everyone: verify that each certificate is signed and in its place."""
    require(0 < threshold <= len(certs), Check.CERTIFICATE, "the threshold is not in 1..size")
    found = []
    for index, value in enumerate(certs, 1):
        name = f"certificate {index}"
        message, signature = read_signed(value, name)
        context, first, second = fields(
            parse(message, name), name, "context verification encryption"
        )
        wanted = Context(len(certs), threshold, index).to_json()
        placed = canonical(context) == canonical(wanted)
        require(placed, Check.CERTIFICATE, f"{name} is of another place or ceremony")
        found.append(Certificate(read_point(first, name), read_point(second, name)))
        signed = is_signed(found[-1].verification, message, signature)
        require(signed, Check.CERTIFICATE, f"{name} is not signed by its own key")
    points = {point for each in found for point in (each.verification, each.encryption)}
    require(len(points) == 2 * len(found), Check.DUPLICATE, "two trustees have the same key")
    return found


def deal(
    seed: str, certs: Sequence[object], threshold: int, index: int, randomness: Randomness
) -> Json:
    """Round 3, trustee `index`: send each trustee a point of the polynomial.

    Draws three scalars for `polynomial`, three for each secret, one for each signature.
    """
    checked = check_certificates(certs, threshold)
    keys = _own_keys(seed, checked, index)
    polynomial = derive_polynomial(seed, Context(len(certs), threshold, index))
    written = {"polynomial": [str(each) for each in polynomial]}
    shown = _coefexps(polynomial)
    return {
        "polynomial": send(keys, keys.encryption, written, randomness),
        "secrets": [
            send(keys, each.encryption, {"secret": str(_value(polynomial, place))}, randomness)
            for place, each in enumerate(checked, 1)
        ],
        "coefexps": write_signed(keys.signing, shown, randomness),
        "signature": sign(keys.signing, _certs_message(certs, shown), randomness).to_json(),
    }


def _own_keys(seed: str, certs: Sequence[Certificate], index: int) -> Keys:
    keys = derive_keys(seed)
    ours = Certificate(keys.verification, keys.encryption) == certs[index - 1]
    require(ours, Check.CERTIFICATE, f"certificate {index} is not of this seed")
    return keys


def _value(polynomial: Sequence[int], place: int) -> int:
    return sum(each * place**degree for degree, each in enumerate(polynomial)) % Q


def _certs_message(certs: Sequence[object], shown: Json) -> str:
    return "certs_sig|" + canonical({"certs": list(certs), **shown})


def check_coefexps(
    certs: Sequence[object], threshold: int, shown: Sequence[object], signatures: Sequence[object]
) -> list[list[Point]]:
    """Verify the points of each polynomial, signed alone and with all certificates."""
    found = []
    checked = check_certificates(certs, threshold)
    items(list(shown), "coefexps", len(certs))
    items(list(signatures), "signatures", len(certs))
    for number, (cert, value, over) in enumerate(zip(checked, shown, signatures, strict=True), 1):
        name = f"coefexps {number}"
        message, signature = read_signed(value, name)
        (listed,) = fields(parse(message, name), name, "coefexps")
        points = [read_point(each, name) for each in items(listed, name, threshold)]
        signed = is_signed(cert.verification, message, signature)
        require(signed, Check.COEFEXPS, f"{name} are not signed by their trustee")
        whole = _certs_message(certs, {"coefexps": listed})
        signed = is_signed(cert.verification, whole, read_proof(over, name))
        require(signed, Check.COEFEXPS, f"{name} are not signed with these certificates")
        found.append(points)
    return found


def image(coefexps: Sequence[Sequence[Point]], place: int) -> Point:
    """Give the generator times the sum, at a place, of the polynomials of these coefexps."""
    return total(
        mul(point, pow(place, degree, Q))
        for points in coefexps
        for degree, point in enumerate(points)
    )


def check_commitments(shown: Sequence[object], commitments: Sequence[str]) -> None:
    """Verify that each trustee opened the commitment of round 1 (Check.COMMITMENT)."""
    items(list(commitments), "commitments", len(shown))
    for number, (value, promised) in enumerate(zip(shown, commitments, strict=True), 1):
        message, _signature = read_signed(value, f"coefexps {number}")
        kept = commit(message) == promised
        require(kept, Check.COMMITMENT, f"trustee {number} shows other points than promised")


def route(
    certs: Sequence[object], threshold: int, commitments: Sequence[str], dealt: Sequence[object]
) -> list[Json]:
    """Round 4, server: verify what is public and give each trustee what is written to it."""
    wanted = "polynomial secrets coefexps signature"
    parts = [fields(each, f"polynomial {n}", wanted) for n, each in enumerate(dealt, 1)]
    items(parts, "polynomials", len(certs))
    shown, signatures = [each[2] for each in parts], [each[3] for each in parts]
    check_commitments(shown, commitments)
    check_coefexps(certs, threshold, shown, signatures)
    secrets = [items(each[1], "secrets", len(certs)) for each in parts]
    return [
        {
            "polynomial": parts[place][0],
            "secrets": [each[place] for each in secrets],
            "coefexps": shown,
            "signatures": signatures,
        }
        for place in range(len(certs))
    ]


def accept(
    seed: str,
    certs: Sequence[object],
    threshold: int,
    commitments: Sequence[str],
    index: int,
    routed: object,
    randomness: Randomness,
) -> Json:
    """Round 5, trustee `index`: verify all that was received and make the decryption key.

    Draws one scalar for the proof of possession, one for its signature, three to keep the key.
    """
    name = f"what trustee {index} received"
    keys = _own_keys(seed, check_certificates(certs, threshold), index)
    own, listed, shown, signatures = fields(routed, name, "polynomial secrets coefexps signatures")
    shown, signatures = items(shown, name), items(signatures, name)
    coefexps = check_coefexps(certs, threshold, shown, signatures)
    check_commitments(shown, commitments)
    checked = check_certificates(certs, threshold)
    _check_own(seed, keys, Context(len(certs), threshold, index), own)
    secret = 0
    sealed = items(listed, name, len(certs))
    for number, (each, cert, points) in enumerate(zip(sealed, checked, coefexps, strict=True), 1):
        said = f"the secret of trustee {number}"
        value = receive(keys, cert.verification, text(each, said), said)
        share = read_scalar(fields(value, said, "secret")[0], said)
        lies = base(share) == image([points], index)
        require(lies, Check.SECRET, f"{said} is not on its polynomial")
        secret += share
    key = make_key(secret % Q, randomness)
    signature = sign(keys.signing, write_point(key.public_key), randomness)
    kept = {"decryption_key": str(secret % Q)}
    return {
        "private_key": send(keys, keys.encryption, kept, randomness),
        "public_key": TrusteeKey(key.pok, key.public_key, signature).to_json(),
    }


def _check_own(seed: str, keys: Keys, context: Context, sealed: object) -> None:
    said = "our own polynomial"
    value = receive(keys, keys.verification, text(sealed, said), said)
    wanted = {"polynomial": [str(each) for each in derive_polynomial(seed, context)]}
    require(value == wanted, Check.SECRET, f"{said} is another one")


def open_key(seed: str, private_key: str) -> int:
    """Open the decryption key that a trustee keeps on the server."""
    keys, said = derive_keys(seed), "the decryption key"
    value = receive(keys, keys.verification, private_key, said)
    return read_scalar(fields(value, said, "decryption_key")[0], said)


def finish(
    certs: Sequence[object], threshold: int, dealt: Sequence[Json], made: Sequence[Json]
) -> Json:
    """Round 6, server: put together and verify what the election publishes of its trustees."""
    parameters: Json = {
        "threshold": threshold,
        "certs": list(certs),
        "coefexps": [each["coefexps"] for each in dealt],
        "signatures": [each["signature"] for each in dealt],
        "verification_keys": [each["public_key"] for each in made],
    }
    read_threshold(parameters)
    return parameters


@dataclass(frozen=True)
class Threshold:
    """The trustees of whom `threshold` are needed: their keys, and the key of all of them."""

    threshold: int
    keys: tuple[Point, ...]
    public_key: Point


def read_threshold(value: object) -> Threshold:
    """Verify what was published of the trustees; the commitments are not in it."""
    name = "the threshold parameters"
    threshold, certs, shown, signatures, listed = fields(
        value, name, "threshold certs coefexps signatures verification_keys"
    )
    needed, signed = integer(threshold, name), items(certs, name)
    coefexps = check_coefexps(signed, needed, items(shown, name), items(signatures, name))
    keys = []
    checked = check_certificates(signed, needed)
    for index, each in enumerate(items(listed, name, len(signed)), 1):
        key = read_key(each, f"the key of trustee {index}", signed=True)
        on_polynomials = key.public_key == image(coefexps, index)
        require(on_polynomials, Check.TRUSTEE_KEY, f"the key of trustee {index} is another one")
        signature, verification = key.signature, checked[index - 1].verification
        known = signature is not None and is_signed(
            verification, write_point(key.public_key), signature
        )
        require(known, Check.TRUSTEE_KEY, f"the key of trustee {index} is not signed by it")
        keys.append(key.public_key)
    return Threshold(needed, tuple(keys), total(points[0] for points in coefexps))
