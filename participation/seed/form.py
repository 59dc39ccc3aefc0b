"""The demonstration's questionnaire, read from its texts in eight languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from participation.foundation.languages import INTERFACE
from participation.surveys.rules.questions import Choice, Question, QuestionKind, Questionnaire

HERE = Path(__file__).parent
LANGUAGES = tuple(language.tag for language in INTERFACE)
FORM_ID = "votre-avis"


@cache
def texts(name: str) -> Mapping[str, Any]:
    """Read one of the demonstration's files of texts."""
    return tomllib.loads((HERE / f"{name}.toml").read_text("utf-8"))


def questionnaire() -> Questionnaire:
    """Give the questionnaire: fourteen questions, one of them asked only to some."""
    written = texts("questionnaire")
    scales = {"faces": _scale(written["scale"], scored=True), "yes_no": _yes_no(written["yes_no"])}
    questions = tuple(
        Question(
            name=each["name"],
            number=number,
            kind=QuestionKind(each["kind"]),
            label=each["label"],
            hint=each.get("hint", {}),
            choices=scales.get(each["kind"]) or _choices(each.get("choices", ())),
            relevant=each.get("relevant", ""),
            minimum=each.get("minimum"),
            maximum=each.get("maximum"),
            theme=each["theme"],
            pictogram=each.get("pictogram", ""),
        )
        for number, each in enumerate(written["questions"], 1)
    )
    return Questionnaire(
        title=written["title"], languages=LANGUAGES, items=questions, form_id=FORM_ID
    )


def _scale(labels: Mapping[str, Mapping[str, str]], *, scored: bool) -> tuple[Choice, ...]:
    return tuple(
        Choice(name=key, value=int(key), label=label, score=int(key) if scored else None)
        for key, label in labels.items()
    )


def _yes_no(labels: Mapping[str, Mapping[str, str]]) -> tuple[Choice, ...]:
    return tuple(
        Choice(name="yes" if key == "1" else "no", value=int(key), label=label)
        for key, label in labels.items()
    )


def _choices(rows: list[Mapping[str, Any]] | tuple[()]) -> tuple[Choice, ...]:
    return tuple(
        Choice(
            name=row["name"],
            value=value,
            label=row["label"],
            columns={"pictogram": row["pictogram"]} if "pictogram" in row else {},
        )
        for value, row in enumerate(rows, 1)
    )
