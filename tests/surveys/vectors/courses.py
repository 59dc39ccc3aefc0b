"""The frozen table of courses: real forms, seeded answers, and what `Course` makes of them."""

# After a change that is meant: `python -m tests.surveys.vectors.courses`.

import json
import random
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from participation.foundation.languages import chain
from participation.foundation.localized import Localized
from participation.seed.form import questionnaire as yearly
from participation.surveys.adapters.xlsform import read_form
from participation.surveys.rules.flow import Answer, Course
from participation.surveys.rules.piping import quoting
from participation.surveys.rules.plan import is_piped
from participation.surveys.rules.questions import (
    Choice,
    Group,
    Question,
    QuestionKind as K,
    Questionnaire,
)
from participation.surveys.rules.whole import Tongue, write_course
from tests.surveys.asking import both, questionnaire, scale

HERE = Path(__file__).parent
FILE = HERE.with_name("vectors") / "courses.json"
FORMS = HERE.with_name("forms")
SEED, EACH = 2026, 8
TODAY = date(2026, 11, 21)
WORDS = ("", "Merci", "non", "2024-02-29", "12", "\u2067مرحبا\u2069")
TOO_LONG = "é" * 2_001
Json = dict[str, Any]


def crossed() -> Questionnaire:
    """Give a form in which everything that may depend on answers does."""
    regions = tuple(Choice(name, at, both(name, f"ع{name}")) for at, name in enumerate("ab", 1))
    towns = tuple(
        Choice(f"t{at}", at, both(f"T{at} ${{words}}", f"م{at}"), columns={"region": "ab"[at % 2]})
        for at in range(1, 5)
    )
    said = both("${region}, ${many} : ${sum} ${words} ?", "${many} ${gone} ${words}")
    items: tuple[Question | Group, ...] = (
        Question("region", K.ONE, both("R", "ر"), 1, choices=regions, or_other=True),
        Question("towns", K.ONE, said, 2, choices=towns, choice_filter="region = ${region}"),
        Question(
            "many", K.MANY, both("M", "م"), 3, choices=towns, choice_filter="name != ${towns}"
        ),
        Question("sum", K.CALCULATION, number=4, calculation="count-selected(${many}) div 3"),
        counted(said),
        *odd(said, regions),
    )
    return Questionnaire({"fr": "F", "ar": "ع"}, ("fr", "ar"), items)


def counted(said: dict[str, str]) -> Group:
    """Give a group under a condition on a list: a bounded number, faces with a quoting hint."""
    some = "count(instance('towns')/root/item[region = ${region}]) > 1 or ${many} != ''"
    late = both("Pas ${age} ans", "")
    age = Question(
        *("age", K.NUMBER, both("A", "ا"), 5),
        minimum=2,
        maximum=98,
        step=4,
        constraint=". != 10",
        constraint_message=late,
        required_when="${sum} >= 0.6",
    )
    face = Question("face", K.FACES, said, 6, choices=scale(), required=True, hint=late)
    return Group("g", relevant=some, items=(age, face))


def odd(said: dict[str, str], choices: tuple[Choice, ...]) -> tuple[Question, ...]:
    """Give a pattern, an expression nobody can read, two that wait for each other, a literal."""
    return (
        Question("words", K.COMMENT, both("W", "و"), 7, constraint="0 or regex(., '[A-Z].*')"),
        Question("note", K.NOTE, said, 8, relevant="today() > '2026-11-20' and ${age} > ((("),
        Question("one", K.YES_NO, both("1", "1"), 9, choices=choices, relevant="${two} = 'a'"),
        Question("two", K.YES_NO, both("2", "2"), 10, choices=choices, relevant="${one} != 'a'"),
        Question("never", K.NOT_ASKED, both("N", "ن"), 11, not_asked_because="date"),
        Question("zero", K.NUMBER, both("0", "0"), 12, maximum=0, constraint="0"),
        Question(
            *("label", K.CALCULATION),
            number=13,
            calculation="jr:choice-name(${region}, '${region}')",
        ),
        Question("echo", K.CALCULATION, number=14, calculation="concat(${zero}, ${words})"),
    )


def forms() -> list[Questionnaire]:
    """Give the forms of the table: the tests' own, one read from each file, one that crosses."""
    read = [read_form(file.read_bytes())[0] for file in files()]
    return [questionnaire(), yearly(), crossed(), *filter(None, read)]


def files() -> list[Path]:
    """Give the files of forms."""
    return sorted(each for each in FORMS.iterdir() if each.suffix in {".csv", ".xlsx"})


class Chance:
    """Seeded answers: most of them fit, some withhold, some could never come from a page."""

    def __init__(self, seed: int, words: Sequence[str]) -> None:
        self.random = random.Random(seed)
        self.words = words

    def answers(self, form: Questionnaire) -> dict[str, Answer]:
        """Answer about three questions in four."""
        named = [each for each in form.questions() if self.random.random() < 0.75]
        return {each.name: self.answer(each) for each in named}

    def answer(self, question: Question) -> Answer:
        """Answer one question, once in ten with what another kind takes."""
        if (odd := self.random.random()) < 0.1:
            return self.random.choice([None, -1, -2, 0, 1, 7, (), (1, 1), (9,), "x", ""])
        values = [choice.value for choice in question.choices] or [1]
        match question.kind:
            case K.NUMBER:
                return self.random.choice([question.minimum or 0, 6, 10, 11, 98, 99, -1, -2])
            case K.COMMENT:
                return self.random.choice(self.words)
            case K.MANY:
                return tuple(sorted(self.random.sample(values, min(len(values), 2))))
            case _:
                return self.random.choice([*values, -1] if odd < 0.3 else values)


def tongue_of(language: str) -> Tongue:
    """Give a reader's language as the page's view does."""
    return Tongue(language, chain(language))


def course_case(
    form: Questionnaire, answers: dict[str, Answer], language: str, words: Sequence[str]
) -> Json:
    """Say what `Course` makes of answers, and of one more answer to each question."""
    course = Course(form, answers, TODAY, language)
    chance = Chance(len(answers), words)
    probes = {each.name: chance.answer(each) for each in form.questions()}
    said = {
        each.name: shown(course, each.label, language)
        for each in form.questions()
        if is_piped(each.label)
    }
    return {
        "answers": list(answers.items()),
        "asked": [each.name for each in course.asked()],
        "required": [each.name for each in course.asked() if course.is_required(each.name)],
        "choices": {
            each.name: [choice.value for choice in course.choices(each.name)]
            for each in form.questions()
            if each.choice_filter
        },
        "kept": list(course.kept().items()),
        "calculations": course.calculations(),
        "own": refused(course, answers),
        "probes": [
            [name, probe, refused(course, {name: probe})[name]] for name, probe in probes.items()
        ],
        "said": said,
    }


def refused(course: Course, answers: dict[str, Answer]) -> dict[str, str | None]:
    """Say why each answer is refused."""
    found = {name: course.why_refused(name, answer) for name, answer in answers.items()}
    return {name: reason and reason.value for name, reason in found.items()}


def shown(course: Course, text: Any, language: str) -> str:
    """Give a text that quotes as the page shows it: in the language that the text has."""
    tag = Localized(text).best(language)[0]
    return quoting({tag: text[tag]}, course._words)[tag]  # noqa: SLF001 - as `piped` does


def cases(seed: int, each: int, words: Sequence[str] = WORDS) -> Iterator[Json]:
    """Give every form in two of its languages, each with its cases."""
    chance = Chance(seed, words)
    for form in forms():
        for language in (form.languages[0], form.languages[-1]):
            found = [course_case(form, chance.answers(form), language, words) for _ in range(each)]
            course = write_course(form, tongue_of(language))
            yield {"today": TODAY.isoformat(), "course": course, "cases": found}


def plain(value: object) -> Any:
    """Give what JSON makes of a value."""
    return json.loads(json.dumps(value, ensure_ascii=False))


def written(table: list[Json]) -> str:
    """Write the table with a line a question and a line a fact of each case."""
    parts = []
    for part in table:
        course = _lines(part["course"]["questions"])
        rest = json.dumps({**part["course"], "questions": []}, ensure_ascii=False)
        whole = rest.replace('"questions": []', f'"questions": {course}')
        facts = [[f"{_json(name)}: {_json(case[name])}" for name in case] for case in part["cases"]]
        rows = ",\n".join("{" + ",\n".join(fact) + "}" for fact in facts)
        parts.append(f'{{"today": {_json(part["today"])}, "course": {whole},\n"cases": [{rows}]}}')
    return "[" + ",\n".join(parts) + "]\n"


def _lines(values: list[Json]) -> str:
    return "[\n" + ",\n".join(map(_json, values)) + "\n]"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    FILE.write_text(written(plain(list(cases(SEED, EACH)))), "utf-8")
