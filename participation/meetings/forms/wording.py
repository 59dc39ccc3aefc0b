"""What residents read, written in another language under its French words."""

from collections.abc import Mapping

from participation.foundation.forms import Form, HiddenField, TextField
from participation.foundation.languages import SOURCE, Language
from participation.meetings.labels.wording import PARTS
from participation.meetings.rules.wording import Parts

LONGEST = 2000


class WordingForm(Form):
    """A text in one language; its parts come with `wording_form`. `seen` marks what was there."""

    names: tuple[str, ...] = ()
    seen = HiddenField()

    def typed(self) -> Mapping[str, str]:
        """Give what was written, part by part."""
        return {name: str(self[name].data or "") for name in self.names}


def wording_form(parts: Parts, language: Language) -> type[WordingForm]:
    """Give the form of a language: a field a part, under the French, filled with what is there."""
    spoken: dict[str, object] = {"lang": language.html, "dir": language.direction, "rows": 3}
    fields: dict[str, object] = {
        name: TextField(
            PARTS[name],
            limit=LONGEST,
            default=whole.get(language.tag, ""),
            hint=whole[SOURCE],
            render_kw=spoken,
        )
        for name, whole in parts.items()
    }
    return type("WordingFormOfParts", (WordingForm,), {**fields, "names": tuple(parts)})
