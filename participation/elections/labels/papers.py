"""The words of the papers on the wall before a vote, in the language of who reads them."""

from collections.abc import Mapping, Sequence

from participation.councils.labels.words import COLLEGES
from participation.councils.models import Council
from participation.elections.adapters.papers import Candidate, CandidatesPaper, RollPaper
from participation.elections.labels.walls import on_paper, picture_of
from participation.elections.models import Candidacy, Election
from participation.elections.queries import ContestSheet
from participation.foundation.i18n import gettext as _, ngettext, show_day, show_short_day, speaking
from participation.foundation.languages import find


def write_roll(
    locale: str, election: Election, council: Council, sheet: ContestSheet, organisation: str
) -> RollPaper:
    """Give the roll of a college as it hangs on the wall: names and nothing else."""
    with speaking(locale):
        return RollPaper(
            locale=locale,
            title=_("Qui vote ?"),
            subtitle=f"{council.name.text(locale)} · {COLLEGES[sheet.college.kind]}",
            note=_(
                "Votre nom manque ? Dites-le avant le %(day)s.",
                day=show_day(election.objections_end_on),
            ),
            columns=("", _("Nom")),
            names=tuple(one.name for one in sheet.roll if one.may_vote),
            foot=_(
                "%(place)s · vote le %(day)s",
                place=organisation,
                day=show_short_day(election.vote_opens_on),
            ),
        )


def write_candidates(
    locale: str,
    election: Election,
    council: Council,
    sheet: ContestSheet,
    photos: Mapping[int, bytes],
    organisation: str,
) -> CandidatesPaper:
    """Give the candidates of a college as they hang on the wall, in one language."""
    with speaking(locale):
        opens, closes = election.vote_opens_on, election.vote_closes_on
        when = _("On vote le %(day)s.", day=show_day(opens))
        if closes != opens:
            facts = {"first": show_day(opens), "last": show_day(closes)}
            when = _("On vote du %(first)s au %(last)s.", **facts)
        most = sheet.contest.most_choices
        return CandidatesPaper(
            locale=locale,
            title=_("Qui parle pour vous ?"),
            subtitle=f"{council.name.text(locale)} · {COLLEGES[sheet.college.kind]}",
            when=when,
            how=ngettext(
                "Choisissez %(n)s personne au plus.", "Choisissez %(n)s personnes au plus.", most
            ),
            candidates=_candidates(sheet.standing, photos, locale),
            blank=_("Vous pouvez aussi voter blanc."),
            foot=organisation,
        )


def _candidates(
    standing: Sequence[Candidacy], photos: Mapping[int, bytes], locale: str
) -> tuple[Candidate, ...]:
    found = []
    for one in standing:
        tag, words = one.statement.best(locale)
        language = find(tag if words else locale)
        with_partner = _("avec %(name)s", name=one.partner) if one.partner else ""
        found.append(
            Candidate(
                number=str(one.number or ""),
                name=one.name,
                initial=one.name[:1].upper(),
                words=words,
                lang=language.html.partition("-")[0],
                direction=language.direction,
                note=with_partner,
                photo=tuple(photos.get(one.id, b"")),
                alt=_("Photo de %(name)s", name=one.name),
                svg=on_paper(picture_of(one.number)) if one.number else "",
            )
        )
    return tuple(found)
