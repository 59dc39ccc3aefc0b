"""Fields read what was typed, clean it, refuse it in a sentence, and lose nothing."""

import datetime as dt
import io
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from flask import Flask
from hypothesis import given, strategies as st
from werkzeug.datastructures import FileStorage, MultiDict

from participation.foundation import forms
from participation.foundation.forms import clean_line, clean_text
from participation.foundation.localized import Localized

FACES = tuple(forms.Choice(str(score), f"face {score}", score=score) for score in (5, 4, 3, 2, 1))
PICTURES = tuple(forms.Choice(name, name, pictogram=name) for name in ("key", "sun", "fish"))


class Sample(forms.Form):
    """One field of each kind."""

    class Meta:
        csrf = False

    name = forms.LineField("Nom")
    note = forms.TextField("Note", required=False)
    secret = forms.SecretField("Mot de passe", required=False)
    mail = forms.MailField("Adresse", required=False)
    phone = forms.PhoneField("Téléphone", required=False)
    count = forms.WholeNumberField("Présents", required=False, maximum=500)
    opens = forms.DateField("Ouverture", required=False)
    agreed = forms.TickField("J’accepte")
    service = forms.ListField("Service", [forms.Choice("a", "CHRS")], required=False)
    meals = forms.FacesField("Repas", FACES, required=False)
    wishes = forms.ChecklistField("Envies", FACES, required=False)
    years = forms.StepperField("Années", maximum=30, required=False)
    hours = forms.StepperField("Heures", maximum=8, step=Decimal("0.5"), required=False)
    day = forms.DayField("Jour", years=range(2020, 2027), required=False)
    code = forms.PinField("Images", PICTURES, length=2, required=False)
    voice = forms.VoiceField("Voix")
    title = forms.LocalizedField("Titre", ("fr", "ar"), required=False)


@pytest.fixture(autouse=True)
def _context() -> Iterator[None]:
    app = Flask(__name__)
    app.config.update(SECRET_KEY="only for this test", WTF_CSRF_ENABLED=False)
    with app.test_request_context(method="POST"):
        yield


def filled(**typed: Any) -> Sample:
    form = Sample(formdata=MultiDict({"name": "Aïcha"} | typed))
    form.validate()
    return form


def sentences(form: Sample, field: str) -> list[str]:
    return [str(sentence) for sentence in form[field].errors]


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x1b", "\u202e", "\u2066", "\ufeff", "\ud800"])
def test_unseen_signs_go(unseen: str) -> None:
    assert clean_line(f"A{unseen}ï{unseen}cha") == "Aïcha"
    assert filled(name=f"{unseen}Aïcha{unseen}").name.data == "Aïcha"


@pytest.mark.parametrize("text", ["می‌خواهم", "مرحبا", "👩‍👧", "Zoë", "Лев", "𝔘", "سلام\u200f!"])
def test_letters_of_every_script_stay_with_their_joiners(text: str) -> None:
    assert clean_text(text) == unicodedata.normalize("NFC", text)


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert "\x00" not in once
    once.encode()


def test_lines_of_a_text_stay_and_those_of_a_line_become_spaces() -> None:
    form = filled(name="Aïcha\r\n B.", note="un\r\ndeux\n")
    assert form.name.data == "Aïcha B."
    assert form.note.data == "un\ndeux"


def test_an_empty_required_field_says_what_to_do() -> None:
    form = filled(name=" \x00 ")
    assert sentences(form, "name") == ["Remplissez cette case."]


def test_too_long_is_refused_and_kept_in_the_field() -> None:
    form = filled(name="a" * 201)
    assert sentences(form, "name") == ["C’est trop long : écrivez au plus 200 lettres."]
    assert form.name.data == "a" * 201


def test_a_secret_is_kept_as_typed() -> None:
    assert filled(secret="  a\u202eb ").secret.data == "  a\u202eb "


@pytest.mark.parametrize("typed", ["nobody", "a@b", "a b@c.fr", "@c.fr", "a@c..fr"])
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    assert sentences(filled(mail=typed), "mail") == ["Écrivez une adresse comme nom@exemple.fr."]
    assert not filled(mail="lea@exemple.fr").mail.errors


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("06 12.34-56 78", "0612345678"),
        ("+33 (0)6 12", "+330612"),
        ("٠٦١٢٣٤٥٦", "06123456"),
        ("appelez-moi", None),
        ("12", None),
    ],
)
def test_a_telephone_is_digits_of_any_script(typed: str, kept: str | None) -> None:
    form = filled(phone=typed)
    assert bool(form.phone.errors) is (kept is None)
    assert kept in (None, form.phone.data)


@pytest.mark.parametrize(
    ("typed", "read"), [("42", 42), ("٤٢", 42), ("1 000", None), ("4.2", None), ("", None)]
)
def test_a_whole_number_is_read_or_refused(typed: str, read: int | None) -> None:
    form = filled(count=typed)
    assert (form.count.data if not form.count.errors else None) == read
    assert bool(form.count.errors) is (read is None and typed != "")
    assert len(form.count.errors) <= 1


def test_a_number_that_could_not_be_read_is_not_called_empty_too() -> None:
    class Strict(forms.Form):
        class Meta:
            csrf = False

        count = forms.WholeNumberField("Présents")

    form = Strict(formdata=MultiDict({"count": "beaucoup"}))
    assert not form.validate()
    assert list(form.count.errors) == ["Écrivez un nombre entier, avec des chiffres."]
    assert 'value="beaucoup"' in str(form.count.control(form.count))


def test_a_day_that_no_calendar_has_is_refused_and_shown_again() -> None:
    form = filled(**{"day-day": "31", "day-month": "2", "day-year": "2026"})
    assert sentences(form, "day") == ["Ce jour n’existe pas. Regardez le calendrier."]
    assert form.day.facts()["value"].day == 31
    half = filled(**{"day-day": "31", "day-month": "", "day-year": ""})
    assert sentences(half, "day") == ["Choisissez un jour, un mois et une année."]
    whole = filled(**{"day-day": "28", "day-month": "2", "day-year": "2026"})
    assert whole.day.data == dt.date(2026, 2, 28)
    assert whole.day.facts()["months"][1] == (2, "février")


def test_what_was_not_offered_is_refused() -> None:
    assert sentences(filled(meals="9"), "meals") == ["Choisissez une réponse."]
    assert sentences(filled(service="b"), "service") == ["Choisissez dans la liste."]
    many = filled(wishes=["1", "5", "1"])
    assert many.wishes.data == ["5", "1"]
    assert sentences(filled(wishes=["7"]), "wishes") == ["Choisissez une réponse."]


@pytest.mark.parametrize(
    ("typed", "read"),
    [("3", 3), ("٣", 3), ("31", None), ("1e9", None), ("NaN", None), ("1,5", None)],
)
def test_steps_keep_their_limits(typed: str, read: int | None) -> None:
    form = filled(years=typed)
    assert form.years.data == read
    assert bool(form.years.errors) is (read is None)
    assert form.years.facts()["value"] == (typed if read is None else read)


def test_half_steps_are_decimals() -> None:
    assert filled(hours="2,5").hours.data == Decimal("2.5")
    assert sentences(filled(hours="2.25"), "hours") == ["Avancez par pas de 0.5."]


def test_a_code_of_pictures_is_whole_or_nothing_and_never_shown_again() -> None:
    form = filled(**{"code-0": "sun", "code-1": "key"})
    assert form.code.data == ("sun", "key")
    assert "value" not in form.code.facts()
    assert filled(**{"code-0": "sun"}).code.data is None
    assert filled(**{"code-0": "sun", "code-1": "skull"}).code.data is None


def test_a_voice_is_a_file_or_none() -> None:
    sound = FileStorage(io.BytesIO(b"OggS"), "voice.ogg")
    assert filled(voice=sound).voice.data is sound
    assert filled().voice.data is None


def test_a_text_in_several_languages_keeps_those_that_are_not_shown() -> None:
    kept = Localized(uk="Їжа", fr="Repas")
    typed = MultiDict({"name": "x", "title-fr": "Les repas", "title-ar": "الوجبات\x00"})
    form = Sample(formdata=typed, data={"title": kept})
    assert form.title.data == Localized(uk="Їжа", fr="Les repas", ar="الوجبات")
    entries = form.title.facts()["entries"]
    assert [(one.name, one.language.direction) for one in entries] == [
        ("title-fr", "ltr"),
        ("title-ar", "rtl"),
    ]


def test_the_summary_lists_refusals_in_the_order_of_the_fields_and_links_to_controls() -> None:
    form = filled(name="", meals="9", years="99")
    form.refuse("name", "Ce nom est déjà pris.")
    form.refuse("", "Le service est fermé.")
    found = [(problem.id, problem.sentence) for problem in form.problems()]
    assert found == [
        ("", "Le service est fermé."),
        ("name", "Remplissez cette case."),
        ("name", "Ce nom est déjà pris."),
        ("meals-0", "Choisissez une réponse."),
        ("years-number", "Écrivez un nombre entre 0 et 30."),
    ]
    assert "Ce nom est déjà pris." in form.name.errors


def test_a_tick_that_must_be_set_refuses_its_absence() -> None:
    class Strict(forms.Form):
        class Meta:
            csrf = False

        agreed = forms.TickField("J’accepte", required=True)

    form = Strict(formdata=MultiDict())
    assert not form.validate()
    assert list(form.agreed.errors) == ["Cochez cette case pour continuer."]
