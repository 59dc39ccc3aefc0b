"""Elections: rolls, candidacies, bureau, counts, ties, results and challenges."""

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "d57818d94e84"
down_revision = "5f4f0d056d24"
branch_labels = None
depends_on = None


WALLED = (
    "election",
    "bureau_member",
    "contest",
    "election_challenge",
    "vote_observation",
    "assisted_votes",
    "candidacy",
    "contest_count",
    "count_reading",
    "election_lots",
    "election_volunteer",
    "roll_entry",
    "roll_objection",
    "tie_draw",
    "contest_tally",
    "election_renunciation",
    "election_result",
)


def upgrade() -> None:
    op.create_table(
        "election",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("council_id", sa.BigInteger(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column(
            "kind",
            sa.Enum(
                "council",
                "partial",
                "chair",
                "second-degree",
                name="electionkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "stage",
            sa.Enum(
                "preparation",
                "call",
                "list",
                "vote",
                "suspended",
                "count",
                "challenge",
                "proclaimed",
                "annulled",
                name="stage",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("call_on", sa.Date(), nullable=False),
        sa.Column("roll_posted_on", sa.Date(), nullable=False),
        sa.Column("objections_end_on", sa.Date(), nullable=False),
        sa.Column("candidacies_end_on", sa.Date(), nullable=False),
        sa.Column("list_posted_on", sa.Date(), nullable=False),
        sa.Column("vote_opens_on", sa.Date(), nullable=False),
        sa.Column("vote_closes_on", sa.Date(), nullable=False),
        sa.Column("challenge_ends_on", sa.Date(), nullable=False),
        sa.Column("extensions", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", types.UtcDateTime(), nullable=True),
        sa.Column("closed_at", types.UtcDateTime(), nullable=True),
        sa.Column("proclaimed_on", sa.Date(), nullable=True),
        sa.Column("annulled_because", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "council_id"],
            ["council.organisation_id", "council.id"],
            name=op.f("fk_election_organisation_id_council_id_council"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "parent_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_election_organisation_id_parent_id_election"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_election_council", "election", ["organisation_id", "council_id"], unique=False
    )

    op.create_table(
        "bureau_member",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("election_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "function",
            sa.Enum(
                "president",
                "assessor",
                name="bureaufunction",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.CheckConstraint("name <> ''", name=op.f("ck_bureau_member_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "election_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_bureau_member_organisation_id_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_bureau_member_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_bureau_member_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_bureau_member")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_bureau_member_election",
        "bureau_member",
        ["organisation_id", "election_id"],
        unique=False,
    )

    op.create_table(
        "contest",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("election_id", sa.BigInteger(), nullable=False),
        sa.Column("college_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "office",
            sa.Enum(
                "chair",
                "vice-chair",
                name="office",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("seats", sa.BigInteger(), nullable=False),
        sa.Column("substitutes", sa.BigInteger(), nullable=False),
        sa.Column("most_choices", sa.BigInteger(), nullable=False),
        sa.Column(
            "tie_break",
            sa.Enum(
                "lots",
                "seniority",
                "age",
                name="tiebreak",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "way",
            sa.Enum(
                "paper", "sealed", name="way", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "settlement",
            sa.Enum(
                "vote",
                "designation",
                "drawing",
                "shortage",
                "merged",
                name="settlement",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("settled_because", sa.String(length=400), nullable=False),
        sa.Column("merged_into_id", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(settlement = 'merged') = (merged_into_id IS NOT NULL)", name=op.f("ck_contest_merged")
        ),
        sa.CheckConstraint("most_choices > 0", name=op.f("ck_contest_chooses_somebody")),
        sa.CheckConstraint("seats > 0 AND substitutes >= 0", name=op.f("ck_contest_seats_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "college_id"],
            ["college.organisation_id", "college.id"],
            name=op.f("fk_contest_organisation_id_college_id_college"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "election_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_contest_organisation_id_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "merged_into_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_contest_organisation_id_merged_into_id_contest"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contest_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contest")),
        sa.UniqueConstraint(
            "organisation_id",
            "election_id",
            "college_id",
            "office",
            name=op.f("uq_contest_organisation_id_election_id_college_id_office"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "election_challenge",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("election_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        sa.Column("because", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (because = '')",
            name=op.f("ck_election_challenge_decision_has_reason"),
        ),
        sa.CheckConstraint(
            "name <> '' AND words <> ''", name=op.f("ck_election_challenge_says_something")
        ),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (is_upheld IS NULL)",
            name=op.f("ck_election_challenge_decided_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "election_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_election_challenge_organisation_id_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_challenge_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election_challenge")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_election_challenge_election",
        "election_challenge",
        ["organisation_id", "election_id"],
        unique=False,
    )

    op.create_table(
        "vote_observation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("election_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=600), nullable=False),
        sa.CheckConstraint("words <> ''", name=op.f("ck_vote_observation_says_something")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "election_id"],
            ["election.organisation_id", "election.id"],
            name=op.f("fk_vote_observation_organisation_id_election_id_election"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_vote_observation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_vote_observation")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_vote_observation_election",
        "vote_observation",
        ["organisation_id", "election_id"],
        unique=False,
    )

    op.create_table(
        "assisted_votes",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("votes > 0", name=op.f("ck_assisted_votes_some_were_helped")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_assisted_votes_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_assisted_votes_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_assisted_votes")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            name=op.f("uq_assisted_votes_organisation_id_contest_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "candidacy",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("partner", sa.String(length=120), nullable=False),
        sa.Column("statement", types.LocalizedText(), nullable=False),
        sa.Column("sound", sa.LargeBinary(), nullable=True),
        sa.Column("aac", sa.LargeBinary(), nullable=True),
        sa.Column("has_sound", sa.Boolean(), nullable=False),
        sa.Column("photo", sa.LargeBinary(), nullable=True),
        sa.Column("has_photo", sa.Boolean(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "received",
                "accepted",
                "refused",
                "withdrawn",
                name="candidacystate",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("refused_because", sa.String(length=400), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=True),
        sa.Column("born_on", sa.Date(), nullable=True),
        sa.Column(
            "link",
            sa.Enum(
                "kin",
                "parental-authority",
                "legal-representative",
                "protection-with-representation",
                "carer",
                "none",
                name="link",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("degree", sa.BigInteger(), nullable=True),
        sa.Column(
            "contract",
            sa.Enum(
                "private-law",
                "permanent-post",
                "other",
                name="contract",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("hired_on", sa.Date(), nullable=True),
        sa.Column("profession_since", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "(state = 'refused') = (refused_because <> '')",
            name=op.f("ck_candidacy_refused_with_reason"),
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_candidacy_is_named")),
        sa.CheckConstraint(
            "number IS NULL OR number > 0", name=op.f("ck_candidacy_number_counts_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_candidacy_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_candidacy_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_candidacy_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_candidacy")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "membership_id",
            name=op.f("uq_candidacy_organisation_id_contest_id_membership_id"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "number",
            name=op.f("uq_candidacy_organisation_id_contest_id_number"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "contest_count",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("registered", sa.BigInteger(), nullable=False),
        sa.Column("signed", sa.BigInteger(), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.Column("blank", sa.BigInteger(), nullable=False),
        sa.Column("null_ballots", sa.BigInteger(), nullable=False),
        sa.Column("gap_because", sa.String(length=400), nullable=False),
        sa.Column("final_hash", sa.String(length=64), nullable=False),
        sa.CheckConstraint(
            "found = signed OR gap_because <> ''", name=op.f("ck_contest_count_gap_explained")
        ),
        sa.CheckConstraint(
            "registered >= 0 AND signed >= 0 AND found >= 0 AND blank >= 0"
            " AND null_ballots >= 0 AND blank + null_ballots <= found",
            name=op.f("ck_contest_count_figures_counted"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_contest_count_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contest_count_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contest_count")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            name=op.f("uq_contest_count_organisation_id_contest_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "count_reading",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("reader_id", sa.BigInteger(), nullable=False),
        sa.Column("figures", types.PortableJson, nullable=False),
        sa.Column("gap_because", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_count_reading_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "reader_id"],
            ["bureau_member.organisation_id", "bureau_member.id"],
            name=op.f("fk_count_reading_organisation_id_reader_id_bureau_member"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_count_reading_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_count_reading")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "reader_id",
            name=op.f("uq_count_reading_organisation_id_contest_id_reader_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "election_lots",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "purpose",
            sa.Enum(
                "order",
                "volunteers",
                name="lotsfor",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("first", sa.BigInteger(), nullable=False),
        sa.Column("second", sa.BigInteger(), nullable=False),
        sa.Column("third", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("drawn_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_election_lots_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_lots_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election_lots")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "purpose",
            name=op.f("uq_election_lots_organisation_id_contest_id_purpose"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "election_volunteer",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=False),
        sa.Column("rank", sa.BigInteger(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_election_volunteer_is_named")),
        sa.CheckConstraint(
            "rank IS NULL OR rank > 0", name=op.f("ck_election_volunteer_rank_counts_from_one")
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_election_volunteer_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_election_volunteer_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_volunteer_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election_volunteer")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "membership_id",
            name=op.f("uq_election_volunteer_organisation_id_contest_id_membership_id"),
        ),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "rank",
            name=op.f("uq_election_volunteer_organisation_id_contest_id_rank"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "roll_entry",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("added_because", sa.String(length=200), nullable=False),
        sa.Column("left_out_because", sa.String(length=200), nullable=False),
        sa.Column("has_voted", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "NOT has_voted OR left_out_because = ''", name=op.f("ck_roll_entry_voters_are_on_it")
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_roll_entry_is_named")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_roll_entry_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_roll_entry_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roll_entry_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_roll_entry")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "membership_id",
            name=op.f("uq_roll_entry_organisation_id_contest_id_membership_id"),
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_roll_entry_contest", "roll_entry", ["organisation_id", "contest_id"], unique=False
    )

    op.create_table(
        "roll_objection",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("asked", sa.String(length=600), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("is_upheld", sa.Boolean(), nullable=True),
        sa.Column("because", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (because = '')",
            name=op.f("ck_roll_objection_decision_has_reason"),
        ),
        sa.CheckConstraint(
            "name <> '' AND asked <> ''", name=op.f("ck_roll_objection_asks_something")
        ),
        sa.CheckConstraint(
            "(decided_on IS NULL) = (is_upheld IS NULL)",
            name=op.f("ck_roll_objection_decided_whole"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_roll_objection_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_roll_objection_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_roll_objection_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_roll_objection")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_roll_objection_contest",
        "roll_objection",
        ["organisation_id", "contest_id"],
        unique=False,
    )

    op.create_table(
        "tie_draw",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.Column(
            "method",
            sa.Enum(
                "numbers",
                "by-hand",
                "seniority",
                "age",
                name="drawmethod",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("ordered", types.PortableJson, nullable=False),
        sa.Column("first", sa.BigInteger(), nullable=True),
        sa.Column("second", sa.BigInteger(), nullable=True),
        sa.Column("third", sa.BigInteger(), nullable=True),
        sa.Column("word", sa.String(length=80), nullable=False),
        sa.Column("final_hash", sa.String(length=64), nullable=False),
        sa.Column("witnesses", sa.String(length=400), nullable=False),
        sa.CheckConstraint(
            "(first IS NULL) = (second IS NULL) AND (second IS NULL) = (third IS NULL)"
            " AND (method <> 'numbers' OR first IS NOT NULL)",
            name=op.f("ck_tie_draw_lots_have_numbers"),
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_tie_draw_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_tie_draw_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_tie_draw")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "votes",
            name=op.f("uq_tie_draw_organisation_id_contest_id_votes"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "contest_tally",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("count_id", sa.BigInteger(), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger(), nullable=False),
        sa.Column("votes", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("votes >= 0", name=op.f("ck_contest_tally_votes_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "candidacy_id"],
            ["candidacy.organisation_id", "candidacy.id"],
            name=op.f("fk_contest_tally_organisation_id_candidacy_id_candidacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "count_id"],
            ["contest_count.organisation_id", "contest_count.id"],
            name=op.f("fk_contest_tally_organisation_id_count_id_contest_count"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_contest_tally_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_contest_tally")),
        sa.UniqueConstraint(
            "organisation_id",
            "count_id",
            "candidacy_id",
            name=op.f("uq_contest_tally_organisation_id_count_id_candidacy_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "election_renunciation",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger(), nullable=False),
        sa.Column("because", sa.String(length=200), nullable=False),
        sa.CheckConstraint("because <> ''", name=op.f("ck_election_renunciation_says_why")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "candidacy_id"],
            ["candidacy.organisation_id", "candidacy.id"],
            name=op.f("fk_election_renunciation_organisation_id_candidacy_id_candidacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_renunciation_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election_renunciation")),
        sa.UniqueConstraint(
            "organisation_id",
            "candidacy_id",
            name=op.f("uq_election_renunciation_organisation_id_candidacy_id"),
        ),
        sqlite_strict=True,
    )
    op.create_table(
        "election_result",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("contest_id", sa.BigInteger(), nullable=False),
        sa.Column("candidacy_id", sa.BigInteger(), nullable=True),
        sa.Column("membership_id", sa.BigInteger(), nullable=True),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "member",
                "substitute",
                name="seatkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "origin",
            sa.Enum(
                "elected",
                "designated",
                "drawn",
                "by-right",
                "seated",
                name="origin",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.CheckConstraint("name <> ''", name=op.f("ck_election_result_is_named")),
        sa.CheckConstraint("rank > 0", name=op.f("ck_election_result_rank_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "candidacy_id"],
            ["candidacy.organisation_id", "candidacy.id"],
            name=op.f("fk_election_result_organisation_id_candidacy_id_candidacy"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "contest_id"],
            ["contest.organisation_id", "contest.id"],
            name=op.f("fk_election_result_organisation_id_contest_id_contest"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "membership_id"],
            ["membership.organisation_id", "membership.id"],
            name=op.f("fk_election_result_organisation_id_membership_id_membership"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_election_result_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", "id", name=op.f("pk_election_result")),
        sa.UniqueConstraint(
            "organisation_id",
            "contest_id",
            "kind",
            "rank",
            name=op.f("uq_election_result_organisation_id_contest_id_kind_rank"),
        ),
        sqlite_strict=True,
    )
    if op.get_bind().dialect.name == "postgresql":
        for table in WALLED:
            for statement in types.wall(table):
                op.execute(statement)


def downgrade() -> None:
    op.drop_table("election_result")
    op.drop_table("election_renunciation")
    op.drop_table("contest_tally")
    op.drop_table("tie_draw")
    op.drop_table("roll_objection")
    op.drop_table("roll_entry")
    op.drop_table("election_volunteer")
    op.drop_table("election_lots")
    op.drop_table("count_reading")
    op.drop_table("contest_count")
    op.drop_table("candidacy")
    op.drop_table("assisted_votes")
    op.drop_table("vote_observation")
    op.drop_table("election_challenge")
    op.drop_table("contest")
    op.drop_table("bureau_member")
    op.drop_table("election")
