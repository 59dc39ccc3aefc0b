"""Words for kinds of service and for refusals about places."""

from participation.foundation.i18n import staff_lazy as _
from participation.organisations.rules import Ask, Refusal, ServiceKind

KINDS = {
    ServiceKind.CHRS: _("CHRS"),
    ServiceKind.CHRS_DIFFUS: _("CHRS en logements diffus"),
    ServiceKind.ACT: _("Appartements de coordination thérapeutique (ACT)"),
    ServiceKind.ACT_HLM: _("ACT hors les murs"),
    ServiceKind.LHSS: _("Lits halte soins santé (LHSS)"),
    ServiceKind.LAM: _("Lits d’accueil médicalisés (LAM)"),
    ServiceKind.EHPAD: _("EHPAD"),
    ServiceKind.WOMEN_SHELTER: _("Maison pour femmes"),
    ServiceKind.DAY_CENTRE: _("Accueil de jour"),
    ServiceKind.HOME_SERVICE: _("Service à domicile"),
    ServiceKind.ACI: _("Atelier et chantier d’insertion (ACI)"),
    ServiceKind.PENSION_DE_FAMILLE: _("Pension de famille"),
    ServiceKind.CADA: _("CADA"),
    ServiceKind.CHU: _("Hébergement d’urgence"),
    ServiceKind.FJT: _("Foyer de jeunes travailleurs"),
    ServiceKind.CSAPA: _("CSAPA"),
    ServiceKind.ESAT: _("ESAT"),
    ServiceKind.OTHER: _("Autre service"),
}

ASKS = {
    Ask.PARTICIPATION: _("Les personnes sont associées au fonctionnement du service."),
    Ask.COUNCIL: _("Un conseil de la vie sociale est obligatoire."),
    Ask.OTHER_FORM_ALLOWED: _(
        "Une autre forme peut remplacer le conseil : séjours courts, ou besoin d’interprètes."
    ),
    Ask.OTHER_FORM: _("Pas de conseil obligatoire, mais une autre forme de participation."),
    Ask.YEARLY_SURVEY: _("Une enquête de satisfaction chaque année, avec la méthode de la HAS."),
    Ask.RESULTS_POSTED: _("Les résultats de l’enquête sont affichés à l’accueil."),
    Ask.COUNCIL_EXAMINES: _("Le conseil examine les résultats chaque année."),
    Ask.SURVEY_COMPULSORY: _("Une enquête de satisfaction, quand rien d’autre n’est possible."),
    Ask.HOUSING_SCHEME: _(
        "Les personnes hébergées participent à la définition, au suivi et à l’évaluation."
    ),
    Ask.RESIDENTS_COUNCIL: _("Un conseil de concertation."),
    Ask.OUTSIDE: _("Hors du code de l’action sociale : ni conseil ni enquête obligatoires."),
}

REFUSALS = {
    Refusal.SLUG_TAKEN: _("L’adresse « %(slug)s » est déjà prise. Choisissez un autre mot."),
    Refusal.SLUG_UNREADABLE: _(
        "L’adresse « %(slug)s » ne convient pas. Écrivez des lettres sans accent, des chiffres "
        "et des tirets, 40 signes au plus."
    ),
    Refusal.NAME_TELLS_TOO_MUCH: _(
        "Le nom « %(name)s » dit à un inconnu pourquoi les personnes sont là. Choisissez un nom "
        "neutre, comme un arbre ou une rue."
    ),
    Refusal.CLOSED_BEFORE_OPENED: _(
        "Le service ferme avant d’ouvrir. Corrigez l’une des deux dates."
    ),
    Refusal.NAME_TAKEN: _("Le nom « %(name)s » est déjà pris. Choisissez-en un autre."),
    Refusal.NAME_MISSING: _("Écrivez le nom de l’association."),
    Refusal.LANGUAGE_MISSING: _("Gardez le français : les autres langues s’appuient sur lui."),
    Refusal.RETENTION_OUT_OF_BOUNDS: _(
        "Gardez les fiches entre 1 et 24 mois après le dernier contact."
    ),
    Refusal.ADDRESS_NOT_KEPT: _(
        "Ce lieu est protégé : son adresse n’est jamais écrite. Donnez seulement un code de lieu."
    ),
}
