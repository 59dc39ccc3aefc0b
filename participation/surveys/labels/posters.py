"""Posters in easy words: what people said in tens, what was decided, and the invitation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.followups.labels import STATES
from participation.followups.models import FollowUp
from participation.followups.rules import State
from participation.foundation.assets import drawing
from participation.foundation.i18n import gettext as _, ngettext, show_day, speaking
from participation.foundation.localized import Localized
from participation.surveys.adapters.papers import (
    Invitation,
    Poster,
    PosterChange,
    PosterFigure,
    on_paper,
)
from participation.surveys.models import Campaign
from participation.surveys.rules.columns import Shape
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Share

MOST = 3
"""Figures and promises on one wall poster: more is not read."""
TEN = 10
BLUE = "#0d3763"
FACES = ((0.8, 5), (0.6, 4), (0.4, 3), (0.2, 2))


@dataclass(frozen=True, slots=True)
class Wall:
    """Where a poster hangs: the public name of the house, the address of its code, and the code."""

    house: str
    address: str
    qr: str


def write_poster(
    locale: str,
    campaign: Campaign,
    publication: Publication,
    service_id: int,
    follow_ups: Sequence[FollowUp],
    wall: Wall,
) -> Poster:
    """Give the poster of one service in one language; figures pass the public threshold only."""
    with speaking(locale):
        figures = _figures(publication, service_id, locale)
        return Poster(
            locale=locale,
            title=_("Ce que vous avez dit"),
            subtitle=f"{wall.house} · {campaign.title.text(locale)}",
            heard=_("Vos réponses"),
            figures=figures,
            no_figures=_(
                "Il y a trop peu de réponses pour montrer des nombres. On reconnaîtrait les "
                "personnes."
            ),
            said_word=_("Vous avez dit :"),
            decided_word=_("Nous avons décidé :"),
            changes=tuple(_change(one, locale) for one in follow_ups[:MOST]),
            qr=wall.qr,
            listen=_("Écoutez avec votre téléphone"),
            thanks=_("Merci à toutes les personnes qui ont répondu."),
        )


def _figures(publication: Publication, service_id: int, locale: str) -> tuple[PosterFigure, ...]:
    """Give the best, the worst and one more of the figures that the public may see."""
    line = publication.line_of(service_id)
    if line is None or line.kind is LineKind.MERGED:
        return ()
    found = [
        (findings, findings.share(line, to_public=True))
        for findings in publication.findings
        if findings.shape is Shape.SCALE
    ]
    visible = [(findings, share) for findings, share in found if isinstance(share, Share)]
    visible.sort(key=lambda pair: (-pair[1].value, pair[0].question.number))
    chosen = visible if len(visible) <= MOST else [visible[0], visible[1], visible[-1]]
    figures = [_figure(findings, share.value, locale) for findings, share in chosen]
    nearly = [findings for findings, share in found if share is Hidden.NEARLY_ALL]
    answered = [x for x in nearly if _may_say(x, line)]
    figures += [_nearly(findings, locale) for findings in answered[: MOST - len(figures)]]
    return tuple(figures)


def _may_say(findings: Findings, line: Line) -> bool:
    """Say whether the public may know that many answered, without the number itself."""
    return not isinstance(findings.public.cell(line.key, "answered"), Hidden)


def _figure(findings: Findings, share: float, locale: str) -> PosterFigure:
    count = round(share * TEN)
    if count == 0:
        words = _("Presque personne n’est content.")
    elif count == TEN:
        words = _("Presque tout le monde est content.")
    else:
        words = ngettext(
            "%(n)s personne sur 10 est contente.", "%(n)s personnes sur 10 sont contentes.", count
        )
    face = next((face for least, face in FACES if share >= least), 1)
    return PosterFigure(count, _name(findings, locale), words, _picture(findings), face)


def _nearly(findings: Findings, locale: str) -> PosterFigure:
    words = _("Presque tout le monde est content.")
    return PosterFigure(-1, _name(findings, locale), words, _picture(findings), 5)


def _name(findings: Findings, locale: str) -> str:
    return Localized(findings.question.label).text(locale)


def _picture(findings: Findings) -> str:
    return picture(findings.question.pictogram or "survey")


def picture(name: str) -> str:
    """Give a drawing of the build in the blue of paper; empty when it has none of that name."""
    return on_paper(drawing(name, "pictograms"), BLUE)


def _change(one: FollowUp, locale: str) -> PosterChange:
    """Write a promise; impossible is said with its reason, for a poster never hides a no."""
    when = str(STATES[one.state])
    if one.state in {State.PROMISED, State.IN_PROGRESS} and one.due_on:
        when = f"{when} · {_('Pour le :')} {show_day(one.due_on)}"
    elif one.state is State.IMPOSSIBLE:
        when = f"{when} {one.because.text(locale)}"
    return PosterChange(
        said=one.said.text(locale),
        decided=one.decided.text(locale),
        when=when,
        svg=picture(one.pictogram or "ideas"),
    )


def write_invitation(locale: str, campaign: Campaign, wall: Wall, minutes: int) -> Invitation:
    """Give the poster that invites the residents of one service, in one language."""
    with speaking(locale):
        promises: Mapping[str, str] = {
            "time": ngettext("%(n)s minute", "%(n)s minutes", minutes),
            "privacy": _("Personne ne saura que c’est vous."),
            "listening": _("Vous pouvez écouter les questions."),
        }
        return Invitation(
            locale=locale,
            title=_("Votre avis compte"),
            subtitle=f"{wall.house} · {campaign.title.text(locale)}",
            purpose_word=_("À quoi ça sert ?"),
            purpose=campaign.purpose.text(locale),
            promises=tuple((picture(name), words) for name, words in promises.items()),
            until=_("Jusqu’au %(day)s", day=show_day(campaign.closes_on)),
            qr=wall.qr,
            scan=_("Répondez avec votre téléphone"),
            link=wall.address,
        )
