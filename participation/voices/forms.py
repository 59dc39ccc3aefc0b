"""What residents say, what facilitators write of it, whom the service names."""

from collections.abc import Sequence

from participation.followups.labels import LEVELS
from participation.followups.rules import ParticipationLevel
from participation.foundation.forms import (
    Choice,
    ChoiceField,
    Form,
    LineField,
    ListField,
    LocalizedField,
    TextField,
    TickField,
    VoiceField,
)
from participation.foundation.i18n import lazy, staff_lazy as _
from participation.foundation.keys import from_text
from participation.foundation.localized import Localized
from participation.voices import labels
from participation.voices.operations import AlertSheet, ContactSheet, ReadSheet, TopicSheet
from participation.voices.rules import LONGEST_TEXT, ContactKind, Teller, Theme, Worry


class SayForm(Form):
    """A card, a voice, words, and a name only if she wants: one of the first three is enough."""

    wish = ChoiceField(
        lazy("Que voulez-vous dire ?"),
        [
            Choice(each.value, words, labels.WISH_PICTOGRAMS[each])
            for each, words in labels.WISHES.items()
        ],
        required=False,
    )
    voice = VoiceField(lazy("Dites-le avec votre voix, dans votre langue"))
    text = TextField(
        lazy("Ou écrivez, dans votre langue"),
        limit=LONGEST_TEXT,
        required=False,
        render_kw={"dir": "auto", "rows": "4", "autocomplete": "off"},
    )
    named = TickField(
        lazy("Mettre mon nom"),
        hint=lazy("Si vous cochez, la personne qui lit verra votre nom. Les autres, non."),
    )


class AlertForm(Form):
    """A worry, a place, a kind of teller; there is no box for a name."""

    worry = ChoiceField(
        lazy("Qu’est-ce qui vous inquiète ?"),
        [
            Choice(each.value, words, labels.WORRY_PICTOGRAMS[each])
            for each, words in labels.WORRIES.items()
        ],
    )
    place = LineField(
        lazy("Où ?"),
        hint=lazy("Une rue, un immeuble, un étage. Aucun nom, aucun téléphone."),
        render_kw={"dir": "auto", "autocomplete": "off"},
    )
    teller = ChoiceField(
        lazy("Qui êtes-vous ? Sans dire votre nom."),
        [
            Choice(each.value, words, labels.TELLER_PICTOGRAMS[each])
            for each, words in labels.TELLERS.items()
        ],
    )

    def sheet(self) -> AlertSheet:
        """Give what is told."""
        return AlertSheet(
            Worry(str(self.worry.data)), self.place.data or "", Teller(str(self.teller.data))
        )


class ReadForm(Form):
    """What a human writes of a voice."""

    words = TextField(
        _("Ses mots, dans sa langue"),
        hint=_("Remplacez chaque nom de personne par « […] ». Laissez vide si vous ne savez pas."),
        required=False,
    )
    french = TextField(
        _("En français"),
        hint=_("Remplacez chaque nom de personne par « […] »."),
        required=False,
    )
    theme = ListField(
        _("Thème"), [Choice(each.value, words) for each, words in labels.THEMES.items()]
    )
    into = ListField(
        _("Déjà dit ? Le joindre à ce sujet"),
        hint=_(
            "Si c’est la même chose, ses mots ne sont pas montrés : on compte une voix de plus."
        ),
        required=False,
    )

    def sheet(self) -> ReadSheet:
        """Give what was written."""
        return ReadSheet(
            theme=Theme(str(self.theme.data)),
            french=self.french.data or "",
            words=(self.words.data or "") if "words" in self else "",
        )

    def into_id(self) -> int | None:
        """Give the topic that it joins, or nothing for a new one."""
        return from_text(self.into.data) if self.into.data else None


class TopicForm(Form):
    """The words of a topic in every language; they come with `topic_form`."""

    said: LocalizedField
    theme = ListField(
        _("Thème"), [Choice(each.value, words) for each, words in labels.THEMES.items()]
    )
    level = ListField(
        _("Comment les personnes participent"),
        [Choice(each.value, words) for each, words in LEVELS.items()],
    )

    def sheet(self) -> TopicSheet:
        """Give what was written."""
        return TopicSheet(
            said=Localized(self.said.data),
            theme=Theme(str(self.theme.data)),
            level=ParticipationLevel(str(self.level.data)),
        )


class KeepForm(Form):
    """To which council, and the sentence that residents read; it comes with `keep_form`."""

    council = ListField(_("Quel conseil"))
    words: LocalizedField


class LeaveForm(Form):
    """Why a topic is not kept; the reason comes with `leave_form`."""

    because: LocalizedField


class MergeForm(Form):
    """Which topic says the same."""

    into = ListField(
        _("Le même sujet"),
        hint=_("Les voix et les soutiens s’ajoutent ; les mots de l’autre sujet restent."),
    )


class ContactForm(Form):
    """Somebody to talk to; how to reach them comes with `contact_form`."""

    kind = ListField(
        _("Qui est-ce"), [Choice(each.value, words) for each, words in labels.CONTACTS.items()]
    )
    name = LineField(_("Nom"), required=False, limit=120)
    phone = LineField(_("Téléphone"), required=False, limit=40)
    reach: LocalizedField

    def sheet(self) -> ContactSheet:
        """Give what was written."""
        return ContactSheet(
            kind=ContactKind(str(self.kind.data)),
            name=self.name.data or "",
            phone=self.phone.data or "",
            reach=Localized(self.reach.data),
        )


def topic_form(tags: Sequence[str], original: str) -> type[TopicForm]:
    """Give the form of a topic in the languages of the house, the original one among them."""
    every = tuple(dict.fromkeys((*tags, original)))
    said = LocalizedField(
        _("Le sujet, en mots simples"),
        every,
        hint=_("Une phrase courte. Aucun nom de personne."),
        long=True,
    )
    return type("TopicFormInLanguages", (TopicForm,), {"said": said})


def keep_form(tags: Sequence[str]) -> type[KeepForm]:
    """Give the form that puts a topic forward."""
    words = LocalizedField(
        _("Une phrase pour les personnes"),
        tags,
        hint=_("Vide : les personnes lisent que le conseil en parlera à une prochaine réunion."),
        required=False,
    )
    return type("KeepFormInLanguages", (KeepForm,), {"words": words})


def leave_form(tags: Sequence[str]) -> type[LeaveForm]:
    """Give the form that says why a topic is not kept."""
    because = LocalizedField(
        _("Pourquoi"), tags, hint=_("Les personnes liront cette raison."), long=True
    )
    return type("LeaveFormInLanguages", (LeaveForm,), {"because": because})


def contact_form(tags: Sequence[str]) -> type[ContactForm]:
    """Give the form of somebody to talk to."""
    reach = LocalizedField(
        _("Où et quand"),
        tags,
        hint=_("Par exemple : le mardi matin, bureau de l’entrée."),
        required=False,
    )
    return type("ContactFormInLanguages", (ContactForm,), {"reach": reach})
