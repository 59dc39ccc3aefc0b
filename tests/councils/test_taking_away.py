"""What a representative takes away of herself, and what is left when she is erased."""

import json

import pytest
from flask import Flask
from sqlalchemy import Engine, select

from participation.accounts.models import Membership
from participation.accounts.operations import erase_person
from participation.accounts.queries import get_user
from participation.councils.models import Support, Term, Training, Work
from participation.councils.operations import mandates, network
from participation.councils.rules.serving import SupportKind, Theme as TrainingTheme
from participation.foundation.database import Base
from participation.foundation.scope import Owned
from participation.meetings import operations as meetings
from participation.meetings.models import Presence
from participation.meetings.operations import Asking
from participation.voices import operations as voices
from participation.voices.models import Voice
from participation.voices.operations import VoiceSheet
from participation.voices.rules import Theme
from tests.accounts.people import send
from tests.builders import Town, acting_in, looking_in, make_town
from tests.councils.mandated import mandate_of, user_id_of
from tests.councils.sitting import TODAY
from tests.meetings.gathering import Gathering, call, gather, sign_in
from tests.surveys.illustrated import drawing


@pytest.fixture
def town(engine: Engine) -> Town:
    return make_town(engine)


@pytest.fixture
def gathering(engine: Engine, town: Town) -> Gathering:
    """Give Amina a life in her council: called, there, trained, helped, an author, a note."""
    gathering = gather(engine, town)
    call(engine, town, gathering)
    with acting_in(engine, town) as act:
        amina, own = user_id_of(act, "Amina"), mandate_of(act, "Amina")
        mandates.write_note(act, amina, "Penser au four")
        mandates.wish_training(act, own, TrainingTheme.SPEAKING)
        mandates.ask_support(act, own, SupportKind.HELPER, on=TODAY)
        network.join_directory(act, amina, network.CardSheet("Amina B."))
        work = network.WorkSheet("Le jardin", "Un arbre", agrees=True, picture=drawing())
        role = own.term.membership_id
        network.bring_work(act, work, service_id=town.here, author_id=role, shown=True)
        voices.say(
            act,
            VoiceSheet(Theme.MEALS, "fr", text="Trop froid", author_id=amina),
            service_id=town.there,
        )
        council = gathering.sitting.council(act.session)
        meetings.note_request(act, council, Asking(TODAY, [own.term.id]))
        denise, meeting = gathering.term(act, "Denise"), gathering.meeting(act.session)
        seat = gathering.seat(act, "Amina")
        meetings.note_substitute(act, meeting, denise, seat)
    return gathering


def test_her_export_holds_her_mandate_her_works_and_her_words(
    app: Flask, engine: Engine, town: Town, gathering: Gathering
) -> None:
    client = sign_in(app, engine, town, gathering, "Amina")
    facts = json.loads(send(client, "/rive/me/export.json", page="/rive/me").data)
    assert facts["mandates"][0]["council"] == "Le conseil de la maison"
    assert facts["mandates"][0]["since"] == "2025-03-01"
    assert facts["offices"][0]["office"] == "chair"
    assert facts["trainings"][0]["theme"] == "speaking"
    assert facts["help"][0]["kind"] == "helper"
    assert facts["directory_card"][0]["name"] == "Amina B."
    assert facts["notes"][0]["words"] == "Penser au four"
    assert (facts["works"][0]["title"], facts["works"][0]["service"]) == (
        "Le jardin",
        "Maison Tilleul",
    )
    assert facts["messages_to_the_council"][0]["text"] == "Trop froid", "said in the other house"
    assert facts["convocations"][0]["meeting"] == "2026-04-14"
    assert facts["sessions_asked"] == [{"asked_on": "2026-03-17"}]
    other = sign_in(app, engine, town, gathering, "Bilal")
    bilal = json.loads(send(other, "/rive/me/export.json", page="/rive/me").data)
    assert "Amina" not in json.dumps(bilal)
    assert len(bilal["mandates"]) == 1
    assert bilal["works"] == bilal["notes"] == bilal["offices"] == []


@pytest.mark.usefixtures("gathering")
def test_when_she_is_erased_nothing_of_it_is_left(engine: Engine, town: Town) -> None:
    with acting_in(engine, town) as act:
        amina = user_id_of(act, "Amina")
        held = select(Membership.id).where(Membership.user_id == amina)
        roles = set(act.session.scalars(held))
        assert act.session.scalars(select(Presence.stood_in_for)).all() == ["Amina"]
        erase_person(act, get_user(act.session, amina))
    with looking_in(engine, town) as session:
        for kind in (Term, Training, Support):
            found = session.scalars(select(kind).where(kind.membership_id.in_(roles))).all()
            assert found == [], kind
        assert session.scalars(select(Work)).all() == []
        assert session.scalars(select(Voice)).all() == []
        for mapper in Base.registry.mappers:
            for one in mapper.column_attrs:
                if one.columns[0].type.python_type is str and issubclass(mapper.class_, Owned):
                    words = session.scalars(select(getattr(mapper.class_, one.key))).all()
                    assert not any("Amina" in str(each) for each in words), one
