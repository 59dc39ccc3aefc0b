"""What is checked, by stable codes, and the refusal that names the check that failed."""

from enum import StrEnum
from typing import Self


class Check(StrEnum):
    """One kind of check: its value is stable, its sentence says what holds when it passes."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> Self:
        """Make a member of its code and sentence."""
        check = str.__new__(cls, code)
        check._value_, check.sentence = code, sentence
        return check

    HEADER = "header", "Each file of the archive has the one header that its name and size give."
    TRUNCATED = "truncated", "The archive ends where a file ends."
    VERSION = "version", "The archive and the election are of version 1, the group is Ed25519."
    NAME = "name", "Each file is named by the SHA-256 of its bytes."
    CHAIN = "chain", "Each event names the event before it and has the next height."
    ORDER = "order", "Events come in order, each right after the objects it speaks of."
    PAYLOAD = "payload", "Each event names the object right before it, and this the ones before."
    CANONICAL = "canonical", "Each object is JSON in its one canonical writing."
    FIELDS = "fields", "Each object has its fields, all of them, in order, of the right kind."
    LENGTH = "length", "Each list has as many items as the election asks for."
    SCALAR = "scalar", "Each number modulo q is decimal, without leading zero, below q."
    POINT = "point", "Each point is 64 hexadecimal digits in its one canonical encoding."
    IDENTITY = "identity", "No key, credential or ciphertext of a ballot is the identity."
    SUBGROUP = "subgroup", "Each point is in the group of prime order."
    QUESTION = "question", "Each question can be answered: 0 <= min <= max <= answers."
    DUPLICATE = "duplicate", "No credential, ballot or partial decryption stands twice."
    POSSESSION = "possession", "Each trustee is proved to know the secret of its key."
    CERTIFICATE = "certificate", "Each certificate is signed and says whose it is among how many."
    COEFEXPS = "coefexps", "The points of each polynomial are signed, with all certificates."
    TRUSTEE_KEY = "trustee_key", "Each trustee's key is that of the polynomials, and signed."
    PUBLIC_KEY = "public_key", "The key of the election is that of the trustees."
    ELECTION = "election", "Each ballot names the fingerprint and the identifier of this election."
    CREDENTIAL = "credential", "Each ballot is of a credential of the list."
    INDIVIDUAL_PROOF = "individual_proof", "Each choice of a ballot is proved to be 0 or 1."
    OVERALL_PROOF = "overall_proof", "The number of choices of a ballot is proved to be allowed."
    BLANK_PROOF = "blank_proof", "A ballot is proved not to be blank and a vote at once."
    SIGNATURE = "signature", "Each ballot is signed by its credential."
    TALLY = "tally", "The encrypted tally is the sum of the last ballot of each credential."
    COUNT = "count", "The number of ballots tallied is that of the credentials that voted."
    OWNER = "owner", "Each partial decryption is of a trustee of the election."
    DECRYPTION_PROOF = "decryption_proof", "Each partial decryption is proved to be right."
    QUORUM = "quorum", "Enough trustees have decrypted the tally."
    RESULT = "result", "The result is what the partial decryptions open."
    CHOICE = "choice", "The choice to seal is one that the question allows."
    COMMITMENT = "commitment", "Each trustee shows the points it had committed to."
    SECRET = "secret", "What a trustee received opens, is signed and lies on the polynomial."


class InvalidError(ValueError):
    """Something is not as the protocol wants it; `check` is what failed, the text says where."""

    def __init__(self, check: Check, reason: str) -> None:
        super().__init__(check, reason)
        self.check, self.reason = check, reason

    def __str__(self) -> str:
        return self.reason


def require(passed: bool, check: Check, reason: str) -> None:  # noqa: FBT001 - it is a sentence
    """Refuse with this check and reason unless it passed."""
    if not passed:
        raise InvalidError(check, reason)
