"""What a double-scalar multiplication, which libsodium keeps to itself, would spare a ballot."""

import time
from collections.abc import Callable

from nacl import bindings

from participation.belenios.election import Question
from participation.belenios.group import add, base, draw_scalar, entropy, mul

TIMES, ROUNDS = 100, 5


def spared_ms(question: Question) -> float:
    """Estimate the processor time that verifying a ballot on this question would take less.

    A branch of a proof commits to r·G + c·A and r·K + c·B: now a product by the generator, three
    others, each of which looks for its point in the group again, and two sums. With r·P + c·Q in
    one go, as checking an Ed25519 signature does inside: two of those, and each point of a
    ciphertext looked for in the group once. All that reads, hashes and calls stays.
    """
    secret, point = draw_scalar(entropy), base(draw_scalar(entropy))
    public, private = bindings.crypto_sign_keypair()
    signed = bindings.crypto_sign(b"", private)
    one = _milliseconds(lambda: base(secret))
    other = _milliseconds(lambda: mul(point, secret))
    sum_ = _milliseconds(lambda: add(point, point))
    double = _milliseconds(lambda: bindings.crypto_sign_open(signed, public))
    valid = _milliseconds(lambda: bindings.crypto_core_ed25519_is_valid_point(point))
    overall = question.max - question.min + 1 + bool(question.blank)
    branches = 2 * question.slots + overall + 2 * bool(question.blank)
    return branches * (one + 3 * other + 2 * sum_ - 2 * double) - 2 * question.slots * valid


def _milliseconds(deed: Callable[[], object]) -> float:
    """Give the processor time of a deed, in the best of some rounds."""
    found = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for _ in range(TIMES):
            deed()
        found.append((time.process_time() - began) / TIMES)
    return min(found) * 1000
