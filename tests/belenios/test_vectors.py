"""What our JavaScript and belenios-tool were made to agree on."""

import io
import json

import pytest

from participation.belenios.archive import Writer, read_events
from participation.belenios.checks import Check, InvalidError
from participation.belenios.credentials import read_credentials
from participation.belenios.election import read_election
from participation.belenios.group import base, read_point, read_scalar
from participation.belenios.trustees import read_trustees
from participation.belenios.verify import verify_archive
from participation.seed.devices import cards
from participation.seed.devices.booths import seal
from participation.seed.devices.phones import open_key
from tests.belenios.writing import FILES, FOLDER, write


@pytest.mark.parametrize("name", [*FILES, "ours.bel"])
def test_we_make_the_bytes_of_the_vectors(name: str) -> None:
    assert write(name) == (FOLDER / name).read_bytes()


@pytest.mark.parametrize(
    "case", json.loads((FOLDER / "group.json").read_text())["refused_points"], ids=str
)
def test_a_point_of_no_use_is_refused(case: dict[str, str]) -> None:
    with pytest.raises(InvalidError) as refused:
        read_point(case["point"], "it")
    assert refused.value.check == case["check"]


@pytest.mark.parametrize(
    "written", json.loads((FOLDER / "group.json").read_text())["refused_scalars"]
)
def test_a_scalar_of_another_writing_is_refused(written: str) -> None:
    with pytest.raises(InvalidError) as refused:
        read_scalar(written, "it")
    assert refused.value.check == Check.SCALAR


@pytest.mark.parametrize(
    "code", json.loads((FOLDER / "credentials.json").read_text())["refused_codes"]
)
def test_a_code_of_another_writing_is_refused(code: str) -> None:
    with pytest.raises(InvalidError) as refused:
        cards.derive_secret("ZsHK1yXQWAR1aD", code)
    assert refused.value.check == Check.CREDENTIAL


def test_a_choice_refused_by_both() -> None:
    vectors = json.loads((FOLDER / "ballots.json").read_text())
    election = vectors["elections"][0]
    raw = json.dumps(election["election"], separators=(",", ":"), ensure_ascii=False).encode()
    code = election["ballots"][0]["code"]
    for choice in vectors["refused_choices"]:
        with pytest.raises(InvalidError) as refused:
            seal(read_election(raw), code, [choice])
        assert refused.value.check == Check.CHOICE


def test_the_archive_of_the_tool_is_accepted_and_written_again_to_the_byte() -> None:
    raw = (FOLDER / "tool-3.3.bel").read_bytes()
    secrets = json.loads((FOLDER / "tool-3.3.json").read_text())
    report = verify_archive(io.BytesIO(raw))
    assert report.ok, report.failures
    assert (report.ballots, report.credentials) == (6, 5)
    assert report.result == secrets["result"]
    again = io.BytesIO()
    writer = Writer(again, int(raw[136:147], 8))
    for event in read_events(io.BytesIO(raw)):
        writer.add(event.kind, *event.objects)
    assert again.getvalue() == raw


def test_the_credentials_and_keys_of_the_tool_are_derived_as_it_does() -> None:
    secrets = json.loads((FOLDER / "tool-3.3.json").read_text())
    setup = next(read_events(io.BytesIO((FOLDER / "tool-3.3.bel").read_bytes()))).objects
    uuid = read_election(setup[0]).uuid
    codes = secrets["private_credentials"].values()
    derived = {cards.derive_public(uuid, code) for code in codes}
    assert derived == read_credentials(setup[2])
    keys = read_trustees(setup[1]).keys
    assert keys[1] == base(int(secrets["server_secret"]))


def test_the_decryption_keys_of_the_vectors_open() -> None:
    vectors = json.loads((FOLDER / "ceremony.json").read_text())
    for seed, made, secret in zip(
        vectors["seeds"], vectors["made"], vectors["secrets"], strict=True
    ):
        sealed = made["private_key"]
        text = "".join(sealed["joined"]) if isinstance(sealed, dict) else sealed
        assert open_key(seed, text) == int(secret)
