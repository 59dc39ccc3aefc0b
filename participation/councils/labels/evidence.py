"""The words of an evaluation file: kinds of proof, headings of tables, the paper at its head."""

import datetime as dt
import enum
from collections.abc import Mapping, Sequence

from participation.councils.adapters.sheets import Block, Figure, Sheet
from participation.councils.labels import mandates, network, words
from participation.councils.queries.evidence import Proof
from participation.councils.rules.evidence import Criterion, Evidence
from participation.followups.labels import STATES
from participation.foundation.exports import Cell
from participation.foundation.i18n import (
    reader_locale,
    show_short_day,
    staff_gettext as _,
    staff_lazy,
    staff_ngettext,
)

KINDS = {
    Evidence.COUNCIL: staff_lazy("Conseils, collèges et sièges"),
    Evidence.ELECTIONS: staff_lazy("Élections"),
    Evidence.MEETINGS: staff_lazy("Réunions du conseil"),
    Evidence.ANSWERS: staff_lazy("Réponses données aux personnes"),
    Evidence.SURVEYS: staff_lazy("Enquêtes de satisfaction"),
    Evidence.TRAININGS: staff_lazy("Formations des élus"),
    Evidence.HELP: staff_lazy("Aides et interprètes"),
    Evidence.REPORTS: staff_lazy("Rapports d’activité"),
    Evidence.WORKS: staff_lazy("Œuvres montrées"),
    Evidence.COMPLAINTS: staff_lazy("Plaintes et réclamations, en nombre"),
    Evidence.EVENTS: staff_lazy("Événements indésirables, en nombre"),
}
HEADINGS = {
    "agreed_on": staff_lazy("Accord donné le"),
    "because": staff_lazy("Pourquoi"),
    "closed": staff_lazy("Fermée le"),
    "college": staff_lazy("Collège"),
    "council": staff_lazy("Conseil"),
    "day": staff_lazy("Jour"),
    "decided": staff_lazy("Ce qui a été décidé"),
    "done_on": staff_lazy("Fait le"),
    "due_on": staff_lazy("Promis pour le"),
    "elected": staff_lazy("Élus"),
    "form": staff_lazy("Forme"),
    "given_by": staff_lazy("Donnée par"),
    "hours": staff_lazy("Heures"),
    "kind": staff_lazy("Genre"),
    "language": staff_lazy("Langue"),
    "members": staff_lazy("Membres"),
    "occupied": staff_lazy("Occupés"),
    "opened": staff_lazy("Ouverte le"),
    "opinions": staff_lazy("Avis"),
    "posted": staff_lazy("Résultats publiés"),
    "present": staff_lazy("Présents"),
    "presented_on": staff_lazy("Présenté le"),
    "proposals": staff_lazy("Propositions"),
    "registered": staff_lazy("Inscrits"),
    "said": staff_lazy("Ce que les personnes ont dit"),
    "scope": staff_lazy("Montrée où"),
    "seats": staff_lazy("Sièges"),
    "state": staff_lazy("État"),
    "subject": staff_lazy("Sujet"),
    "substitutes": staff_lazy("Suppléants"),
    "theme": staff_lazy("Thème"),
    "valid": staff_lazy("Valable"),
    "voters": staff_lazy("Ont voté"),
    "written_on": staff_lazy("Écrit le"),
    "year": staff_lazy("Année"),
}
_WORDS: tuple[Mapping[enum.StrEnum, object], ...] = (  # type: ignore[assignment]
    words.FORMS,
    words.COLLEGES,
    mandates.THEMES,
    mandates.TRAININGS,
    mandates.SUPPORTS,
    mandates.SUPPORT_STATES,
    network.SCOPES,
    network.KINDS,
    STATES,
)
_SAID = {(type(key), key): text for known in _WORDS for key, text in known.items()}


def say_cell(cell: object) -> Cell:
    """Give a cell as a spreadsheet takes it: words for what is coded, ISO for days."""
    if isinstance(cell, enum.StrEnum):
        return str(_SAID.get((type(cell), cell), cell.value))
    if isinstance(cell, bool):
        return _("oui") if cell else _("non")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return cell if isinstance(cell, (int, float, str)) else ""


def say_headings(proof: Proof) -> list[str]:
    """Give the headings of a table; a word that another room brings is its own heading."""
    return [str(HEADINGS.get(word, word)) for word in proof.headings]


def write_cover(
    criteria: Sequence[Criterion],
    proofs: Mapping[Evidence, Sequence[Proof]],
    *,
    service: str,
    organisation: str,
    first: dt.date,
    last: dt.date,
) -> Sheet:
    """Give the paper at the head of the file: for each criterion, what exists and what does not."""
    kept = [one for one in criteria if not one.is_left_out]
    shown = sum(any(kind in proofs for kind in one.kinds) for one in kept)
    return Sheet(
        locale=reader_locale(),
        title=_("Dossier de preuves pour l’évaluation"),
        subtitle=service,
        note=_("Du %(first)s au %(last)s.", first=show_short_day(first), last=show_short_day(last)),
        figures=(
            Figure(_("%(n)s sur %(all)s", n=shown, all=len(kept)), _("critères avec une preuve")),
            Figure(str(sum(map(len, proofs.values()))), _("tableaux joints")),
        ),
        blocks=tuple(_block(one, proofs) for one in kept),
        foot=f"{organisation} · {service}",
    )


def _block(one: Criterion, proofs: Mapping[Evidence, Sequence[Proof]]) -> Block:
    told = [] if one.verified or one.is_own else [_("Numéro et titre à vérifier dans le manuel.")]
    rows = []
    for kind in one.kinds:
        tables = proofs.get(kind, ())
        lines = sum(len(proof.rows) for proof in tables)
        files = ", ".join(f"{proof.name}.csv" for proof in tables)
        said = staff_ngettext("%(n)s ligne", "%(n)s lignes", lines) if lines else _("rien de noté")
        rows.append((str(KINDS[kind]), said, files or "—"))
    heads = (_("Preuve"), _("Ce qui existe"), _("Fichier"))
    return Block(f"{one.code} · {one.title}", tuple(told), heads if rows else (), tuple(rows))
