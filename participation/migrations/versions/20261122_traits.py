"""Answers of closed surveys by way of answering, which comparisons hold equal."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "a93d6e0f4b17"
down_revision = "f2c7a8d15b30"
branch_labels = None
depends_on = None

READ = ("questionnaire_version", "campaign", "survey", "response", "answer")
KEY = ("survey_id", "trait", "part", "question", "value")
CLOSED = ("closed", "published", "archived")
LEAST_PLACES = 2
HELPED = "CASE WHEN r.aid = 'none' THEN 'alone' ELSE 'helped' END"
STAYED = (
    "CASE WHEN m.value >= 24 THEN 'b24' WHEN m.value >= 6 THEN 'b6'"
    " WHEN m.value >= 0 THEN 'b0' ELSE 'untold' END"
)
MONTHS = (
    " LEFT JOIN answer m ON m.organisation_id = a.organisation_id AND m.survey_id = a.survey_id"
    " AND m.response_key = a.response_key AND m.question = :stay"
)
COUNTED = (
    "INSERT INTO trait_count"
    " (organisation_id, service_id, survey_id, trait, part, question, value, number)"
    " SELECT a.organisation_id, a.service_id, a.survey_id, '{trait}', {part}, a.question,"
    " a.value, count(*) FROM answer a JOIN response r ON r.organisation_id = a.organisation_id"
    " AND r.survey_id = a.survey_id AND r.key = a.response_key"
    " JOIN survey s ON s.organisation_id = a.organisation_id AND s.id = a.survey_id{joined}"
    " WHERE s.campaign_id = :campaign AND s.organisation_id = :organisation"
    " AND NOT r.proxy AND a.question IN :scales"
    " GROUP BY a.organisation_id, a.service_id, a.survey_id, {part}, a.question, a.value"
)


def upgrade() -> None:
    op.create_table(
        "trait_count",
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        sa.Column(
            "trait",
            sa.Enum(
                *("place", "help", "stay"),
                name="trait",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("part", sa.String(20), nullable=False),
        sa.Column("question", sa.SmallInteger(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f("ck_trait_count_number_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f("fk_trait_count_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_trait_count_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint("organisation_id", *KEY, name=op.f("pk_trait_count")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    walled = op.get_bind().dialect.name == "postgresql"
    for table in READ if walled else ():
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _fill()
    for table in READ if walled else ():
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for statement in types.wall("trait_count") if walled else ():
        op.execute(statement)


def _fill() -> None:
    """Count what was answered before, campaign by campaign."""
    connection = op.get_bind()
    for organisation, campaign, document in _closed(connection):
        questions = list(_questions(document))
        facts = {
            "organisation": organisation,
            "campaign": campaign,
            "scales": [each["number"] for each in questions if _is_scale(each)],
        }
        _count(connection, facts, "place", "r.channel")
        _count(connection, facts, "help", HELPED)
        stay = next((each["number"] for each in questions if _asks_stay(each)), None)
        if stay is not None:
            _count(connection, {**facts, "stay": stay}, "stay", STAYED, MONTHS)


def _count(
    connection: sa.Connection, facts: Mapping[str, Any], trait: str, part: str, joined: str = ""
) -> None:
    words = COUNTED.format(trait=trait, part=part, joined=joined)
    statement = sa.text(words).bindparams(sa.bindparam("scales", expanding=True))
    connection.execute(statement, dict(facts))


def _closed(connection: sa.Connection) -> list[tuple[int, int, Mapping[str, Any]]]:
    campaign = sa.table(
        "campaign", *map(sa.column, ("organisation_id", "id", "version_id", "stage"))
    )
    version = sa.table(
        "questionnaire_version",
        sa.column("organisation_id"),
        sa.column("id"),
        sa.column("document", types.PortableJson),
    )
    same = sa.and_(
        version.c.organisation_id == campaign.c.organisation_id,
        version.c.id == campaign.c.version_id,
    )
    found = connection.execute(
        sa.select(campaign.c.organisation_id, campaign.c.id, version.c.document)
        .join(version, same)
        .where(campaign.c.stage.in_(CLOSED))
    )
    return [(first, second, document) for first, second, document in found]


def _questions(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for item in document.get("items", ()):
        if "kind" in item:
            yield item
        yield from _questions(item)


def _is_scale(question: Mapping[str, Any]) -> bool:
    """Say whether answers are content or not: one of several choices that have a place."""
    placed = {one["value"] for one in question.get("choices", ()) if one.get("score") is not None}
    return question["kind"] != "many" and len(placed) >= LEAST_PLACES


def _asks_stay(question: Mapping[str, Any]) -> bool:
    bank = str(question.get("raw", {}).get("bank", "")).split("@")[0]
    return question["kind"] == "number" and bank == "stay_months" and not question.get("minimum")


def downgrade() -> None:
    op.drop_table("trait_count")
