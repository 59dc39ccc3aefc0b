"""Asking the directory again about somebody who is inside, before her request is answered."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from flask import current_app
from sqlalchemy.orm import Session

from participation.accounts import operations, queries
from participation.accounts.adapters.directory import ask_again
from participation.accounts.rules.directory import Answer, Verdict, is_due
from participation.foundation.act import Act
from participation.foundation.database import open_session
from participation.foundation.scope import enter_organisation
from participation.settings import Directory

from . import door


def ask_directory(session: Session, token: str | None, now: dt.datetime) -> None:
    """Ask when it is due, in sessions of its own: nothing is held while the directory thinks.

    A no ends her session before her page is made. Without an answer she goes on, until what was
    last believed runs out (`silent_for`): `identify` sees to that, whatever happens here.
    """
    directory = door.directory() if token else None
    if directory is None or token is None:
        return
    row = queries.find_session(session, token, now)
    if row is None or row.directory_tokens is None:
        return
    if not is_due(row.asked_at, now, directory.ask_every):
        return
    organisation_id: int = session.info["organisation"]
    session.expunge(row)
    session.rollback()  # SQLite's single writer is for whoever writes in the meantime
    with _writing(organisation_id, now) as act:
        claimed = operations.claim_question(act, row, ask_every=directory.ask_every)
    if claimed:
        verdict = ask_again(directory, queries.tokens_of(row), now)
        _hear(organisation_id, row.id, directory, verdict, now)


@contextmanager
def _writing(organisation_id: int, now: dt.datetime) -> Iterator[Act]:
    """Act beside the request, in the name of the directory."""
    with open_session(current_app.extensions["engine"], writing=True) as session:
        enter_organisation(session, organisation_id)
        yield Act(session, operations.DIRECTORY, now)
        session.commit()


def _hear(
    organisation_id: int, key: int, directory: Directory, verdict: Verdict, now: dt.datetime
) -> None:
    if verdict.answer is Answer.SILENT:
        return
    with _writing(organisation_id, now) as act:
        row = queries.find_session_by_key(act.session, key)
        if row is None:
            return
        if verdict.answer is Answer.NO:
            operations.close_by_directory(act, row)
        else:
            operations.hear_yes(
                act, row, verdict.groups, verdict.tokens, silent_for=directory.silent_for
            )
