"""Papers of a vote: tagged PDFs that say what happened and how to check it."""

import io
import json
import re
from typing import cast

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import Engine

from participation.accounts.rules.powers import Role
from participation.foundation import papers
from participation.foundation.keys import to_text
from tests.builders import Town, acting_in, make_town
from tests.councils.visiting import LOCAL, page, send, visit
from tests.elections.voting import (
    STANDING,
    Vote,
    close_it,
    count_both,
    make_vote,
)
from tests.inspection import Inspecting
from tests.surveys.test_papers import streams


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def vote(engine: Engine, town: Town) -> Vote:
    return make_vote(engine, town)


@pytest.fixture
def desk(app: Flask, engine: Engine, town: Town) -> Inspecting:
    return visit(app, engine, town, Role.MANAGER, town.here)


@pytest.fixture
def declared(engine: Engine, town: Town, vote: Vote, desk: Inspecting) -> Vote:
    close_it(engine, town, vote)
    count_both(engine, town, vote, (8, 7, 5, 5))
    with acting_in(engine, town) as act:
        from participation.elections.operations import draws  # noqa: PLC0415

        draws.settle_by_lots(act, vote.contest(act.session), 5, (1, 22, 333))
    send(desk, f"/rive/elections/{vote.key}/declare", {})
    return vote


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, object]]:
    """Keep what reaches Typst, for a PDF holds glyphs and not letters."""
    kept: list[dict[str, object]] = []
    legible = papers.legible

    def keep(facts: object, letters: frozenset[int]) -> object:
        if isinstance(facts, dict) and "lang" in facts:
            kept.append(json.loads(json.dumps(facts, ensure_ascii=False)))
        return legible(facts, letters)

    monkeypatch.setattr(papers, "legible", keep)
    return kept


@pytest.mark.parametrize("paper", ["signatures", "ballots", "minutes", "result"])
def test_each_paper_is_a_tagged_pdf_of_its_language(
    desk: Inspecting, declared: Vote, printed: list[dict[str, object]], paper: str
) -> None:
    address = f"/rive/elections/{declared.key}/{paper}.pdf"
    given = desk.get(address, base_url=LOCAL)
    assert (given.status_code, given.mimetype) == (200, "application/pdf")
    inside = streams(given.data)
    assert b"pdfuaid:part" in inside
    assert b"/Marked true" in inside
    assert b"/Lang(fr" in inside
    assert b"/H1" in inside
    wanted = {
        "signatures": (b"/Table", b"/TH", b"/TD", b"/H2"),
        "ballots": (b"/P",),
        "minutes": (b"/Table", b"/TH", b"/TD", b"/H2", b"/Figure", b"/L"),
        "result": (b"/H2", b"/L"),
    }[paper]
    for tag in wanted:
        assert tag in inside, tag
    if paper in {"ballots", "result"}:
        for language in ("ar", "uk"):
            other = desk.get(f"{address}?language={language}", base_url=LOCAL)
            assert b"pdfuaid:part" in streams(other.data)
        assert [each["dir"] for each in printed] == ["ltr", "rtl", "ltr"]


def test_the_minutes_say_what_happened_and_how_to_check_it(
    desk: Inspecting, declared: Vote, printed: list[dict[str, object]]
) -> None:
    import hashlib  # noqa: PLC0415

    desk.get(f"/rive/elections/{declared.key}/minutes.pdf", base_url=LOCAL)
    said = json.dumps(printed[0], ensure_ascii=False)
    for words in ("Nadia Petit", "l’urne montrée vide", "Votants (signatures)", "Égalité à 5 voix"):
        assert words in said
    lines = [
        block["items"]
        for section in printed[0]["sections"]  # type: ignore[attr-defined]
        for block in section["blocks"]
        if block["kind"] == "lines"
    ]
    marks = {hashlib.sha256("\n".join(each).encode()).hexdigest() for each in lines}
    seal = re.search(r"Empreinte \(SHA-256\) : ([0-9a-f]{64})", said)
    assert seal
    assert seal[1] in marks
    final = {each.rpartition(" ")[2] for each in lines[1] if each.startswith("contest=")}
    assert len(final) == 2
    assert final <= marks
    tickets = [each for each in lines[0] if each.startswith("participation-lots-1|")]
    drawn = [hashlib.sha256(each.encode()).hexdigest() for each in tickets]
    assert drawn == sorted(drawn)
    assert str(printed[0]["qr"]).startswith("<svg")


def test_the_poster_holds_no_votes_and_the_ballot_no_order_of_preference(
    desk: Inspecting, declared: Vote, printed: list[dict[str, object]]
) -> None:
    desk.get(f"/rive/elections/{declared.key}/result.pdf", base_url=LOCAL)
    desk.get(f"/rive/elections/{declared.key}/ballots.pdf", base_url=LOCAL)
    poster, ballots = printed
    first = poster["sections"][0]  # type: ignore[index]
    assert [name for name, _seat in first["elected"]][:2] == ["Halima", "Idriss"]
    assert first["words"][0] == "9 personnes ont voté, sur 12."
    lines = ballots["ballots"][0]["lines"]  # type: ignore[index]
    assert [each["name"] for each in lines] == list(STANDING)
    assert len({each["svg"] for each in lines}) == len(STANDING)


def test_papers_wait_for_what_they_tell(
    desk: Inspecting, engine: Engine, town: Town, vote: Vote
) -> None:
    base = f"/rive/elections/{vote.key}"
    for name in ("minutes", "result"):
        page(desk, f"{base}/{name}.pdf", 404)
    from participation.elections.rules.stages import Stage  # noqa: PLC0415

    with acting_in(engine, town) as act:
        vote.election(act.session).stage = Stage.CALL
    for name in ("signatures", "ballots"):
        page(desk, f"{base}/{name}.pdf", 404)


def test_a_ballot_shows_the_photo_and_the_substitute(
    desk: Inspecting, engine: Engine, town: Town, printed: list[dict[str, object]]
) -> None:
    picture = io.BytesIO()
    Image.new("RGB", (64, 64), "#0d3763").save(picture, "JPEG")
    vote = make_vote(engine, town, paired=True)
    with acting_in(engine, town) as act:
        halima = vote.residents(act.session).candidacies[0]
        halima.photo, halima.has_photo = picture.getvalue(), True
    given = desk.get(f"/rive/elections/{vote.key}/ballots.pdf", base_url=LOCAL)
    assert b"/DCTDecode" in given.data
    first, second = printed[0]["ballots"][0]["lines"][:2]  # type: ignore[index]
    assert bytes(first["photo"]) == picture.getvalue()
    assert second["photo"] == []
    assert first["partner"] == "Suppléant : Avec Halima"


def test_the_poster_says_in_easy_words_what_seats_are_and_which_stay_empty(
    desk: Inspecting,
    engine: Engine,
    town: Town,
    declared: Vote,
    printed: list[dict[str, object]],
) -> None:
    from participation.elections.rules.stages import Settlement  # noqa: PLC0415

    desk.get(f"/rive/elections/{declared.key}/result.pdf", base_url=LOCAL)
    assert [str(each).partition(" ")[0] for each in printed[0]["explained"]] == [  # type: ignore[attr-defined]
        "Titulaire",
        "Suppléant",
    ]
    with acting_in(engine, town) as act:
        staff = act.session.get_one(
            type(declared.contest(act.session)), (town.organisation_id, declared.staff_id)
        )
        staff.settlement = Settlement.SHORTAGE
        for each in declared.sheet(act.session).contests[1].results:
            act.session.delete(each)
    desk.get(f"/rive/elections/{declared.key}/result.pdf", base_url=LOCAL)
    staff_section = printed[1]["sections"][1]  # type: ignore[index]
    assert staff_section["elected"] == []
    assert staff_section["words"] == ["Personne ne s’est présenté. Ces sièges restent vides."]


def test_a_count_of_four_ballots_shows_neither_blank_nor_null_on_the_wall(
    desk: Inspecting, engine: Engine, town: Town, vote: Vote, printed: list[dict[str, object]]
) -> None:
    close_it(engine, town, vote, residents=4, staff=5)
    count_both(engine, town, vote, (4, 3, 2, 1), (4, 1))
    send(desk, f"/rive/elections/{vote.key}/declare", {})
    desk.get(f"/rive/elections/{vote.key}/result.pdf", base_url=LOCAL)
    few, enough = cast("list[dict[str, list[str]]]", printed[0]["sections"])
    assert few["words"] == ["4 personnes ont voté, sur 12."]
    assert len(enough["words"]) == 2


def test_candidates_hang_with_the_drawings_of_the_ballot(
    desk: Inspecting, declared: Vote, printed: list[dict[str, object]]
) -> None:
    contest = to_text(declared.residents_id)
    given = desk.get(f"/rive/elections/contests/{contest}/candidates.pdf", base_url=LOCAL)
    assert b"pdfuaid:part" in streams(given.data)
    desk.get(f"/rive/elections/{declared.key}/ballots.pdf", base_url=LOCAL)
    wall = next(each["candidates"] for each in printed if "candidates" in each)
    ballots = next(each["ballots"] for each in printed if "ballots" in each)
    drawn = [each["svg"] for each in wall]  # type: ignore[attr-defined]
    assert drawn == [each["svg"] for each in ballots[0]["lines"]]  # type: ignore[index]
    assert all(each.startswith("<svg") for each in drawn)
