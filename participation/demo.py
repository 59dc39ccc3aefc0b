"""The demonstration: an invented association, served until Ctrl-C here or on the local network."""

import argparse
import contextlib
import datetime as dt
import ipaddress
import os
import secrets
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO
from urllib.parse import urlsplit

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from participation.foundation.clock import now
from participation.settings import PACKAGE, ROOT

FOLDER = ROOT / ".demo"
STEPS = PACKAGE / "migrations" / "versions"
COMMAND = Path(sys.executable).parent / "participation"
PORTS = range(8000, 8050)
START_SECONDS = 60
STOP_SECONDS = 10
CERTIFICATE_DAYS = 30


def lan_address() -> str:
    """Find this machine's address on the local network; nothing is sent."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            sys.exit("This machine is on no network: connect it, or leave out --lan.")
        return str(probe.getsockname()[0])


def free_port(host: str, wanted: int | None) -> int:
    """Give the port asked for, or the first free one."""
    for port in [wanted] if wanted else PORTS:
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
            return port
    sys.exit(f"Port {wanted or PORTS[0]} is taken: choose another, such as --port 8123.")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the demonstration answers; `bind` is the address it listens at."""

    host: str
    bind: str
    port: int
    lan: bool

    @property
    def address(self) -> str:
        """Give what people type."""
        return f"http{'s' if self.lan else ''}://{self.host}:{self.port}"


def find_place(port: int | None, *, lan: bool) -> Place:
    """Choose where to answer: this machine only, or its local network."""
    host = lan_address() if lan else "localhost"
    bind = "0.0.0.0" if lan else "127.0.0.1"  # noqa: S104 - asked for by --lan
    return Place(host, bind, free_port(bind, port), lan)


def make_certificate(folder: Path, host: str) -> tuple[Path, Path]:
    """Sign a certificate for this machine's name and address; give the files (certificate, key).

    Browsers give camera, microphone and cryptography to HTTPS and localhost only, so a phone of
    the network needs one. Nobody vouches for it: the phone asks once whether to go on.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Participation demonstration")])
    addresses = [x509.IPAddress(ipaddress.ip_address(each)) for each in (host, "127.0.0.1")]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now() - dt.timedelta(days=1))
        .not_valid_after(now() + dt.timedelta(days=CERTIFICATE_DAYS))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.DNSName("localhost"), *addresses]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    public, private = folder / "certificate.pem", folder / "certificate-key.pem"
    public.write_bytes(certificate.public_bytes(pem))
    private.touch(mode=0o600)
    private.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return public, private


def environment(address: str, host: str) -> dict[str, str]:
    """Give the settings of the demonstration; its secret is made once."""
    FOLDER.mkdir(exist_ok=True)
    secret = FOLDER / "secret-key"
    if not secret.is_file():
        secret.touch(mode=0o600)
        secret.write_text(secrets.token_urlsafe(48))
    settings = {
        "ENVIRONMENT": "development",
        "DATA": str(FOLDER),
        "SECRET_KEY": secret.read_text(),
        "BASE_URL": address,
        "TRUSTED_HOSTS": f"localhost,127.0.0.1,{host}",
    }
    kept = {name: it for name, it in os.environ.items() if not name.startswith("PARTICIPATION_")}
    return kept | {f"PARTICIPATION_{name}": value for name, value in settings.items()}


def fill(env: Mapping[str, str], out: TextIO | None = None) -> None:
    """Bring the database up to date; fill it, from the beginning when that was cut short.

    What the commands say goes to `out`, or to where this program writes.
    """
    filled, taken = (FOLDER / "sign-ins.json").is_file(), FOLDER / "steps"
    steps = "\n".join(sorted(path.name for path in STEPS.glob("*.py")))
    if filled and taken.is_file() and taken.read_text() == steps:
        return
    if not filled:
        for path in FOLDER.glob("participation*.sqlite*"):
            path.unlink()
    for command in ("migrate",) if filled else ("migrate", "seed"):
        if subprocess.run([COMMAND, command], env=env, stdout=out, check=False).returncode:
            sys.exit(
                f"`participation {command}` failed: see the lines above. If they do not help, "
                "remove the folder .demo and run this again."
            )
    taken.write_text(steps)


@contextlib.contextmanager
def running(
    name: str, words: Sequence[str], env: Mapping[str, str]
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program beside this one, with its own log and out of reach of Ctrl-C; end it after."""
    with (FOLDER / f"{name}.log").open("wb") as log:
        program = subprocess.Popen(words, env=env, stdout=log, stderr=log, start_new_session=True)
    try:
        yield program
    finally:
        program.terminate()
        try:
            program.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            program.kill()
            program.wait()


def check(programs: Mapping[str, "subprocess.Popen[bytes]"], seconds: float) -> None:
    """Wait that long, and stop with the end of its log when a program has ended."""
    for name, program in programs.items():
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(seconds / len(programs))
            log = FOLDER / f"{name}.log"
            sys.exit(f"{log.read_text(errors='replace')[-3000:]}\nThe {name} stopped: see {log}")


def await_health(address: str, server: "subprocess.Popen[bytes]", trust: Path | None) -> None:
    """Wait until the server answers, or stop with what it said last."""
    context = ssl.create_default_context(cafile=trust) if trust else None
    for _ in range(START_SECONDS * 5):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/health", timeout=5, context=context)  # noqa: S310
            return
        check({"server": server}, 0.2)
    sys.exit(f"The server does not answer at {address}/health: see {FOLDER / 'server.log'}")


def serve(place: Place, env: Mapping[str, str], begun: float) -> None:
    """Serve until Ctrl-C; the outbox and the missing clips are seen to beside it."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--workers", "2"]
    threads = ["--threads", "4", "--bind", f"{place.bind}:{place.port}"]
    trust, tls = None, []
    if place.lan:
        trust, key = make_certificate(FOLDER, place.host)
        tls = ["--certfile", str(trust), "--keyfile", str(key)]
    web = [*gunicorn, *threads, *tls, "participation.app:create_app()"]
    voices = ["nice", str(COMMAND), "speech", "make", "--approve"]
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running("server", web, env))
        told = subprocess.Popen([COMMAND, "demo-sign-ins"], env=env, stdout=subprocess.PIPE)
        await_health(place.address, server, trust)
        print(told.communicate()[0].decode())
        if place.lan:
            segno.make(place.address).terminal(compact=True)
            print("A phone warns of an unknown certificate: it was made here, go on.")
        seconds = time.monotonic() - begun
        print(f"Ready in {seconds:.1f} s at {place.address} - Ctrl-C stops it.", flush=True)
        worker = stack.enter_context(running("worker", [str(COMMAND), "worker"], env))
        stack.enter_context(running("voices", voices, env))
        while True:
            check({"server": server, "worker": worker}, 1)


def sign_ins() -> int:
    """Print once more how to sign in where the demonstration was served last."""
    kept = FOLDER / "address"
    if not kept.is_file():
        sys.exit("There is no demonstration yet: python3 run.py demo")
    host = urlsplit(kept.read_text()).hostname or ""
    env = environment(kept.read_text(), host)
    return subprocess.run([COMMAND, "demo-sign-ins"], env=env, check=False).returncode


def read_options() -> argparse.Namespace:
    """Read what follows `run.py demo`."""
    parser = argparse.ArgumentParser(prog="run.py demo", description=__doc__)
    parser.add_argument("--lan", action="store_true", help="serve phones of this network, by HTTPS")
    parser.add_argument("--port", type=int, help="listen there (the first free one from 8000)")
    parser.add_argument(
        "--sign-ins", action="store_true", help="only print the codes of this minute"
    )
    return parser.parse_args()


def main() -> int:
    """Serve the demonstration until Ctrl-C."""
    begun, options = time.monotonic(), read_options()
    if options.sign_ins:
        return sign_ins()
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, signal.default_int_handler)
    place = find_place(options.port, lan=options.lan)
    env = environment(place.address, place.host)
    (FOLDER / "address").write_text(place.address)
    with contextlib.suppress(KeyboardInterrupt):
        fill(env)
        serve(place, env, begun)
    print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
