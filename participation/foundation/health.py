"""Whether the installation works: asked by proxies, by `participation health` and by the demo."""

import datetime as dt
import shutil
from pathlib import Path

from flask import Flask, Response, current_app, jsonify
from sqlalchemy import Engine, select
from sqlalchemy.exc import SQLAlchemyError

from participation.foundation.access import allow
from participation.foundation.permissions import PUBLIC

LEAST_FREE = 64 * 1024 * 1024
"""Bytes below which a write may fail at any moment: better to say so while reads still work."""
LATE = dt.timedelta(hours=1)


def check(engine: Engine, data: Path) -> dict[str, bool]:
    """Say what works: the database answers, the disk has room."""
    return {"database": _answers(engine), "disk": _has_room(data)}


def _answers(engine: Engine) -> bool:
    try:
        with engine.execution_options(writing=False).connect() as connection:
            return connection.scalar(select(1)) == 1
    except SQLAlchemyError:
        return False


def _has_room(data: Path) -> bool:
    try:
        return shutil.disk_usage(data).free >= LEAST_FREE
    except OSError:
        return False


def open_health(app: Flask) -> None:
    """Answer `/health`: 200 when all is well, else 503; the names of the parts, no detail."""

    @app.get("/health", endpoint="health")
    @allow(PUBLIC)
    def show() -> tuple[Response, int]:
        house = current_app.extensions
        found = check(house["engine"], house["settings"].data)
        well = all(found.values())
        return jsonify(status="ok" if well else "failing", parts=found), 200 if well else 503
