"""Counts kept beside responses and answers, filled for what was answered before."""

from collections.abc import Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from participation.foundation import types

revision = "e41a7c0d95b2"
down_revision = "e41f7c0b9a52"
branch_labels = None
depends_on = None

READ = ("questionnaire_version", "campaign", "survey", "response", "answer")
CHANNELS = ("kiosk", "phone", "paper", "interview")
AIDS = ("none", "peer", "volunteer", "staff", "relative", "interpreter")


def _word(column: str, name: str, *words: str) -> "sa.Column[Any]":
    kept = sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=40)
    return sa.Column(column, kept, nullable=False)


def _question() -> "sa.Column[Any]":
    return sa.Column("question", sa.SmallInteger(), nullable=False)


def _proxy() -> "sa.Column[Any]":
    return sa.Column("proxy", sa.Boolean(), nullable=False)


def _make(table: str, *columns: "sa.Column[Any]") -> None:
    op.create_table(
        table,
        sa.Column("organisation_id", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.BigInteger(), nullable=False),
        sa.Column("survey_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("number > 0", name=op.f(f"ck_{table}_number_counted")),
        sa.ForeignKeyConstraint(
            ["organisation_id", "service_id", "survey_id"],
            ["survey.organisation_id", "survey.service_id", "survey.id"],
            name=op.f(f"fk_{table}_organisation_id_service_id_survey_id_survey"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f(f"fk_{table}_organisation_id_organisation"),
        ),
        sa.PrimaryKeyConstraint(
            "organisation_id",
            "survey_id",
            *(column.name for column in columns),
            name=op.f(f"pk_{table}"),
        ),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def upgrade() -> None:
    _make(
        "response_count",
        _word("channel", "channel", *CHANNELS),
        _word("aid", "aid", *AIDS),
        sa.Column("language", sa.String(20), nullable=False),
        sa.Column("listened", sa.Boolean(), nullable=False),
        _proxy(),
    )
    value = sa.Column("value", sa.BigInteger(), nullable=False)
    _make("answer_count", _question(), value, _proxy())
    _make("chooser_count", _question(), _proxy())
    walled = op.get_bind().dialect.name == "postgresql"
    for table in READ if walled else ():
        op.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    _fill()
    for table in READ if walled else ():
        op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    for table in ("response_count", "answer_count", "chooser_count") if walled else ():
        for statement in types.wall(table):
            op.execute(statement)


ANSWERS_OF = (
    " FROM answer a JOIN response r ON r.organisation_id = a.organisation_id"
    " AND r.survey_id = a.survey_id AND r.key = a.response_key"
    " JOIN survey s ON s.organisation_id = a.organisation_id AND s.id = a.survey_id"
    " WHERE s.campaign_id = :campaign AND s.organisation_id = :organisation"
)


def _fill() -> None:
    """Count responses; then answers campaign by campaign, where no more of them come."""
    connection = op.get_bind()
    ways = "organisation_id, service_id, survey_id, channel, aid, language, listened, proxy"
    connection.execute(
        sa.text(
            f"INSERT INTO response_count ({ways}, number)"  # noqa: S608 - names of columns
            f" SELECT {ways}, count(*) FROM response GROUP BY {ways}"
        )
    )
    for organisation, campaign, several in _closed(connection):
        of = {"organisation": organisation, "campaign": campaign}
        key = "a.organisation_id, a.service_id, a.survey_id, a.question"
        connection.execute(
            sa.text(
                "INSERT INTO answer_count"
                " (organisation_id, service_id, survey_id, question, value, proxy, number)"
                f" SELECT {key}, a.value, r.proxy, count(*){ANSWERS_OF}"
                f" GROUP BY {key}, a.value, r.proxy"
            ),
            of,
        )
        chosen = sa.text(
            "INSERT INTO chooser_count"
            " (organisation_id, service_id, survey_id, question, proxy, number)"
            f" SELECT {key}, r.proxy, count(DISTINCT a.response_key){ANSWERS_OF}"
            f" AND a.value >= 0 AND a.question IN :several GROUP BY {key}, r.proxy"
        ).bindparams(sa.bindparam("several", expanding=True))
        connection.execute(chosen, {**of, "several": several})


def _closed(connection: sa.Connection) -> list[tuple[int, int, list[int]]]:
    """Give each closed campaign with the numbers of its questions that take several answers."""
    campaign = sa.table(
        "campaign", *map(sa.column, ("organisation_id", "id", "version_id", "stage"))
    )
    version = sa.table(
        "questionnaire_version",
        sa.column("organisation_id"),
        sa.column("id"),
        sa.column("document", types.PortableJson),
    )
    found = connection.execute(
        sa.select(campaign.c.organisation_id, campaign.c.id, version.c.document)
        .join(
            version,
            sa.and_(
                version.c.organisation_id == campaign.c.organisation_id,
                version.c.id == campaign.c.version_id,
            ),
        )
        .where(campaign.c.stage.in_(("closed", "published")))
    )
    return [(first, second, list(_several(document))) for first, second, document in found]


def _several(document: Mapping[str, Any]) -> Iterator[int]:
    for item in document.get("items", ()):
        if item.get("kind") == "many":
            yield item["number"]
        yield from _several(item)


def downgrade() -> None:
    for table in ("chooser_count", "answer_count", "response_count"):
        op.drop_table(table)
