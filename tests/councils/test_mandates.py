"""What representatives keep of their mandate: hours, notes for themselves, trainings, help."""

import datetime as dt

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import NoResultFound

from participation.audit.models import Entry
from participation.councils.models import MandateNote
from participation.councils.operations import mandates as deeds
from participation.councils.queries import diary, mandates as found
from participation.councils.rules.refusals import Refusal
from participation.councils.rules.serving import (
    MandateRefusal as R,
    SupportKind,
    SupportState,
    Theme,
    TrainingState,
)
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.mandated import leave_seat, mandate_of, person, reason_of, user_id_of
from tests.councils.sitting import TODAY, Sitting, make_council, names

TOMORROW = TODAY + dt.timedelta(days=1)
SECRET = "Demander pourquoi la chaudière"


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def sitting(engine: Engine, town: Town) -> Sitting:
    return make_council(engine, town)


@pytest.mark.usefixtures("sitting")
def test_office_hours_stand_in_the_diary_on_their_next_day(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        weekly = deeds.HoursSheet("14:00", "15:00", "Salon", weekday=1)
        once = deeds.HoursSheet("09:00", "10:00", "Cour", on_day=TOMORROW)
        deeds.set_hours(act, mine.term, weekly)
        row = deeds.set_hours(act, mine.term, once)
        listed = diary.hours_of(act.session, [mine], TODAY)
        assert [(one.day, one.place) for one in listed] == [
            (TOMORROW, "Cour"),
            (dt.date(2026, 3, 23), "Salon"),
        ]
        deeds.remove_hours(act, row)
        assert [one.place for one in diary.hours_of(act.session, [mine], TODAY)] == ["Salon"]
        both = deeds.HoursSheet("14:00", "15:00", "Salon", weekday=1, on_day=TODAY)
        assert reason_of(deeds.set_hours, act, mine.term, both) is R.WEEKLY_OR_ONCE
        for _more in range(deeds.MOST_HOURS - 1):
            deeds.set_hours(act, mine.term, weekly)
        assert reason_of(deeds.set_hours, act, mine.term, weekly) is R.TOO_MANY_HOURS


@pytest.mark.usefixtures("sitting", "app")
def test_notes_are_sealed_and_their_writers_alone(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        amina, bilal = user_id_of(act, "Amina"), user_id_of(act, "Bilal")
        note = deeds.write_note(act, amina, f"  {SECRET} ")
        assert [one.words for one in found.notes_of(act.session, amina)] == [SECRET]
        assert found.notes_of(act.session, bilal) == []
        with pytest.raises(NoResultFound):
            found.get_note(act.session, note.id, bilal)
        assert reason_of(deeds.write_note, act, amina, "  ") is R.NOTE_EMPTY
        stored = act.session.scalars(select(MandateNote.sealed)).one()
        assert SECRET.encode() not in stored
        told = act.session.scalars(select(Entry)).all()
        assert not [one for one in told if "note" in one.subject or "note" in one.action]
        deeds.erase_note(act, found.get_note(act.session, note.id, amina))
        assert found.notes_of(act.session, amina) == []


@pytest.mark.usefixtures("sitting")
def test_a_training_is_wished_planned_and_followed(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        wish = deeds.wish_training(act, mine, Theme.BUDGET)
        assert reason_of(deeds.wish_training, act, mine, Theme.BUDGET) is R.ALREADY_WISHED
        planned = deeds.TrainingSheet(TrainingState.PLANNED, TOMORROW, 6, "Une école")
        deeds.note_training(act, wish, planned)
        followed = deeds.TrainingSheet(TrainingState.FOLLOWED, TOMORROW, 6)
        assert reason_of(deeds.note_training, act, wish, followed) is R.FOLLOWED_IN_THE_FUTURE
        deeds.note_training(act, wish, deeds.TrainingSheet(TrainingState.FOLLOWED, TODAY, 6))
        again = deeds.wish_training(act, mine, Theme.BUDGET)
        assert {again.state, wish.state} == {TrainingState.WISHED, TrainingState.FOLLOWED}


@pytest.mark.usefixtures("sitting")
def test_help_is_asked_found_or_refused_with_its_reason(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        asking = (deeds.ask_support, act, mine, SupportKind.INTERPRETER)
        assert reason_of(*asking, on=TOMORROW) is R.LANGUAGE_MISSING
        asked = deeds.ask_support(act, mine, SupportKind.INTERPRETER, on=TOMORROW, language="ps")
        assert reason_of(*asking, on=TOMORROW, language="ps") is R.ALREADY_ASKED
        helper = deeds.ask_support(act, mine, SupportKind.HELPER, on=TOMORROW, language="ps")
        assert helper.language == ""
        settling = (deeds.settle_support, act, asked, SupportState.REFUSED)
        assert reason_of(*settling, because="") is R.REFUSED_WITHOUT_REASON
        deeds.settle_support(act, asked, SupportState.REFUSED, because="Personne")
        assert (asked.because, asked.settled_on) == ("Personne", TODAY)
        deeds.settle_support(act, asked, SupportState.FOUND, found="Inter Service")
        assert (asked.because, asked.found) == ("", "Inter Service")
        deeds.settle_support(act, asked, SupportState.ASKED)
        assert (asked.found, asked.settled_on) == ("", None)


def test_a_seat_is_given_back_by_its_holder_from_today_on(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    with acting_in(engine, town) as act:
        mine = mandate_of(act, "Amina")
        yesterday = TODAY - dt.timedelta(days=1)
        assert reason_of(deeds.give_back, act, mine, on=yesterday) is R.HOURS_PAST
        late = dt.date(2030, 1, 1)
        assert reason_of(deeds.give_back, act, mine, on=late) is Refusal.END_OUTSIDE_TERM
        deeds.give_back(act, mine, on=TODAY)
        assert names(sitting.sheet(act.session)) == [None, "Bilal", "Colette"]


@pytest.mark.usefixtures("app")
def test_a_diary_holds_what_other_rooms_add_in_the_order_of_days(
    engine: Engine, town: Town, sitting: Sitting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diary, "_sources", [])
    asked: list[tuple[frozenset[int], dt.date]] = []

    def source(_session: object, keys: object, day: dt.date) -> list[diary.DiaryEntry]:
        asked.append((frozenset(keys), day))  # type: ignore[call-overload]
        late = diary.DiaryEntry(TOMORROW, "Séance", is_meeting=True)
        past = diary.DiaryEntry(TODAY - dt.timedelta(days=1), "Passée")
        return [late, diary.DiaryEntry(TODAY, "Visite", starts="10:00"), past]

    diary.learn_entries(source)
    diary.learn_entries(source)
    amina = person(engine, town, "Amina")
    with looking_in(engine, town, town.here) as session:
        seen = diary.see_diary(session, amina, TODAY)
    assert [one.what for one in seen.entries] == ["Visite", "Séance"]
    assert asked == [(frozenset({sitting.council_id}), TODAY)]


def test_a_mandate_ends_with_its_term_and_outside_its_house(
    engine: Engine, town: Town, sitting: Sitting
) -> None:
    amina = person(engine, town, "Amina")
    with looking_in(engine, town, town.there) as session:
        assert found.mandates_of(session, amina, TODAY) == []
    with acting_in(engine, town) as act:
        assert found.mandates_of(act.session, None, TODAY) == ()
        council = found.mandates_of(act.session, amina, TODAY)[0].council
        assert council.id == sitting.council_id
        leave_seat(act, sitting, "Amina")
        assert found.mandates_of(act.session, amina, TODAY) == []
        assert amina not in found.elected_users(act.session, TODAY)
        assert user_id_of(act, "Bilal") in found.elected_users(act.session, TODAY)
