"""What is written of minutes: a section, the chair's signature, a correction, what is published."""

import datetime as dt
from collections.abc import Sequence

from participation.foundation.forms import (
    Choice,
    ChoiceField,
    DateField,
    DayField,
    Form,
    HiddenField,
    LineField,
    TextField,
    TickField,
    VoiceField,
)
from participation.foundation.i18n import lazy, staff_lazy as _
from participation.meetings.operations.publishing import SentTo
from participation.meetings.rules.writing import LONGEST, Section

TALL: dict[str, object] = {"rows": 6}
"""Room for some lines before the box has to be scrolled."""


class SectionForm(Form):
    """One section; `seen` marks what the person started from."""

    words = TextField(lazy("Ce qui a été dit"), required=False, limit=LONGEST, render_kw=TALL)
    easy = TextField(
        lazy("La même chose, avec des mots faciles"),
        required=False,
        limit=LONGEST,
        render_kw=TALL,
        hint=lazy("Des phrases courtes. Une idée par ligne. Chaque ligne sera lue à voix haute."),
    )
    voice = VoiceField(lazy("Ou dites-le avec votre voix"))
    seen = HiddenField()

    def section(self, title: str) -> Section:
        """Give what was written under a title."""
        return Section(title, self.words.data or "", self.easy.data or "")


class SignForm(Form):
    """The chair's signature: her name as she types it, the day, her agreement."""

    name = LineField(lazy("Écrivez votre nom"), limit=120)
    on: DayField
    agrees = TickField(lazy("Ce relevé dit bien ce qui s’est passé. Je le signe."))

    @staticmethod
    def in_years(today: dt.date) -> type["SignForm"]:
        """Give the form with the years in which it may be signed."""
        years = (today.year, today.year - 1)
        return type("SignFormOfYear", (SignForm,), {"on": DayField(lazy("Le jour"), years=years)})


class CorrectForm(Form):
    """Why signed minutes are written anew."""

    because = TextField(
        _("Qu’est-ce qui est à corriger ?"),
        limit=200,
        hint=_("L’ancien relevé est gardé, avec ses signatures."),
    )


class SendForm(Form):
    """To whom adopted minutes were sent, and when."""

    to = ChoiceField(
        _("Envoyé à"),
        [
            Choice(SentTo.MANAGER.value, _("L’association gestionnaire")),
            Choice(SentTo.AUTHORITY.value, _("L’autorité (département, ARS, préfecture)")),
        ],
    )
    on = DateField(_("Le"))


class PublishForm(Form):
    """What residents will read; its sections come with `publish_form`."""

    titles: tuple[str, ...] = ()
    was_read = TickField(
        _(
            "J’ai relu : il n’y a le nom de personne d’autre que les membres du conseil, et rien "
            "qui permette de reconnaître quelqu’un"
        )
    )

    def sections(self) -> list[Section]:
        """Give what was written; a section left empty is not published."""
        return [
            Section(title, str(self[f"section_{number}"].data or ""))
            for number, title in enumerate(self.titles)
        ]


def publish_form(sections: Sequence[Section]) -> type[PublishForm]:
    """Give the form with one text a section, filled with what is proposed."""
    fields: dict[str, object] = {
        f"section_{number}": TextField(
            one.title, required=False, limit=LONGEST, default=one.told, render_kw=TALL
        )
        for number, one in enumerate(sections)
    }
    return type(
        "PublishFormOfSections",
        (PublishForm,),
        {**fields, "titles": tuple(one.title for one in sections)},
    )
