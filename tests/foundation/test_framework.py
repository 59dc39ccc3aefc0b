"""Addresses that are built once, and cookies that Flask itself would sign and read."""

from typing import Any

import pytest
from flask import Flask, g, url_for
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadSignature

from participation.foundation.framework import Cookies, House

SECRET = "a secret for tests that nobody needs to guess"


@pytest.fixture
def house() -> House:
    made = House("house")
    made.secret_key = SECRET
    made.add_url_rule("/<organisation>/rooms/<int:number>", "room", lambda **_: "")
    made.url_defaults(lambda _name, values: values.setdefault("organisation", g.organisation_slug))
    return made


def address(house: House, place: str = "rive", **values: Any) -> str:
    with house.test_request_context("/", base_url="http://a.example/"):
        g.organisation_slug = place
        return str(url_for("room", **values))


def test_an_address_that_was_built_is_that_of_its_own_values_and_place(house: House) -> None:
    asked = [("rive", 1, None), ("rive", 2, None), ("mer", 1, None), ("rive", 1, "a b")]
    wanted = ["/rive/rooms/1", "/rive/rooms/2", "/mer/rooms/1", "/rive/rooms/1?back=a+b"]
    for _again in range(2):
        assert [address(house, at, number=n, back=back) for at, n, back in asked] == wanted
    assert address(house, number=1, tags=["a", "b"]) == "/rive/rooms/1?tags=a&tags=b"
    assert address(house, number=1, _anchor="end") == "/rive/rooms/1#end"
    assert address(house, number=1, some=1).endswith("?some=1")
    assert address(house, number=1, some=True).endswith("?some=True")


def test_a_whole_address_names_the_host_of_its_own_request(house: House) -> None:
    for host in ("a.example", "b.example"):
        with house.test_request_context("/", base_url=f"http://{host}/"):
            g.organisation_slug = "rive"
            assert url_for("room", number=1, _external=True) == f"http://{host}/rive/rooms/1"


def test_a_house_below_another_address_leads_below_it(house: House) -> None:
    assert address(house, number=7) == "/rive/rooms/7"
    with house.test_request_context("/", base_url="http://a.example/below/"):
        g.organisation_slug = "rive"
        assert url_for("room", number=7) == "/below/rive/rooms/7"


def test_a_cookie_is_the_one_that_flask_signs_and_no_other_is_read(house: House) -> None:
    ours = Cookies(house).get_signing_serializer(house)
    flasks = SecureCookieSessionInterface().get_signing_serializer(house)
    assert ours is not None
    assert flasks is not None
    assert flasks.loads(ours.dumps({"size": "l"})) == {"size": "l"}
    assert ours.loads(flasks.dumps({"size": "l"}), max_age=60) == {"size": "l"}
    other = Flask("other")
    other.secret_key = SECRET[::-1]
    foreign = SecureCookieSessionInterface().get_signing_serializer(other)
    assert foreign is not None
    for forged in (foreign.dumps({"size": "l"}), str(ours.dumps({"size": "l"}))[:-1] + "~"):
        with pytest.raises(BadSignature):
            ours.loads(forged)
