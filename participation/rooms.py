"""The list of rooms: their doors, their sentences, and what each gives to templates."""

import datetime as dt

from flask import Flask
from flask_login import UserMixin
from sqlalchemy.orm import Session

from participation.foundation.access import Visitor
from participation.foundation.pages import teach
from participation.organisations import labels as organisation_labels
from participation.settings import Settings


class SignedIn(UserMixin):  # type: ignore[misc]
    """What Flask-Login calls a user: the token of a session row, nothing else."""

    def __init__(self, token: str) -> None:
        self.token = token

    def get_id(self) -> str:
        """Give the token that the signed cookie keeps."""
        return self.token


def open_rooms(app: Flask, settings: Settings) -> None:
    """Register every door and teach every sentence."""
    del app, settings
    teach(organisation_labels.REFUSALS)


def with_device(session: Session, visitor: Visitor, now: dt.datetime) -> Visitor:
    """Add the powers of a paired kiosk to those of the person before it."""
    del session, now
    return visitor
