"""The bank of questions as an association has it: those shipped, then its own, newest versions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.surveys.adapters.bank import shipped
from participation.surveys.models import BankQuestion
from participation.surveys.rules.bank import Banked, read_alone


def list_bank(session: Session) -> tuple[Banked, ...]:
    """Give the association's own questions, the latest kept first, then those of the program."""
    statement = select(BankQuestion).order_by(BankQuestion.id.desc())
    newest: dict[str, BankQuestion] = {}
    for row in session.scalars(statement):
        if row.identifier not in newest or newest[row.identifier].number < row.number:
            newest[row.identifier] = row
    return (*map(_banked, newest.values()), *shipped())


def find_banked(session: Session, identifier: str) -> Banked | None:
    """Give the newest version of a question of the bank, or nothing."""
    row = find_newest(session, identifier)
    if row is not None:
        return _banked(row)
    return next((one for one in shipped() if one.identifier == identifier), None)


def find_newest(session: Session, identifier: str) -> BankQuestion | None:
    """Give the association's own row of the newest version, or nothing."""
    statement = (
        select(BankQuestion)
        .where(BankQuestion.identifier == identifier)
        .order_by(BankQuestion.number.desc())
        .limit(1)
    )
    return session.scalar(statement)


def _banked(row: BankQuestion) -> Banked:
    return Banked(
        row.identifier,
        row.number,
        read_alone(row.document),
        row.theme,
        row.criterion,
        row.criterion_label,
        row.public,
        is_own=True,
    )
