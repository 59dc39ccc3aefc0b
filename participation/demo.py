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
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import segno
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from participation.foundation.clock import now
from participation.settings import ROOT

FOLDER = ROOT / ".demo"
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


def fill(env: Mapping[str, str]) -> None:
    """Bring the database up to date; fill it, from the beginning when that was cut short."""
    filled = (FOLDER / "sign-ins.json").is_file()
    if not filled:
        for path in FOLDER.glob("participation.sqlite*"):
            path.unlink()
    for command in ("migrate",) if filled else ("migrate", "seed"):
        if subprocess.run([COMMAND, command], env=env, check=False).returncode:
            sys.exit(
                f"`participation {command}` failed: see the lines above. If they do not help, "
                "remove the folder .demo and run this again."
            )


def start(name: str, words: list[str], env: Mapping[str, str]) -> "subprocess.Popen[bytes]":
    """Start a program beside this one, with its own log and out of reach of Ctrl-C."""
    with (FOLDER / f"{name}.log").open("wb") as log:
        return subprocess.Popen(words, env=env, stdout=log, stderr=log, start_new_session=True)


@contextlib.contextmanager
def served(
    env: Mapping[str, str], bind: str, options: list[str]
) -> Iterator[Mapping[str, "subprocess.Popen[bytes]"]]:
    """Serve HTTP and do what waits in the outbox; end both in any case."""
    gunicorn = [sys.executable, "-m", "gunicorn", "--no-control-socket"]
    size = ["--workers", "2", "--threads", "4"]
    web = [*gunicorn, *size, "--bind", bind, *options, "participation.app:create_app()"]
    programs = {
        "server": start("server", web, env),
        "worker": start("worker", [str(COMMAND), "worker"], env),
    }
    try:
        yield programs
    finally:
        for program in programs.values():
            program.terminate()
        for program in programs.values():
            try:
                program.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                program.kill()


def check(programs: Mapping[str, "subprocess.Popen[bytes]"], seconds: float) -> None:
    """Wait that long, and stop with the end of its log when a program has ended."""
    for name, program in programs.items():
        with contextlib.suppress(subprocess.TimeoutExpired):
            program.wait(seconds / len(programs))
            log = FOLDER / f"{name}.log"
            sys.exit(f"{log.read_text(errors='replace')[-3000:]}\nThe {name} stopped: see {log}")


def await_health(
    address: str, programs: Mapping[str, "subprocess.Popen[bytes]"], trust: Path | None
) -> None:
    """Wait until the server answers, or stop with what it said last."""
    context = ssl.create_default_context(cafile=trust) if trust else None
    for _ in range(START_SECONDS * 5):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{address}/health", timeout=5, context=context)  # noqa: S310
            return
        check(programs, 0.2)
    sys.exit(f"The server does not answer at {address}/health: see {FOLDER / 'server.log'}")


@contextlib.contextmanager
def speaking(env: Mapping[str, str]) -> Iterator[None]:
    """Make beside the server, at low priority, the clips that are still missing."""
    words = ["nice", str(COMMAND), "speech", "make", "--approve"]
    program = start("voices", words, env)
    try:
        yield
    finally:
        program.terminate()
        program.wait()


def show(address: str, env: Mapping[str, str], *, lan: bool, seconds: float) -> None:
    """Say where to go and how to sign in."""
    subprocess.run([COMMAND, "demo-sign-ins"], env=env, check=False)
    if lan:
        print()
        segno.make(address).terminal(compact=True)
        print("A phone warns of an unknown certificate: it was made here, go on.")
    print(f"\nReady in {seconds:.1f} s at {address} - Ctrl-C stops it.", flush=True)


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
    host = lan_address() if options.lan else "localhost"
    bind = "0.0.0.0" if options.lan else "127.0.0.1"  # noqa: S104 - asked for by --lan
    port = free_port(bind, options.port)
    address = f"http{'s' if options.lan else ''}://{host}:{port}"
    env = environment(address, host)
    trust, more = None, []
    if options.lan:
        trust, key = make_certificate(FOLDER, host)
        more = ["--certfile", str(trust), "--keyfile", str(key)]
    with contextlib.suppress(KeyboardInterrupt):
        fill(env)
        with served(env, f"{bind}:{port}", more) as programs, speaking(env):
            await_health(address, programs, trust)
            (FOLDER / "address").write_text(address)
            show(address, env, lan=options.lan, seconds=time.monotonic() - begun)
            while True:
                check(programs, 1)
    print("Stopped.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
