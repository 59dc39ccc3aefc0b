"""Serves the files of the browser build: compressed beforehand, kept for ever by their digest."""

from mimetypes import guess_type
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from participation.foundation.assets import FOLDER

A_YEAR = 31_536_000


def serve(app: Flask, folder: Path = FOLDER) -> None:
    """Open the only door without a permission: names carry a digest, content is everybody's."""

    def static(filename: str) -> Response:
        takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        packed = takes_gzip and (folder / f"{filename}.gz").is_file()
        kind, _encoding = guess_type(filename)
        name = f"{filename}.gz" if packed else filename
        response = send_from_directory(folder, name, mimetype=kind, max_age=A_YEAR)
        response.cache_control.immutable = True
        if packed:
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static)
