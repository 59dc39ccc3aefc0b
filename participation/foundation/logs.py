"""Logs as JSON lines of declared fields only: no address, name, code, answer or query string."""

import json
import logging
import sys
import time

from flask import Flask, Response, g, request

from participation.foundation.access import door_of

FIELDS = ("event", "method", "route", "status", "milliseconds", "kind", "job", "count", "problem")
"""The allow-list: whatever else a record carries is dropped, its message included."""


class AllowListFormatter(logging.Formatter):
    """Writes the declared fields of a record, and where it came from; never its free text."""

    def format(self, record: logging.LogRecord) -> str:
        """Give one JSON line."""
        line: dict[str, object] = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "logger": record.name,
        }
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["where"] = _where(record)
        return json.dumps(line, ensure_ascii=False)


def _where(record: logging.LogRecord) -> list[str]:
    """Give the lines of code of an error: they tell the fault without the values."""
    trace, places = record.exc_info[2] if record.exc_info else None, []
    while trace is not None:
        code = trace.tb_frame.f_code
        places.append(f"{code.co_filename.rpartition('participation/')[2]}:{trace.tb_lineno}")
        trace = trace.tb_next
    return places[-6:]


def set_up() -> None:
    """Send every log of the process through the allow-list."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(AllowListFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)


def log_requests(app: Flask) -> None:
    """Log each request by its route (never its address), its answer and how long it took.

    A door that says so is left out: at the booth, the hour alone tells who came when.
    """
    log = logging.getLogger("participation.requests")

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def write(response: Response) -> Response:
        door = door_of(app, request.endpoint)
        if request.endpoint != "static" and (door is None or door.logged):
            started = g.get("started", time.perf_counter())
            fields = {
                "event": "request",
                "method": request.method,
                "route": str(request.url_rule) if request.url_rule else "none",
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - started) * 1000),
            }
            log.info("request", extra=fields)
        return response
