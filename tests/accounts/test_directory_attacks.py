"""Lies about who comes in: each is refused, opens nothing and writes nothing."""

import base64
import http.server
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from joserfc.jwk import OctKey, RSAKey
from sqlalchemy import Engine, select

from participation.accounts.adapters import asking, provider as published
from participation.accounts.adapters.asking import SilentError, ask
from participation.accounts.models import DirectoryIdentity, SignInSession
from participation.foundation.cycle import TOKEN
from tests.accounts.arriving import GROUP, arrive, come, depart, go, lea, make_mapped_town
from tests.accounts.people import LOCAL, carry
from tests.accounts.provider import ALG, Provider
from tests.accounts.registered import Claims
from tests.builders import Town, looking_in, make_town
from tests.conftest import Clock

pytestmark = pytest.mark.usefixtures("town", "joined")


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_mapped_town(engine)


def opens_nothing(client: FlaskClient, engine: Engine, town: Town) -> bool:
    """Say that nobody is inside and that no row was written."""
    with looking_in(engine, town) as session:
        rows = session.scalars(select(SignInSession)).all()
        known = session.scalars(select(DirectoryIdentity)).all()
    return not rows and not known and client.get("/rive/me", base_url=LOCAL).status_code == 303


def changed(provider: Provider, **claims: Any) -> Callable[[Claims, Claims], str]:
    """Sign other claims than those of the sign-in; None takes one away."""

    def forge(header: Claims, told: Claims) -> str:
        every = {name: value for name, value in {**told, **claims}.items() if value is not None}
        return provider.sign(header, every)

    return forge


def unsigned(provider: Provider) -> Callable[[Claims, Claims], str]:
    """Write `alg: none`."""

    def forge(_header: Claims, told: Claims) -> str:
        head = base64.urlsafe_b64encode(b'{"alg":"none"}').decode().rstrip("=")
        return f"{head}.{provider.sign({'alg': ALG}, told).split('.')[1]}."

    return forge


def by_another(header: Claims, told: Claims) -> str:
    """Sign by a key that the directory never had, under the name of its own."""
    return Provider().sign(header, told, RSAKey.generate_key(2048, {"kid": "one"}))


def by_public_key(provider: Provider) -> Callable[[Claims, Claims], str]:
    """Sign with HMAC whose secret is the public key (CVE-2015-9256 and its kin)."""

    def forge(header: Claims, told: Claims) -> str:
        secret = OctKey.import_key(provider.key.as_pem(private=False).replace(b"-", b"_"))
        return provider.sign({**header, "alg": "HS256"}, told, secret)  # type: ignore[arg-type]

    return forge


LIES: dict[str, Callable[[Provider], Callable[[Claims, Claims], str]]] = {
    "nonce": lambda liar: changed(liar, nonce="of-another-sign-in"),
    "no-nonce": lambda liar: changed(liar, nonce=None),
    "audience": lambda liar: changed(liar, aud=["another-program"]),
    "party": lambda liar: changed(liar, aud=["participation", "other"], azp="other"),
    "issuer": lambda liar: changed(liar, iss="https://other.example"),
    "expired": lambda liar: changed(liar, iat=1_000_000_000, exp=1_000_000_300),
    "endless": lambda liar: changed(liar, exp=None),
    "future": lambda liar: changed(liar, iat=4_000_000_000, exp=4_000_000_300),
    "no-subject": lambda liar: changed(liar, sub=None),
    "subject-is-number": lambda liar: changed(liar, sub=12),
    "other-subject": lambda liar: changed(liar, sub="somebody-else"),
    "access-token": lambda liar: changed(liar, at_hash="AAAAAAAAAAAAAAAAAAAAAA"),
    "alg-none": unsigned,
    "other-key": lambda _liar: by_another,
    "public-key-as-secret": by_public_key,
    "no-token": lambda _liar: lambda _header, _told: "",
    "no-jwt": lambda _liar: lambda _header, _told: "a.b.c",
}


def test_a_token_that_lies_opens_nothing(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    lea(provider, GROUP)
    for lie, forger in LIES.items():
        provider.forge = forger(provider)
        refused = come(client, provider)
        assert refused.status_code == 403, lie
        assert "n’a pas pu dire qui vous êtes" in refused.text, lie
        assert opens_nothing(client, engine, town), lie
    provider.forge = None
    assert come(client, provider).status_code == 303  # the same way, without a lie


def test_an_answer_that_was_changed_opens_nothing(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    lea(provider, GROUP)
    for name, value in (("state", "x"), ("state", ""), ("code", "x"), ("iss", "https://x.example")):
        refused = arrive(client, go(client, provider), **{name: value})
        assert refused.status_code == 403, name
        assert opens_nothing(client, engine, town), name


def test_a_directory_that_names_itself_must_do_so(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    provider.document["authorization_response_iss_parameter_supported"] = True
    lea(provider, GROUP)
    assert come(client, provider).status_code == 403
    assert opens_nothing(client, engine, town)
    address = go(client, provider)
    assert arrive(client, address, iss=provider.issuer).status_code == 303


def test_a_document_for_another_issuer_is_not_believed(
    client: FlaskClient, provider: Provider
) -> None:
    provider.document["issuer"] = "https://other.example"
    answer = client.get("/rive/sign-in/directory", base_url=LOCAL)
    assert answer.status_code == 503
    assert "n’a pas pu dire" in answer.text


def test_an_answer_counts_once_and_in_its_own_browser_only(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    lea(provider, GROUP)
    address = go(client, provider)
    errand = client.get_cookie("directory")
    assert errand is not None
    victim = client.application.test_client()
    assert arrive(victim, address).status_code == 403  # a stranger's answer: login CSRF
    depart(victim)
    assert arrive(victim, address).status_code == 403
    assert opens_nothing(victim, engine, town)
    assert arrive(client, address).status_code == 303
    assert client.get_cookie("directory") is None
    client.set_cookie("directory", errand.value)
    assert arrive(client, address).status_code == 403  # the code is used up


def test_a_stolen_code_needs_the_verifier_of_its_browser(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider
) -> None:
    lea(provider, GROUP)
    (stolen,) = _code_of(go(client, provider))
    thief = client.application.test_client()
    assert arrive(thief, go(thief, provider), code=stolen).status_code == 403
    assert opens_nothing(thief, engine, town)


def _code_of(address: str) -> list[str]:
    return [part[5:] for part in address.partition("?")[2].split("&") if part.startswith("code=")]


def test_an_errand_that_took_too_long_is_over(
    client: FlaskClient, engine: Engine, town: Town, provider: Provider, clock: Clock
) -> None:
    lea(provider, GROUP)
    address = go(client, provider)
    clock.advance(minutes=11)
    assert arrive(client, address).status_code == 403
    assert opens_nothing(client, engine, town)


def test_an_errand_of_one_association_is_no_errand_of_another(
    client: FlaskClient, engine: Engine, provider: Provider
) -> None:
    make_town(engine, "autre")
    lea(provider, GROUP)
    address = go(client, provider).replace("/rive/", "/autre/")
    assert arrive(client, address).status_code == 404  # it has no directory
    settings = client.application.extensions["settings"]
    settings.directories["autre"] = settings.directories["rive"]
    assert arrive(client, address).status_code == 403


def test_it_leads_back_inside_only(client: FlaskClient, provider: Provider) -> None:
    lea(provider, GROUP)
    for back in ("https://evil.example/", "//evil.example/", "/autre/people/", "/rive/%2e%2e/x"):
        assert come(client, provider, back).location == "/rive/", back


def test_a_planted_session_is_not_taken_over(client: FlaskClient, provider: Provider) -> None:
    carry(client, "planted")
    lea(provider, GROUP)
    come(client, provider)
    with client.session_transaction(base_url=LOCAL) as browser:
        assert browser[TOKEN] != "planted"


def test_a_refreshed_token_of_somebody_else_ends_the_session(
    client: FlaskClient, provider: Provider, clock: Clock
) -> None:
    lea(provider, GROUP)
    come(client, provider)
    provider.people["lea-1"].claims["sub"] = "somebody-else"
    clock.advance(seconds=61)
    assert client.get("/rive/me", base_url=LOCAL).status_code == 303


def test_unknown_keys_make_us_look_again_and_no_oftener(
    client: FlaskClient, provider: Provider
) -> None:
    lea(provider, GROUP)
    former = provider.key
    assert come(client, provider).status_code == 303
    provider.key = RSAKey.generate_key(2048, {"kid": "two", "use": "sig", "alg": ALG})
    provider.forge = lambda header, told: provider.sign({**header, "kid": "two"}, told)
    provider.asked = []
    try:
        assert come(client, provider).status_code == 403  # looked at a moment ago
        assert "/keys" not in provider.asked
        for known in published._known.values():  # noqa: SLF001 - time passes
            object.__setattr__(known, "read_at", known.read_at - published.RENEWED - 1)
        assert come(client, provider).status_code == 303
        assert provider.asked.count("/keys") == 1
    finally:
        provider.key = former


@pytest.fixture
def dripping() -> Iterator[str]:
    """Give the address of a server that sends a byte now and then, for ever."""
    over = threading.Event()

    class Drip(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            while not over.wait(0.05):
                self.wfile.write(b" ")

        def log_message(self, *_facts: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    over.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_directory_that_never_ends_its_answer_is_left(
    dripping: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "SECONDS", 0.3)
    with pytest.raises(SilentError):
        ask(dripping)


@pytest.mark.parametrize("address", ["http://sso.example/", "file:///etc/passwd", "", "https://"])
def test_only_https_is_asked(address: str) -> None:
    with pytest.raises(SilentError):
        ask(address)
