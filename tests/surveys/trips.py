"""A questionnaire written and read again, then judged by pyxform."""

import io
from collections.abc import Sequence
from dataclasses import replace

from pyxform.xls2xform import convert

from participation.surveys.adapters.xlsform import read_form, write_form
from participation.surveys.rules.questions import (
    Group,
    Question,
    Questionnaire,
)


def without_origin(questionnaire: Questionnaire) -> Questionnaire:
    def bare(item: Question | Group) -> Question | Group:
        if isinstance(item, Group):
            return replace(item, items=tuple(map(bare, item.items)), origin=None)
        return replace(item, origin=None)

    return replace(questionnaire, items=tuple(map(bare, questionnaire.items)))


def read(content: bytes) -> Questionnaire:
    questionnaire, report = read_form(content)
    assert questionnaire is not None, report.errors
    return questionnaire


def assert_round_trip(questionnaire: Questionnaire) -> bytes:
    content = write_form(questionnaire)
    assert without_origin(read(content)) == without_origin(questionnaire)
    return content


def assert_pyxform_accepts(content: bytes) -> str:
    return str(convert(io.BytesIO(content), file_type=".xlsx").xform)


def one(*items: Question | Group, languages: Sequence[str] = ("fr",)) -> Questionnaire:
    count = iter(range(1, 100))

    def numbered(item: Question | Group) -> Question | Group:
        if isinstance(item, Group):
            return replace(item, items=tuple(map(numbered, item.items)))
        return replace(item, number=next(count))

    return Questionnaire({"fr": "Titre"}, tuple(languages), tuple(map(numbered, items)), "form")
