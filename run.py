#!/usr/bin/env python3
"""Set up, show, test or measure the platform: python3 run.py demo | test | setup | bench."""

import sys

if sys.version_info < (3, 11):
    sys.exit(
        "The platform needs Python 3.11 or newer, and this one is "
        + sys.version.split()[0]
        + ". Call a newer one by its name, such as: python3.12 run.py demo"
    )
if sys.platform == "win32":
    sys.exit("The platform runs on Linux and macOS. On Windows, open WSL and run it there.")

import argparse
import contextlib
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import time
import venv
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
COMMAND = BIN / "participation"
LOCKS = ROOT / ".ci"
FRONTEND = ROOT / "participation" / "frontend"
DIRECTORY = ROOT / "tests" / "accounts" / "certified"
MANIFEST = ROOT / "participation" / "static" / "manifest.json"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
OLDEST_NODE = 20
NETWORK = "If the lines above speak of the network, connect and run this again."
BEGUN = time.monotonic()


def say(sentence: str) -> None:
    """Tell what happens, with the seconds since the start."""
    print(f"[{time.monotonic() - BEGUN:5.1f} s] {sentence}", flush=True)


def call(*command: object, remedy: str, **options: object) -> None:
    """Run a program quietly; when it fails show its last lines and stop with what to do."""
    words = [str(word) for word in command]
    options = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "cwd": ROOT} | options
    done = subprocess.run(words, check=False, text=True, **options)  # type: ignore[call-overload]
    if done.returncode:
        print("\n".join((done.stdout or "").splitlines()[-30:]), file=sys.stderr)
        sys.exit(f"`{' '.join(words[:5])}` stopped with {done.returncode}. {remedy}")


def works(*command: object) -> bool:
    """Say whether a program exists and ends well."""
    try:
        words = [str(word) for word in command]
        return not subprocess.run(words, check=False, capture_output=True).returncode
    except OSError:
        return False


def digest(*parts: str | Path) -> str:
    """Give one fingerprint of texts and of the names and contents of files."""
    total = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else b""
        total.update(f"{part}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def files(folder: Path, pattern: str = "*") -> list[Path]:
    """List the files below a folder, those that npm brought excepted."""
    found: list[Path] = []
    for place, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if name != "node_modules"]
        found += [Path(place, name) for name in names]
    return sorted(path for path in found if path.match(pattern))


def once(name: str, fingerprint: str, make: Callable[[], None], *, present: bool = True) -> None:
    """Do a piece of set-up unless it was done for the same fingerprint and is still there."""
    stamp = VENV / f"{name}.stamp"
    if not (present and stamp.is_file() and stamp.read_text() == fingerprint):
        stamp.unlink(missing_ok=True)
        make()
        stamp.write_text(fingerprint)


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Let one set-up at a time touch this folder."""
    with Path(__file__).open() as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another run.py is setting this folder up: waiting for it.")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def make_venv() -> None:
    """Make the virtual environment, by venv or, where Debian left it out, by virtualenv."""
    say(f"Making a virtual environment with Python {sys.version.split()[0]}.")
    shutil.rmtree(VENV, ignore_errors=True)
    try:
        venv.create(VENV, with_pip=True, symlinks=True)
    except (subprocess.CalledProcessError, OSError, SystemExit):
        shutil.rmtree(VENV, ignore_errors=True)
        say("This Python cannot fill a virtual environment by itself: fetching virtualenv.")
        boot, lock = ROOT / ".boot", LOCKS / "requirements-boot.txt"
        remedy = "Install Python's venv (Debian: apt-get install python3-venv), run this again."
        pip = (sys.executable, "-m", "pip", "install", "-q", "--require-hashes")
        call(*pip, "--target", boot, "-r", lock, remedy=remedy)
        env = {**os.environ, "PYTHONPATH": str(boot)}
        call(sys.executable, "-m", "virtualenv", "-q", VENV, env=env, remedy=remedy)


def link() -> None:
    """Make the folder importable and give it its command, without building a package."""
    (site,) = VENV.glob("lib/python3*/site-packages")
    (site / "participation.pth").write_text(f"{ROOT}\n")
    script = (
        "#!/bin/sh\n"  # a path with spaces cannot stand in the first line
        "'''exec' \"${0%/*}/python\" \"$0\" \"$@\"\n' '''\n"
        "import sys\nfrom participation.cli import main\nsys.exit(main())\n"
    )
    if not COMMAND.exists() or COMMAND.read_text() != script:
        COMMAND.write_text(script)
        COMMAND.chmod(0o755)


def install(lock: str) -> None:
    """Install the packages of a lock, each checked against its hash."""
    count = len(re.findall(r"^\S+==", (LOCKS / lock).read_text(), re.MULTILINE))
    say(f"Installing the {count} packages of .ci/{lock} (about a minute the first time).")
    pip = (PYTHON, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-input")
    call(*pip, "--require-hashes", "--only-binary=:all:", "-r", LOCKS / lock, remedy=NETWORK)


def node_path() -> str:
    """Give a PATH with node and npm: those of the machine, else those of the nodejs wheel."""
    path, node = os.environ.get("PATH", os.defpath), shutil.which("node")
    if node and works("npm", "--version"):
        shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        version = re.match(r"v(\d+)", shown.stdout)
        if version and int(version[1]) >= OLDEST_NODE:
            return path
    lock = "requirements-node.txt"
    once(lock, digest(LOCKS / lock), lambda: install(lock))
    return f"{BIN}{os.pathsep}{path}"


def build_frontend() -> None:
    """Build what browsers load: npm packages bundled into participation/static."""
    path = node_path()
    say("Building the browser files.")
    npm, node = shutil.which("npm", path=path), shutil.which("node", path=path)
    env = {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}  # for networks with a proxy
    if (FRONTEND / "node_modules").is_symlink():  # npm would empty what others share
        (FRONTEND / "node_modules").unlink()
    call(npm, "ci", "--no-audit", "--no-fund", env=env, cwd=FRONTEND, remedy=NETWORK)
    remedy = "The lines above name the file of participation/frontend to mend."
    call(node, "build.mjs", env=env, cwd=FRONTEND, remedy=remedy)


def fetch_directory() -> None:
    """Fetch the certified directory by which the tests sign in; none of its scripts is run."""
    path = node_path()
    say("Fetching a certified directory for the tests (3 MB).")
    npm = shutil.which("npm", path=path)
    env = {**os.environ, "PATH": path, "NODE_USE_SYSTEM_CA": "1"}
    words = ("ci", "--no-audit", "--no-fund", "--ignore-scripts")
    call(npm, *words, env=env, cwd=DIRECTORY, remedy=NETWORK)


def compile_translations() -> None:
    """Turn the catalogues of translations/ into what gettext reads."""
    say("Compiling the translations.")
    call(COMMAND, "translations", "compile", remedy="The lines above name the catalogue to mend.")


def set_up(lock: str = "requirements.txt") -> None:
    """Bring the folder to where the program can start; a second time does nothing."""
    catalogues = files(ROOT / "translations", "*.po")
    compiled = all(path.with_suffix(".mo").is_file() for path in catalogues)
    with alone():
        once("venv", digest(str(ROOT)), make_venv, present=works(PYTHON, "-c", ""))
        link()
        once(lock, digest(LOCKS / lock), lambda: install(lock))
        once("frontend", digest(*files(FRONTEND)), build_frontend, present=MANIFEST.is_file())
        once("translations", digest(*catalogues), compile_translations, present=compiled)


def find_browser() -> str:
    """Find a Chromium: on PATH, else Debian's as root, else Playwright's; CI needs one."""
    for name in (os.environ.get("CHROMIUM", ""), *BROWSERS):
        path = shutil.which(name)
        if path and works(path, "--version"):
            return path
    say("Fetching a Chromium for the tests (about 110 MB).")
    apt = ("env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-y", "-qq")
    chromium = (*apt, "install", "--no-install-recommends", "chromium")
    if os.geteuid() == 0 and (works(*chromium) or (works(*apt, "update") and works(*chromium))):
        return shutil.which("chromium") or ""
    if works(BIN / "playwright", "install", "chromium"):
        asked = "from playwright.sync_api import sync_playwright as play\nwith play() as it:"
        asked += "\n print(it.chromium.executable_path)"
        return subprocess.check_output([PYTHON, "-c", asked], text=True).strip()
    missing = "No Chromium was found and none could be fetched: install one and run this again"
    if os.environ.get("CI"):
        sys.exit(f"{missing}.")
    say(f"!!! {missing}. Until then the journeys in a browser are SKIPPED.")
    return ""


def test(rest: list[str]) -> int:
    """Run the whole suite on both databases and in a browser; --long runs the sieges whole."""
    set_up("requirements-test.txt")
    lock, there = digest(DIRECTORY / "package-lock.json"), (DIRECTORY / "node_modules").is_dir()
    with alone():
        once("directory", lock, fetch_directory, present=there)
    env = {**os.environ, "CHROMIUM": find_browser()}
    env.pop("PYTHONDONTWRITEBYTECODE", None)  # each of hundreds of processes would compile it all
    say("Running the tests.")
    pytest = [str(PYTHON), "-m", "pytest", "-n", str(os.cpu_count()), "--dist", "worksteal"]
    code = subprocess.run([*pytest, *rest], cwd=ROOT, env=env, check=False).returncode
    say("All is well." if code == 0 else f"pytest stopped with {code}: the lines above say why.")
    return code


def bench(rest: list[str]) -> int:
    """Measure journeys, pages, dashboards and exports on this machine."""
    set_up("requirements-test.txt")
    env = {**os.environ, "CHROMIUM": find_browser()}
    words = [str(PYTHON), "-m", "tests.bench", *rest]
    return subprocess.run(words, cwd=ROOT, env=env, check=False).returncode


def setup(_rest: list[str]) -> int:
    """Only set up."""
    set_up()
    say(f"Ready: {COMMAND.relative_to(ROOT)} --help")
    return 0


def demo(rest: list[str]) -> int:
    """Set up, then serve an invented association until Ctrl-C; --lan serves phones too."""
    set_up()
    os.execv(PYTHON, [str(PYTHON), "-m", "participation.demo", *rest])


def main() -> int:
    """Read the command and run it with the words that follow."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    commands = parser.add_subparsers(required=True, metavar="demo | test | setup | bench")
    for command in (demo, test, setup, bench):
        told = commands.add_parser(command.__name__, help=command.__doc__, add_help=False)
        told.set_defaults(run=command)
    options, rest = parser.parse_known_args()
    try:
        return int(options.run(rest))
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
