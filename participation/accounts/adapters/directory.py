"""Signing in by the association's directory: OpenID Connect, code flow with PKCE, by authlib."""

import base64
import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import quote_plus

from participation.accounts.rules.directory import (
    LONGEST_SUBJECT,
    Answer,
    Proof,
    Verdict,
    groups_in,
    has_two_factors,
)
from participation.settings import Directory

from .asking import Answered, SilentError, ask
from .provider import Provider, UnprovedError, open_token, provider_of

LEEWAY = 60
"""Seconds by which two clocks may differ."""
SESSION_SIGNS = 255
OURS_TO_MEND = frozenset({"invalid_client", "unauthorized_client", "temporarily_unavailable"})
"""Refusals that say nothing of the person: our own secret, or its bad day."""
REFUSING = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
ENDED = "http://schemas.openid.net/event/backchannel-logout"


@dataclass(frozen=True, slots=True)
class Beginning:
    """Where to send the browser, and what it must come back with."""

    address: str
    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class Ending:
    """Whose session the directory says has ended; `mark` tells one announcement from another."""

    subject: str
    session: str
    mark: str


def begin(directory: Directory, redirect: str) -> Beginning:
    """Draw what binds the answer to this browser, and give the address of the sign-in."""
    from authlib.oauth2.rfc6749.parameters import prepare_grant_uri  # noqa: PLC0415 - an extra
    from authlib.oauth2.rfc7636 import create_s256_code_challenge  # noqa: PLC0415

    state, nonce, verifier = (secrets.token_urlsafe(48) for _ in range(3))
    address: str = prepare_grant_uri(
        provider_of(directory).address("authorization_endpoint"),
        directory.client_id,
        "code",
        redirect_uri=redirect,
        scope=list(directory.scopes),
        state=state,
        nonce=nonce,
        code_challenge=create_s256_code_challenge(verifier),
        code_challenge_method="S256",
        acr_values=" ".join(directory.second_factor_acr) or None,
    )
    return Beginning(address, state, nonce, verifier)


def finish(
    directory: Directory,
    beginning: Beginning,
    *,
    redirect: str,
    code: str,
    said_issuer: str | None,
    now: dt.datetime,
) -> Proof:
    """Exchange a code for the proof of who came; UnprovedError or SilentError otherwise."""
    provider = provider_of(directory)
    told = provider.said.get("authorization_response_iss_parameter_supported") is True
    if said_issuer != directory.issuer and (told or said_issuer is not None):
        raise UnprovedError  # another directory's answer (RFC 9207)
    answered = _token(
        directory,
        provider,
        grant_type="authorization_code",
        code=code,
        redirect_uri=redirect,
        code_verifier=beginning.verifier,
    )
    if answered.status != HTTPStatus.OK:
        raise SilentError if _is_silence(answered) else UnprovedError
    said = answered.said
    claims = _claims(directory, said, now, nonce=beginning.nonce)
    more = _told_of(provider, said, str(claims["sub"]))
    return _proof(directory, claims, more, said)


def _proof(
    directory: Directory,
    claims: Mapping[str, Any],
    more: Mapping[str, Any],
    said: Mapping[str, object],
) -> Proof:
    name = claims.get("name") or more.get("name")
    return Proof(
        issuer=directory.issuer,
        subject=str(claims["sub"]),
        session=_word(claims.get("sid"))[:SESSION_SIGNS],
        name="".join(sign for sign in _word(name) if sign.isprintable())[:120],
        email=_email(directory, claims) or _email(directory, more),
        groups=_groups(directory, claims, more),
        has_two_factors=has_two_factors(
            claims, amr=directory.second_factor_amr, acr=directory.second_factor_acr
        ),
        tokens=_kept(directory, str(claims["sub"]), said),
    )


def _email(directory: Directory, claims: Mapping[str, Any]) -> str:
    """Read an address that the directory vouches for; an account is found by it."""
    is_verified = directory.trusts_mail or claims.get("email_verified") in (True, "true")
    return _word(claims.get("email")).strip().lower() if is_verified else ""


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _groups(
    directory: Directory, claims: Mapping[str, Any], more: Mapping[str, Any]
) -> tuple[str, ...]:
    """Read the groups where they are: in the signed token, else beside it."""
    claim = directory.groups_claim
    return groups_in(claims, claim) or groups_in(more, claim)


def _kept(directory: Directory, subject: str, said: Mapping[str, object]) -> dict[str, str]:
    """Keep what asks again: never the signed token, which holds more of her than is needed."""
    return {
        "issuer": directory.issuer,
        "subject": subject,
        "access": _word(said.get("access_token")),
        "refresh": _word(said.get("refresh_token")),
    }


def _token(directory: Directory, provider: Provider, **form: str) -> Answered:
    """Speak to the token address as this client, in the way that the directory takes."""
    ways = provider.said.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    headers = {}
    if "client_secret_basic" in ways:
        pair = f"{quote_plus(directory.client_id)}:{quote_plus(directory.secret)}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form |= {"client_id": directory.client_id, "client_secret": directory.secret}
    return ask(provider.address("token_endpoint"), form=form, headers=headers)


def _is_silence(answered: Answered) -> bool:
    """Say whether a refusal is about ourselves or the hour, not about the person."""
    return answered.status not in REFUSING or answered.said.get("error") in OURS_TO_MEND


def _claims(
    directory: Directory, said: Mapping[str, object], now: dt.datetime, *, nonce: str | None
) -> Mapping[str, Any]:
    """Give the claims of a signed token made for us, for this very sign-in, and still fresh."""
    from authlib.oidc.core import CodeIDToken  # noqa: PLC0415 - an extra
    from joserfc.errors import JoseError  # noqa: PLC0415

    token = open_token(directory, _word(said.get("id_token")))
    claims = CodeIDToken(
        token.claims,
        token.header,
        options={
            "iss": {"essential": True, "value": directory.issuer},
            "aud": {"essential": True, "value": directory.client_id},
        },
        params={
            "nonce": nonce,
            "client_id": directory.client_id,
            "access_token": said.get("access_token"),
        },
    )
    try:
        claims.validate(now=int(now.timestamp()), leeway=LEEWAY)
    except (JoseError, ValueError, TypeError):
        raise UnprovedError from None
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise UnprovedError
    return dict(claims)


def _told_of(provider: Provider, said: Mapping[str, object], subject: str) -> Mapping[str, Any]:
    """Ask what else is told of her; refuse what is told of somebody else (Core §5.3.2)."""
    address, access = provider.address("userinfo_endpoint"), _word(said.get("access_token"))
    if not address or not access:
        return {}
    answered = ask(address, headers={"Authorization": f"Bearer {access}"})
    if answered.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise UnprovedError
    if answered.status != HTTPStatus.OK:
        raise SilentError
    if answered.said.get("sub") != subject:
        raise UnprovedError
    return answered.said


def ask_again(directory: Directory, tokens: Mapping[str, str], now: dt.datetime) -> Verdict:
    """Ask whether somebody who is inside still may be, and in which groups she is now."""
    subject = tokens.get("subject", "")
    if tokens.get("issuer") != directory.issuer:
        return Verdict(Answer.NO)
    try:
        provider = provider_of(directory)
        said, claims = _renew(directory, provider, tokens, now)
        more = _told_of(provider, said, subject)
    except SilentError:
        return Verdict(Answer.SILENT)
    except UnprovedError:
        return Verdict(Answer.NO)
    if not claims and not more:
        return Verdict(Answer.SILENT)  # it offers no way to ask: its first yes runs out
    kept = {
        **tokens,
        **{name: word for name, word in _kept(directory, subject, said).items() if word},
    }
    return Verdict(Answer.YES, _groups(directory, claims, more), kept)


def _renew(
    directory: Directory, provider: Provider, tokens: Mapping[str, str], now: dt.datetime
) -> tuple[Mapping[str, object], Mapping[str, Any]]:
    """Use the refresh token, which the directory judges anew each time, where it gave one."""
    if not tokens.get("refresh"):
        return {"access_token": tokens.get("access", "")}, {}
    answered = _token(
        directory, provider, grant_type="refresh_token", refresh_token=tokens["refresh"]
    )
    if answered.status != HTTPStatus.OK:
        raise SilentError if _is_silence(answered) else UnprovedError
    claims: Mapping[str, Any] = {}
    if answered.said.get("id_token"):
        claims = _claims(directory, answered.said, now, nonce=None)
        if claims["sub"] != tokens.get("subject"):
            raise UnprovedError
    return answered.said, claims
