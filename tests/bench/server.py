"""The real server under measure: gunicorn as the demonstration runs it, its CPU and memory."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORKERS, THREADS = 2, 4
SECRET = "measured " * 5
TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")


def family(pid: int) -> list[int]:
    """Give a process and its children."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *map(int, children)]


def cpu_seconds(pid: int) -> float:
    """Give the processor time of a process and of its children, those that ended included.

    The process comes last: it has the time of a child that ended while the others were read.
    """
    total = 0
    for each in reversed(family(pid)):
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):
            fields = Path(f"/proc/{each}/stat").read_text().rpartition(")")[2].split()
            total += sum(map(int, fields[11:13] if each != pid else fields[11:15]))
    return total / TICKS


@dataclass(frozen=True, slots=True)
class Server:
    """A running server and its processes."""

    url: str
    pid: int

    def processes(self) -> list[int]:
        """Give the server's processes, the master first."""
        return family(self.pid)

    def cpu_seconds(self) -> float:
        """Give the processor time that all its processes have used."""
        return cpu_seconds(self.pid)

    def resident_bytes(self) -> dict[int, int]:
        """Give the memory that each process holds now."""
        sizes = {pid: Path(f"/proc/{pid}/statm").read_text().split()[1] for pid in self.processes()}
        return {pid: int(size) * PAGE for pid, size in sizes.items()}

    def peak_bytes(self) -> dict[int, int]:
        """Give the most memory that each process ever held, or held since `forget_peaks`."""
        peaks = {}
        for pid in self.processes():
            status = Path(f"/proc/{pid}/status").read_text()
            peaks[pid] = int(status.partition("VmHWM:")[2].split()[0]) * 1024
        return peaks

    def forget_peaks(self) -> None:
        """Let the kernel measure the peaks anew (proc(5), clear_refs)."""
        for pid in self.processes():
            Path(f"/proc/{pid}/clear_refs").write_text("5")


@contextlib.contextmanager
def serving(database: str, folder: Path) -> Iterator[Server]:
    """Serve a database on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    url = f"http://localhost:{port}"
    variables = os.environ | {
        "PARTICIPATION_ENVIRONMENT": "development",
        "PARTICIPATION_DATABASE_URL": database,
        "PARTICIPATION_SECRET_KEY": SECRET,
        "PARTICIPATION_TRUSTED_HOSTS": "localhost,127.0.0.1",
        "PARTICIPATION_BASE_URL": url,
        "PARTICIPATION_DATA": str(folder),
    }
    options = ["--no-control-socket", "--workers", str(WORKERS), "--threads", str(THREADS)]
    command = [sys.executable, "-m", "gunicorn", "-b", f"127.0.0.1:{port}", *options]
    with (folder / "server.log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--log-level", "warning", "participation.app:create_app()"],
            env=variables,
            stdout=log,
            stderr=log,
        )
    try:
        _wait(url, process, folder / "server.log")
        yield Server(url, process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            sys.exit(f"the server did not start:\n{log.read_text()}")
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{url}/health", timeout=2).close()  # noqa: S310
            return
        time.sleep(0.1)
    sys.exit("the server does not answer")
