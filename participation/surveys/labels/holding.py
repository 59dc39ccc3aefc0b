"""Screens to plug in again before a wave is closed, in a sentence each."""

import datetime as dt
from collections.abc import Iterable

from participation.foundation.i18n import staff_gettext as _, staff_ngettext
from participation.surveys.rules.holding import Screen

HOUR, DAY = 60, 24 * 60


def write_screens(screens: Iterable[Screen], now: dt.datetime) -> list[str]:
    """Say which screen held how many answers and when, or that it is silent."""
    return [_write(one, write_since(now - one.answered_at)) for one in screens]


def _write(screen: Screen, since: str) -> str:
    if not screen.waiting:
        return _(
            "L’écran %(name)s ne répond plus depuis %(since)s et garde peut-être des réponses : "
            "rebranchez-le avant de clore.",
            name=screen.label,
            since=since,
        )
    return staff_ngettext(
        "L’écran %(name)s gardait encore %(n)s réponse il y a %(since)s : rebranchez-le avant de "
        "clore.",
        "L’écran %(name)s gardait encore %(n)s réponses il y a %(since)s : rebranchez-le avant de "
        "clore.",
        screen.waiting,
        name=screen.label,
        since=since,
    )


def write_since(gone: dt.timedelta) -> str:
    """Say how long ago something was, in the largest unit that fits."""
    minutes = max(1, int(gone.total_seconds()) // 60)
    if minutes >= DAY:
        return staff_ngettext("%(n)s jour", "%(n)s jours", minutes // DAY)
    if minutes >= HOUR:
        return staff_ngettext("%(n)s heure", "%(n)s heures", minutes // HOUR)
    return staff_ngettext("%(n)s minute", "%(n)s minutes", minutes)
