"""Each component says its words to eye and ear, and carries neither style nor script."""

import re
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment, FileSystemLoader, StrictUndefined
from werkzeug.datastructures import MultiDict

from participation.foundation import forms
from participation.foundation.assets import asset, drawing
from participation.foundation.i18n import lazy
from participation.foundation.languages import INTERFACE
from participation.foundation.localized import Localized, isolated, spoken_as

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "components").glob("*.html"))
Draw = Callable[..., str]
MEALS = Localized(fr="Repas", ar="الوجبات")
CHOICES = (
    forms.Choice("5", Localized(fr="Très content", ar="جدًا"), score=5),
    forms.Choice("1", Localized(fr="Pas content"), score=1),
    forms.Choice("0", "Je ne sais pas"),
)


def words(message: str, **facts: object) -> str:
    return message % facts if facts else message


def clip(text: str, _locale: str | None = None) -> SimpleNamespace | None:
    return None if text == "muet" else SimpleNamespace(opus="/c/a.opus", aac="/c/a.m4a")


def furnish(environment: Environment, locale: str = "fr") -> None:
    language = next(one for one in INTERFACE if one.tag == locale)
    reader = SimpleNamespace(
        locale=locale, lang=language.html, direction=language.direction,
        size="m", theme="auto", audience="resident",
    )  # fmt: skip
    environment.filters["isolated"] = isolated
    environment.globals.update(
        _=words, ngettext=lambda one, many, n: (one if n < 2 else many) % {"n": n},
        asset=asset, drawing=drawing, spoken_as=spoken_as, reader=reader, clip=clip,
        csrf_token=lambda: "token", once=lambda: "k" * 32, languages=INTERFACE,
    )  # fmt: skip


@pytest.fixture
def draw() -> Draw:
    """Draw `{{ call }}` after importing every macro of a component."""

    def drawn(source: str, locale: str = "fr", **facts: Any) -> str:
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined
        )
        furnish(environment, locale)
        imports = "".join(
            f'{{% import "components/{name}.html" as {name} %}}' for name in COMPONENTS
        )
        return environment.from_string(imports + source).render(**facts)

    return drawn


def test_every_component_has_its_line_of_caption_and_no_style_or_script() -> None:
    for path in (TEMPLATES / "components").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert re.match(r"\{# [A-Z\"].+ #\}\n", source), path.name
        assert not re.search(r"\sstyle=|<script|<style|\son[a-z]+=", source), path.name


def test_no_page_template_names_a_class() -> None:
    pages = [
        path
        for path in TEMPLATES.rglob("*.html")
        if path.parent.name not in {"components", "layouts"}
    ]
    assert pages
    assert [path.name for path in pages if re.search(r"\b(class|style)=", path.read_text())] == []


def test_a_face_has_its_drawing_its_word_and_its_sound(draw: Draw) -> None:
    page = draw(
        '{{ faces.faces("q", choices, value=5, legend=q, heading=True) }}', choices=CHOICES, q=MEALS
    )
    assert len(re.findall(r'<input type="radio" name="q"', page)) == 3
    assert re.search(r'value="5" checked', page)
    assert page.count(" checked") == 1
    assert all(f"face-{score}" in page for score in (5, 1, 0))
    assert '<div class="option aside">' in page
    assert 'aria-label="Écouter : Pas content"' in page
    assert re.search(r"<legend.*<h1>.*Repas.*</h1>.*data-all", page, re.DOTALL)


def test_words_in_another_language_say_so(draw: Draw) -> None:
    page = draw('{{ choice.choice("q", choices, legend=q) }}', "ar", choices=CHOICES, q=MEALS)
    assert '<span id="q-words">الوجبات</span>' in page
    assert '<span lang="fr" dir="ltr">Pas content</span>' in page
    assert '<span lang="fr"' not in draw("{{ localized.localized(q) }}", q=MEALS)


def test_a_text_without_a_clip_has_no_button(draw: Draw) -> None:
    assert draw('{{ speak.speak("muet") }}') == ""
    page = draw('{{ speak.speak("Bonjour", target="x") }}')
    assert re.search(r'<a class="say" href="/c/a.m4a" data-opus="/c/a.opus"', page)


def test_what_people_write_is_escaped_everywhere(draw: Draw) -> None:
    bad = '<img src=x onerror="1">'
    choices = (forms.Choice(bad, Localized(fr=bad), pictogram=bad),)
    page = draw(
        '{{ checkbox_list.checkbox_list("q", choices, legend=bad, errors=[bad], hint=bad) }}'
        "{{ person.person(bad, line=bad) }}{{ notice.notice(bad) }}"
        '{{ tile.tile(bad, "/", note=bad) }}'
        '{{ table.row([bad, (bad, "number")]) }}{{ voice_note.voice_note("v", bad) }}',
        choices=choices,
        bad=bad,
    )
    assert "<img" not in page
    assert page.count("&lt;img") >= 12


def test_an_answer_that_is_quoted_is_isolated_and_escaped(draw: Draw) -> None:
    """Its direction is its own: an Arabic answer does not turn the French around it."""
    asked = Localized(fr="Pourquoi \u2068<b>الخبز\u2069 et non \u2068l’eau\u2069 ? \u2068")
    page = draw("{{ localized.localized(q) }}{{ heading.heading(q) }}", q=asked)
    said = "Pourquoi <bdi>&lt;b&gt;الخبز</bdi> et non <bdi>l’eau</bdi> ? \u2068"
    assert page.count(said) == 2


def test_refusals_are_tied_to_their_group_and_announced(draw: Draw) -> None:
    page = draw(
        '{{ choice.choice("q", choices, legend=q, hint="Une.", errors=["Non."]) }}',
        choices=CHOICES,
        q=MEALS,
    )
    assert re.search(r'<fieldset id="q" aria-describedby="q-hint q-error" class="wrong">', page)
    assert 'id="q-error"' in page
    assert "Erreur :" in page


def test_a_form_carries_its_token_and_its_key(draw: Draw) -> None:
    page = draw('{% call form.form("/send", enhance="scanner") %}x{% endcall %}')
    assert 'name="csrf_token" value="token"' in page
    assert f'name="once" value="{"k" * 32}"' in page
    assert 'data-enhance="once scanner"' in page
    assert 'method="post"' in page


def test_the_stepper_is_a_plain_number_field_first(draw: Draw) -> None:
    page = draw('{{ stepper.stepper("n", 0, 9, 1, 3) }}')
    assert re.search(r'<input type="number"[^>]*min="0" max="9" step="1" value="3"', page)
    assert len(re.findall(r'<button[^>]* type="button"[^>]* hidden aria-label="Un de', page)) == 2


def test_the_code_of_pictures_has_one_row_of_radios_a_step(draw: Draw) -> None:
    pictures = (
        forms.Choice("key", "clé", pictogram="key"),
        forms.Choice("sun", "soleil", pictogram="sun"),
    )
    page = draw('{{ pin_pad.pin_pad("p", pictures) }}', pictures=pictures)
    assert [len(re.findall(f'name="p-{step}"', page)) for step in range(4)] == [2, 2, 2, 2]
    assert page.count(">clé<") == 4


def test_a_cell_is_written_whole_even_when_its_words_are_looked_up_late(draw: Draw) -> None:
    page = draw("{{ table.row(cells) }}", cells=["Repas", lazy("Voisins"), ("3", "number")])
    assert '<th scope="row">Repas</th><td>Voisins</td><td class="number">3</td>' in page


def test_a_row_of_buttons_is_not_drawn_when_none_may_be_pressed(draw: Draw) -> None:
    assert "row" not in draw("{% call stack.side_by_side() %} {% endcall %}")


def test_each_language_is_named_in_its_own_letters_and_its_own_lang(draw: Draw) -> None:
    page = draw('{{ language_switch.language_switch("/locale") }}')
    assert 'lang="ar" dir="rtl" name="locale" value="ar"><span>العربية</span>' in page
    assert 'lang="fr-simple" dir="ltr" name="locale" value="fr@falc"' in page
    assert page.count('aria-current="true"') == 1


def test_the_present_size_and_look_are_pressed(draw: Draw) -> None:
    page = draw('{{ display_settings.display_settings("/look") }}')
    assert re.findall(r'name="(\w+)" value="(\w+)" aria-pressed="true"', page) == [
        ("size", "m"),
        ("theme", "auto"),
    ]


def test_steps_are_said_as_well_as_drawn(draw: Draw) -> None:
    page = draw("{{ steps.steps(2, 8) }}")
    assert "Étape 2 sur 8" in page
    assert page.count("<li") == 8
    assert page.count('<li class="done"') == 2


def test_a_sound_file_can_be_sent_without_a_microphone(draw: Draw) -> None:
    page = draw('{{ voice_note.voice_note("v", "Parlez") }}')
    assert re.search(
        r'<label for="v-file">.*<input type="file" accept="audio/\*"[^>]*name="v"', page
    )
    assert re.search(r"data-start hidden", page)


def test_silence_asks_on_the_whole_screen_and_wipes_by_post(draw: Draw) -> None:
    page = draw('{{ idle_dialog.idle_dialog("/wipe") }}')
    assert re.search(
        r'<dialog data-enhance="idle" data-idle="120" data-warn="45" data-more="300"', page
    )
    assert re.search(r'<form method="post" action="/wipe">', page)
    assert "csrf_token" not in page, "a stale page, or one kept for want of network, still wipes"
    assert "data-opus" in page


class Sample(forms.Form):
    class Meta:
        csrf = False

    name = forms.LineField("Nom", hint="Comme on vous appelle.")
    note = forms.TextField("Note", required=False)
    agreed = forms.TickField("J’accepte")
    service = forms.ListField("Service", [forms.Choice("a", "CHRS")])
    sheet = forms.FileField("Fichier", accepts=".xlsx")
    meals = forms.FacesField("Repas", CHOICES)
    years = forms.StepperField("Années")
    day = forms.DayField("Jour", years=range(2020, 2027))
    code = forms.PinField("Images", CHOICES)
    voice = forms.VoiceField("Voix")
    title = forms.LocalizedField("Titre", ("fr", "ar"))


@pytest.fixture
def app() -> Flask:
    found = Flask(__name__, template_folder=str(TEMPLATES))
    found.config.update(SECRET_KEY="only for this test", WTF_CSRF_ENABLED=False)
    furnish(found.jinja_env)
    return found


def test_every_field_draws_itself_with_a_label_and_its_refusal(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = Sample(formdata=MultiDict({"name": ""}))
        form.validate()
        drawn = {field.name: str(field()) for field in form}
        summary = app.jinja_env.get_template("components/error_summary.html")
        listed = str(summary.module.error_summary(form))  # type: ignore[attr-defined]
    assert re.search(r'<label for="name">Nom</label>', drawn["name"])
    assert re.search(
        r'aria-describedby="name-hint name-error"[^>]*aria-invalid="true"', drawn["name"]
    ) or (
        'aria-invalid="true"' in drawn["name"]
        and 'aria-describedby="name-hint name-error"' in drawn["name"]
    )
    assert "(facultatif)" in drawn["note"]
    assert "(facultatif)" not in drawn["name"]
    assert '<span class="body"><span>J’accepte</span></span>' in drawn["agreed"]
    assert 'accept=".xlsx"' in drawn["sheet"]
    assert 'dir="rtl"' in drawn["title"]
    for name in ("name", "service", "sheet", "meals", "years", "day", "code", "title"):
        assert f'id="{name}-error"' in drawn[name], name
    targets = set(re.findall(r'href="#([\w-]+)"', listed))
    whole = "".join(drawn.values())
    assert targets
    assert all(f'id="{target}"' in whole for target in targets), targets
    assert "Il y a 8 choses à revoir" in listed


def test_macros_see_the_reader_without_being_given_the_context() -> None:
    environment = Environment(
        loader=DictLoader({"page": '{% from "localized" import localized %}{{ localized(t) }}',
                           "localized": (TEMPLATES / "components/localized.html").read_text()}),
        autoescape=True,
    )  # fmt: skip
    furnish(environment, "ar")
    assert environment.get_template("page").render(t=MEALS) == "الوجبات"
