"""The facts of an entry in words: what each is called, and what its value means."""

from collections.abc import Iterator, Mapping

from participation.foundation import languages
from participation.foundation.i18n import staff_lazy as _

SHORT = 12
"""Signs of a seal that are shown: enough to compare by eye with the one kept elsewhere."""
NAMES = {
    "added": _("fiches ajoutées"),
    "alerts": _("signalements"),
    "because": _("raison"),
    "before": _("avant"),
    "call": _("message"),
    "changed": _("fiches complétées"),
    "count": _("nombre"),
    "kind": _("sorte"),
    "language": _("langue"),
    "minutes": _("minutes"),
    "people": _("personnes"),
    "population": _("population"),
    "purpose": _("but"),
    "roles": _("rôles"),
    "seal": _("sceau"),
    "state": _("état"),
    "texts": _("textes"),
    "through": _("jusqu’au numéro"),
    "traces": _("traces"),
    "voices": _("paroles"),
    "way": _("façon"),
    "year": _("année"),
}
"""A test reads them in every call of `record`."""
VALUES = {
    "call": {
        "opening": _("ouverture"),
        "first-reminder": _("premier rappel"),
        "second-reminder": _("second rappel"),
    },
    "kind": {
        "sign-in-link": _("lien de connexion"),
        "invitation": _("invitation"),
        "password-reset": _("nouveau mot de passe"),
        "password-changed": _("mot de passe changé"),
        "survey-open": _("enquête ouverte"),
        "survey-again": _("rappel d’une enquête"),
        "follow-up-late": _("réponse en retard"),
        "meeting-call": _("réunion"),
        "task-waits": _("quelque chose à faire"),
        "time-soon": _("rappel d’un rendez-vous"),
        "time-changed": _("rendez-vous changé"),
        "place-kept": _("place qui se libère"),
        "staff": _("équipe"),
        "resident": _("personne accompagnée"),
        "kiosk-resident": _("personne accompagnée, à la borne"),
    },
    "purpose": {
        "enter": _("entrer"),
        "invitation": _("invitation"),
        "reset": _("nouveau mot de passe"),
    },
    "state": {"waiting": _("à lire"), "kept": _("gardé"), "hidden": _("caché")},
    "way": {
        "own-page": _("sur sa page"),
        "stop-page": _("par la page d’arrêt"),
        "reply": _("en répondant à un SMS"),
        "spoken": _("de vive voix"),
        "written": _("par écrit"),
        "phone": _("au téléphone"),
    },
}
"""Words of values that the program writes; what a person wrote, and a number, stay as they are."""


def tell(facts: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Give each fact as its name and its value; one that older programs wrote keeps its own."""
    for name, value in facts.items():
        said = str(value)
        if name == "language":
            said = languages.find(said).autonym
        elif name == "seal":
            said = said[:SHORT]
        yield str(NAMES.get(name, name)), str(VALUES.get(name, {}).get(said, said))
