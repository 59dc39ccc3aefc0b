"""The words of a helper's own pages: hours, months, and why something cannot be done."""

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum

from participation.foundation.i18n import (
    LazyText,
    gettext as _,
    lazy,
    reader_locale,
    show_day,
    show_hour,
    show_short_day,
)
from participation.foundation.languages import STAFF
from participation.peers.rules.afterwards import AfterRefusal
from participation.peers.rules.civil import PARIS, day_of, day_span
from participation.peers.rules.dated import Breach, LimitCode, Weight
from participation.peers.rules.handing import HandRefusal
from participation.peers.rules.profile import PeerRefusal
from participation.peers.rules.weekly import MINUTES_A_DAY, TimesRefusal, clock_of

from .limits import say_breach

REFUSALS: dict[StrEnum, LazyText] = {
    PeerRefusal.NAME_MISSING: lazy("Écrivez un nom. Un prénom ou un surnom suffit."),
    PeerRefusal.ALREADY_PEER: lazy("Cette personne est déjà pair-aidante ici."),
    PeerRefusal.UNTIL_BEFORE_SINCE: lazy("La fin vient avant le début. Corrigez l’une des dates."),
    PeerRefusal.NO_TIME: lazy("Écrivez combien de temps par semaine : plus de 0, au plus 168 h."),
    PeerRefusal.NOT_HELPER_THERE: lazy(
        "Cette personne n’a pas le rôle de pair-aidant dans ce service. La direction du service "
        "peut le lui donner."
    ),
    PeerRefusal.LIVES_THERE: lazy(
        "Cette personne habite là. On n’aide pas chez soi, sauf si on l’a demandé."
    ),
    PeerRefusal.TRAVEL_TOO_LONG: lazy("Le trajet dure au plus 4 heures. Corrigez les minutes."),
    PeerRefusal.PROMISES_AHEAD: lazy(
        "Des personnes comptent encore sur elle dans ce service (%(count)s). Cherchez d’abord qui "
        "la remplace."
    ),
    PeerRefusal.REFERENT_HERSELF: lazy("Le référent est quelqu’un d’autre. Choisissez-le."),
    PeerRefusal.DUO_UNKNOWN: lazy("Choisissez quelqu’un qui aide au même endroit que vous."),
    PeerRefusal.LANGUAGE_UNKNOWN: lazy("Choisissez une langue de la liste."),
    PeerRefusal.TOO_MANY_LANGUAGES: lazy("Gardez 12 langues au plus."),
    PeerRefusal.ABOUT_TOO_LONG: lazy("C’est trop long : %(most)s lettres au plus."),
    PeerRefusal.SHOWN_NOT_LIVED: lazy(
        "Pour montrer un sujet, cochez d’abord que vous l’avez vécu."
    ),
    PeerRefusal.WANTED_NOT_LIVED: lazy(
        "Cochez aussi ce sujet dans ce que vous connaissez de votre vie."
    ),
    PeerRefusal.VOICE_UNREADABLE: lazy(
        "On n’entend rien, ou ce son ne se lit pas. Recommencez : une minute au plus."
    ),
    PeerRefusal.PHOTO_UNREADABLE: lazy("Cette image ne se lit pas. Choisissez une autre photo."),
    PeerRefusal.PHOTO_TOO_HEAVY: lazy("Cette photo est trop lourde. Choisissez-en une autre."),
    TimesRefusal.SAME_HOURS: lazy(
        "Le début et la fin sont à la même heure. Changez l’une des deux."
    ),
    TimesRefusal.OVERLAPS: lazy(
        "Vous avez déjà dit %(hours)s, en partie à la même heure. Changez les heures, ou enlevez "
        "d’abord les autres."
    ),
    TimesRefusal.TOO_MANY: lazy("C’est trop : 40 moments par semaine au plus."),
    TimesRefusal.UNTIL_BEFORE_SINCE: lazy("Le dernier jour est déjà passé. Changez-le."),
    TimesRefusal.DAYS_REVERSED: lazy(
        "Le dernier jour vient avant le premier. Changez l’un des deux."
    ),
    TimesRefusal.HOURS_REVERSED: lazy(
        "Le début et la fin sont à la même heure. Changez l’une des deux."
    ),
    TimesRefusal.OVER: lazy("Ce moment est déjà passé. Choisissez un jour à venir."),
    TimesRefusal.TOO_LONG: lazy("Une absence dure un an au plus."),
    TimesRefusal.TOO_FAR: lazy("C’est trop loin : deux ans à l’avance au plus."),
    TimesRefusal.SAID_ALREADY: lazy("Vous l’avez déjà noté pour ces jours. Regardez votre liste."),
    TimesRefusal.CONTRADICTS: lazy(
        "Vous avez noté le contraire pour ces jours. Enlevez-le d’abord de votre liste."
    ),
    TimesRefusal.THERE_NEEDS_HOURS: lazy("Si vous êtes là : dites de quelle heure à quelle heure."),
    TimesRefusal.ONE_SOURCE: lazy("Donnez un fichier ou une adresse : l’un des deux."),
    TimesRefusal.TOO_MANY_CALENDARS: lazy(
        "Vous avez déjà relié %(most)s agendas. Enlevez-en un d’abord."
    ),
    TimesRefusal.CALENDAR_KNOWN: lazy("Cet agenda est déjà relié."),
    TimesRefusal.CALENDAR_TOO_LARGE: lazy("Cet agenda est trop lourd : 1 Mo au plus."),
    TimesRefusal.CALENDAR_NOT_ONE: lazy(
        "Ce n’est pas un agenda. Choisissez un fichier qui finit par .ics, ou son adresse."
    ),
    TimesRefusal.CALENDAR_UNREADABLE: lazy("Cet agenda est abîmé : il ne se lit pas."),
    TimesRefusal.CALENDAR_TOO_OFTEN: lazy(
        "Dans cet agenda, quelque chose revient trop souvent. Il ne peut pas être lu."
    ),
    TimesRefusal.CALENDAR_TOO_MANY: lazy("Cet agenda contient trop de rendez-vous pour être lu."),
    TimesRefusal.CALENDAR_TOO_HEAVY: lazy("Cet agenda est trop long à lire. Essayez un autre."),
    TimesRefusal.CALENDAR_BAD_ADDRESS: lazy(
        "L’adresse d’un agenda commence par https:// et mène à un site public."
    ),
    TimesRefusal.CALENDAR_UNREACHABLE: lazy(
        "Rien n’a répondu à cette adresse. Vérifiez-la, ou recommencez plus tard."
    ),
    HandRefusal.OVER: lazy("C’est trop tard : ce moment est passé, commencé ou annulé."),
    HandRefusal.NOT_ASKED: lazy("Vous avez déjà répondu."),
    HandRefusal.NOT_PROMISED: lazy("Ce moment n’est pas dans ce que vous avez promis."),
    HandRefusal.OFFERED_ALREADY: lazy("Vous cherchez déjà quelqu’un pour ce moment."),
    HandRefusal.NOT_OFFERED: lazy("Cette demande n’existe plus."),
    HandRefusal.GONE: lazy("Quelqu’un vient de le prendre. Merci d’y avoir pensé."),
    HandRefusal.OWN: lazy("Ce moment est le vôtre. Vous pouvez le garder."),
    HandRefusal.THERE_ALREADY: lazy("Vous y êtes déjà."),
    HandRefusal.ELSEWHERE: lazy("Vous n’aidez pas dans ce service."),
    HandRefusal.BUSY: lazy("Vous êtes déjà pris à cette heure."),
    HandRefusal.OTHER_BUSY: lazy("L’autre personne est déjà prise à cette heure."),
    HandRefusal.LAPSED: lazy("Il faut d’abord refaire une formation. Parlez-en à la coordination."),
    HandRefusal.LANGUAGE: lazy("Il faut bien parler la langue demandée."),
    HandRefusal.LEAD: lazy("Il faut quelqu’un qui peut mener l’équipe."),
    HandRefusal.CHOSEN: lazy(
        "La personne a peut-être choisi exprès une femme ou un homme. Nous gardons son choix."
    ),
    HandRefusal.LIMIT: lazy(
        "Ce serait trop : heures de la semaine, repos ou pause. Ces limites vous protègent."
    ),
    HandRefusal.OTHER_LIMIT: lazy("Ce serait trop pour l’autre personne. Proposez autre chose."),
    HandRefusal.SWAP_NOT_THEIRS: lazy("Choisissez un moment de la liste."),
    AfterRefusal.NOT_YET: lazy("Ce moment n’a pas encore commencé."),
    AfterRefusal.NOT_HERS: lazy("Ce moment n’est pas dans ce que vous avez promis."),
    AfterRefusal.TOO_LATE: lazy("C’est trop ancien. La coordination peut encore le noter."),
    AfterRefusal.CANCELLED: lazy("Ce moment a été annulé."),
    AfterRefusal.HOW_MANY: lazy("Dites ce qui s’est passé, et combien de personnes : 0 à 500."),
    AfterRefusal.TOO_OFTEN: lazy("Vous l’avez déjà beaucoup dit cette semaine. Merci."),
    AfterRefusal.NO_PLACE_LEFT: lazy("Il n’y a plus de place. Choisissez une autre date."),
    AfterRefusal.NOT_SUPERVISION: lazy("Ce moment n’est plus proposé."),
    AfterRefusal.SUPERVISION_TAKEN: lazy("Vous êtes déjà pris à cette heure."),
}
OF_SOMEBODY = frozenset({LimitCode.STOPPED, LimitCode.OWN_HOME, LimitCode.CONTRACT_DATES})
"""Limits whose sentence speaks of another person to her coordinator."""
TITLE = lazy("Rendez-vous")
"""All that a private calendar shows of a time."""


def say_weekly(starts_at: int, minutes: int) -> str:
    """Write the hours of a time of each week."""
    hours = {"starts": clock_of(starts_at), "ends": clock_of(starts_at + minutes)}
    if starts_at + minutes > MINUTES_A_DAY:
        return _("de %(starts)s à %(ends)s, le lendemain", **hours)
    return _("de %(starts)s à %(ends)s", **hours)


def say_span(starts: dt.datetime, ends: dt.datetime) -> str:
    """Write the hours between two instants, where the services are."""
    hours = {"starts": show_hour(starts), "ends": show_hour(ends)}
    return _("de %(starts)s à %(ends)s", **hours)


def say_when(starts: dt.datetime, ends: dt.datetime) -> str:
    """Write a day and its hours, where the services are."""
    facts = {"day": show_day(day_of(starts, PARIS)), "hours": say_span(starts, ends)}
    return _("%(day)s, %(hours)s", **facts)


def say_until(until: dt.date) -> str:
    """Write the last day of something by the first without it."""
    return _("jusqu’au %(day)s", day=show_short_day(until - dt.timedelta(days=1)))


def say_away(starts: dt.datetime, ends: dt.datetime) -> str:
    """Write whole days by their names, and a part of a day with its hours."""
    first, last = day_of(starts, PARIS), day_of(ends, PARIS)
    is_whole = starts == day_span(first, PARIS).starts and ends == day_span(last, PARIS).starts
    if not is_whole:
        return say_when(starts, ends)
    last -= dt.timedelta(days=1)
    if first == last:
        return show_day(first)
    return _("du %(first)s au %(last)s", first=show_short_day(first), last=show_short_day(last))


def say_pause(until: dt.datetime) -> str:
    """Write until when nothing is proposed."""
    return _(
        "Jusqu’au %(day)s à %(hour)s", day=show_day(day_of(until, PARIS)), hour=show_hour(until)
    )


def say_refusal(sentence: str, breaches: Iterable[Breach]) -> str:
    """Write why a helper may not take a time, with each limit of hers that refuses, by its article.

    What was counted is said where the language has words for it; the article is named in any.
    """
    refusing = [one for one in breaches if one.weight is Weight.BLOCKS]
    counted = reader_locale().partition("@")[0] in STAFF
    told = [one for one in refusing if counted and one.code not in OF_SOMEBODY]
    articles = dict.fromkeys(one.article for one in refusing if one not in told)
    rule = [_("La règle : %(articles)s.", articles=", ".join(articles))] if articles else []
    return " ".join([sentence, *map(say_breach, told), *rule])


def say_problem(code: str) -> str:
    """Write what is wrong with a calendar, by the code that is kept; a general word otherwise."""
    found = {each.value: each for each in TimesRefusal}.get(code)
    return str(REFUSALS[found or TimesRefusal.CALENDAR_UNREADABLE])
