"""What a council lacks, in sentences: each with its weight, its article and what to do."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from participation.councils.labels.words import COLLEGES
from participation.councils.queries import Closure, Examination
from participation.councils.rules.chairs import ChairLack
from participation.councils.rules.composition import Finding, Gap
from participation.councils.rules.instances import Lack, Shortcoming
from participation.councils.rules.terms import Expiry
from participation.foundation.i18n import (
    show_short_day,
    staff_gettext as _,
    staff_lazy,
    staff_ngettext,
)
from participation.organisations.rules.law import Law, Severity

GAPS = {
    Gap.RESIDENTS_MINIMUM: staff_lazy(
        "%(seats)s siège pour les personnes accompagnées : il en faut au moins %(least)s."
    ),
    Gap.STAFF_MINIMUM: staff_lazy(
        "%(seats)s siège pour les professionnels : il en faut au moins %(least)s."
    ),
    Gap.MANAGING_BODY_MINIMUM: staff_lazy(
        "%(seats)s siège pour l’association gestionnaire : il en faut au moins %(least)s."
    ),
    Gap.MAJORITY_OF_SEATS: staff_lazy(
        "Les personnes et leurs familles ont %(represented)s sièges, les autres %(others)s : il "
        "en manque %(missing)s pour qu’elles soient plus de la moitié."
    ),
    Gap.MAJORITY_OF_SITTING: staff_lazy(
        "%(represented)s membres pour les personnes et leurs familles, %(others)s pour les "
        "autres : il en manque %(missing)s pour que le conseil puisse siéger."
    ),
    Gap.EMPTY_COLLEGE: staff_lazy(
        "%(college)s : personne n’occupe un siège. Élisez, ou datez un constat de carence."
    ),
    Gap.TOO_MANY_STAND_INS: staff_lazy(
        "%(seats)s sièges d’associations à la place des personnes : %(most)s au plus."
    ),
    Gap.NO_SUBSTITUTES: staff_lazy("%(college)s : prévoyez des suppléants."),
    Gap.EMPTY_SEATS: staff_lazy("%(college)s : %(empty)s siège(s) libre(s) sur %(seats)s."),
}
LACKS = {
    Lack.NO_SPACE: staff_lazy("Aucun espace d’expression."),
    Lack.NO_COUNCIL: staff_lazy("Pas de conseil, et aucune autre forme de participation."),
    Lack.NO_REASON: staff_lazy("Dites pourquoi une autre forme remplace le CVS."),
    Lack.NO_FOUNDING_ACT: staff_lazy("La décision qui crée le conseil n’est pas notée."),
    Lack.NOT_SENT: staff_lazy("La décision n’a pas été envoyée à l’autorité."),
    Lack.NO_PROCEDURE: staff_lazy(
        "Le règlement intérieur s’adopte à la première séance : il n’est pas noté."
    ),
    Lack.NO_TERM_LENGTH: staff_lazy("Aucune durée de mandat : le règlement intérieur la fixe."),
    Lack.TWO_CATEGORIES: staff_lazy("Les services ne sont pas de la même catégorie."),
}
CHAIRS = {
    ChairLack.NOBODY: staff_lazy("Personne ne préside : à élire à la première séance."),
    ChairLack.NOT_RESIDENT: staff_lazy(
        "Qui préside n’est pas une personne accompagnée : notez pourquoi c’est impossible."
    ),
    ChairLack.NOT_REPRESENTED: staff_lazy(
        "Qui préside ne vient ni des personnes accompagnées ni des familles."
    ),
}
WEIGHTS = {
    Severity.ERROR: staff_lazy("À corriger"),
    Severity.WARNING: staff_lazy("À vérifier"),
    Severity.ADVICE: staff_lazy("Conseillé"),
}
MARKS = {Severity.ERROR: "worse", Severity.WARNING: "plain", Severity.ADVICE: "plain"}
HEAVIEST_FIRST = (Severity.ERROR, Severity.WARNING, Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of what a council lacks: words, weight, article, and whether it was verified."""

    words: str
    severity: Severity
    article: str
    verified: bool

    @property
    def weight(self) -> str:
        """Give the word of the weight."""
        return str(WEIGHTS[self.severity])

    @property
    def mark(self) -> str:
        """Give the look of the weight, as components know it."""
        return MARKS[self.severity]


def say_gap(found: Finding, law: Law) -> Remark:
    """Give the sentence of a gap in the composition."""
    college = str(COLLEGES[found.kind]) if found.kind else ""
    words = str(GAPS[found.gap]) % {**found.facts, "college": college}
    return _remark(words, found.severity, found.provision, law)


def say_lack(found: Shortcoming, law: Law) -> Remark:
    """Give the sentence of what is missing on paper."""
    return _remark(str(LACKS[found.lack]), found.severity, found.provision, law)


def say_closure(found: Closure) -> Remark:
    """Give the sentence of a service that has closed; no article asks for what plainly follows."""
    facts = {"name": found.name, "day": show_short_day(found.on)}
    words = (
        _("%(name)s a fermé le %(day)s : mettez fin à ce conseil.", **facts)
        if found.is_last
        else _(
            "%(name)s a fermé le %(day)s : notez les départs, et enlevez ce service du conseil.",
            **facts,
        )
    )
    return Remark(words, Severity.ERROR, "", verified=True)


def _remark(words: str, severity: Severity, provision: str, law: Law) -> Remark:
    of = law[provision]
    return Remark(words, severity, of.article, of.verified)


def say_all(found: Examination, law: Law) -> Sequence[Remark]:
    """Give everything there is to say of a council, the gravest first."""
    remarks = [say_gap(each, law) for each in found.composition]
    remarks += [say_lack(each, law) for each in found.papers]
    remarks += [*_terms(found, law), *_people(found, law)]
    if found.chair:
        words = str(CHAIRS[found.chair.lack])
        remarks.append(_remark(words, found.chair.severity, found.chair.provision, law))
    remarks += [say_closure(each) for each in found.closures]
    return sorted(remarks, key=lambda each: HEAVIEST_FIRST.index(each.severity))


def _terms(found: Examination, law: Law) -> Iterator[Remark]:
    for each in found.terms:
        alert, count = each.alert, each.count
        if alert.on is None:
            words = staff_ngettext(
                "%(n)s mandat sans date de fin.", "%(n)s mandats sans date de fin.", count
            )
        elif alert.expiry is Expiry.EXPIRED:
            words = staff_ngettext(
                "%(n)s mandat est terminé depuis le %(day)s : organisez une élection.",
                "%(n)s mandats sont terminés depuis le %(day)s : organisez une élection.",
                count,
                day=show_short_day(alert.on),
            )
        else:
            words = staff_ngettext(
                "%(n)s mandat se termine le %(day)s : préparez une élection.",
                "%(n)s mandats se terminent le %(day)s : préparez une élection.",
                count,
                day=show_short_day(alert.on - dt.timedelta(days=1)),
            )
        yield _remark(words, alert.severity or Severity.ADVICE, alert.provision, law)


def _people(found: Examination, law: Law) -> Iterator[Remark]:
    for gone in found.gone:
        words = _("%(name)s a quitté le service et a encore un siège.", name=gone.holder.name)
        yield _remark(words, gone.severity, gone.provision, law)
    for kind, due in found.substitutes:
        words = _(
            "%(college)s : un nouveau suppléant est à nommer avant le %(day)s.",
            college=str(COLLEGES[kind]),
            day=show_short_day(due.by),
        )
        severity = Severity.WARNING if due.is_late else Severity.ADVICE
        yield _remark(words, severity, "new-substitute", law)
