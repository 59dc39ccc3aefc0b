"""What the directory of tests keeps: its people, its one client, codes and refresh tokens."""

from dataclasses import dataclass, field
from typing import Any

from authlib.oauth2.rfc6749 import ClientMixin, TokenMixin
from authlib.oidc.core import AuthorizationCodeMixin

from participation.foundation import clock

CLIENT, SECRET = "participation", "a-secret_of.ours~and-theirs"
Claims = dict[str, Any]


@dataclass
class Someone:
    """Somebody of the directory, and what it says of her."""

    sub: str
    claims: Claims = field(default_factory=dict)
    amr: list[str] = field(default_factory=list)
    sid: str = "sid-1"

    def get_user_id(self) -> str:
        """Give her subject."""
        return self.sub


@dataclass
class Code(AuthorizationCodeMixin):  # type: ignore[misc]  # authlib ships no types
    """A code that waits to be exchanged, once."""

    sub: str
    redirect_uri: str
    scope: str
    nonce: str | None
    code_challenge: str | None
    code_challenge_method: str | None
    client_id: str

    def get_redirect_uri(self) -> str:
        """Give where it was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """Give what it is for."""
        return self.scope

    def get_nonce(self) -> str | None:
        """Give what binds it to one sign-in."""
        return self.nonce

    def get_auth_time(self) -> int:
        """Give when she signed in."""
        return int(clock.now().timestamp())

    def get_acr(self) -> None:
        """Say nothing of the class of the sign-in."""

    def get_amr(self) -> None:
        """Say nothing of its methods: the person's own are told."""


class Client(ClientMixin):  # type: ignore[misc]
    """The one client that is registered: code flow with a secret, to addresses of our own."""

    def get_client_id(self) -> str:
        """Give its name."""
        return CLIENT

    def get_default_redirect_uri(self) -> None:
        """Have none."""

    def get_allowed_scope(self, scope: str) -> str:
        """Allow every scope."""
        return scope

    def check_redirect_uri(self, redirect_uri: str) -> bool:
        """Take the one address of each association."""
        return redirect_uri.endswith("/sign-in/directory/back")

    def check_client_secret(self, client_secret: str) -> bool:
        """Compare the secret."""
        return client_secret == SECRET

    def check_endpoint_auth_method(self, method: str, endpoint: str) -> bool:
        """Take Basic only."""
        del endpoint
        return method == "client_secret_basic"

    def check_grant_type(self, grant_type: str) -> bool:
        """Take codes and refresh tokens."""
        return grant_type in {"authorization_code", "refresh_token"}

    def check_response_type(self, response_type: str) -> bool:
        """Take codes."""
        return response_type == "code"


@dataclass
class Refresh(TokenMixin):  # type: ignore[misc]
    """A refresh token: good for one use."""

    token: str
    sub: str
    scope: str

    def check_client(self, client: Client) -> bool:
        """Belong to the one client."""
        return client.get_client_id() == CLIENT

    def get_scope(self) -> str:
        """Give what it is for."""
        return self.scope
