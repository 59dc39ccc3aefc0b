"""Every byte that a server hears while people vote: addresses, headers, bodies."""

import io
from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from tests.application import Served


class Heard:
    """Listens at the door of a server from the moment it is made."""

    def __init__(self, served: Served) -> None:
        self._parts: list[bytes] = []
        inner = served.app.wsgi_app

        def listen(environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
            body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            environ["wsgi.input"] = io.BytesIO(body)
            said = [f"{name}: {value}" for name, value in environ.items() if name.isupper()]
            self._parts += ["\n".join(said).encode(), body]
            answer: Iterable[bytes] = inner(environ, start)
            return answer

        setattr(served.app, "wsgi_app", listen)  # noqa: B010 - a method that Flask lets one wrap

    @property
    def requests(self) -> int:
        """Count what was asked."""
        return len(self._parts) // 2

    def knows(self, secret: str) -> bool:
        """Say whether anything heard holds this secret: whole, without dashes, or half of it."""
        half = secret[: len(secret) // 2]
        forms = {secret, secret.replace("-", ""), half, secret[len(half) :]}
        everything = b"\n".join(self._parts)
        return any(form.encode() in everything for form in forms)
