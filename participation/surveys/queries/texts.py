"""The marks of a version's translations, what each language lacks, and which texts are heard."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from participation.surveys.models import QuestionnaireText, QuestionnaireVersion
from participation.surveys.queries.campaigns import read_questionnaire
from participation.surveys.rules import texts as rules
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.texts import Key, Lack, Mark, Standing, State
from participation.surveys.rules.translation import units

Hears = Callable[[str, str], object]
"""Give the sound of words in a language, or nothing."""


@dataclass(frozen=True, slots=True)
class Tongue:
    """One language of a version, counted: texts by state, and those that are heard."""

    language: str
    standings: tuple[Standing, ...] = field(repr=False)
    voiced: int

    @property
    def total(self) -> int:
        """Give the number of texts."""
        return len(self.standings)

    @property
    def states(self) -> Mapping[State, int]:
        """Give the number of texts in each state."""
        return {state: sum(1 for each in self.standings if each.state is state) for state in State}

    @property
    def to_do(self) -> int:
        """Give the number of texts that somebody must look at."""
        return sum(1 for each in self.standings if each.state in rules.TO_DO)


def read_marks(
    session: Session, version: QuestionnaireVersion, questionnaire: Questionnaire
) -> dict[Key, Mark]:
    """Give what is known of the translations of a version, by place and language."""
    places = {rules.place_key(unit.place): unit.place for unit in units(questionnaire)}
    rows = session.scalars(
        select(QuestionnaireText).where(QuestionnaireText.version_id == version.id)
    )
    return {
        (places[row.place], row.language): Mark(row.state, row.hand, row.source, row.words)
        for row in rows
        if row.place in places
    }


def list_standings(
    session: Session, version: QuestionnaireVersion, language: str
) -> tuple[Standing, ...]:
    """Give where each text of a version stands in a language."""
    questionnaire = read_questionnaire(version)
    return rules.standings(questionnaire, read_marks(session, version, questionnaire), language)


def count_tongues(
    session: Session, version: QuestionnaireVersion, languages: Sequence[str], hears: Hears
) -> list[Tongue]:
    """Count each language of a version; a text is voiced when its very words have a sound."""
    questionnaire = read_questionnaire(version)
    marks = read_marks(session, version, questionnaire)
    found = []
    for language in languages:
        every = rules.standings(questionnaire, marks, language)
        voiced = sum(1 for each in every if each.words and hears(each.words, language))
        found.append(Tongue(language, every, voiced))
    return found


def list_lacks(
    session: Session, version: QuestionnaireVersion, languages: Sequence[str]
) -> dict[str, Lack]:
    """Give what each language lacks before residents may read it."""
    questionnaire = read_questionnaire(version)
    marks = read_marks(session, version, questionnaire)
    return {language: rules.lack_of(questionnaire, marks, language) for language in languages}
