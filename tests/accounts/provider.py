"""A directory of tests: a provider of OpenID Connect over HTTP, on the server side of authlib."""

import contextlib
import http.client
import socket
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

from authlib.integrations.flask_oauth2 import AuthorizationServer
from authlib.oauth2.rfc6749.grants import AuthorizationCodeGrant, RefreshTokenGrant
from authlib.oauth2.rfc7636 import CodeChallenge
from authlib.oidc.core import OpenIDCode
from flask import Flask, Response, jsonify, request
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import make_server

from participation.foundation import clock
from tests.accounts.registered import CLIENT, Claims, Client, Code, Refresh, Someone
from tests.application import Door

ALG = "RS256"
Forge = Callable[[Claims, Claims], str]
"""Writes a token from its header and its claims, as a liar would."""


class Provider:
    """The directory: its people, what it gave out, and the lies that a test makes it tell."""

    def __init__(self) -> None:
        self.issuer = ""
        self.key = RSAKey.generate_key(2048, {"kid": "one", "use": "sig", "alg": ALG})
        self.people: dict[str, Someone] = {}
        self.here: str | None = None
        self.codes: dict[str, Code] = {}
        self.access: dict[str, str] = {}
        self.refresh: dict[str, Refresh] = {}
        self.document: Claims = {}
        self.forge: Forge | None = None
        self.gives_refresh = True
        self.is_down = False
        self.asked: list[str] = []

    def add(self, someone: Someone) -> Someone:
        """Add a person, and let her be the one who sits before the browser."""
        self.people[someone.sub] = someone
        self.here = someone.sub
        return someone

    def sign(self, header: Claims, claims: Claims, key: RSAKey | None = None) -> str:
        """Sign a token."""
        return jwt.encode(header, claims, key or self.key, [header["alg"]])

    def logout_token(self, **changes: Any) -> str:
        """Announce the end of a session, as Back-Channel Logout writes it."""
        at = int(clock.now().timestamp())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": at,
            "exp": at + 120,
            "jti": "announcement-1",
            "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
        }
        told = {name: value for name, value in {**claims, **changes}.items() if value is not None}
        return self.sign({"alg": ALG, "kid": "one", "typ": "logout+jwt"}, told)

    def visit(self, address: str) -> str:
        """Go there as the browser would; give where it is sent next."""
        parts = urlsplit(address)
        line = http.client.HTTPConnection(parts.hostname or "", parts.port or 80, timeout=5)
        with contextlib.closing(line):
            line.request("GET", f"{parts.path}?{parts.query}")
            answer = line.getresponse()
            assert answer.status == 302, answer.read()
            return answer.headers["Location"]


def _grants(provider: Provider) -> tuple[type[AuthorizationCodeGrant], type[RefreshTokenGrant]]:
    class Codes(AuthorizationCodeGrant):  # type: ignore[misc]
        TOKEN_ENDPOINT_AUTH_METHODS = ("client_secret_basic",)

        def save_authorization_code(self, code: str, asked: Any) -> None:
            data = asked.payload.data
            provider.codes[code] = Code(
                asked.user.sub,
                asked.payload.redirect_uri,
                asked.payload.scope,
                data.get("nonce"),
                data.get("code_challenge"),
                data.get("code_challenge_method"),
                CLIENT,
            )

        def query_authorization_code(self, code: str, client: Client) -> Code | None:
            del client
            return provider.codes.get(code)

        def delete_authorization_code(self, authorization_code: Code) -> None:
            provider.codes = {k: v for k, v in provider.codes.items() if v != authorization_code}

        def authenticate_user(self, authorization_code: Code) -> Someone | None:
            return provider.people.get(authorization_code.sub)

    class Refreshing(RefreshTokenGrant):  # type: ignore[misc]
        INCLUDE_NEW_REFRESH_TOKEN = True

        def authenticate_refresh_token(self, refresh_token: str) -> Refresh | None:
            return provider.refresh.get(refresh_token)

        def authenticate_user(self, refresh_token: Refresh) -> Someone | None:
            return provider.people.get(refresh_token.sub)

        def revoke_old_credential(self, refresh_token: Refresh) -> None:
            provider.refresh.pop(refresh_token.token, None)

    return Codes, Refreshing


def _openid(provider: Provider) -> OpenIDCode:
    class Signed(OpenIDCode):  # type: ignore[misc]
        def exists_nonce(self, nonce: str, asked: Any) -> bool:
            del asked
            return any(code.nonce == nonce for code in provider.codes.values())

        def encode_id_token(self, token: Claims, asked: Any) -> str:
            del token
            someone = asked.user
            at = int(clock.now().timestamp())
            claims: Claims = {
                "iss": provider.issuer,
                "aud": [CLIENT],
                "iat": at,
                "exp": at + 300,
                "sid": someone.sid,
                "sub": someone.sub,
                **self.get_authorization_code_claims(asked.authorization_code),
                **someone.claims,
            }
            if someone.amr:
                claims["amr"] = someone.amr
            header = {"alg": ALG, "kid": "one"}
            return (provider.forge or provider.sign)(header, claims)

    return Signed(require_nonce=True)


def build(provider: Provider) -> Flask:
    """Give the provider's own application."""
    app = Flask("directory")
    app.config["OAUTH2_REFRESH_TOKEN_GENERATOR"] = True

    def save(token: Claims, asked: Any) -> None:
        provider.access[token["access_token"]] = asked.user.sub
        if not provider.gives_refresh:
            token.pop("refresh_token", None)
        if refresh := token.get("refresh_token"):
            provider.refresh[refresh] = Refresh(refresh, asked.user.sub, token["scope"])

    server = AuthorizationServer(app, lambda name: Client() if name == CLIENT else None, save)
    codes, refreshing = _grants(provider)
    server.register_grant(codes, [_openid(provider), CodeChallenge(required=True)])
    server.register_grant(refreshing)
    _open(app, server, provider)
    return app


def _open(app: Flask, server: AuthorizationServer, provider: Provider) -> None:
    @app.before_request
    def count() -> Response | None:
        provider.asked.append(request.path)
        return Response(status=503) if provider.is_down else None

    @app.get("/.well-known/openid-configuration")
    def document() -> Response:
        return jsonify(provider.document)

    @app.get("/keys")
    def keys() -> Response:
        return jsonify(KeySet([provider.key]).as_dict(private=False))

    @app.get("/authorize")
    def authorize() -> Any:
        asked = server.create_oauth2_request(None)
        grant = server.get_consent_grant(end_user=provider.people.get(provider.here or ""))
        someone = provider.people.get(provider.here or "")
        return server.create_authorization_response(asked, grant_user=someone, grant=grant)

    @app.post("/token")
    def token() -> Any:
        return server.create_token_response()

    @app.get("/me")
    def me() -> Any:
        sub = provider.access.get(request.headers.get("Authorization", "").partition(" ")[2])
        someone = provider.people.get(sub or "")
        return jsonify({"sub": sub, **someone.claims}) if someone else Response(status=401)


@contextlib.contextmanager
def run_provider() -> Iterator[Provider]:
    """Let a directory answer on a free port of this machine."""
    provider = Provider()
    listener = socket.create_server(("127.0.0.1", 0))
    port = listener.getsockname()[1]
    door = Door(build(provider))
    web = make_server("127.0.0.1", port, door, threaded=True, fd=listener.fileno())
    listener.close()
    provider.issuer = f"http://localhost:{port}"
    provider.document = {
        "issuer": provider.issuer,
        "authorization_endpoint": f"{provider.issuer}/authorize",
        "token_endpoint": f"{provider.issuer}/token",
        "userinfo_endpoint": f"{provider.issuer}/me",
        "end_session_endpoint": f"{provider.issuer}/end",
        "jwks_uri": f"{provider.issuer}/keys",
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
    }
    thread = threading.Thread(target=web.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        web.shutdown()
        thread.join()
        web.server_close()
        door.shut()
