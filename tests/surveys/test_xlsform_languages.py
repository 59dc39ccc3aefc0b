"""Languages of a form: untidy headers, texts that name none, doubts that may be settled."""

import pytest

from participation.surveys.adapters.xlsform import Reason, read_form
from participation.surveys.adapters.xlsform.languages import header_of, read_language
from tests.surveys.readings import only, places, read
from tests.surveys.sheets import form, questions

# -------------------------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("header", "tag", "sure"),
    [
        ("Français (fr)", "fr", True),
        ("french(fr)", "fr", True),
        ("FRANÇAIS", "fr", True),
        ("FALC", "fr@falc", True),
        ("Français facile à lire (fr-x-falc)", "fr@falc", True),
        ("fr@falc", "fr@falc", True),
        ("english", "en", True),
        ("English (EN)", "en", True),
        ("العربية", "ar", True),
        ("Arabic(ar)", "ar", True),
        ("Dari", "fa_AF", True),
        ("prs", "fa_AF", True),
        ("دری (fa-AF)", "fa_AF", True),
        ("Farsi", "fa_AF", False),
        ("Pashto", "ps", True),
        ("Українська", "uk", True),
        ("Russe (ru)", "ru", True),
        ("Nepali (np)", "ne", True),
        ("pt-BR", "pt_BR", True),
        ("Swahili (fr)", "fr", False),
        ("local language", "x-local-language", False),
        ("English/French", "x-english-french", False),
    ],
)
def test_untidy_languages_become_tags(header: str, tag: str, *, sure: bool) -> None:
    language = read_language(header)
    assert (language.tag, language.sure) == (tag, sure)


@pytest.mark.parametrize(
    "tag",
    ["fr", "fr@falc", "en", "ar", "fa_AF", "ps", "uk", "ru", "pt_BR", "zh_Hans", "sr_Latn_RS",
     "rom", "snk", "ckb", "und", "x-local-language"],
)  # fmt: skip
def test_every_tag_is_written_so_that_it_reads_back(tag: str) -> None:
    assert read_language(header_of(tag)).tag == tag


def test_columns_of_all_kinds_speak_their_language() -> None:
    headers = (
        "Type", "NAME ", "label::Français (fr)", "label:English", "hint::english",
        "media::image::Français (fr)", "image::English", "audio::Français (fr)",
        "constraint message::Français (fr)", "bind:constraint", "bind::jr:requiredMsg::en",
    )  # fmt: skip
    row = ("text", "q", "Quoi ?", "What?", "Hint", "q.png", "q-en.png", "q.mp3", "Non", "1", "Must")
    question = only(form((headers, row), settings=None))
    assert question.label == {"fr": "Quoi ?", "en": "What?"}
    assert question.hint == {"en": "Hint"}
    assert question.image == {"fr": "q.png", "en": "q-en.png"}
    assert question.audio == {"fr": "q.mp3"}
    assert question.constraint == "1"
    assert question.constraint_message == {"fr": "Non"}
    assert question.required_message == {"en": "Must"}


def test_a_language_that_nobody_wrote_is_assumed_and_may_be_answered() -> None:
    content = form(questions(("text", "q", "Où ?")), settings=None)
    questionnaire, report = read(content)
    assert questionnaire.languages == ("fr",)
    assert places(report.warnings) == {("survey", "C1", Reason.LANGUAGE_ASSUMED)}
    questionnaire, report = read_form(content, {"": "ro"})  # type: ignore[assignment]
    assert questionnaire.languages == ("ro",)
    assert report.warnings == ()


def test_an_unsure_language_may_be_answered() -> None:
    content = form((("type", "name", "label::Local Language"), ("text", "q", "Où ?")))
    _, report = read(content)
    assert report.languages == ("x-local-language",)
    _, report = read_form(content, {"local language": "wo"})
    assert report.languages == ("wo",)
    assert report.warnings == ()


def test_two_columns_of_one_language_that_differ_are_two_languages() -> None:
    rows = (("type", "name", "label", "label::English (en)"), ("text", "q", "ምን?", "What?"))
    questionnaire, report = read(form(rows, settings=(("default_language",), ("English (en)",))))
    assert questionnaire.languages == ("en", "und")
    assert places(report.warnings) == {("survey", "C1", Reason.LANGUAGE_UNSURE)}
