"""A respondent without a browser: reads forms, answers them all, follows where they lead."""

import http.client
import random
import re
import time
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urljoin, urlsplit

REDIRECTS = {301, 302, 303, 307}
LONGEST_JOURNEY = 60
FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
CONTROL = re.compile(r"<(input|textarea|button)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


class BrokenJourneyError(RuntimeError):
    """A page did not lead on; the figure would be false."""


@dataclass(slots=True)
class Form:
    """A form as served: where it goes, and the controls by name with their values."""

    action: str
    method: str
    hidden: dict[str, str] = field(default_factory=dict)
    radios: dict[str, list[str]] = field(default_factory=dict)
    boxes: dict[str, list[str]] = field(default_factory=dict)
    numbers: dict[str, tuple[int, int]] = field(default_factory=dict)
    texts: list[str] = field(default_factory=list)
    buttons: list[tuple[str, str]] = field(default_factory=list)


def read_forms(page: str) -> list[Form]:
    """Find the forms of a page; by patterns, for a respondent must cost less than the server."""
    forms = []
    for found in FORM.finditer(page):
        said = _read(found[1])
        form = Form(said.get("action", ""), said.get("method", "get").lower())
        for tag, words in CONTROL.findall(found[2]):
            _note(form, tag, _read(words))
        forms.append(form)
    return forms


def _read(words: str) -> dict[str, str]:
    """Give the attributes of a tag as the program writes them: lower case, double quotes."""
    return {name: unescape(value) for name, value in ATTRIBUTE.findall(words)}


def _note(form: Form, tag: str, said: dict[str, str]) -> None:
    name, kind = said.get("name", ""), said.get("type", "submit" if tag == "button" else "text")
    if kind == "submit":
        form.buttons.append((name, said.get("value", "")))
    elif not name or kind in {"file", "button"}:
        return
    elif kind == "hidden":
        form.hidden[name] = said.get("value", "")
    elif kind == "radio":
        form.radios.setdefault(name, []).append(said.get("value", ""))
    elif kind == "checkbox":
        form.boxes.setdefault(name, []).append(said.get("value", ""))
    elif kind == "number":
        form.numbers[name] = int(said.get("min") or 0), int(said.get("max") or 10)
    else:
        form.texts.append(name)


class Respondent:
    """One person with her own cookies; keeps how long each step took, redirects followed."""

    def __init__(self, address: str, language: str = "fr") -> None:
        parts = urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
        self.language = language
        self.cookies: dict[str, str] = {}
        self.waits: list[float] = []
        self.requests = 0

    def answer(self, start: str, *, by_group: bool, seed: int) -> None:
        """Go from the start page to the thanks, as somebody who has never been here.

        Raises BrokenJourneyError when a page does not lead to the thanks.
        """
        chance = random.Random(seed)
        self.cookies.clear()
        self.connection.close()
        path, page = self._follow("GET", start, None)
        for _ in range(LONGEST_JOURNEY):
            if path.endswith("/thanks"):
                return
            form = _main_form(page, path)
            action = urljoin(path, form.action or path)
            path, page = self._follow("POST", action, _fill(form, chance, by_group=by_group))
        raise BrokenJourneyError(path)

    def _follow(self, method: str, path: str, body: str | None) -> tuple[str, str]:
        began = time.perf_counter()
        for _ in range(6):
            status, location, page = self._ask(method, path, body)
            if status in REDIRECTS and location:
                path, method, body = urlsplit(urljoin(path, location)).path, "GET", None
                continue
            self.waits.append(time.perf_counter() - began)
            if status != http.client.OK:
                raise BrokenJourneyError(f"{status} at {path}")
            return path, page
        raise BrokenJourneyError(f"turning round at {path}")

    def _ask(self, method: str, path: str, body: str | None) -> tuple[int, str | None, str]:
        headers = {"Accept-Language": self.language, "Accept-Encoding": "identity"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.requests += 1
        response = self._exchange(method, path, body, headers)
        page = response.read().decode("utf-8", "replace")
        for value in response.headers.get_all("Set-Cookie") or ():
            name, _, rest = value.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        return response.status, response.headers.get("Location"), page

    def _exchange(
        self, method: str, path: str, body: str | None, headers: dict[str, str]
    ) -> http.client.HTTPResponse:
        """Send; once more, as browsers do, when the server has just closed a silent connection."""
        try:
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()
        except ConnectionError:
            self.connection.close()
            self.connection.request(method, path, body, headers)
            return self.connection.getresponse()


def _main_form(page: str, path: str) -> Form:
    """Give the form that leads on: the one that posts beneath the survey's own address."""
    survey = path.partition("/surveys/")[2].partition("/")[0]
    for form in read_forms(page):
        action = form.action or path
        leads_on = survey in action and not action.endswith(("/voice", "/erase", "/help"))
        if form.method == "post" and leads_on:
            return form
    raise BrokenJourneyError(f"no form at {path}")


def _fill(form: Form, chance: random.Random, *, by_group: bool) -> str:
    fields = list(form.hidden.items())
    fields += [(name, chance.choice(values)) for name, values in form.radios.items()]
    fields += [(name, chance.choice(values)) for name, values in form.boxes.items()]
    fields += [(name, str(chance.randint(*ends))) for name, ends in form.numbers.items()]
    fields += [(name, "Tout va bien.") for name in form.texts]
    names = [name for name, _ in form.buttons]
    if "parts" in names and by_group:
        fields.append(("parts", "1"))
    return urlencode(fields)
