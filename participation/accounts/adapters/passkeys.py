"""Passkeys (WebAuthn), by the `webauthn` package where it is installed."""

import importlib.util
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Party:
    """Who asks for the signature: name shown, host bound, origin expected."""

    name: str
    host: str
    origin: str


@dataclass(frozen=True, slots=True)
class NewKey:
    """What a registration ceremony proved."""

    credential: bytes
    public_key: bytes
    sign_count: int


def is_offered() -> bool:
    """Say whether this installation has the `passkeys` extra."""
    return importlib.util.find_spec("webauthn") is not None


def party(name: str, base_url: str) -> Party:
    """Describe this installation as WebAuthn wants it: the host alone, and the exact origin."""
    parts = urlsplit(base_url)
    return Party(name, parts.hostname or "", f"{parts.scheme}://{parts.netloc}")


def registration_options(
    whom: Party, *, challenge: bytes, user_id: int, user_name: str, known: Iterable[bytes]
) -> str:
    """Give the options of `navigator.credentials.create` as JSON."""
    from webauthn import generate_registration_options, options_to_json  # noqa: PLC0415 - an extra
    from webauthn.helpers import structs  # noqa: PLC0415

    options = generate_registration_options(
        rp_id=whom.host,
        rp_name=whom.name,
        user_name=user_name,
        user_id=user_id.to_bytes(8),
        challenge=challenge,
        exclude_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            user_verification=structs.UserVerificationRequirement.PREFERRED
        ),
    )
    return options_to_json(options)


def signing_options(whom: Party, *, challenge: bytes, known: Iterable[bytes]) -> str:
    """Give the options of `navigator.credentials.get` as JSON."""
    from webauthn import generate_authentication_options, options_to_json  # noqa: PLC0415
    from webauthn.helpers import structs  # noqa: PLC0415

    options = generate_authentication_options(
        rp_id=whom.host,
        challenge=challenge,
        allow_credentials=[structs.PublicKeyCredentialDescriptor(id=one) for one in known],
    )
    return options_to_json(options)


def verify_registration(whom: Party, *, challenge: bytes, answer: str) -> NewKey | None:
    """Give the key of a registration, or None when anything of the ceremony does not hold."""
    from webauthn import verify_registration_response  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        proved = verify_registration_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=whom.host,
            expected_origin=whom.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return NewKey(proved.credential_id, proved.credential_public_key, proved.sign_count)


def credential_of(answer: str) -> bytes | None:
    """Give the key that an answer says it is signed with; None when it is no answer."""
    from webauthn.helpers import parse_authentication_credential_json  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        return parse_authentication_credential_json(answer).raw_id
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None


def verify_signature(
    whom: Party, *, challenge: bytes, answer: str, public_key: bytes, sign_count: int
) -> int | None:
    """Give the new count of signatures, or None when the signature does not hold.

    A count that does not grow betrays a copied key (WebAuthn §6.1.1) and is refused.
    """
    from webauthn import verify_authentication_response  # noqa: PLC0415
    from webauthn.helpers.exceptions import WebAuthnException  # noqa: PLC0415

    try:
        proved = verify_authentication_response(
            credential=answer,
            expected_challenge=challenge,
            expected_rp_id=whom.host,
            expected_origin=whom.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    return proved.new_sign_count
