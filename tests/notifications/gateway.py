"""An SMS gateway of this machine, over real HTTP."""

import contextlib
import http.client
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit


class Gateway(ThreadingHTTPServer):
    """An SMS gateway that keeps what it receives and answers as told."""

    request_queue_size = 64

    def __init__(self, status: int, pause: float) -> None:
        super().__init__(("127.0.0.1", 0), Answering)
        self.status, self.pause = status, pause
        self.received: list[tuple[dict[str, str], dict[str, str]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/messages"

    def pass_on(self, address: str, secret: str, **reply: str) -> int:
        """Bring what somebody answered to where replies are read; give the status."""
        parts = urlsplit(address)
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": "application/json"}
        with contextlib.closing(http.client.HTTPConnection(parts.netloc, timeout=20)) as line:
            line.request("POST", parts.path, json.dumps(reply), headers)
            return line.getresponse().status


class Answering(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.received.append((dict(self.headers), body))
        time.sleep(self.server.pause)
        self.send_response(self.server.status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def handle_error(self, *_facts: object) -> None:
        """Let a killed sender hang up."""

    def log_message(self, *_facts: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def gateway(status: int = 202, pause: float = 0.0) -> Iterator[Gateway]:
    """Serve until the end of the block; `pause` seconds pass between receiving and answering."""
    with Gateway(status, pause) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
