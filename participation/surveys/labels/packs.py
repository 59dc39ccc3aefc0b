"""Words of the packs of the bank: questions chosen together for one kind of place or moment."""

from participation.foundation.i18n import staff_lazy as _

PACKS = {
    "brief": _("Séjour court : 5 questions au chevet"),
    "workers": _("Salariés en insertion"),
    "team": _("Équipe de professionnels"),
    "partners": _("Partenaires"),
    "leaving": _("Au départ"),
    "landlord": _("Le logement et le bailleur"),
    "rights": _("Droits ouverts"),
    "culture": _("Culture"),
    "newborn": _("Autour de la naissance : 3 écrans"),
    "basket": _("Une question, un geste"),
    "visit": _("Après une visite à domicile"),
    "group": _("Un groupe, au début et à la fin"),
}
