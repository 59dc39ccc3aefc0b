"""Words for roles."""

from participation.accounts.rules.powers import Role
from participation.foundation.i18n import lazy

ROLES = {
    Role.RESIDENT: lazy("Personne accueillie"),
    Role.RELATIVE: lazy("Proche"),
    Role.REPRESENTATIVE: lazy("Représentant élu"),
    Role.PEER_HELPER: lazy("Pair-aidant"),
    Role.COORDINATOR: lazy("Coordination des pairs-aidants"),
    Role.FACILITATOR: lazy("Animation de la participation"),
    Role.MANAGER: lazy("Direction"),
    Role.QUALITY_MANAGER: lazy("Responsable qualité"),
    Role.ADMINISTRATOR: lazy("Administration"),
    Role.KIOSK: lazy("Borne"),
}
