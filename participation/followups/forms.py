"""What staff write of a follow-up."""

import datetime as dt
from collections.abc import Sequence

from participation.followups.labels import LEVELS, PICTOGRAMS, STATES
from participation.followups.operations import FollowUpSheet
from participation.followups.rules import ParticipationLevel, State
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    Form,
    LineField,
    ListField,
    LocalizedField,
    TickField,
)
from participation.foundation.i18n import staff_lazy as _
from participation.foundation.localized import Localized


class FollowUpForm(Form):
    """One thing said, what was decided, by whom and by when; texts come with `form_in`."""

    said: LocalizedField
    decided: LocalizedField
    because: LocalizedField
    asked_on: dt.date | None = None
    """Kept as it was: nobody rewrites the day on which something was said."""
    about: str = ""
    criterion: str = ""
    """The question and the criterion it answers: kept as they were too."""
    state = ChoiceField(
        _("Où en est-on ?"), [Choice(each.value, words) for each, words in STATES.items()]
    )
    owner = LineField(
        _("Qui s’en occupe"),
        hint=_("Une fonction, pas un nom : « la cuisine », « la direction »."),
        limit=80,
    )
    due_on = DateField(_("Pour quand"), hint=_("Pour un essai : son dernier jour."), required=False)
    answer_due_on = DateField(
        _("Dernier jour pour répondre"),
        hint=_("À remplir si le conseil ou son règlement a fixé un délai."),
        required=False,
    )
    done_on = DateField(_("Fait le"), required=False)
    pictogram = ListField(
        _("Dessin"), [Choice(name, words) for name, words in PICTOGRAMS.items()], required=False
    )
    level = ListField(
        _("Comment les personnes participent"),
        [Choice(each.value, words) for each, words in LEVELS.items()],
        required=False,
    )
    is_public = TickField(
        _("Montrer aux personnes du service"),
        hint=_("Sur la page « Ce qui change », sur la borne et sur l’affiche."),
    )

    def sheet(self) -> FollowUpSheet:
        """Give what was written."""
        return FollowUpSheet(
            said=Localized(self.said.data),
            decided=Localized(self.decided.data),
            owner=self.owner.data or "",
            state=State(self.state.data),
            due_on=self.due_on.data,
            done_on=self.done_on.data,
            because=Localized(self.because.data),
            pictogram=self.pictogram.data or "",
            is_public=self.is_public.data,
            level=ParticipationLevel(self.level.data or ParticipationLevel.CONSULT),
            asked_on=self.asked_on,
            answer_due_on=self.answer_due_on.data,
            about=self.about,
            criterion=self.criterion,
        )


def form_in(tags: Sequence[str]) -> type[FollowUpForm]:
    """Give the form with its texts in these languages, French first."""
    texts = {
        "said": LocalizedField(
            _("Ce que les personnes ont dit"),
            tags,
            hint=_("Une phrase courte, avec leurs mots. Aucun nom de personne."),
            long=True,
        ),
        "decided": LocalizedField(
            _("Ce que nous avons décidé"),
            tags,
            hint=_("Une phrase courte, que tout le monde comprend. Vide si on attend la réponse."),
            required=False,
            long=True,
        ),
        "because": LocalizedField(
            _("Pourquoi ce n’est pas possible"),
            tags,
            hint=_("À remplir seulement si ce n’est pas possible."),
            required=False,
            long=True,
        ),
    }
    return type("FollowUpFormInLanguages", (FollowUpForm,), texts)
