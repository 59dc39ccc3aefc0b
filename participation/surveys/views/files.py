"""Files that leave: papers in the browser, sheets and forms as downloads."""

import datetime as dt
from pathlib import Path

from flask import Response, current_app

from participation.foundation import clock

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def paper(content: bytes, name: str) -> Response:
    """Give a PDF to read in the browser, with a name for whoever keeps it."""
    disposition = f'inline; filename="{name}.pdf"'
    return Response(
        content, mimetype="application/pdf", headers={"Content-Disposition": disposition}
    )


def download(content: bytes, name: str, kind: str) -> Response:
    """Give a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, mimetype=kind, headers=headers)


def cache() -> Path:
    """Give the folder of what can be made again, such as the fonts of papers."""
    data: Path = current_app.extensions["settings"].data
    return data / "cache"


def printed_at() -> dt.datetime:
    """Give the instant that a paper carries."""
    return clock.now()


def outside(path: str) -> str:
    """Give the whole address of a path, as phones outside reach it."""
    base: str = current_app.extensions["settings"].base_url
    return f"{base}{path}"
