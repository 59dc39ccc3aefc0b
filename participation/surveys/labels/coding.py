"""Words for giving themes to messages: refusals, where the reading stands, how far two agree."""

from collections.abc import Mapping, Sequence

from participation.foundation.i18n import show_number, staff_gettext as _, staff_lazy
from participation.foundation.localized import Localized
from participation.surveys.labels.analysis import THEMES, percent
from participation.surveys.labels.tables import NUMBER, TEXT, WordedTable
from participation.surveys.models import CodebookTheme
from participation.surveys.rules.agreement import SMALLEST, Agreement, Doubt
from participation.surveys.rules.coding import (
    KEYS,
    CodebookState,
    CodingRefusal,
    Reading,
    ThemeSheet,
    starting_themes,
)
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.report import themes_of

CODEBOOK_STATES = {
    CodebookState.DRAFT: staff_lazy("À l’essai"),
    CodebookState.FROZEN: staff_lazy("Fixé"),
    CodebookState.CLOSED: staff_lazy("Fini"),
}
REFUSALS = {
    CodingRefusal.NO_NAME: staff_lazy("Écrivez le nom du thème."),
    CodingRefusal.TOO_MANY_THEMES: staff_lazy("Il y a déjà %(most)s thèmes : c’est le plus."),
    CodingRefusal.THEMES_FROZEN: staff_lazy(
        "Deux personnes ont commencé : les thèmes ne changent plus. Faites une nouvelle version."
    ),
    CodingRefusal.CODING_CLOSED: staff_lazy("La lecture est finie. Faites une nouvelle version."),
    CodingRefusal.CODING_OPEN: staff_lazy("Finissez d’abord la lecture des messages."),
    CodingRefusal.NO_THEME: staff_lazy("Ajoutez d’abord un thème."),
    CodingRefusal.UNKNOWN_THEME: staff_lazy("Ce thème n’est pas proposé pour ce message."),
    CodingRefusal.NOT_READ: staff_lazy("Ce message n’est pas à lire ici."),
    CodingRefusal.ALREADY_READ: staff_lazy("Quelqu’un vient de lire ce message. Voici le suivant."),
    CodingRefusal.SAME_READER: staff_lazy(
        "Vous avez lu ce message la première : une autre personne le relit."
    ),
    CodingRefusal.NOTHING_TO_SETTLE: staff_lazy("Ce désaccord est déjà réglé."),
    CodingRefusal.MESSAGES_WAITING: staff_lazy(
        "Des messages n’ont pas encore été relus. Gardez-les ou cachez-les d’abord."
    ),
    CodingRefusal.MESSAGES_LEFT: staff_lazy("Il reste des messages sans lecture."),
    CodingRefusal.SAMPLE_LEFT: staff_lazy(
        "Une autre personne doit encore relire une partie des messages."
    ),
    CodingRefusal.DISAGREEMENTS_LEFT: staff_lazy("Il reste des désaccords à régler."),
    CodingRefusal.TOO_FEW_TO_QUOTE: staff_lazy(
        "Le nombre de messages qui disent la même chose est caché : on reconnaîtrait la personne. "
        "Ce message ne peut pas être cité."
    ),
}


def starting(questionnaire: Questionnaire, locale: str) -> list[ThemeSheet]:
    """Give the survey's themes as a codebook to begin with, in the reader's words."""
    shown = themes_of(questionnaire)
    return [
        ThemeSheet(
            name=Localized(shown.get(name, {})).text(locale) or str(THEMES.get(name, name)),
            criterion=criterion,
        )
        for name, criterion in starting_themes(questionnaire).items()
    ]


def reading_figures(reading: Reading) -> list[tuple[str, str, str]]:
    """Give the figures at the head of the page: name, figure, how to read it."""
    second = _("Une personne de plus relit sans voir les thèmes de la première")
    return [
        (_("Messages lus"), _share(reading.read, reading.kept), _("Messages gardés")),
        (_("Lus deux fois"), _share(reading.read_twice, reading.sample), second),
        (_("Désaccords à régler"), show_number(reading.unsettled), _("Un troisième regard décide")),
    ]


def _share(done: int, whole: int) -> str:
    return f"{show_number(done)} / {show_number(whole)}"


def agreement_words(agreement: Agreement | None) -> str:
    """Tell how far two people agree on a theme, or why it cannot be told."""
    if agreement is None or not agreement.read_twice:
        return "—"
    kappa = agreement.kappa
    if kappa is Doubt.TOO_FEW:
        return _("Moins de %(n)s messages lus deux fois", n=SMALLEST)
    said = percent(agreement.share)
    if isinstance(kappa, Doubt):
        return _("%(share)s, kappa impossible : toujours pareil", share=said)
    return _("%(share)s, kappa %(kappa)s", share=said, kappa=show_number(kappa, 2))


def themes_table(
    themes: Sequence[CodebookTheme], agreements: Mapping[int, Agreement]
) -> WordedTable:
    """Give the themes with their keys, what they mean, and how far two people agree on each."""
    columns = (
        (_("Thème"), TEXT),
        (_("Touche"), NUMBER),
        (_("Ce qui en fait partie"), TEXT),
        (_("Ce qui n’en fait pas partie"), TEXT),
        (_("Critère"), TEXT),
        (_("Accord des deux lectures"), TEXT),
    )
    rows = tuple(
        (
            theme.name if theme.is_open else _("%(theme)s (fermé)", theme=theme.name),
            KEYS[theme.number - 1],
            theme.belongs or "—",
            theme.excludes or "—",
            theme.criterion or "—",
            agreement_words(agreements.get(theme.number)),
        )
        for theme in themes
    )
    return WordedTable("themes", _("Thèmes"), columns, rows)
