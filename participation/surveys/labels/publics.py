"""Words for the people whom a campaign asks, the same for staff and for those who answer."""

from participation.foundation.i18n import lazy
from participation.surveys.rules.stages import Public

PUBLICS = {
    Public.RESIDENTS: lazy("Personnes accompagnées"),
    Public.STAFF: lazy("Professionnels"),
    Public.PARTNERS: lazy("Partenaires"),
    Public.RELATIVES: lazy("Familles et proches"),
    Public.NEIGHBOURS: lazy("Voisins"),
    Public.WORKERS: lazy("Salariés en insertion"),
}
