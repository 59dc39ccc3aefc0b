"""What somebody thought of a meeting: three faces and a key of chance."""

from collections.abc import Mapping
from uuid import UUID

from participation.foundation.forms import Choice, FacesField, Form, HiddenField
from participation.meetings.labels.words import FACES, QUESTIONS
from participation.meetings.rules.scores import Question

SCALE = tuple(Choice(str(score), words, score=score) for score, words in FACES)


class AssessmentForm(Form):
    """Three faces; `key` was drawn when the page was shown, so that sending twice counts once."""

    heard = FacesField(QUESTIONS[Question.HEARD], SCALE)
    clear = FacesField(QUESTIONS[Question.CLEAR], SCALE)
    useful = FacesField(QUESTIONS[Question.USEFUL], SCALE)
    key = HiddenField()

    def scores(self) -> Mapping[Question, int]:
        """Give the faces that were chosen."""
        return {each: int(self[each.value].data) for each in Question}

    def own_key(self) -> UUID | None:
        """Give the key of chance, or nothing when somebody changed it."""
        try:
            return UUID(str(self.key.data))
        except ValueError:
            return None
