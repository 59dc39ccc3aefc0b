"""What was said, written in another language beside the French words."""

from collections.abc import Sequence

from participation.foundation.forms import Form, HiddenField, LineField, TextField, TickField
from participation.foundation.i18n import staff_gettext, staff_lazy as _
from participation.foundation.languages import Language
from participation.meetings.rules.writing import LONGEST, Section

TITLE_LIMIT = 160


class TongueForm(Form):
    """A translation; its parts come with `tongue_form`. `seen` marks the words it translates."""

    parts: int = 0
    was_read = TickField(
        _(
            "J’ai relu : tout est là, et il n’y a le nom de personne d’autre que les membres du "
            "conseil"
        ),
        required=False,
    )
    seen = HiddenField()

    def sections(self) -> list[Section]:
        """Give what was written, part by part."""
        return [
            Section(str(self[f"title_{n}"].data or ""), str(self[f"words_{n}"].data or ""))
            for n in range(self.parts)
        ]


def tongue_form(
    source: Sequence[Section], written: Sequence[Section], language: Language
) -> type[TongueForm]:
    """Give the form of a language: a title and a text a part, filled with what is there."""
    spoken: dict[str, object] = {"lang": language.html, "dir": language.direction}
    fields: dict[str, object] = {}
    for n, one in enumerate(source):
        own = written[n] if n < len(written) else Section("", "")
        fields[f"title_{n}"] = LineField(
            staff_gettext("Le titre de « %(title)s »", title=one.title),
            required=False,
            limit=TITLE_LIMIT,
            default=own.title,
            render_kw=spoken,
        )
        fields[f"words_{n}"] = TextField(
            staff_gettext("Le texte de « %(title)s »", title=one.title),
            required=False,
            limit=LONGEST,
            default=own.words,
            hint=one.told,
            render_kw={**spoken, "rows": 5},
        )
    return type("TongueFormOfParts", (TongueForm,), {**fields, "parts": len(source)})
