"""The self-check of an election in words: what is expected, what is known, where to look."""

import datetime as dt
from collections.abc import Iterator, Sequence

from participation.elections.adapters.count_papers import ActPaper, Block, Section
from participation.elections.labels.counting import KINDS
from participation.elections.queries import VoteSheet
from participation.elections.rules.selfcheck import (
    Evidence,
    Line,
    Point,
    Recommendation,
    Verdict,
)
from participation.foundation.i18n import show_short_day, speaking, staff_gettext, staff_lazy as _
from participation.foundation.languages import SOURCE

POINTS = {
    "flaws": _("Le système n’a pas de faille grave connue, et il est à jour."),
    "atomic": _("Un vote est reçu tout entier, ou pas du tout."),
    "identity": _("Seules les personnes de la liste votent, chacune une fois."),
    "secret-on-device": _("Le choix est secret dès l’appareil de la personne qui vote."),
    "secret-on-the-way": _("Le vote reste secret et entier pendant son envoi."),
    "secret-in-urn": _("Le vote reste secret et entier dans l’urne jusqu’au dépouillement."),
    "no-link": _("Rien ne permet de relier une personne à son vote."),
    "keys-shared": _("La clé de l’urne est partagée entre les membres du bureau."),
    "counted-after": _("On dépouille une seule fois, après la fermeture."),
    "unchanged": _("L’urne et les signatures n’ont pas été modifiées."),
    "checkable": _("Le dépouillement peut être vérifié après le vote."),
    "available": _("Le système reste disponible pendant tout le vote."),
    "watched": _("Le système vérifie lui-même que rien n’est modifié."),
    "bureau": _("Le bureau peut suivre et tenir le vote pendant qu’il dure."),
    "identity-fine": _("Il est très difficile de voter à la place d’une autre personne."),
    "apart": _("Chaque élection est séparée des autres."),
    "hardened": _("Le serveur suit les conseils de sécurité de son éditeur et de l’ANSSI."),
    "urn-open-to-all": _("Toutes les personnes qui votent peuvent contrôler l’urne."),
    "risk-study": _("Les risques ont été étudiés avec une méthode reconnue."),
    "third-party": _("On peut vérifier avec des outils qui ne sont pas les nôtres."),
    "always-available": _("Le système reste disponible même après une grosse panne."),
    "watched-by-people": _("Des personnes contrôlent aussi le système pendant le vote."),
    "machines-apart": _("Chaque élection a ses propres machines."),
    "incident-alert": _("Un incident est écrit et signalé."),
    "source-published": _("Le code du programme est publié avant le vote."),
    "no-lone-replay": _("Personne ne peut refaire seul le dépouillement."),
    "self-check": _("Un auto-contrôle accompagne l’élection."),
}
VERDICTS = {
    Verdict.MET: _("Rempli"),
    Verdict.NOT_MET: _("Pas rempli"),
    Verdict.LATER: _("Pas encore"),
    Verdict.NOT_APPLICABLE: _("Sans objet"),
    Verdict.BY_PEOPLE: _("À vérifier par des personnes"),
}
MARKS = {Verdict.MET: "better", Verdict.NOT_MET: "worse"}
"""Which colour a verdict has; the others have none."""
EVIDENCE = {
    Evidence.NONE: _("Aucune dans le programme"),
    Evidence.DESK: _("Bureau de vote"),
    Evidence.SIGNATURES: _("Liste d’émargement"),
    Evidence.KEYS: _("Procès-verbal n° 1"),
    Evidence.MINUTES: _("Procès-verbal n° 2"),
    Evidence.FINGERPRINT: _("Empreintes du dépouillement"),
    Evidence.ARCHIVE: _("Archive du vote et guide docs/verify-an-election.md"),
    Evidence.GUIDE: _("Guide docs/verify-an-election.md"),
}


def say_source(point: Point) -> str:
    """Say in a word what was read of a point; `say_notes` gives the sources."""
    if point.is_draft:
        return staff_gettext("Projet")
    return staff_gettext("Trouvé") if point.verified else staff_gettext("Non lu")


def say_notes(text: Recommendation, level: int, today: dt.date) -> tuple[str, ...]:
    """Say what the check is worth: a recommendation, the level aimed at, and until when."""
    until = show_short_day(text.until)
    notes = [
        staff_gettext(
            "%(title)s : c’est une recommandation, pas une loi. Ce contrôle est fait par le "
            "programme lui-même ; la CNIL ne l’a pas lu.",
            title=text.title,
        ),
        staff_gettext(
            "Niveau de risque calculé : %(level)s sur 3. Niveau visé : %(target)s, et le point "
            "%(also)s. Un conflit autour de ce vote ajoute un point : dites-le à la direction.",
            level=level,
            target=max(level, text.grid.target),
            also=", ".join(sorted(text.grid.also)),
        ),
        staff_gettext("Ce texte s’applique jusqu’au %(day)s.", day=until)
        if today <= text.until
        else staff_gettext(
            "Ce texte ne s’applique plus depuis le %(day)s. Le suivant n’a pas été lu.", day=until
        ),
    ]
    return (*notes, *_sources(text))


def _sources(text: Recommendation) -> Iterator[str]:
    """Say where points were found; what was not read only warns."""
    found = [one for one in text.points if one.verified]
    yield staff_gettext(
        "Points trouvés dans une source : %(codes)s (%(sources)s). Les points « Non lu » n’ont pas "
        "été lus dans une source : ils avertissent, et rien de plus.",
        codes=", ".join(one.code for one in found),
        sources=", ".join(dict.fromkeys(one.source for one in found)),
    )
    drafts = dict.fromkeys(one.source for one in text.points if one.is_draft)
    if drafts:
        yield staff_gettext(
            "Points « Projet » : %(sources)s. Ce projet n’est pas en vigueur.",
            sources=", ".join(drafts),
        )


def say_evidence(line: Line) -> str:
    """Say where a line can be checked; a dash where there is nothing to check."""
    is_silent = line.verdict in {Verdict.NOT_APPLICABLE, Verdict.LATER}
    return "—" if is_silent else str(EVIDENCE[line.evidence])


def write_check(
    sheet: VoteSheet, lines: Sequence[Line], notes: Sequence[str], organisation: str
) -> ActPaper:
    """Give the self-check as a paper: what it is worth, then a line for each point."""
    with speaking(SOURCE):
        name = sheet.council.name.text(SOURCE)
        title = staff_gettext("Auto-contrôle du vote")
        parts = (
            (staff_gettext("Points attendus"), [one for one in lines if _is_asked(one)]),
            (
                staff_gettext("Au-delà du niveau visé"),
                [one for one in lines if not one.is_wanted and not one.point.is_draft],
            ),
            (
                staff_gettext("Projet de texte, pas en vigueur"),
                [one for one in lines if one.point.is_draft],
            ),
        )
        sections = tuple(Section(words, (_table(words, some),)) for words, some in parts if some)
        marks = tuple(dict.fromkeys(mark for one in lines for mark in one.marks))
        prints = (Section(str(EVIDENCE[Evidence.FINGERPRINT]), (Block("lines", items=marks),)),)
        worth = Section(
            staff_gettext("Ce que vaut ce contrôle"),
            tuple(Block("text", words) for words in notes),
        )
        return ActPaper(
            SOURCE,
            organisation,
            title,
            f"{name} · {KINDS[sheet.election.kind]}",
            f"{title} · {name}",
            (worth, *sections, *(prints if marks else ())),
        )


def _is_asked(line: Line) -> bool:
    return line.is_wanted and not line.point.is_draft


def _table(caption: str, lines: Sequence[Line]) -> Block:
    columns = (
        (staff_gettext("Point"), "short"),
        (staff_gettext("Ce qui est attendu"), "wide"),
        (staff_gettext("Texte"), "short"),
        (staff_gettext("Constat"), "text"),
        (staff_gettext("Où le vérifier"), "text"),
    )
    rows = tuple(
        (
            one.point.code,
            str(POINTS[one.point.key]),
            say_source(one.point),
            str(VERDICTS[one.verdict]),
            say_evidence(one),
        )
        for one in lines
    )
    return Block("table", caption, columns=columns, rows=rows)
