"""The ceremony of keys: what a trustee or the server could do wrong is seen by the next."""

import json
from typing import Any

import pytest

from participation.belenios import pedersen
from participation.belenios.checks import Check, InvalidError
from participation.belenios.encoding import canonical
from participation.belenios.group import base, write_point
from participation.belenios.trustees import lagrange
from participation.seed.devices import phones
from participation.seed.devices.letters import derive_keys, receive, send, sign
from tests.belenios.ceremony import Ceremony, make, repeatable
from tests.belenios.test_elections import refused


@pytest.fixture(name="ran")
def _ran() -> Ceremony:
    return make("ceremony of tests").ceremony


def accepted(ran: Ceremony, index: int, routed: object) -> object:
    """Let a trustee take what was routed to it."""
    seed, draw = ran.seeds[index - 1], repeatable("again")
    return phones.accept(seed, ran.certificates(), ran.commitments, index, routed, draw)


def test_two_secrets_of_three_give_the_common_one(ran: Ceremony) -> None:
    secrets = {
        index: phones.open_key(seed, each.private_key)
        for index, (seed, each) in enumerate(zip(ran.seeds, ran.made, strict=True), 1)
    }
    _needed, keys, common = pedersen.read_threshold(ran.parameters())
    assert keys == [base(each) for each in secrets.values()]
    order = 2**252 + 27742317777372353535851937790883648493
    for chosen in ([1, 2], [1, 3], [2, 3]):
        opened = sum(lagrange(each, chosen) * secrets[each] for each in chosen) % order
        assert base(opened) == common


@pytest.mark.parametrize("kept", [0, 2, 4])
def test_each_trustee_has_one_promise(ran: Ceremony, kept: int) -> None:
    promises = [*ran.commitments, ran.commitments[0]][:kept]
    with refused(Check.LENGTH):
        pedersen.route(ran.certificates(), promises, ran.dealt)


def test_a_trustee_who_changes_its_points_after_the_others_is_seen(ran: Ceremony) -> None:
    rushing = [*ran.commitments[:2], pedersen.commit(canonical({"coefexps": []}))]
    with refused(Check.COMMITMENT):
        pedersen.route(ran.certificates(), rushing, ran.dealt)
    with refused(Check.COMMITMENT):
        phones.accept(ran.seeds[0], ran.certificates(), rushing, 1, ran.routed[0], ran.randomness)


def test_a_secret_that_is_not_on_its_polynomial_is_seen(ran: Ceremony) -> None:
    keys, to = derive_keys(ran.seeds[1]), derive_keys(ran.seeds[0]).encryption
    wrong = send(keys, to, {"secret": "5"}, repeatable("wrong"))
    routed = json.loads(canonical(ran.routed[0]))
    routed["secrets"][1] = wrong
    with refused(Check.SECRET):
        accepted(ran, 1, routed)


@pytest.mark.parametrize(("sender", "recipient"), [(0, 2), (1, 1), (2, 2)])
def test_a_message_of_another_or_for_another_is_refused(sender: int, recipient: int) -> None:
    ours, theirs = derive_keys("ours"), derive_keys("theirs")
    people = [derive_keys("nobody"), theirs, ours]
    sealed = send(people[sender], people[recipient].encryption, {"a": 1}, repeatable("m"))
    with refused(Check.SECRET):
        receive(ours, theirs.verification, sealed, object, "the message")


def test_a_message_forwarded_to_us_is_refused() -> None:
    ours, theirs, third = derive_keys("ours"), derive_keys("theirs"), derive_keys("third")
    inner = {"recipient": write_point(third.encryption), "message": "{}"}
    signed = canonical(sign(theirs.signing, canonical(inner), repeatable("s")))
    own = send(theirs, ours.encryption, {}, repeatable("m"))
    assert receive(ours, theirs.verification, own, object, "it") == {}
    sealed = _encrypt_raw(ours.encryption, signed)
    with refused(Check.SECRET):
        receive(ours, theirs.verification, sealed, object, "it")


def _encrypt_raw(encryption: bytes, text: str) -> str:
    import hashlib  # noqa: PLC0415 - what an attacker would write by hand

    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415

    from participation.belenios.group import add, mul  # noqa: PLC0415

    alpha, shared = base(5), base(6)
    key = hashlib.sha256(f"key|{write_point(shared)}".encode()).digest()
    start = hashlib.sha256(f"iv|{write_point(alpha)}".encode()).digest()
    sealed = {
        "algorithm": "AES-GCM",
        "alpha": write_point(alpha),
        "beta": write_point(add(mul(encryption, 5), shared)),
        "data": AESGCM(key).encrypt(start, text.encode(), None).hex(),
    }
    return canonical(sealed)


def walk(value: Any, place: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """List the places of all strings of a value."""
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        return [found for key, each in parts for found in walk(each, (*place, key))]
    return [place]


def test_every_string_that_is_routed_matters(ran: Ceremony) -> None:
    whole = canonical(ran.routed[1])
    accepted(ran, 2, json.loads(whole))
    unseen = []
    for place in walk(json.loads(whole)):
        routed = json.loads(whole)
        part = routed
        for key in place[:-1]:
            part = part[key]
        text = part[place[-1]]
        middle = len(text) * 3 // 4
        part[place[-1]] = text[:middle] + ("1" if text[middle] != "1" else "2") + text[middle + 1 :]
        try:
            accepted(ran, 2, routed)
            unseen.append(place)
        except InvalidError:
            continue
    assert not unseen


def test_two_trustees_with_one_seed_are_refused() -> None:
    draw = repeatable("same")
    certs = [phones.announce("one seed", 2, 2, index, draw)[0] for index in (1, 2)]
    with refused(Check.DUPLICATE):
        pedersen.read_certificates(certs, 2)


@pytest.mark.parametrize("threshold", [0, 4, -1])
def test_a_threshold_that_nobody_can_meet_is_refused(ran: Ceremony, threshold: int) -> None:
    with refused(Check.CERTIFICATE):
        pedersen.read_certificates(ran.certs, threshold)


def test_the_seed_of_another_trustee_is_refused(ran: Ceremony) -> None:
    with refused(Check.CERTIFICATE):
        phones.deal(ran.seeds[0], ran.certificates(), 2, ran.randomness)
