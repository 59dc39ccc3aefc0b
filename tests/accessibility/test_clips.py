"""Which clip says a sentence: a person's first, the machine's else, none for new words."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from participation.accessibility import operations, queries
from participation.accessibility.adapters.shelf import Shelf
from participation.accessibility.models import Recording
from participation.accessibility.queries import Clip
from participation.accessibility.rules import Kind, Refusal, Sound, State
from participation.foundation.act import Refused
from participation.foundation.i18n import use_translations
from tests.accessibility.test_sound import wav
from tests.builders import Town, acting_in, looking_in, make_town

MACHINE = Sound(b"machine opus", b"machine aac", 1.0)
WORDS = "Les repas sont bons ?"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "clips")


def find(engine: Engine, town: Town, shelf: Shelf, text: str, locale: str = "fr") -> Clip | None:
    with looking_in(engine, town) as session:
        return queries.find_clip(session, shelf, text, locale)


def record(engine: Engine, town: Town, loudness: int = 9000, *, approved: bool = True) -> Recording:
    with acting_in(engine, town) as act:
        row = operations.add_recording(
            act, locale="fr", text=WORDS, content=wav(0.5, loudness=loudness)
        )
        return operations.approve_recording(act, row) if approved else row


def test_a_persons_voice_comes_before_the_machines(
    engine: Engine, town: Town, shelf: Shelf
) -> None:
    assert find(engine, town, shelf, WORDS) is None
    shelf.put("fr", WORDS, MACHINE)
    found = find(engine, town, shelf, WORDS)
    assert found is not None
    assert (found.kind, found.language) == (Kind.SYNTHETIC, "fr")
    with acting_in(engine, town) as act:
        operations.keep_speech(act, locale="fr", spoken=[(WORDS, MACHINE)], approved=True)
    found = find(engine, town, shelf, WORDS)
    assert found is not None
    assert (found.kind, found.language) == (Kind.SYNTHETIC, "")
    row = record(engine, town)
    assert find(engine, town, shelf, WORDS) == Clip(row.sound_key, kind=Kind.HUMAN)


def test_nobody_hears_what_was_not_approved(engine: Engine, town: Town, shelf: Shelf) -> None:
    row = record(engine, town, approved=False)
    assert find(engine, town, shelf, WORDS) is None
    with looking_in(engine, town) as session:
        assert queries.find_sound(session, row.sound_key) is None
    with acting_in(engine, town) as act:
        operations.approve_recording(act, queries.get_recording(act.session, row.id))
    assert find(engine, town, shelf, WORDS) is not None


def test_a_new_recording_waits_again_and_has_another_address(
    engine: Engine, town: Town, shelf: Shelf
) -> None:
    first = record(engine, town).sound_key
    second = record(engine, town, loudness=5000, approved=False)
    assert find(engine, town, shelf, WORDS) is None
    assert second.sound_key != first


def test_a_removed_recording_is_gone_at_once(engine: Engine, town: Town, shelf: Shelf) -> None:
    row = record(engine, town)
    assert find(engine, town, shelf, WORDS) is not None
    with acting_in(engine, town) as act:
        operations.remove_recording(act, queries.get_recording(act.session, row.id))
    assert find(engine, town, shelf, WORDS) is None


def test_other_words_other_languages_other_associations_have_no_sound(
    engine: Engine, town: Town, shelf: Shelf
) -> None:
    record(engine, town)
    assert find(engine, town, shelf, WORDS + " Vraiment ?") is None
    assert find(engine, make_town(engine, "quai"), shelf, WORDS) is None
    assert find(engine, town, shelf, WORDS, "fr@falc") is not None
    assert find(engine, town, shelf, WORDS, "ps") is not None, "a French text that falls back"


def test_a_page_of_many_sentences_asks_one_statement(
    engine: Engine, town: Town, shelf: Shelf
) -> None:
    record(engine, town)
    find(engine, town, shelf, WORDS)
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    with looking_in(engine, town) as session:
        event.listen(engine, "before_cursor_execute", note)
        for number in range(30):
            queries.find_clip(session, shelf, f"phrase {number}", "ar")
        assert queries.find_clip(session, shelf, WORDS, "fr") is not None
        event.remove(engine, "before_cursor_execute", note)
    assert len([each for each in asked if "recording" in each]) <= 1


def test_without_an_association_the_shelf_still_speaks(shelf: Shelf) -> None:
    shelf.put("fr", WORDS, MACHINE)
    assert queries.find_clip(None, shelf, WORDS, "fr") is not None
    assert queries.find_clip(None, shelf, "autre", "fr") is None


def test_the_shelf_sees_what_another_process_puts_there(shelf: Shelf) -> None:
    assert shelf.find("fr", WORDS) is None
    Shelf(shelf.folder).put("fr@falc", WORDS, MACHINE)
    place = shelf.find("fr", WORDS)
    assert place is not None
    opus, aac = (shelf.path(*place, ending) for ending in ("opus", "aac"))
    assert opus is not None
    assert aac is not None
    assert (opus.read_bytes(), aac.read_bytes()) == (MACHINE.opus, MACHINE.aac)
    assert shelf.path("..", "participation", "opus") is None


def test_what_the_machine_lacks_is_listed_once(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        operations.keep_speech(act, locale="fr", spoken=[(WORDS, MACHINE)])
        left = queries.list_unspoken(act.session, "fr", [WORDS, "Oui", "Oui ", "Non"])
    assert [text.strip() for text in left] == ["Oui", "Non"]


def test_a_text_without_words_is_refused(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act, pytest.raises(Refused) as caught:
        operations.add_recording(act, locale="fr", text="…", content=wav(0.5))
    assert caught.value.reason is Refusal.NO_WORDS


@pytest.fixture
def words(tmp_path: Path) -> Iterator[None]:
    """Compile a small catalogue of residents' words."""
    from participation.foundation import catalogues  # noqa: PLC0415 - beside its only use
    from participation.foundation.extraction import Found  # noqa: PLC0415

    texts = ["Oui", "Question %(n)s sur %(total)s", "%(name)s", "Jusqu’au %(day)s"]
    found = [Found((text,), "resident", "a.html") for text in texts]
    list(catalogues.update(tmp_path, found))
    catalogues.compile_all(tmp_path)
    use_translations(tmp_path)
    yield
    use_translations(Path("nowhere"))


@pytest.mark.usefixtures("words")
def test_only_the_programs_own_sentences_are_spoken_when_asked_for() -> None:
    assert queries.fills("Question 3 sur 12", "fr")
    assert queries.fills("Jusqu’au 12 mai 2026", "fr@falc")
    assert not queries.fills("Question 3 sur", "fr")
    assert not queries.fills("Amina habite ici", "fr"), "a bare place recognises nothing"
    assert not queries.fills("Question 3 sur 12", "ar"), "no Arabic sentence says that"


@pytest.mark.usefixtures("words")
def test_the_studio_lists_words_of_people_first(engine: Engine, town: Town, shelf: Shelf) -> None:
    record(engine, town)
    shelf.put("fr", "Oui", MACHINE)
    with looking_in(engine, town) as session:
        said = queries.list_sentences(session, shelf, "fr", [lambda _session, _tag: [WORDS, "—"]])
    assert [(one.text, one.is_heard, one.is_human) for one in said] == [
        (WORDS, True, True),
        ("Bonjour", False, False),
        ("Oui", True, False),
    ]
    assert said[0].recordings[0].state is State.APPROVED
