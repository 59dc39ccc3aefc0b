"""People, their roles in services, their sessions and ways in."""

import datetime as dt

from sqlalchemy import CheckConstraint, Index, LargeBinary, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.accounts.rules.links import LinkPurpose
from participation.accounts.rules.powers import Role
from participation.accounts.rules.sessions import SessionKind, SessionStage
from participation.accounts.rules.writing import Way
from participation.foundation.database import Base, refers
from participation.foundation.scope import Keyed
from participation.foundation.types import PortableJson, code


class User(Keyed, Base):
    """A person: the name used, the language, and what opens the door for her."""

    __tablename__ = "user_account"
    __table_args__ = (
        UniqueConstraint("organisation_id", "email"),
        UniqueConstraint("organisation_id", "reference"),
    )

    name: Mapped[str] = mapped_column(String(120))
    locale: Mapped[str] = mapped_column(String(20), default="fr")
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(20))
    reference: Mapped[str | None] = mapped_column(String(40))
    """Number of the person in the association's own file, for imports; never shown to others."""
    password_hash: Mapped[str | None] = mapped_column(String(200))
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed with the installation's key."""
    totp_step: Mapped[int] = mapped_column(default=0)
    """Last time step used, so that a code opens once."""
    pin_hash: Mapped[str | None] = mapped_column(String(200))
    pin_tries: Mapped[int] = mapped_column(default=0)
    """Wrong picture codes in a row."""
    last_contact_on: Mapped[dt.date]
    is_disabled: Mapped[bool] = mapped_column(default=False)


class Membership(Keyed, Base):
    """A role held by a person in a service (or everywhere), from a day until another."""

    __tablename__ = "membership"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        refers("service", "service_id"),
        CheckConstraint("until IS NULL OR until > since", name="until_after_since"),
        Index("ix_membership_person", "organisation_id", "user_id"),
        Index("ix_membership_service", "organisation_id", "service_id", "role", "since", "until"),
    )

    user_id: Mapped[int]
    service_id: Mapped[int | None]
    role: Mapped[Role] = mapped_column(code(Role))
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]
    """First day on which the role is no longer held."""
    from_directory: Mapped[bool] = mapped_column(default=False)
    """Given by the association's directory, which takes it away as well."""


class WritingConsent(Keyed, Base):
    """Her last word on being written to when a survey opens; without any, nothing is sent.

    A “no” is kept as well: whoever wants to note a “yes” sees that she took it back, and when.
    """

    __tablename__ = "writing_consent"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "user_id"),
    )

    user_id: Mapped[int]
    agrees: Mapped[bool]
    said_on: Mapped[dt.date]
    way: Mapped[Way] = mapped_column(code(Way))


class SignInSession(Keyed, Base):
    """An open session; the cookie holds the token, the table its digest only."""

    __tablename__ = "sign_in_session"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "digest"),
    )

    user_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    kind: Mapped[SessionKind] = mapped_column(code(SessionKind))
    stage: Mapped[SessionStage] = mapped_column(code(SessionStage), default=SessionStage.OPEN)
    challenge: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What its holder must answer next: the challenge of a passkey, or the sealed secret of an
    authenticator that she is setting up. Taken away when it is used."""
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    directory_tokens: Mapped[bytes | None] = mapped_column(LargeBinary)
    """Sealed: by what the directory is asked again. Present in the sessions that it opened."""
    directory_session: Mapped[str | None] = mapped_column(String(64))
    """Digest of the directory's own name of the session (`sid`), for the end that it announces."""
    asked_at: Mapped[dt.datetime | None]
    trusted_until: Mapped[dt.datetime | None]
    """Until when the directory's last yes is believed; the session opens nothing afterwards."""


class RecoveryCode(Keyed, Base):
    """One of ten codes that replace the second factor once."""

    __tablename__ = "recovery_code"
    __table_args__ = (refers("user_account", "user_id", cascade=True),)

    user_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    is_used: Mapped[bool] = mapped_column(default=False)


class AccessCard(Keyed, Base):
    """A resident's card: a QR code that opens her session; lost means revoked and made anew."""

    __tablename__ = "access_card"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "digest"),
    )

    user_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    issued_on: Mapped[dt.date]
    revoked_on: Mapped[dt.date | None]


class SignInLink(Keyed, Base):
    """A link that opens a session once, sent to a phone or an e-mail address."""

    __tablename__ = "sign_in_link"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "digest"),
    )

    user_id: Mapped[int]
    purpose: Mapped[LinkPurpose] = mapped_column(code(LinkPurpose))
    digest: Mapped[str] = mapped_column(String(64))
    expires_at: Mapped[dt.datetime]
    is_used: Mapped[bool] = mapped_column(default=False)


class Passkey(Keyed, Base):
    """A passkey of a member of staff (WebAuthn)."""

    __tablename__ = "passkey"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "credential"),
    )

    user_id: Mapped[int]
    label: Mapped[str] = mapped_column(String(60))
    credential: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)


class KnownDevice(Keyed, Base):
    """A device on which a person has opened her account before: it has its own count of tries."""

    __tablename__ = "known_device"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "digest"),
    )

    user_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    seen_on: Mapped[dt.date]


class OpeningCode(Keyed, Base):
    """Six digits by which a member of staff opens a resident's session on one kiosk, once."""

    __tablename__ = "opening_code"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        refers("service", "service_id"),
        Index("ix_opening_code_service", "organisation_id", "service_id", "expires_at"),
    )

    user_id: Mapped[int]
    service_id: Mapped[int]
    digest: Mapped[str] = mapped_column(String(64))
    opened_by: Mapped[str] = mapped_column(String(80))
    expires_at: Mapped[dt.datetime]
    is_used: Mapped[bool] = mapped_column(default=False)


class ImportDraft(Keyed, Base):
    """A list that was read without fault and waits for its sender's yes; sealed, for an hour."""

    __tablename__ = "import_draft"
    __table_args__ = (refers("user_account", "user_id", cascade=True),)

    user_id: Mapped[int]
    filename: Mapped[str] = mapped_column(String(120))
    content: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[dt.datetime]


class DirectoryIdentity(Keyed, Base):
    """Who a person is in the association's directory; erased with her."""

    __tablename__ = "directory_identity"
    __table_args__ = (
        refers("user_account", "user_id", cascade=True),
        UniqueConstraint("organisation_id", "issuer", "subject"),
        UniqueConstraint("organisation_id", "user_id"),
    )

    user_id: Mapped[int]
    issuer: Mapped[str] = mapped_column(String(300))
    subject: Mapped[str] = mapped_column(String(255))
    groups: Mapped[list[str]] = mapped_column(PortableJson)
    """Her groups as they were last told, so that a change of the rules can be tried first."""
    linked_on: Mapped[dt.date]
    told_at: Mapped[dt.datetime]


class DirectoryRule(Keyed, Base):
    """A group of the directory whose members hold a role in a service, or everywhere."""

    __tablename__ = "directory_rule"
    __table_args__ = (
        refers("service", "service_id"),
        Index("ix_directory_rule_name", "organisation_id", "group_name"),
    )

    group_name: Mapped[str] = mapped_column(String(200))
    role: Mapped[Role] = mapped_column(code(Role))
    service_id: Mapped[int | None]
