"""The people of the demonstration: invented names, languages spread as among those received."""

import datetime as dt
from collections.abc import Iterator, Mapping
from random import Random

LANGUAGE_SHARES: Mapping[str, float] = {
    "fr": 44,
    "fr@falc": 6,
    "ar": 11,
    "fa_AF": 8,
    "ps": 5,
    "uk": 7,
    "ru": 4,
    "en": 5,
    "ff": 2,
    "ln": 2,
    "ti": 1.5,
    "so": 1.5,
    "bn": 1,
    "sq": 1,
    "ro": 1,
}
"""Asylum figures by language (domain.md §8) mixed with the older residents of such houses."""

NAMES: Mapping[str, str] = {
    "fr": "Agathe Bernard Colette Denise Émile Fernand Ginette Hervé Irène Jacques Lucette Marcel "
    "Nadège Odette Patrick Régine Serge Thérèse Yvonne Gilles",
    "ar": "Amina Bilal Dalia Fadi Hanane Idriss Jamila Karim Leïla Mounir Nour Rachid Samia Tarek",
    "fa_AF": "Ahmad Farida Habib Laila Masoud Nadia Parwin Qasim Shirin Zahir",
    "ps": "Gulalai Hamid Khalil Malalai Noor Spozhmay Toryalai Wali Zarmina",
    "uk": "Андрій Ганна Дмитро Ірина Катерина Леся Микола Олена Тарас",
    "ru": "Алексей Вера Елена Иван Марина Ольга Пётр Светлана",
    "en": "Blessing Chidi Grace Joy Kofi Mercy Osas Precious",
    "other": "Aïssatou Boubacar Fatou Ibrahima Kadiatou Mamadou Mariam Ousmane Saran Thierno "
    "Ana Besnik Dorina Mihai Rahwet Selam Yonas",
}
HISTORY_DAYS, MEAN_STAY_DAYS = 760, 800
INITIALS = "ABCDEFGHIJKLMNOPRSTVWZ"


def draw_locale(random: Random) -> str:
    """Draw the language of a resident."""
    return random.choices(list(LANGUAGE_SHARES), list(LANGUAGE_SHARES.values()))[0]


def draw_name(random: Random, locale: str) -> str:
    """Draw the name that a person goes by, and an initial to tell two apart."""
    family = locale.partition("@")[0]
    first = random.choice(NAMES.get(family, NAMES["other"]).split())
    return f"{first} {random.choice(INITIALS)}."


def draw_stays(random: Random, today: dt.date) -> Iterator[tuple[dt.date, dt.date | None]]:
    """Draw who has held one place of a house, the present one first, back before the first wave.

    Yields (first day, first day away or None).
    """
    since, until = _before(random, today), None
    yield since, until
    while since > today - dt.timedelta(days=HISTORY_DAYS):
        until = since - dt.timedelta(days=random.randint(0, 20))
        since = _before(random, until)
        yield since, until


def _before(random: Random, day: dt.date) -> dt.date:
    return day - dt.timedelta(days=30 + min(2000, round(random.expovariate(1 / MEAN_STAY_DAYS))))
