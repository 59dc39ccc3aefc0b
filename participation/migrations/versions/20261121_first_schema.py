"""First schema: every table of issue 2, and a wall round each association on PostgreSQL."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "67d39809c967"
down_revision = None
branch_labels = None
depends_on = None

WALLED = (
    "attempt",
    "audit_entry",
    "message",
    "once",
    "pole",
    "questionnaire_version",
    "recording",
    "user_account",
    "access_card",
    "campaign",
    "import_draft",
    "known_device",
    "passkey",
    "recovery_code",
    "service",
    "sign_in_link",
    "sign_in_session",
    "follow_up",
    "membership",
    "opening_code",
    "pairing",
    "site",
    "survey",
    "comment",
    "help_call",
    "pending_voice",
    "response",
    "answer",
)


def upgrade() -> None:
    op.create_table(
        "organisation",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("retention_months", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
        sa.UniqueConstraint("slug", name=op.f("uq_organisation_slug")),
        sqlite_strict=True,
    )
    op.create_table(
        "attempt",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("bucket", sa.String(length=64), nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_attempt_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_attempt")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_attempt_bucket"), ["bucket"], unique=False)

    op.create_table(
        "audit_entry",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", types.UtcDateTime(), nullable=False),
        sa.Column("actor", sa.String(length=80), nullable=False),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("subject", sa.String(length=120), nullable=False),
        sa.Column("facts", sa.String(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_audit_entry_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "number", name=op.f("pk_audit_entry")),
        sqlite_strict=True,
    )
    op.create_table(
        "message",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("dedupe", sa.String(length=120), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "email", "sms", name="channel", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("envelope", sa.LargeBinary(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "leased",
                "sent",
                "dead",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("due_at", types.UtcDateTime(), nullable=False),
        sa.Column("lease_until", types.UtcDateTime(), nullable=True),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column(
            "problem",
            sa.Enum(
                "unreachable",
                "refused",
                "address-refused",
                "too-long",
                "unreadable",
                name="problem",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "state <> 'sent' OR length(envelope) = 0", name=op.f("ck_message_forgotten_once_sent")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_message_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_message")),
        sa.UniqueConstraint(
            "organisation_id", "dedupe", name=op.f("uq_message_organisation_id_dedupe")
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.create_index(
            "ix_message_due", ["organisation_id", "state", "due_at"], unique=False
        )

    op.create_table(
        "once",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(length=32), nullable=False),
        sa.Column("day", sa.BigInteger(), nullable=False),
        sa.Column("location", sa.String(), nullable=True),
        sa.CheckConstraint("length(key) = 32", name=op.f("ck_once_key_length")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_once_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_once")),
        sqlite_strict=True,
    )
    op.create_table(
        "pole",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pole_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_pole")),
        sa.UniqueConstraint("organisation_id", "name", name=op.f("uq_pole_organisation_id_name")),
        sqlite_strict=True,
    )
    op.create_table(
        "questionnaire_version",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("title", types.LocalizedText(), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("document", types.PortableJson, nullable=False),
        sa.Column("is_frozen", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_questionnaire_version_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint(
            "organisation_id",
            "name",
            "number",
            name=op.f("uq_questionnaire_version_organisation_id_name_number"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "recording",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("text_key", sa.String(length=32), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "human",
                "synthetic",
                name="kind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum(
                "proposed",
                "approved",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("seconds", sa.Double(), nullable=False),
        sa.Column("sound_key", sa.String(length=32), nullable=False),
        sa.Column("opus", sa.LargeBinary(), nullable=False),
        sa.Column("aac", sa.LargeBinary(), nullable=False),
        sa.Column("revision", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("length(text) BETWEEN 1 AND 600", name=op.f("ck_recording_text_length")),
        sa.CheckConstraint("seconds > 0", name=op.f("ck_recording_some_sound")),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recording_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recording")),
        sa.UniqueConstraint(
            "organisation_id",
            "text_key",
            "kind",
            name=op.f("uq_recording_organisation_id_text_key_kind"),
        ),
        sqlite_strict=True,
    )
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recording_revision", ["organisation_id", "revision"], unique=False
        )
        batch_op.create_index("ix_recording_sound", ["organisation_id", "sound_key"], unique=False)

    op.create_table(
        "user_account",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("locale", sa.String(length=20), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=True),
        sa.Column("phone", sa.String(length=20), nullable=True),
        sa.Column("reference", sa.String(length=40), nullable=True),
        sa.Column("password_hash", sa.String(length=200), nullable=True),
        sa.Column("totp_secret", sa.LargeBinary(), nullable=True),
        sa.Column("totp_step", sa.BigInteger(), nullable=False),
        sa.Column("pin_hash", sa.String(length=200), nullable=True),
        sa.Column("pin_tries", sa.BigInteger(), nullable=False),
        sa.Column("last_contact_on", sa.Date(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_user_account_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_user_account")),
        sa.UniqueConstraint(
            "organisation_id", "email", name=op.f("uq_user_account_organisation_id_email")
        ),
        sa.UniqueConstraint(
            "organisation_id", "reference", name=op.f("uq_user_account_organisation_id_reference")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "access_card",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_access_card_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_access_card_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_access_card")),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_access_card_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "campaign",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("version_id", sa.BigInteger(), nullable=False),
        sa.Column("previous_id", sa.BigInteger(), nullable=True),
        sa.Column("title", types.LocalizedText(), nullable=False),
        sa.Column("purpose", types.LocalizedText(), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "inform",
                "consult",
                "involve",
                "co-build",
                name="participationlevel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column(
            "stage",
            sa.Enum(
                "draft",
                "translated",
                "open",
                "closed",
                "published",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("opens_on", sa.Date(), nullable=False),
        sa.Column("closes_on", sa.Date(), nullable=False),
        sa.Column("services", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("closes_on >= opens_on", name=op.f("ck_campaign_closes_after_opening")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "previous_id"],
            ["campaign.organisation_id", "campaign.id"],
            name=op.f("fk_campaign_organisation_id_previous_id_campaign"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "version_id"],
            ["questionnaire_version.organisation_id", "questionnaire_version.id"],
            name=op.f("fk_campaign_organisation_id_version_id_questionnaire_version"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_campaign_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_campaign")),
        sqlite_strict=True,
    )
    op.create_table(
        "import_draft",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("filename", sa.String(length=120), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_import_draft_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_import_draft_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_import_draft")),
        sqlite_strict=True,
    )
    op.create_table(
        "known_device",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("seen_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_known_device_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_known_device_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_known_device")),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_known_device_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "passkey",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("credential", sa.LargeBinary(), nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("sign_count", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_passkey_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_passkey_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_passkey")),
        sa.UniqueConstraint(
            "organisation_id", "credential", name=op.f("uq_passkey_organisation_id_credential")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "recovery_code",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_recovery_code_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_recovery_code_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_recovery_code")),
        sqlite_strict=True,
    )
    op.create_table(
        "service",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("pole_id", sa.BigInteger(), nullable=True),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("public_name", sa.String(length=80), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "chrs",
                "chrs-diffus",
                "act",
                "act-hlm",
                "lhss",
                "lam",
                "ehpad",
                "women-shelter",
                "day-centre",
                "home-service",
                "aci",
                "pension-de-famille",
                "cada",
                "chu",
                "fjt",
                "csapa",
                "esat",
                "other",
                name="servicekind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("places", sa.BigInteger(), nullable=True),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "closed_on IS NULL OR closed_on > opened_on",
            name=op.f("ck_service_closed_after_opened"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pole_id"],
            ["pole.organisation_id", "pole.id"],
            name=op.f("fk_service_organisation_id_pole_id_pole"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_service_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_service")),
        sa.UniqueConstraint(
            "organisation_id", "slug", name=op.f("uq_service_organisation_id_slug")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_link",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "enter",
                "invitation",
                "reset",
                name="linkpurpose",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_sign_in_link_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sign_in_link_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sign_in_link")),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_sign_in_link_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "sign_in_session",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "staff",
                "resident",
                "kiosk-resident",
                name="sessionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "second-factor",
                "enrol",
                "pictures",
                "open",
                name="sessionstage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("challenge", sa.LargeBinary(), nullable=True),
        sa.Column("created_at", types.UtcDateTime(), nullable=False),
        sa.Column("seen_at", types.UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_sign_in_session_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_sign_in_session_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_sign_in_session")),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_sign_in_session_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "follow_up",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("origin", sa.String(length=60), nullable=False),
        sa.Column("said", types.LocalizedText(), nullable=False),
        sa.Column("decided", types.LocalizedText(), nullable=False),
        sa.Column("because", types.LocalizedText(), nullable=False),
        sa.Column("owner", sa.String(length=80), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "promised",
                "in-progress",
                "done",
                "impossible",
                name="state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("pictogram", sa.String(length=40), nullable=False),
        sa.Column("is_public", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state <> 'done' OR done_on IS NOT NULL", name=op.f("ck_follow_up_done_has_day")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_follow_up_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_follow_up_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_follow_up")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.create_index(
            "ix_follow_up_origin", ["organisation_id", "service_id", "origin"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "role",
            sa.Enum(
                "resident",
                "relative",
                "representative",
                "peer-helper",
                "coordinator",
                "facilitator",
                "manager",
                "quality-manager",
                "administrator",
                "kiosk",
                name="role",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "until IS NULL OR until > since", name=op.f("ck_membership_until_after_since")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_membership_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_membership_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_membership_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_membership")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index("ix_membership_person", ["organisation_id", "user_id"], unique=False)
        batch_op.create_index(
            "ix_membership_service",
            ["organisation_id", "service_id", "role", "since", "until"],
            unique=False,
        )

    op.create_table(
        "opening_code",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("opened_by", sa.String(length=80), nullable=False),
        sa.Column("expires_at", types.UtcDateTime(), nullable=False),
        sa.Column("is_used", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_opening_code_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "user_id"],
            ["user_account.organisation_id", "user_account.id"],
            name=op.f("fk_opening_code_organisation_id_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_opening_code_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_opening_code")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("opening_code", schema=None) as batch_op:
        batch_op.create_index(
            "ix_opening_code_service", ["organisation_id", "service_id", "expires_at"], unique=False
        )

    op.create_table(
        "pairing",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("label", sa.String(length=60), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=True),
        sa.Column("code_until", types.UtcDateTime(), nullable=True),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("paired_on", sa.Date(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("seen_on", sa.Date(), nullable=True),
        sa.Column("px_per_mm", sa.Float(), nullable=True),
        sa.CheckConstraint("label <> ''", name=op.f("ck_pairing_label_given")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_pairing_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pairing_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_pairing")),
        sa.UniqueConstraint(
            "organisation_id", "code_digest", name=op.f("uq_pairing_organisation_id_code_digest")
        ),
        sa.UniqueConstraint(
            "organisation_id", "digest", name=op.f("uq_pairing_organisation_id_digest")
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "site",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT is_protected OR address = ''", name=op.f("ck_site_no_protected_address")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_site_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_site_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_site")),
        sa.UniqueConstraint(
            "organisation_id",
            "service_id",
            "name",
            name=op.f("uq_site_organisation_id_service_id_name"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "survey",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("campaign_id", sa.BigInteger(), nullable=False),
        sa.Column("population", sa.BigInteger(), nullable=False),
        sa.Column("population_because", sa.String(length=200), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("population >= 0", name=op.f("ck_survey_population_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "campaign_id"],
            ["campaign.organisation_id", "campaign.id"],
            name=op.f("fk_survey_organisation_id_campaign_id_campaign"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_survey_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_survey_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_survey")),
        sa.UniqueConstraint(
            "organisation_id",
            "campaign_id",
            "service_id",
            name=op.f("uq_survey_organisation_id_campaign_id_service_id"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "service_id",
            "id",
            name=op.f("uq_survey_organisation_id_service_id_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "comment",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.SmallInteger(), nullable=False),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "waiting",
                "kept",
                "hidden",
                name="commentstate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("public_text", sa.String(), nullable=False),
        sa.CheckConstraint(
            "text <> '' OR sound IS NOT NULL", name=op.f("ck_comment_something_said")
        ),
        sa.CheckConstraint("length(text) <= 4000", name=op.f("ck_comment_text_length")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_comment_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_comment_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_comment")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "help_call",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("pairing_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "screen",
                "language",
                "talk",
                name="helpkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("called_at", types.UtcDateTime(), nullable=False),
        sa.Column("answered_at", types.UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id", "pairing_id"],
            ["pairing.organisation_id", "pairing.id"],
            name=op.f("fk_help_call_organisation_id_pairing_id_pairing"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id"],
            ["service.organisation_id", "service.id"],
            name=op.f("fk_help_call_organisation_id_service_id_service"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_help_call_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_help_call")),
        sqlite_strict=True,
    )
    with op.batch_alter_table("help_call", schema=None) as batch_op:
        batch_op.create_index(
            "ix_help_call_waiting", ["organisation_id", "service_id", "answered_at"], unique=False
        )

    op.create_table(
        "pending_voice",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.SmallInteger(), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_pending_voice_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_pending_voice_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "key", name=op.f("pk_pending_voice")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("pending_voice", schema=None) as batch_op:
        batch_op.create_index("ix_pending_voice_day", ["organisation_id", "day"], unique=False)

    op.create_table(
        "response",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("key", types.RandomKey(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "kiosk",
                "phone",
                "paper",
                "interview",
                name="channel",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "aid",
            sa.Enum(
                "none",
                "peer",
                "volunteer",
                "staff",
                "relative",
                "interpreter",
                name="aid",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("language", sa.String(length=20), nullable=False),
        sa.Column("listened", sa.Boolean(), nullable=False),
        sa.CheckConstraint("language <> ''", name=op.f("ck_response_language_known")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_response_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_response_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "survey_id", "key", name=op.f("pk_response")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column("question", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("response_key", types.RandomKey(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "survey_id", "response_key"],
            ["response.organisation_id", "response.survey_id", "response.key"],
            name=op.f("fk_answer_organisation_id_survey_id_response_key_response"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_answer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "survey_id",
            "question",
            "value",
            "response_key",
            name=op.f("pk_answer"),
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.create_index(
            "ix_answer_response",
            ["organisation_id", "survey_id", "response_key", "service_id"],
            unique=False,
        )

    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    with op.batch_alter_table("answer", schema=None) as batch_op:
        batch_op.drop_index("ix_answer_response")

    op.drop_table("answer")
    op.drop_table("response")
    with op.batch_alter_table("pending_voice", schema=None) as batch_op:
        batch_op.drop_index("ix_pending_voice_day")

    op.drop_table("pending_voice")
    with op.batch_alter_table("help_call", schema=None) as batch_op:
        batch_op.drop_index("ix_help_call_waiting")

    op.drop_table("help_call")
    op.drop_table("comment")
    op.drop_table("survey")
    op.drop_table("site")
    op.drop_table("pairing")
    with op.batch_alter_table("opening_code", schema=None) as batch_op:
        batch_op.drop_index("ix_opening_code_service")

    op.drop_table("opening_code")
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.drop_index("ix_membership_service")
        batch_op.drop_index("ix_membership_person")

    op.drop_table("membership")
    with op.batch_alter_table("follow_up", schema=None) as batch_op:
        batch_op.drop_index("ix_follow_up_origin")

    op.drop_table("follow_up")
    op.drop_table("sign_in_session")
    op.drop_table("sign_in_link")
    op.drop_table("service")
    op.drop_table("recovery_code")
    op.drop_table("passkey")
    op.drop_table("known_device")
    op.drop_table("import_draft")
    op.drop_table("campaign")
    op.drop_table("access_card")
    op.drop_table("user_account")
    with op.batch_alter_table("recording", schema=None) as batch_op:
        batch_op.drop_index("ix_recording_sound")
        batch_op.drop_index("ix_recording_revision")

    op.drop_table("recording")
    op.drop_table("questionnaire_version")
    op.drop_table("pole")
    op.drop_table("once")
    with op.batch_alter_table("message", schema=None) as batch_op:
        batch_op.drop_index("ix_message_due")

    op.drop_table("message")
    op.drop_table("audit_entry")
    with op.batch_alter_table("attempt", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_attempt_bucket"))

    op.drop_table("attempt")
    op.drop_table("organisation")
