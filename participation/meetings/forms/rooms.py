"""What is written in the room: a guest, what was said, a vote."""

from participation.foundation.forms import (
    Choice,
    ChoiceField,
    Form,
    LineField,
    StepperField,
    TextField,
)
from participation.foundation.i18n import lazy as _
from participation.meetings.labels.words import METHODS, MOTIONS, QUALITIES
from participation.meetings.operations import VoteSheet
from participation.meetings.rules.kinds import Method, Motion, Quality
from participation.meetings.rules.quorum import Votes

MOST_VOTES = 100


class GuestForm(Form):
    """Somebody who came without a seat."""

    name = LineField(_("Nom de la personne"), limit=120)
    quality = ChoiceField(
        _("Comment ?"),
        [Choice(each.value, QUALITIES[each]) for each in (Quality.ADVISORY, Quality.GUEST)],
    )


class TalkForm(Form):
    """What was said about a point."""

    conclusion = TextField(
        _("Ce qui a été dit"),
        required=False,
        limit=2000,
        render_kw={"rows": 6},
        hint=_("Quelques phrases simples, sans le nom des personnes."),
    )


class VoteForm(Form):
    """A vote: what, how, and the votes counted."""

    words = TextField(
        _("Ce qui est voté"), limit=600, hint=_("Une seule phrase, lue à voix haute.")
    )
    motion = ChoiceField(
        _("C’est…"), [Choice(each.value, words) for each, words in MOTIONS.items()]
    )
    method = ChoiceField(
        _("Comment vote-t-on ?"),
        [Choice(each.value, words) for each, words in METHODS.items()],
        hint=_("Une seule personne peut demander le secret."),
    )
    in_favour = StepperField(_("Pour"), maximum=MOST_VOTES)
    against = StepperField(_("Contre"), maximum=MOST_VOTES)
    abstained = StepperField(_("Ne choisissent pas"), maximum=MOST_VOTES)

    def sheet(self) -> VoteSheet:
        """Give what was written."""
        return VoteSheet(
            words=self.words.data or "",
            motion=Motion(str(self.motion.data)),
            votes=Votes(
                int(self.in_favour.data or 0),
                int(self.against.data or 0),
                int(self.abstained.data or 0),
            ),
            method=Method(str(self.method.data)),
        )
