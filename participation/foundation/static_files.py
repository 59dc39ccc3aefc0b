"""Serves the files of the browser build: compressed beforehand, kept for ever by their digest."""

from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from participation.foundation.assets import FOLDER

A_YEAR = 31_536_000


def serve(app: Flask, folder: Path = FOLDER) -> None:
    """Open the only door without a permission: names carry a digest, content is everybody's."""

    def static(filename: str) -> Response:
        takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
        packed = takes_gzip and (folder / f"{filename}.gz").is_file()
        response = send_from_directory(
            folder, f"{filename}.gz" if packed else filename, max_age=A_YEAR
        )
        response.cache_control.immutable = True
        if packed:
            kind = send_from_directory(folder, filename).mimetype
            response.mimetype = kind or "application/octet-stream"
            response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
        return response

    app.add_url_rule("/static/<path:filename>", endpoint="static", view_func=static)
