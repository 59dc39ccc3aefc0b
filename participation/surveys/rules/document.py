"""A questionnaire as one plain JSON document, and back: what a frozen version stores."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields
from typing import Any

from participation.surveys.rules.questions import (
    Choice,
    Group,
    Origin,
    Question,
    QuestionKind,
    Questionnaire,
)

Document = dict[str, Any]


def write(questionnaire: Questionnaire) -> Document:
    """Give the JSON document of a questionnaire; empty parts are left out."""
    document = _plain(questionnaire)
    document["items"] = [_write_item(item) for item in questionnaire.items]
    if questionnaire.kept:
        document["kept"] = {sheet: list(rows) for sheet, rows in questionnaire.kept.items()}
    return document


def read(document: Mapping[str, Any]) -> Questionnaire:
    """Give the questionnaire of a document; raise KeyError or TypeError for a foreign one."""
    items = tuple(_read_item(item) for item in document.get("items", ()))
    rest = {name: value for name, value in document.items() if name != "items"}
    rest["languages"] = tuple(rest["languages"])
    rest["kept"] = {sheet: tuple(rows) for sheet, rows in document.get("kept", {}).items()}
    return Questionnaire(items=items, **rest)


def digest(document: Document) -> str:
    """Give the SHA-256 of the canonical text: two versions with one digest are the same."""
    canonical = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def _write_item(item: Question | Group) -> Document:
    document = _plain(item)
    if isinstance(item, Group):
        document["items"] = [_write_item(inner) for inner in item.items]
    else:
        document["kind"] = item.kind.value
        if item.choices:
            document["choices"] = [_plain(choice) for choice in item.choices]
    if item.origin:
        document["origin"] = [item.origin.sheet, item.origin.row]
    return document


def _plain(value: Questionnaire | Group | Question | Choice) -> Document:
    """Give the fields that differ from their default, without the nested ones."""
    document = {}
    for each in fields(value):
        found = getattr(value, each.name)
        if each.name in {"items", "choices", "origin", "kind", "kept"} or _is_default(each, found):
            continue
        document[each.name] = (
            dict(found)
            if isinstance(found, Mapping)
            else list(found)
            if isinstance(found, tuple)
            else found
        )
    return document


def _is_default(each: Field[object], found: object) -> bool:
    if each.default is not MISSING:
        return bool(found == each.default and type(found) is type(each.default))
    return each.default_factory is not MISSING and found == each.default_factory()


def _read_item(document: Mapping[str, Any]) -> Question | Group:
    rest = dict(document)
    origin = Origin(*rest.pop("origin")) if "origin" in rest else None
    if "kind" not in rest:
        inner = tuple(_read_item(item) for item in rest.pop("items", ()))
        return Group(items=inner, origin=origin, **rest)
    kind = QuestionKind(rest.pop("kind"))
    rest["easy"] = tuple(rest.get("easy", ()))
    choices = tuple(Choice(**choice) for choice in rest.pop("choices", ()))
    return Question(kind=kind, choices=choices, origin=origin, **rest)
