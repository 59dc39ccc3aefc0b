"""Words for kinds of service and for refusals about places."""

from participation.foundation.i18n import staff_lazy as _
from participation.organisations.rules import Refusal, ServiceKind

KINDS = {
    ServiceKind.CHRS: _("CHRS"),
    ServiceKind.CHRS_DIFFUS: _("CHRS en logements diffus"),
    ServiceKind.ACT: _("Appartements de coordination thérapeutique (ACT)"),
    ServiceKind.ACT_HLM: _("ACT hors les murs"),
    ServiceKind.LHSS: _("Lits halte soins santé (LHSS)"),
    ServiceKind.LAM: _("Lits d'accueil médicalisés (LAM)"),
    ServiceKind.EHPAD: _("EHPAD"),
    ServiceKind.WOMEN_SHELTER: _("Maison pour femmes"),
    ServiceKind.DAY_CENTRE: _("Accueil de jour"),
    ServiceKind.HOME_SERVICE: _("Service à domicile"),
    ServiceKind.ACI: _("Atelier et chantier d'insertion (ACI)"),
    ServiceKind.PENSION_DE_FAMILLE: _("Pension de famille"),
    ServiceKind.CADA: _("CADA"),
    ServiceKind.CHU: _("Hébergement d'urgence"),
    ServiceKind.FJT: _("Foyer de jeunes travailleurs"),
    ServiceKind.CSAPA: _("CSAPA"),
    ServiceKind.ESAT: _("ESAT"),
    ServiceKind.OTHER: _("Autre service"),
}

REFUSALS = {
    Refusal.SLUG_TAKEN: _("L'adresse « %(slug)s » est déjà prise. Choisissez un autre mot."),
    Refusal.SLUG_UNREADABLE: _(
        "L'adresse « %(slug)s » ne convient pas. Écrivez des lettres sans accent, des chiffres "
        "et des tirets, 40 signes au plus."
    ),
    Refusal.NAME_TELLS_TOO_MUCH: _(
        "Le nom « %(name)s » dit à un inconnu pourquoi les personnes sont là. Choisissez un nom "
        "neutre, comme un arbre ou une rue."
    ),
    Refusal.CLOSED_BEFORE_OPENED: _(
        "Le service ferme avant d'ouvrir. Corrigez l'une des deux dates."
    ),
    Refusal.ADDRESS_NOT_KEPT: _(
        "Ce lieu est protégé : son adresse n'est jamais écrite. Donnez seulement un code de lieu."
    ),
}
