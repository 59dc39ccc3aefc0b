"""The packed worker that seals, served alone to a page of a real Chromium."""

import json
from pathlib import Path

from playwright.sync_api import Page, Route

from tests.house.tree import ROOT

HOME = "http://localhost/"
STATIC = ROOT / "participation" / "static"
POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; worker-src 'self'"}


def find_worker() -> Path:
    """Find the packed worker by its plain name."""
    manifest = json.loads((STATIC / "manifest.json").read_text("utf-8"))
    return STATIC / str(manifest["seal-worker.js"])


def open_beside(page: Page) -> str:
    """Open an empty page from which the worker may be started; give the worker's address."""
    script = find_worker()

    def serve(route: Route) -> None:
        if route.request.url == HOME + script.name:
            kind, body = "text/javascript", script.read_text("utf-8")
        else:
            kind, body = "text/html", "<!doctype html><title>Urn</title>"
        route.fulfill(content_type=kind, body=body, headers=POLICY)

    page.route(HOME + "**", serve)
    page.goto(HOME)
    return HOME + script.name
