"""Reading of a test's form, and what was found in it."""

from participation.surveys.adapters.xlsform import Finding, Reason, Report, read_form
from participation.surveys.rules.questions import Question, Questionnaire


def read(content: bytes) -> tuple[Questionnaire, Report]:
    questionnaire, report = read_form(content)
    assert questionnaire is not None, report.errors
    return questionnaire, report


def only(content: bytes) -> Question:
    questions_read = list(read(content)[0].questions())
    assert len(questions_read) == 1
    return questions_read[0]


def places(findings: tuple[Finding, ...]) -> set[tuple[str, str, Reason]]:
    return {(one.sheet, f"{one.column}{one.row}", one.reason) for one in findings}
