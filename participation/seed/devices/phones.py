"""A trustee's phone in the six rounds: announces, deals, makes its key, opens it (spec. 4.6)."""

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from participation.belenios.checks import Check, require
from participation.belenios.encoding import canonical, require_length, take
from participation.belenios.group import Q, Randomness, Scalar, base, write_point
from participation.belenios.keys import SignedKey, make_key
from participation.belenios.pedersen import (
    Certificate,
    Certificates,
    Coefexps,
    Dealt,
    Made,
    Routed,
    bind,
    commit,
    context_of,
    image,
    keep_promises,
    read_coefexps,
)
from participation.belenios.proofs import Signed

from .letters import Keys, derive_keys, receive, send, sign


class Polynomial(NamedTuple):
    """What a trustee sends to itself."""

    polynomial: list[str]


class Secret(NamedTuple):
    """What a trustee sends to each: its polynomial at the place of that one."""

    secret: Scalar


class DecryptionKey(NamedTuple):
    """What a trustee sends to itself to keep."""

    decryption_key: Scalar


def derive_polynomial(seed: str, size: int, threshold: int, index: int) -> list[int]:
    """Derive the secret polynomial of a trustee, so that it is fixed before others are seen."""
    start = f"polynomial|{canonical(context_of(size, threshold, index))}"
    texts = (f"{start}|{degree}|{seed}" for degree in range(threshold))
    return [int(hashlib.sha512(each.encode()).hexdigest(), 16) % Q for each in texts]


def announce(
    seed: str, size: int, threshold: int, index: int, randomness: Randomness
) -> tuple[Signed, str]:
    """Round 1, trustee `index` (from 1): give certificate and commitment. Draws one scalar."""
    keys, polynomial = derive_keys(seed), derive_polynomial(seed, size, threshold, index)
    context = context_of(size, threshold, index)
    certificate = Certificate(context, keys.verification, keys.encryption)
    promised = commit(canonical(Coefexps([base(each) for each in polynomial])))
    return sign(keys.signing, canonical(certificate), randomness), promised


def _open_seed(seed: str, certs: Certificates, index: int) -> tuple[Keys, list[int]]:
    keys = derive_keys(seed)
    ours = certs.members[index - 1].verification == keys.verification
    require(ours, Check.CERTIFICATE, f"certificate {index} is not of this seed")
    return keys, derive_polynomial(seed, len(certs.signed), certs.threshold, index)


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
    bound = sign(keys.signing, bind(certs, points), randomness)
    return Dealt(kept, secrets, shown, bound.signature)


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
    keep_promises(commitments, shown)
    coefexps = read_coefexps(certs, shown, signatures)
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
