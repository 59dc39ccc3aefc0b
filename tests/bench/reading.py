"""A quality manager reads her results and takes them away: how long, and how much memory."""

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from flask import Flask
from flask.sessions import SecureCookieSessionInterface

from participation.foundation.cycle import TOKEN
from participation.foundation.keys import to_text
from tests.bench.places import Place
from tests.bench.respondent import BrokenJourneyError, read_forms
from tests.bench.server import SECRET, Server

CHUNK = 64 * 1024
MEGABYTE = 1024 * 1024
HALF_HOUR = 1800


@dataclass(frozen=True, slots=True)
class Export:
    """What one file cost: seconds to its first byte and to its last, lines, memory in MB.

    `growth_mb` is what the process took more for it; `peak_mb` the most it held, its code included.
    """

    first_byte: float
    seconds: float
    lines: int
    growth_mb: float
    peak_mb: float


class Reader:
    """A signed-in quality manager without a browser; one connection, so one server process."""

    def __init__(self, server: Server) -> None:
        self.server = server
        parts = urlsplit(server.url)
        host = parts.hostname or ""
        self.connection = http.client.HTTPConnection(host, parts.port, timeout=HALF_HOUR)
        self.address, self.desk, self.cookie = "", "", ""

    def enter(self, place: Place, token: str) -> None:
        """Go to the results of an association, signed in there."""
        self.address = f"/{place.slug}/results/{to_text(place.campaign_id)}"
        self.desk = f"/{place.slug}/campaigns/{to_text(place.campaign_id)}"
        self.cookie = _signed({TOKEN: token})

    def read_page(self, path: str = "") -> float:
        """Ask for a page, that of results by itself; give the seconds until its last byte."""
        began = time.perf_counter()
        self._ask("GET", path or self.address).read()
        return time.perf_counter() - began

    def close_wave(self) -> float:
        """Close the campaign as its manager does; give the seconds until she is led on."""
        page = self._ask("GET", self.desk).read().decode()
        form = next(each for each in read_forms(page) if each.action.endswith("/close"))
        began = time.perf_counter()
        self._ask("POST", form.action, form.hidden)
        return time.perf_counter() - began

    def print_posters(self, survey_id: int, languages: Sequence[str]) -> float:
        """Print the poster of a service in each language; give the seconds of all together."""
        poster = f"{self.address}/poster/{to_text(survey_id)}.pdf"
        began = time.perf_counter()
        for language in languages:
            printed = self._ask("GET", f"{poster}?language={quote(language)}").read()
            if not printed.startswith(b"%PDF"):
                raise BrokenJourneyError(poster)
        return time.perf_counter() - began

    def export(self) -> Export:
        """Ask for all responses as CSV, take the file away, and watch the server's memory."""
        forms = read_forms(self._ask("GET", f"{self.address}/exports").read().decode())
        token = next(each.hidden["csrf_token"] for each in forms if "kind" in each.hidden)
        asked = {"csrf_token": token, "kind": "responses.csv", "language": "fr"}
        location = self._ask("POST", f"{self.address}/exports", asked).headers["Location"]
        before = self.server.resident_bytes()
        self.server.forget_peaks()
        began = time.perf_counter()
        response = self._ask("GET", location)
        lines = response.read(1).count(b"\n")
        first = time.perf_counter() - began
        while chunk := response.read(CHUNK):
            lines += chunk.count(b"\n")
        seconds = time.perf_counter() - began
        peaks = self.server.peak_bytes()
        growth, peak = max((peak - before[pid], peak) for pid, peak in peaks.items())
        return Export(first, seconds, lines - 1, growth / MEGABYTE, peak / MEGABYTE)

    def _ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> http.client.HTTPResponse:
        headers = {"Accept-Encoding": "gzip" if path == self.address else "identity"}
        headers["Cookie"] = f"session={self.cookie}"
        if fields:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields else None, headers)
        response = self.connection.getresponse()
        if response.status != (303 if fields else 200):
            raise BrokenJourneyError(f"{response.status} at {path}")
        if cookie := response.headers.get("Set-Cookie", ""):
            self.cookie = cookie.partition(";")[0].partition("=")[2]
        if fields:
            response.read()
        return response


def _signed(kept: dict[str, str]) -> str:
    """Sign what the browser of a signed-in person keeps."""
    app = Flask("bench")
    app.secret_key = SECRET
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    if serializer is None:
        raise BrokenJourneyError("no secret to sign with")
    return str(serializer.dumps(kept))
