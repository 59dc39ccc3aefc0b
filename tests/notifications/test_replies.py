"""What people answer to SMS: what gateways send, and which words ask that messages stop."""

import json

import pytest

from participation.notifications.rules.replies import Reply, asks_to_stop, read_replies

AMINA = "+33639980001"


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        " stop. ",
        "Stoppp !",
        "STOP SMS",
        "Arrêt",
        "ARRET",
        "arretez de m’écrire, s’il vous plaît",
        "merci d’arrêter",
        "stop svp merci, je ne veux plus rien recevoir de vous",
        "Please stop",
        "Désabonner",
        "désinscription",
        "unsubscribe",
        "Fin",
        "أوقف",
        "اوقف",
        "توقف",
        "ودرېږئ",
        "Стоп",
        "Зупиніть",
        "остановите",
    ],
)
def test_words_that_ask_that_messages_stop(text: str) -> None:
    assert asks_to_stop(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Merci",
        "oui",
        "la fin du mois",
        "je voudrais que le bus s’arrête ici",
        "cancel my lunch",
        "شكرا",
        "дякую",
    ],
)
def test_words_that_ask_something_else(text: str) -> None:
    assert not asks_to_stop(text)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        pytest.param({"from": AMINA, "text": "STOP", "id": "7"}, "7", id="plain"),
        pytest.param({"From": AMINA, "Body": "STOP", "MessageSid": "S7"}, "S7", id="capitals"),
        pytest.param({"msisdn": "33639980001", "text": "STOP"}, "", id="without a plus"),
        pytest.param({"sender": 33639980001, "message": "STOP"}, "", id="a number"),
        pytest.param({"sender": "06 39 98 00 01", "message": "STOP"}, "", id="as people write"),
        pytest.param(
            {"results": [{"from": AMINA, "text": "STOP", "message_id": "r1"}]}, "r1", id="wrapped"
        ),
    ],
)
def test_each_gateway_has_its_own_names(written: dict[str, object], key: str) -> None:
    assert read_replies(json.dumps(written).encode(), {}) == [Reply(AMINA, "STOP", key)]


def test_a_form_is_read_as_well() -> None:
    assert read_replies(b"", {"From": AMINA, "Body": "STOP"}) == [Reply(AMINA, "STOP", "")]


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 9_000,
        b'"STOP"',
        b'{"from": "+33639980001"}',
        b'{"from": "OUR NAME", "text": "STOP"}',
        b'{"from": ["+33639980001"], "text": "STOP"}',
        b'{"a": {"b": {"c": {"d": {"e": {"from": "+33639980001", "text": "STOP"}}}}}}',
    ],
)
def test_what_is_no_reply_is_none(body: bytes) -> None:
    assert read_replies(body, {}) == []


def test_a_call_brings_no_more_than_it_may() -> None:
    many = [{"from": AMINA, "text": "STOP"}] * 90
    assert len(read_replies(json.dumps(many).encode(), {})) == 50
