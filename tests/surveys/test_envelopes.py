"""The seal of envelopes, in Python and in the browser; what may be in one."""

import base64
import json
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from participation.foundation import security
from participation.foundation.forms.cleaning import clean_text
from participation.foundation.keys import from_text
from participation.surveys.adapters.envelopes import (
    OtherKeyError,
    Pair,
    UnreadableError,
    open_envelope,
    pair_of,
)
from participation.surveys.rules.draft import read_answer
from participation.surveys.rules.envelopes import MOST, Fate, read_letter, read_sending
from participation.surveys.rules.questions import QuestionKind
from tests.surveys.nodes import ask_node
from tests.surveys.sealing import CURVE, filled, letter, seal

KEY, PLACE = "0123456789abcdef" * 2, "0000000000001/abc"
SECRET = "a secret for tests that nobody needs to guess"


@pytest.fixture
def pair() -> Pair:
    security.keep_secret(SECRET)
    return pair_of(1, 2)


def jwk(sender: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    """Write a private key as WebCrypto reads it."""
    numbers = sender.private_numbers()
    public = numbers.public_numbers
    parts = {"d": numbers.private_value, "x": public.x, "y": public.y}
    texts = {
        name: base64.urlsafe_b64encode(part.to_bytes(32, "big")).decode().rstrip("=")
        for name, part in parts.items()
    }
    return {"kty": "EC", "crv": "P-256", **texts}


def test_the_browser_seals_the_very_bytes_and_the_server_opens_them(pair: Pair) -> None:
    senders = [ec.derive_private_key(1 << at | 3, CURVE) for at in (1, 77, 200, 254)]
    letters = [letter(key=KEY, answers=[[6, words]]) for words in ("", "é\u0000", "م" * 400, "x")]
    to = base64.b64encode(pair.public).decode()
    cases: list[dict[str, Any]] = [
        {"letter": said, "key": KEY, "place": PLACE, "to": to, "sender": jwk(sender)}
        for said, sender in zip(letters, senders, strict=True)
    ]
    cases += [{**cases[0], "sender": None}] * 20
    made = [base64.b64decode(each) for each in ask_node("sealed", cases)]
    assert len({*made}) == len(made), "no two envelopes are the same, whatever is in them"
    for said, sender, sealed in zip(letters, senders, made, strict=False):
        plain = open_envelope(pair, sealed, key=KEY, place=PLACE)
        assert json.loads(plain) == said
        assert len(plain) % 512 == 0
        assert sealed == seal(plain, to=pair.public, key=KEY, place=PLACE, sender=sender)
    assert {open_envelope(pair, each, key=KEY, place=PLACE) for each in made[4:]} == {
        filled(letters[0])
    }


def test_what_was_cut_changed_or_sealed_for_something_else_is_not_opened(pair: Pair) -> None:
    sender = ec.generate_private_key(CURVE)
    sealed = seal(filled(letter()), to=pair.public, key=KEY, place=PLACE, sender=sender)
    spoilt = [sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :] for at in (8, 40, 80, -1)]
    cut = [sealed[:size] for size in (0, 7, 72, 88, 89, len(sealed) - 1)]
    for each in (*spoilt, *cut, sealed + b"x"):
        with pytest.raises(UnreadableError):
            open_envelope(pair, each, key=KEY, place=PLACE)
    for key, place in ((KEY[::-1], PLACE), (KEY, "0000000000001/abd")):
        with pytest.raises(UnreadableError):
            open_envelope(pair, sealed, key=key, place=place)
    for other in (pair_of(1, 3), pair_of(2, 2)):
        with pytest.raises(OtherKeyError):
            open_envelope(other, sealed, key=KEY, place=PLACE)


def test_the_keys_come_back_from_the_secret_alone(pair: Pair) -> None:
    security.keep_secret("another secret that is long enough")
    assert pair_of(1, 2).public != pair.public
    security.keep_secret(SECRET)
    assert pair_of(1, 2).public == pair.public


BROKEN: list[Any] = [
    *(None, [], 3, "x", {}, {"answers": 1}),
    *(
        {"answers": [[1]]},
        {"answers": [[True, 1]]},
        {"answers": [[1, 1.5]]},
        {"answers": [[1, {}]]},
    ),
    *({"answers": [[1, 10**12]]}, {"answers": [[1, "\ud800"]]}, {"answers": [[1, [1, "x"]]]}),
    *({"key": "x"}, {"key": "0" * 32}, {"key": 1}),
    *({"channel": "paper"}, {"channel": "interview", "pass": 3}, {"aid": "dog"}),
    *(
        {"day": "yesterday"},
        {"day": 3},
        {"language": None},
        {"answers": [[n, 1] for n in range(9_999)]},
    ),
]


@pytest.mark.parametrize("broken", BROKEN, ids=range(len(BROKEN)))
def test_what_no_page_writes_is_no_letter(broken: Any) -> None:
    assert read_letter(json.dumps(letter()).encode()) is not None
    said = {**letter(), **broken} if isinstance(broken, dict) and broken else broken
    assert read_letter(json.dumps(said).encode()) is None


def test_what_is_no_sending_is_refused_whole_and_what_is_no_envelope_alone() -> None:
    for body in (b"", b"[" * 100_000, b"{}", b"<html>", b'{"envelopes":{}}', b"\xff"):
        assert read_sending(body, from_text) is None
    good = {"key": KEY, "survey": "0000000000001", "version": "v", "sealed": "AAAA"}
    many = json.dumps({"envelopes": [good] * (MOST + 1)}).encode()
    assert read_sending(many, from_text) is None
    others: list[Any] = [
        {**good, "key": KEY[::-1], name: bad} for name, bad in (("survey", "x"), ("sealed", "é"))
    ]
    others += [{**good, "key": "f" * 32, "sealed": "A" * 1_000_000}, {"key": "../"}, 3]
    sending = read_sending(json.dumps({"envelopes": [good, *others]}).encode(), from_text)
    assert sending is not None
    assert [each.key for each in sending[0]] == [KEY]
    assert sending[1] == {KEY[::-1]: Fate.UNREADABLE, "f" * 32: Fate.UNREADABLE}


def test_a_page_reads_its_controls_as_the_server_does() -> None:
    kinds = [QuestionKind.ONE, QuestionKind.MANY, QuestionKind.NUMBER, QuestionKind.COMMENT]
    sent = [[], [""], [" 3 "], ["3", "-1", "2", "3"], ["-1"], ["-2", "-1"], ["x"], ["1e3"], ["1.5"]]
    sent += [["a\r\nb\u202e"], ["-2"], ["e\u0301"], ["\u200cب\ufeff"], ["9" * 10], ["+4"], ["😀"]]
    cases: list[Any] = [[kind.value, texts] for kind in kinds for texts in sent]
    here: list[Any] = []
    for kind, texts in cases:
        try:
            found = read_answer(QuestionKind(kind), [clean_text(each) for each in texts])
            here.append(list(found) if isinstance(found, tuple) else found)
        except ValueError:
            here.append("NaN")
    assert ask_node("read", cases) == here
