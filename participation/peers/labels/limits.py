"""Each limit in one plain sentence, with what was counted and by which article."""

from collections.abc import Iterable, Mapping

from participation.foundation.i18n import LazyText, show_short_day, staff_gettext, staff_lazy as _
from participation.peers.queries.fitting import Fit
from participation.peers.rules.dated import Breach, LimitCode as L, Weight
from participation.peers.rules.limits import Near

HOURS_OF_WEEK = _("%(value)s dans la semaine. C’est %(limit)s au plus.")
HOURS_OF_DAY = _("%(value)s dans la journée. C’est %(limit)s au plus.")
REST = _("%(value)s de repos entre deux jours. Il en faut %(limit)s.")
DAYS = _("%(value)s jours dans la semaine. C’est %(limit)s au plus.")
WITHOUT_PAUSE = _("%(value)s sans pause. Une pause est due avant %(limit)s.")
MONTHS_MOST = _("%(value)s mois de contrat. C’est %(limit)s au plus.")
MONTHS_LEAST = _("%(value)s mois de contrat. C’est %(limit)s au moins.")
HOURS_LEAST = _("Un contrat de %(value)s par semaine. C’est %(limit)s au moins.")
AGE = _("%(value)s ans au début. La limite est %(limit)s ans.")
HEAVY = _("%(value)s moments qui pèsent dans la semaine. C’est %(limit)s au plus.")
UNSUPERVISED = _("%(value)s jours sans supervision. C’est %(limit)s au plus.")
TOGETHER = _("On n’est jamais seul : %(value)s personne prévue, il en faut %(limit)s.")
SENTENCES: Mapping[L, LazyText] = {
    L.DAILY_REST: REST,
    L.CHARTER_REST: REST,
    L.DAILY_HOURS: HOURS_OF_DAY,
    L.MINOR_DAILY_HOURS: HOURS_OF_DAY,
    L.WEEKLY_HOURS: HOURS_OF_WEEK,
    L.CIVIC_HOURS: HOURS_OF_WEEK,
    L.MINOR_HOURS: HOURS_OF_WEEK,
    L.VOLUNTEER_HOURS: HOURS_OF_WEEK,
    L.FLAT_SHARE_HOURS: HOURS_OF_WEEK,
    L.CHOSEN_HOURS: HOURS_OF_WEEK,
    L.FLAT_SHARE_HOUSE: _("%(value)s dans la semaine pour la maison. C’est %(limit)s au plus."),
    L.MEAN_HOURS: _("%(value)s en douze semaines. C’est %(limit)s au plus."),
    L.BREAK: WITHOUT_PAUSE,
    L.MINOR_BREAK: WITHOUT_PAUSE,
    L.WEEKLY_REST: _("%(value)s de repos à la suite dans la semaine. Il en faut %(limit)s."),
    L.SIX_DAYS: DAYS,
    L.CIVIC_DAYS: DAYS,
    L.MINOR_DAYS: DAYS,
    L.MINOR_REST_DAYS: _("%(value)s jours de repos à la suite. Il en faut %(limit)s."),
    L.MINOR_NIGHT: _("Une personne mineure n’aide pas la nuit."),
    L.INSERTION_HOURS: HOURS_LEAST,
    L.CIVIC_HOURS_LEAST: HOURS_LEAST,
    L.INSERTION_LEAST: MONTHS_LEAST,
    L.CIVIC_LEAST: MONTHS_LEAST,
    L.INSERTION_MOST: MONTHS_MOST,
    L.CIVIC_MOST: MONTHS_MOST,
    L.CIVIC_AGE_LEAST: AGE,
    L.CIVIC_AGE_MOST: AGE,
    L.CIVIC_AGE_EXTENDED: AGE,
    L.CONTRACT_DATES: _("Ce jour est en dehors de son contrat ou de son engagement."),
    L.SUPERVISION_MONTH: UNSUPERVISED,
    L.SUPERVISION_ALERT: UNSUPERVISED,
    L.SUPERVISION_HEAVY: _(
        "Ce moment pèse. Une supervision est due à moins de %(limit)s jours, avant ou après."
    ),
    L.NIGHTS_IN_A_ROW: _("%(value)s nuits ou tournées de suite. C’est %(limit)s au plus."),
    L.PAUSE_AFTER_DIFFICULT: _("Un moment difficile demande 24 heures de pause."),
    L.NIGHT_NOT_ALONE: TOGETHER,
    L.ROUND_NOT_ALONE: TOGETHER,
    L.SUPPORT_A_DAY: _("%(value)s rencontres dans la journée. C’est %(limit)s au plus."),
    L.SLOTS_A_DAY: _("%(value)s moments dans la journée. C’est %(limit)s au plus."),
    L.HEAVY_A_WEEK: HEAVY,
    L.HEAVY_A_WEEK_PAID: HEAVY,
    L.STOPPED: _("Cette personne est en pause. Aucune raison n’est demandée."),
    L.OWN_HOME: _("Cette personne habite ici et n’a pas demandé à aider chez elle."),
}
IN_MINUTES = frozenset(
    {
        L.DAILY_REST, L.CHARTER_REST, L.DAILY_HOURS, L.MINOR_DAILY_HOURS, L.WEEKLY_HOURS,
        L.CIVIC_HOURS, L.MINOR_HOURS, L.VOLUNTEER_HOURS, L.FLAT_SHARE_HOURS, L.CHOSEN_HOURS,
        L.FLAT_SHARE_HOUSE, L.MEAN_HOURS, L.BREAK, L.MINOR_BREAK, L.WEEKLY_REST,
        L.INSERTION_HOURS, L.CIVIC_HOURS_LEAST,
    }
)  # fmt: skip
SAID_BY = {L.SUPERVISION_MONTH: L.SUPERVISION_ALERT}
"""A limit that says no more than a graver one."""


def show_minutes(minutes: int) -> str:
    """Write a length: 45 min, 2 h, 2 h 30."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return staff_gettext("%(n)s min", n=rest)
    return staff_gettext("%(h)s h", h=hours) if not rest else f"{hours} h {rest:02}"


def say_limit(of: Breach | Near) -> str:
    """Say what would be, and what may be."""
    show = show_minutes if of.code in IN_MINUTES else str
    return str(SENTENCES[of.code]) % {"value": show(of.value), "limit": show(of.limit)}


def say_breach(of: Breach) -> str:
    """Say a breach with its article; one that only warns says so by its article's doubt."""
    return f"{say_limit(of)} ({of.article})"


def refuses(of: Breach) -> bool:
    """Say whether nobody may confirm it."""
    return of.weight is Weight.BLOCKS


def say_fit(fit: Fit) -> list[str]:
    """Give every reason against a helper in a slot, those that refuse first."""
    codes = {one.code for one in fit.breaches}
    told = [one for one in fit.breaches if SAID_BY.get(one.code) not in codes]
    return [*_barred(fit), *(say_breach(one) for one in told), *_doubts(fit)]


def _barred(fit: Fit) -> Iterable[str]:
    if not fit.is_placed:
        yield staff_gettext("N’aide pas dans ce service.")
    if fit.is_taken:
        yield staff_gettext("Est déjà ailleurs à cette heure.")
    if fit.has_lapsed:
        yield staff_gettext("Une formation obligatoire n’est plus valable ce jour-là.")


def _doubts(fit: Fit) -> Iterable[str]:
    if fit.is_away:
        yield staff_gettext("N’a pas dit être libre à cette heure.")
    if not fit.speaks:
        yield staff_gettext("Ne parle pas la langue demandée.")


def say_strengths(fit: Fit) -> list[str]:
    """Give what speaks for her; what she has lived is said to the team only."""
    found = []
    if fit.knows:
        found.append(staff_gettext("A vécu ce dont on parle."))
    if fit.leads:
        found.append(staff_gettext("Peut mener une équipe."))
    if fit.travel:
        found.append(staff_gettext("%(n)s min de trajet.", n=fit.travel))
    return found


def say_near(of: Near) -> str:
    """Say which limit is near, with its article and its day."""
    day = "" if of.on is None else f" · {show_short_day(of.on)}"
    return f"{say_limit(of)} ({of.article}){day}"
