"""The impact assessment: what the program does and shows, and what only the association judges."""

from collections.abc import Iterator

from participation.accounts.labels import ROLES
from participation.accounts.rules.powers import STAFF
from participation.accounts.rules.sessions import IDLE, SessionKind
from participation.compliance.labels.measures import MEASURES
from participation.compliance.labels.trust import AIMS, HARMS, PEOPLE, PURPOSES
from participation.compliance.rules.facts import Fact
from participation.compliance.rules.holdings import of_purpose
from participation.compliance.rules.incidents import Harm
from participation.compliance.rules.measures import MEASURES as SHOWN, against
from participation.compliance.rules.purposes import Purpose
from participation.elections.adapters.count_papers import Section
from participation.foundation.i18n import staff_gettext as _
from participation.foundation.security import HEADERS
from participation.organisations.rules.thresholds import Threshold

from .known import Known, bullets, own, say_verified, table, text

JUDGED = {Harm.READ: Fact.READ, Harm.CHANGED: Fact.CHANGED, Harm.LOST: Fact.LOST}


def write_impact(known: Known) -> Iterator[Section]:
    """Give the four parts that article 35 asks for, the association's own words in each."""
    yield _worth(known)
    yield _description(known)
    yield _necessity(known)
    for harm in Harm:
        yield _risk(known, harm)
    yield Section(
        _("Avis et décision"),
        (own(known, Fact.OFFICER_OPINION, Fact.PEOPLE_OPINION, Fact.DECISION),),
    )


def _worth(known: Known) -> Section:
    impact, listed = known.law.articles["impact"], known.law.articles["impact-list"]
    return Section(
        _("Ce que vaut ce papier"),
        (
            text(
                _(
                    "Le programme dit ce qu’il fait, et quel essai le montre. Les cadres « Ce que "
                    "l’association juge » sont à elle seule : sans eux, l’analyse n’est pas faite."
                )
            ),
            text(impact.article + say_verified(is_verified=impact.verified) + "."),
            text(listed.article + say_verified(is_verified=listed.verified) + "."),
        ),
    )


def _description(known: Known) -> Section:
    columns = ((_("But"), "text"), (_("Pour quoi"), "wide"), (_("De qui"), "text"))
    rows = (
        (str(PURPOSES[one]), str(AIMS[one]), ", ".join(_people(one)) or _("personne"))
        for one in Purpose
    )
    return Section(
        _("Description"),
        (
            table(_("Les traitements"), columns, rows),
            table(
                _("Réglages lus dans le programme"),
                ((_("Réglage"), "text"), (_("Valeur"), "wide")),
                _settings(known),
            ),
            own(known, Fact.PROCESSORS),
        ),
    )


def _people(purpose: Purpose) -> dict[str, None]:
    found = (each for one in of_purpose(purpose) for each in one.people)
    return dict.fromkeys(str(PEOPLE[each]) for each in found)


def _settings(known: Known) -> Iterator[tuple[str, str]]:
    minutes = {kind: int(idle.total_seconds() // 60) for kind, idle in IDLE.items()}
    yield (
        _("Plus petit groupe montré"),
        _(
            "%(inside)s réponses dans le service, %(outside)s en public",
            inside=Threshold.INTERNAL.value,
            outside=Threshold.PUBLIC.value,
        ),
    )
    yield (
        _("Fermeture sans geste"),
        _(
            "%(staff)s minutes pour l’équipe, %(screen)s minutes à la borne",
            staff=minutes[SessionKind.STAFF],
            screen=minutes[SessionKind.KIOSK_RESIDENT],
        ),
    )
    yield _("Second code demandé à"), ", ".join(sorted(str(ROLES[one]) for one in STAFF))
    yield _("Fiche effacée après"), _("%(n)s mois sans contact", n=known.months)
    yield _("En-têtes de chaque page"), ", ".join(HEADERS)
    yield _("Tables de la base"), str(len(known.tables))


def _necessity(known: Known) -> Section:
    return Section(
        _("Nécessité"),
        (
            text(_("Ce que le programme ne garde pas :")),
            bullets(
                (
                    _("qui a répondu à une enquête, ni à quelle heure, ni depuis quel appareil ;"),
                    _("qui a voté quoi, ni dans quel ordre ;"),
                    _("de quoi on a parlé avec un pair-aidant, ni pourquoi on est là ;"),
                    _("l’adresse d’un lieu protégé, ni le lieu d’une photo ;"),
                    _("aucune trace chez un autre : ni mesure d’audience, ni image d’ailleurs."),
                )
            ),
            text(
                _(
                    "Ce que chacun peut faire : lire et emporter ses données, les faire corriger "
                    "et les faire effacer, refuser de répondre, de voter ou de parler."
                )
            ),
            own(known, Fact.NEED),
        ),
    )


def _risk(known: Known, harm: Harm) -> Section:
    rows = ((str(MEASURES[one]), SHOWN[one].test) for one in against(harm))
    columns = ((_("Mesure du programme"), "wide"), (_("Essai qui la montre"), "text"))
    title = _("Risque : %(harm)s", harm=str(HARMS[harm]).lower())
    caption = _("Mesures contre ce risque : %(harm)s", harm=str(HARMS[harm]).lower())
    return Section(title, (table(caption, columns, rows), own(known, JUDGED[harm])))
