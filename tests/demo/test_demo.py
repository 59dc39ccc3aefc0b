"""The demonstration: its certificate, its port, its settings, its beginning again."""

import datetime as dt
import socket
import ssl
import threading
import time
from pathlib import Path

import pytest
from cryptography import x509

from participation import demo
from participation.settings import read_settings
from tests.conftest import START, Clock

LAN = "192.168.1.20"


def test_a_phone_that_trusts_the_certificate_reaches_the_machine(
    tmp_path: Path, clock: Clock
) -> None:
    clock.set(dt.datetime.now(dt.UTC))  # TLS looks at the machine's clock
    public, private = demo.make_certificate(tmp_path, "127.0.0.1")
    assert private.stat().st_mode & 0o077 == 0
    server = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    server.load_cert_chain(public, private)
    phone = ssl.create_default_context(cafile=public)

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def answer() -> None:
            with listener.accept()[0] as raw:
                server.wrap_socket(raw, server_side=True).close()

        thread = threading.Thread(target=answer)
        thread.start()
        with socket.create_connection(listener.getsockname()) as raw:
            phone.wrap_socket(raw, server_hostname="127.0.0.1").close()
        thread.join()


def test_the_certificate_names_the_machine_and_ends_soon(tmp_path: Path) -> None:
    public, _private = demo.make_certificate(tmp_path, LAN)
    certificate = x509.load_pem_x509_certificate(public.read_bytes())
    names = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["localhost"]
    assert [str(each) for each in names.get_values_for_type(x509.IPAddress)] == [LAN, "127.0.0.1"]
    assert (certificate.not_valid_after_utc - START).days == demo.CERTIFICATE_DAYS


def test_a_taken_port_is_passed_over_and_a_wanted_one_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SystemExit, match=rf"Port {port} is taken: .* --port 8123"):
            demo.free_port("127.0.0.1", port)
    assert demo.free_port("127.0.0.1", port) == port
    assert demo.free_port("127.0.0.1", None) in demo.PORTS


def test_settings_of_another_installation_are_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path / "demo")
    monkeypatch.setenv("PARTICIPATION_DATABASE_URL", "postgresql://production")
    first = demo.environment(f"https://{LAN}:8000", LAN)
    again = demo.environment(f"https://{LAN}:8000", LAN)
    assert first == again
    settings = read_settings(first)
    assert settings.database_url == f"sqlite:///{tmp_path}/demo/participation.sqlite"
    assert settings.trusted_hosts == ("localhost", "127.0.0.1", LAN)
    assert (tmp_path / "demo" / "secret-key").stat().st_mode & 0o077 == 0


def _stage(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put a program in place of `participation` that notes what it is asked."""
    ran, command = folder / "ran", folder / "participation"
    command.write_text(f'#!/bin/sh\necho "$1" >> "{ran}"\n')
    command.chmod(0o755)
    monkeypatch.setattr(demo, "FOLDER", folder)
    monkeypatch.setattr(demo, "COMMAND", command)
    (folder / "participation.sqlite").touch()
    return ran


def test_a_filling_cut_short_begins_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = _stage(tmp_path, monkeypatch)
    demo.fill({})
    assert not (tmp_path / "participation.sqlite").exists()
    assert ran.read_text().split() == ["migrate", "seed"]


def test_a_filled_database_is_kept_and_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = _stage(tmp_path, monkeypatch)
    (tmp_path / "sign-ins.json").touch()
    demo.fill({})
    demo.fill({})
    assert (tmp_path / "participation.sqlite").exists()
    assert ran.read_text().split() == ["migrate"]
    (tmp_path / "steps").write_text("an older one")
    demo.fill({})
    assert ran.read_text().split() == ["migrate", "migrate"]


def test_a_failed_step_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _stage(tmp_path, monkeypatch)
    (tmp_path / "participation").write_text("#!/bin/sh\nexit 1\n")
    with pytest.raises(SystemExit, match=r"remove the folder \.demo"):
        demo.fill({})
    assert not (tmp_path / "steps").exists()


def test_a_server_that_ends_is_told_with_its_last_words(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    words = ["sh", "-c", "echo the port vanished; exit 1"]
    with demo.running("server", words, {}) as program:
        lost = r"the port vanished\n\nThe server stopped: see .*log"
        with pytest.raises(SystemExit, match=lost):
            demo.check({"server": program}, 5)


def test_leaving_ends_what_was_started(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    with demo.running("server", ["sleep", "60"], {}) as program:
        assert program.poll() is None
    assert program.returncode == -15


def test_a_program_that_does_not_listen_is_ended_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "FOLDER", tmp_path)
    monkeypatch.setattr(demo, "STOP_SECONDS", 0.2)
    deaf = ["sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 0.1; done"]
    with demo.running("server", deaf, {}) as program:
        while "deaf" not in (tmp_path / "server.log").read_text():
            time.sleep(0.05)
    assert program.returncode == -9
