"""A key that a threshold of trustees can use together, made in six rounds (spec. 4.6)."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from . import GROUP
from .checks import Check, require
from .encoding import Json, canonical, fingerprint, read, require_length, take
from .group import Member, Point, Q, Randomness, Scalar, base, mul, total, write_point
from .messages import Keys, SignedKey, derive_keys, make_key, receive, send, verify_key
from .proofs import Proof, Signed, is_signed, sign


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


class Polynomial(NamedTuple):
    """What a trustee sends to itself."""

    polynomial: list[str]


class Secret(NamedTuple):
    """What a trustee sends to each: its polynomial at the place of that one."""

    secret: Scalar


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


class DecryptionKey(NamedTuple):
    """What a trustee sends to itself to keep."""

    decryption_key: Scalar


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


def _context(size: int, threshold: int, index: int) -> Json:
    return {"group": GROUP, "size": size, "threshold": threshold, "index": index}


def derive_polynomial(seed: str, size: int, threshold: int, index: int) -> list[int]:
    """Derive the secret polynomial of a trustee, so that it is fixed before others are seen."""
    start = f"polynomial|{canonical(_context(size, threshold, index))}"
    texts = (f"{start}|{degree}|{seed}" for degree in range(threshold))
    return [int(hashlib.sha512(each.encode()).hexdigest(), 16) % Q for each in texts]


def commit(message: str) -> str:
    """Commit to the text of a trustee's coefexps: shown in round 1, opened in round 3.

    Not in Belenios 1: keeps the last to speak from bending the common key. In our log only.
    """
    return fingerprint(f"commitment|{message}".encode())


def announce(
    seed: str, size: int, threshold: int, index: int, randomness: Randomness
) -> tuple[Signed, str]:
    """Round 1, trustee `index` (from 1): give certificate and commitment. Draws one scalar."""
    keys, polynomial = derive_keys(seed), derive_polynomial(seed, size, threshold, index)
    certificate = Certificate(_context(size, threshold, index), keys.verification, keys.encryption)
    promised = commit(canonical(Coefexps([base(each) for each in polynomial])))
    return sign(keys.signing, canonical(certificate), randomness), promised


def read_certificate(signed: Signed, size: int, threshold: int, index: int) -> Certificate:
    """Verify that a certificate is in its place, and signed by its own key (Check.CERTIFICATE)."""
    name = f"certificate {index}"
    certificate = read(Certificate, signed.message, name)
    placed = canonical(certificate.context) == canonical(_context(size, threshold, index))
    require(placed, Check.CERTIFICATE, f"{name} is of another place or ceremony")
    require(
        is_signed(certificate.verification, *signed), Check.CERTIFICATE, f"{name} is not signed"
    )
    return certificate


def read_certificates(given: Sequence[object], threshold: int) -> Certificates:
    """Round 2, everyone: verify that each certificate is signed and in its place."""
    certs, size = take(list[Signed], given, "certs"), len(given)
    require(0 < threshold <= size, Check.CERTIFICATE, "the threshold is not in 1..size")
    numbered = enumerate(certs, 1)
    members = [read_certificate(each, size, threshold, index) for index, each in numbered]
    keys = {key for each in members for key in (each.verification, each.encryption)}
    require(len(keys) == 2 * size, Check.DUPLICATE, "two trustees have the same key")
    return Certificates(certs, threshold, members)


def _open_seed(seed: str, certs: Certificates, index: int) -> tuple[Keys, list[int]]:
    keys = derive_keys(seed)
    ours = certs.members[index - 1].verification == keys.verification
    require(ours, Check.CERTIFICATE, f"certificate {index} is not of this seed")
    return keys, derive_polynomial(seed, len(certs.signed), certs.threshold, index)


def _bind(certs: Certificates, points: Sequence[Point]) -> str:
    written = {"certs": certs.signed, "coefexps": [write_point(each) for each in points]}
    return f"certs_sig|{canonical(written)}"


def deal(seed: str, certs: Certificates, index: int, randomness: Randomness) -> Dealt:
    """Round 3, trustee `index`: send each trustee a point of the polynomial.

    Draws three scalars for `polynomial`, three for each secret, one for each signature.
    """
    keys, polynomial = _open_seed(seed, certs, index)
    own = Polynomial([str(each) for each in polynomial])
    kept, secrets = send(keys, keys.encryption, own, randomness), []
    for place, member in enumerate(certs.members, 1):
        value = sum(each * place**degree for degree, each in enumerate(polynomial)) % Q
        secrets.append(send(keys, member.encryption, Secret(value), randomness))
    points = [base(each) for each in polynomial]
    shown = sign(keys.signing, canonical(Coefexps(points)), randomness)
    bound = sign(keys.signing, _bind(certs, points), randomness)
    return Dealt(kept, secrets, shown, bound.signature)


def image(coefexps: Sequence[Sequence[Point]], place: int) -> Point:
    """Give the generator times the sum, at a place, of the polynomials of these coefexps."""
    degrees = (enumerate(points) for points in coefexps)
    return total(mul(point, pow(place, degree, Q)) for each in degrees for degree, point in each)


def read_coefexps(
    certs: Certificates,
    shown: Sequence[Signed],
    signatures: Sequence[Proof],
    commitments: Sequence[str] | None = None,
) -> list[list[Point]]:
    """Verify the points of each polynomial, signed alone and with all certificates.

    With the commitments of round 1, one for each trustee, verifies that they were kept
    (Check.COMMITMENT); an archive has none.
    """
    opened, found = [commit(signed.message) for signed in shown], list[list[Point]]()
    promised = opened if commitments is None else commitments
    require_length(len(certs.signed), "coefexps or signatures", shown, signatures, promised)
    for place, (member, signed) in enumerate(zip(certs.members, shown, strict=True)):
        name = f"coefexps {place + 1}"
        require(opened[place] == promised[place], Check.COMMITMENT, f"{name} were not promised")
        (points,) = read(Coefexps, signed.message, name)
        require_length(certs.threshold, name, points)
        require(is_signed(member.verification, *signed), Check.COEFEXPS, f"{name} are not signed")
        own = is_signed(member.verification, _bind(certs, points), signatures[place])
        require(own, Check.COEFEXPS, f"{name} are not signed with these certificates")
        found.append(points)
    return found


def route(certs: Certificates, commitments: Sequence[str], given: Sequence[object]) -> list[Routed]:
    """Round 4, server: verify what is public and give each trustee what is written to it."""
    dealt = take(list[Dealt], given, "dealt")
    polynomials, secrets, shown, signatures = map(list, zip(*dealt, strict=True))
    read_coefexps(certs, shown, signatures, commitments)
    require_length(len(certs.signed), "what was dealt", *secrets)
    columns = zip(polynomials, zip(*secrets, strict=True), strict=True)
    return [Routed(kept, list(written), shown, signatures) for kept, written in columns]


def accept(
    seed: str,
    certs: Certificates,
    commitments: Sequence[str],
    index: int,
    routed: object,
    randomness: Randomness,
) -> Made:
    """Round 5, trustee `index`: verify all that was received and make the decryption key.

    Draws one scalar for the proof of possession, one for its signature, three to keep the key.
    """
    name = f"what trustee {index} received"
    keys, polynomial = _open_seed(seed, certs, index)
    kept, sealed, shown, signatures = take(Routed, routed, name)
    coefexps = read_coefexps(certs, shown, signatures, commitments)
    own = receive(keys, keys.verification, kept, Polynomial, "our own polynomial")
    right = own.polynomial == [str(each) for each in polynomial]
    require(right, Check.SECRET, "our own polynomial is another one")
    require_length(len(coefexps), name, sealed)
    secret = 0
    for place, (member, each) in enumerate(zip(certs.members, sealed, strict=True)):
        said = f"the secret of trustee {place + 1}"
        share = receive(keys, member.verification, each, Secret, said).secret
        right = base(share) == image([coefexps[place]], index)
        require(right, Check.SECRET, f"{said} is not on its polynomial")
        secret = (secret + share) % Q
    pok, public = make_key(secret, randomness)
    signed = sign(keys.signing, write_point(public), randomness)
    private = send(keys, keys.encryption, DecryptionKey(secret), randomness)
    return Made(private, SignedKey(pok, public, signed.signature))


def open_key(seed: str, private_key: str) -> int:
    """Open the decryption key that a trustee keeps on the server."""
    keys, said = derive_keys(seed), "the decryption key"
    return receive(keys, keys.verification, private_key, DecryptionKey, said).decryption_key


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
    keys = []
    for place, key in enumerate(published.verification_keys):
        said = f"the key of trustee {place + 1}"
        keys.append(verify_key(key, said))
        right = keys[place] == image(coefexps, place + 1)
        require(right, Check.TRUSTEE_KEY, f"{said} is not on the polynomials")
        verification = certs.members[place].verification
        right = is_signed(verification, write_point(keys[place]), key.signature)
        require(right, Check.TRUSTEE_KEY, f"{said} is not signed by its trustee")
    return certs.threshold, keys, total(points[0] for points in coefexps)
