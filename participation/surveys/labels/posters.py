"""Posters in easy words: what people said in tens, what was decided, and the invitation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from participation.followups.labels import STATES
from participation.followups.models import FollowUp
from participation.followups.rules import UNDER_WAY, State
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
from participation.surveys.labels.publics import PUBLICS
from participation.surveys.models import Campaign
from participation.surveys.rules.columns import Shape
from participation.surveys.rules.findings import Findings
from participation.surveys.rules.lines import Line, LineKind
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.report import Publication
from participation.surveys.rules.scores import Share
from participation.surveys.rules.stages import Public

MOST = 3
"""Figures and promises on one wall poster: more is not read."""
TEN = 10
BLUE = "#0d3763"
EASY = "fr@falc"
FACES = ((8, 5), (6, 4), (4, 3), (2, 2))
"""From so many of ten on, the face: the same words never stand beside two faces."""


@dataclass(frozen=True, slots=True)
class Wall:
    """Where a poster hangs: the public name of the house, the address of its code, and the code."""

    house: str
    address: str
    qr: str


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that the public may know: of ten people how many are content, -1 for nearly all."""

    label: Localized
    pictogram: str
    out_of_ten: int
    words: str
    face: int


def tongues(campaign: Campaign) -> tuple[str, ...]:
    """Give the languages of its posters: easy French first, then those it was asked in."""
    return tuple(dict.fromkeys((EASY, *campaign.languages.split(","))))


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
        return Poster(
            locale=locale,
            title=_("Ce que vous avez dit"),
            subtitle=_subtitle(campaign, wall, locale),
            heard=_("Vos réponses"),
            figures=tuple(_figure(one, locale) for one in tell(publication, service_id)),
            no_figures=no_figures(),
            said_word=_("Vous avez dit :"),
            decided_word=_("Nous avons décidé :"),
            changes=tuple(_change(one, locale) for one in answered(follow_ups)[:MOST]),
            qr=wall.qr,
            listen=_("Écoutez avec votre téléphone"),
            thanks=_("Merci à toutes les personnes qui ont répondu."),
        )


def _subtitle(campaign: Campaign, wall: Wall, locale: str) -> str:
    """Name the house and the campaign, and whom it asks when they are not its residents."""
    words = [wall.house, campaign.title.text(locale)]
    if campaign.public is not Public.RESIDENTS:
        words.append(str(PUBLICS[campaign.public]))
    return " · ".join(words)


def no_figures() -> str:
    """Say why a service has no figure to show."""
    return _(
        "Il y a trop peu de réponses pour montrer des nombres. On reconnaîtrait les personnes."
    )


def answered(follow_ups: Sequence[FollowUp]) -> list[FollowUp]:
    """Keep what has an answer that residents may read."""
    return [one for one in follow_ups if one.is_public and one.state is not State.OPEN]


def tell(publication: Publication, service_id: int) -> tuple[Told, ...]:
    """Give the best, the worst and one more of the figures that the public may see.

    Poster, residents' page and what is written to them from a result all take their words here.
    """
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
    figures = [_told(findings, share.value) for findings, share in chosen]
    nearly = [findings for findings, share in found if share is Hidden.NEARLY_ALL]
    figures += [_nearly(x) for x in nearly if _may_say(x, line)][: MOST - len(figures)]
    return tuple(figures)


def tell_one(findings: Findings, line: Line) -> Told | None:
    """Give one figure of a line, or nothing when the public may not see it."""
    share = findings.share(line, to_public=True)
    return _told(findings, share.value) if isinstance(share, Share) else None


def _may_say(findings: Findings, line: Line) -> bool:
    """Say whether the public may know that many answered, without the number itself."""
    return not isinstance(findings.public.cell(line.key, "answered"), Hidden)


def _told(findings: Findings, share: float) -> Told:
    count = round(share * TEN)
    if count == 0:
        words = _("Presque personne n’est content.")
    elif count == TEN:
        words = _("Presque tout le monde est content.")
    else:
        words = ngettext(
            "%(n)s personne sur 10 est contente.", "%(n)s personnes sur 10 sont contentes.", count
        )
    face = next((face for least, face in FACES if count >= least), 1)
    return _about(findings, count, words, face)


def _nearly(findings: Findings) -> Told:
    return _about(findings, -1, _("Presque tout le monde est content."), 5)


def _about(findings: Findings, count: int, words: str, face: int) -> Told:
    question = findings.question
    return Told(Localized(question.label), question.pictogram or "survey", count, words, face)


def _figure(told: Told, locale: str) -> PosterFigure:
    name, drawn = told.label.text(locale), picture(told.pictogram)
    return PosterFigure(told.out_of_ten, name, told.words, drawn, told.face)


def picture(name: str) -> str:
    """Give a drawing of the build in the blue of paper; empty when it has none of that name."""
    return on_paper(drawing(name, "pictograms"), BLUE)


def _change(one: FollowUp, locale: str) -> PosterChange:
    """Write a promise; impossible is said with its reason, for a poster never hides a no."""
    when = str(STATES[one.state])
    if one.state is State.TRIED_OUT and one.due_on:
        when = f"{when} · {_('jusqu’au %(day)s', day=show_day(one.due_on))}"
    elif one.state in UNDER_WAY and one.due_on:
        when = f"{when} · {_('Pour le :')} {show_day(one.due_on)}"
    elif one.state is State.IMPOSSIBLE:
        when = f"{when} · {one.because.text(locale)}"
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
            subtitle=_subtitle(campaign, wall, locale),
            purpose_word=_("À quoi ça sert ?"),
            purpose=campaign.purpose.text(locale),
            promises=tuple((picture(name), words) for name, words in promises.items()),
            until=_("Jusqu’au %(day)s", day=show_day(campaign.closes_on)),
            qr=wall.qr,
            scan=_("Répondez avec votre téléphone"),
            link=wall.address,
        )
