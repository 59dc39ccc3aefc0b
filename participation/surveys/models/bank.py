"""Questions that an association keeps for its next questionnaires, version by version."""

from typing import Any

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base
from participation.foundation.scope import Keyed
from participation.foundation.types import PortableJson, code
from participation.surveys.rules.stages import Public


class BankQuestion(Keyed, Base):
    """One version of a question of the association's own bank; a version never changes."""

    __tablename__ = "bank_question"
    __table_args__ = (UniqueConstraint("organisation_id", "identifier", "number"),)

    identifier: Mapped[str] = mapped_column(String(40))
    """The same for all its versions; questionnaires carry it with the version they copied."""
    number: Mapped[int]
    theme: Mapped[str] = mapped_column(String(200), default="")
    criterion: Mapped[str] = mapped_column(String(200), default="")
    """Code of a criterion of the HAS as the association wrote it: nobody has checked it here."""
    criterion_label: Mapped[str] = mapped_column(String(200), default="")
    public: Mapped[Public] = mapped_column(code(Public), default=Public.RESIDENTS)
    document: Mapped[dict[str, Any]] = mapped_column(PortableJson)
