"""What is known of each translation of a questionnaire, beside the words themselves."""

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from participation.foundation.database import Base, refers
from participation.foundation.scope import Owned
from participation.foundation.types import code
from participation.surveys.rules.texts import Hand, State


class QuestionnaireText(Owned, Base):
    """One text of a version in one language; without a row it was brought in whole.

    Whether it is stale is never written: it is when `source` is not today's digest.
    """

    __tablename__ = "questionnaire_text"
    __table_args__ = (
        refers("questionnaire_version", "version_id", cascade=True),
        CheckConstraint("state IN ('machine', 'translated', 'reviewed')", name="state_said"),
        {"sqlite_with_rowid": False},
    )

    version_id: Mapped[int] = mapped_column(primary_key=True)
    language: Mapped[str] = mapped_column(String(60), primary_key=True)
    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    """Digest of the place's name: forms may make names of any length."""
    state: Mapped[State] = mapped_column(code(State))
    hand: Mapped[Hand] = mapped_column(code(Hand))
    source: Mapped[str] = mapped_column(String(32))
    words: Mapped[str] = mapped_column(String(32))
