"""Figures that anybody may have: what the public threshold lets through, a line a figure."""

from collections.abc import Iterator

from participation.foundation.i18n import staff_gettext as _
from participation.surveys.labels.analysis import Names
from participation.surveys.rules.columns import Shape
from participation.surveys.rules.findings import ANSWERED
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Share

Row = tuple[str, str, str, int, int]


def open_headings() -> list[str]:
    """Give the first line of the file."""
    return [
        _("Lieu"),
        _("Thème"),
        _("Question"),
        _("Personnes qui ont donné un avis"),
        _("Contentes, sur 100"),
    ]


def open_rows(publication: Publication, names: Names) -> Iterator[Row]:
    """Give what people of each line and of all together think, where the public may know it.

    A figure that is hidden has no line at all: nothing says whose it would be.
    """
    for findings in publication.findings:
        if findings.shape is not Shape.SCALE:
            continue
        for line in publication.lines:
            share = findings.share(line, to_public=True)
            if not isinstance(share, Share):
                continue
            count = findings.public.cell(line.key, ANSWERED)
            if isinstance(count, Hidden):
                continue
            theme = names.theme(publication, findings.question.theme)
            asked = names.question(findings)
            yield (names.line(line), theme, asked, count, round(100 * share.value))
