"""A key that a threshold of trustees can use together, made in six rounds (spec. 4.6)."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from . import GROUP
from .checks import Check, require
from .encoding import Json, canonical, fields, fingerprint, integer, items, parse, text
from .group import Point, Q, Randomness, base, mul, read_point, read_scalar, total, write_point
from .messages import Keys, derive_keys, is_signed, read_signed, receive, send, sign, write_signed
from .proofs import make_key, read_key, read_proof


class Certificates(NamedTuple):
    """Who takes part, as announced in round 1, and how many of them will be needed."""

    signed: Sequence[object]
    threshold: int
    verification: Sequence[Point]
    encryption: Sequence[Point]


def _context(size: int, threshold: int, index: int) -> Json:
    return {"group": GROUP, "size": size, "threshold": threshold, "index": index}


def derive_polynomial(seed: str, size: int, threshold: int, index: int) -> list[int]:
    """Derive the secret polynomial of a trustee, so that it is fixed before others are seen."""
    start = f"polynomial|{canonical(_context(size, threshold, index))}"
    texts = (f"{start}|{degree}|{seed}" for degree in range(threshold))
    return [int(hashlib.sha512(each.encode()).hexdigest(), 16) % Q for each in texts]


def _coefexps(polynomial: Sequence[int]) -> Json:
    return {"coefexps": [write_point(base(each)) for each in polynomial]}


def commit(message: str) -> str:
    """Commit to the text of a trustee's coefexps: shown in round 1, opened in round 3.

    Not in Belenios 1: keeps the last to speak from bending the common key. In our log only.
    """
    return fingerprint(f"commitment|{message}".encode())


def announce(
    seed: str, size: int, threshold: int, index: int, randomness: Randomness
) -> tuple[Json, str]:
    """Round 1, trustee `index` (from 1): give certificate and commitment. Draws one scalar."""
    keys = derive_keys(seed)
    certificate = {
        "context": _context(size, threshold, index),
        "verification": write_point(keys.verification),
        "encryption": write_point(keys.encryption),
    }
    shown = _coefexps(derive_polynomial(seed, size, threshold, index))
    return write_signed(keys.signing, certificate, randomness), commit(canonical(shown))


def read_certificates(signed: Sequence[object], threshold: int) -> Certificates:
    """Round 2, everyone: verify that each certificate is signed and in its place."""
    size, points = len(signed), list[Point]()
    require(0 < threshold <= size, Check.CERTIFICATE, "the threshold is not in 1..size")
    for index, value in enumerate(signed, 1):
        name = f"certificate {index}"
        message, proof = read_signed(value, name)
        context, *keys = fields(parse(message, name), name, "context verification encryption")
        placed = canonical(context) == canonical(_context(size, threshold, index))
        require(placed, Check.CERTIFICATE, f"{name} is of another place or ceremony")
        points += [read_point(each, name) for each in keys]
        own = is_signed(points[-2], message, proof)
        require(own, Check.CERTIFICATE, f"{name} is not signed by its own key")
    require(len({*points}) == 2 * size, Check.DUPLICATE, "two trustees have the same key")
    return Certificates(signed, threshold, points[::2], points[1::2])


def _own_keys(seed: str, certs: Certificates, index: int) -> Keys:
    keys, place = derive_keys(seed), index - 1
    ours = certs.verification[place] == keys.verification
    require(ours, Check.CERTIFICATE, f"certificate {index} is not of this seed")
    return keys


def _certs_message(certs: Certificates, coefexps: object) -> str:
    return "certs_sig|" + canonical({"certs": list(certs.signed), "coefexps": coefexps})


def deal(seed: str, certs: Certificates, index: int, randomness: Randomness) -> Json:
    """Round 3, trustee `index`: send each trustee a point of the polynomial.

    Draws three scalars for `polynomial`, three for each secret, one for each signature.
    """
    keys = _own_keys(seed, certs, index)
    polynomial = derive_polynomial(seed, len(certs.signed), certs.threshold, index)
    secrets = []
    kept = send(keys, keys.encryption, {"polynomial": list(map(str, polynomial))}, randomness)
    for place, recipient in enumerate(certs.encryption, 1):
        secret = sum(each * place**degree for degree, each in enumerate(polynomial)) % Q
        secrets.append(send(keys, recipient, {"secret": str(secret)}, randomness))
    shown = _coefexps(polynomial)
    coefexps = write_signed(keys.signing, shown, randomness)
    signature = sign(keys.signing, _certs_message(certs, shown["coefexps"]), randomness)
    written = {"polynomial": kept, "secrets": secrets, "coefexps": coefexps}
    return {**written, "signature": signature.to_json()}


def image(coefexps: Sequence[Sequence[Point]], place: int) -> Point:
    """Give the generator times the sum, at a place, of the polynomials of these coefexps."""
    degrees = (enumerate(points) for points in coefexps)
    return total(mul(point, pow(place, degree, Q)) for each in degrees for degree, point in each)


def read_coefexps(
    certs: Certificates, shown: object, signatures: object, commitments: Sequence[str] | None = None
) -> list[list[Point]]:
    """Verify the points of each polynomial, signed alone and with all certificates.

    With the commitments of round 1, one for each trustee, verifies that they were kept
    (Check.COMMITMENT); an archive has none.
    """
    size, found = len(certs.signed), list[list[Point]]()
    signed, over = items(shown, "coefexps", size), items(signatures, "signatures", size)
    promised = None if commitments is None else items(list(commitments), "commitments", size)
    for place, verification in enumerate(certs.verification):
        name = f"coefexps {place + 1}"
        message, proof = read_signed(signed[place], name)
        kept = promised is None or commit(message) == promised[place]
        require(kept, Check.COMMITMENT, f"{name} are others than promised")
        (listed,) = fields(parse(message, name), name, "coefexps")
        found.append([read_point(each, name) for each in items(listed, name, certs.threshold)])
        own = is_signed(verification, message, proof)
        require(own, Check.COEFEXPS, f"{name} are not signed by their trustee")
        own = is_signed(verification, _certs_message(certs, listed), read_proof(over[place], name))
        require(own, Check.COEFEXPS, f"{name} are not signed with these certificates")
    return found


def route(certs: Certificates, commitments: Sequence[str], dealt: Sequence[object]) -> list[Json]:
    """Round 4, server: verify what is public and give each trustee what is written to it."""
    wanted, size = "polynomial secrets coefexps signature", len(certs.signed)
    parts = [fields(each, "what was dealt", wanted) for each in items(dealt, "polynomials", size)]
    shown, over = [each[2] for each in parts], [each[3] for each in parts]
    read_coefexps(certs, shown, over, commitments)
    secrets = [items(each[1], "secrets", size) for each in parts]
    return [
        {
            "polynomial": part[0],
            "secrets": [each[place] for each in secrets],
            "coefexps": shown,
            "signatures": over,
        }
        for place, part in enumerate(parts)
    ]


def accept(
    seed: str,
    certs: Certificates,
    commitments: Sequence[str],
    index: int,
    routed: object,
    randomness: Randomness,
) -> Json:
    """Round 5, trustee `index`: verify all that was received and make the decryption key.

    Draws one scalar for the proof of possession, one for its signature, three to keep the key.
    """
    name = f"what trustee {index} received"
    keys = _own_keys(seed, certs, index)
    kept, sealed, shown, over = fields(routed, name, "polynomial secrets coefexps signatures")
    coefexps = read_coefexps(certs, shown, over, commitments)
    own = receive(keys, keys.verification, text(kept, name), "our own polynomial")
    polynomial = derive_polynomial(seed, len(certs.signed), certs.threshold, index)
    right = own == {"polynomial": list(map(str, polynomial))}
    require(right, Check.SECRET, "our own polynomial is another one")
    secret = 0
    for place, each in enumerate(items(sealed, name, len(coefexps))):
        said = f"the secret of trustee {place + 1}"
        value = receive(keys, certs.verification[place], text(each, said), said)
        share = read_scalar(fields(value, said, "secret")[0], said)
        right = base(share) == image([coefexps[place]], index)
        require(right, Check.SECRET, f"{said} is not on its polynomial")
        secret = (secret + share) % Q
    key = make_key(secret, randomness)
    signature = sign(keys.signing, write_point(base(secret)), randomness)
    decryption = send(keys, keys.encryption, {"decryption_key": str(secret)}, randomness)
    return {"private_key": decryption, "public_key": {**key, "signature": signature.to_json()}}


def open_key(seed: str, private_key: str) -> int:
    """Open the decryption key that a trustee keeps on the server."""
    keys, said = derive_keys(seed), "the decryption key"
    value = receive(keys, keys.verification, private_key, said)
    return read_scalar(fields(value, said, "decryption_key")[0], said)


def finish(certs: Certificates, dealt: Sequence[Json], made: Sequence[Json]) -> Json:
    """Round 6, server: put together and verify what the election publishes of its trustees."""
    parameters: Json = {
        "threshold": certs.threshold,
        "certs": list(certs.signed),
        "coefexps": [each["coefexps"] for each in dealt],
        "signatures": [each["signature"] for each in dealt],
        "verification_keys": [each["public_key"] for each in made],
    }
    read_threshold(parameters)
    return parameters


def read_threshold(value: object) -> tuple[int, list[Point], Point]:
    """Verify what was published of the trustees: the threshold, their keys, their common key."""
    name = "the threshold parameters"
    wanted = "threshold certs coefexps signatures verification_keys"
    threshold, signed, shown, signatures, listed = fields(value, name, wanted)
    certs = read_certificates(items(signed, name), integer(threshold, name))
    coefexps = read_coefexps(certs, shown, signatures)
    keys = []
    for place, each in enumerate(items(listed, name, len(coefexps))):
        said = f"the key of trustee {place + 1}"
        key, (proof,) = read_key(each, said, "signature")
        right = key == image(coefexps, place + 1)
        require(right, Check.TRUSTEE_KEY, f"{said} is not on the polynomials")
        right = is_signed(certs.verification[place], write_point(key), read_proof(proof, said))
        require(right, Check.TRUSTEE_KEY, f"{said} is not signed by its trustee")
        keys.append(key)
    return certs.threshold, keys, total(points[0] for points in coefexps)
