"""Words of the network of the elected: works, how far they go, and what cannot be done."""

from participation.councils.rules.network import (
    NetworkRefusal as Refusal,
    Scope,
    WorkKind,
    WorkState,
)
from participation.foundation.i18n import lazy as _, staff_lazy

SCOPES = {
    Scope.HOUSE: _("Dans ma maison seulement"),
    Scope.ASSOCIATION: _("Dans toutes les maisons de l’association"),
}
KINDS = {WorkKind.PICTURE: staff_lazy("Image"), WorkKind.SOUND: staff_lazy("Son")}
STATES = {
    WorkState.PROPOSED: _("L’équipe la regarde d’abord"),
    WorkState.SHOWN: _("Dans la galerie"),
}
REFUSALS = {
    Refusal.NOT_ELECTED: staff_lazy(
        "Un conseil des élus réunit des élus : cette personne n’a pas de mandat dans un conseil "
        "de ces services."
    ),
    Refusal.NAME_WANTED: _("Écrivez le nom que les autres liront."),
    Refusal.CONSENT_MISSING: _("Dites oui d’abord : sans votre accord, rien n’est montré."),
    Refusal.TITLE_MISSING: _("Donnez un titre."),
    Refusal.PICTURE_OR_SOUND: _("Choisissez une photo, ou un son : un seul des deux."),
    Refusal.WORDS_MISSING: _("Dites ce qu’on voit ou ce qu’on entend."),
    Refusal.ONLY_THE_HOUSE: _("Ici, une œuvre se montre dans la maison seulement."),
    Refusal.PICTURE_TOO_HEAVY: _("Cette photo est trop lourde. Prenez-en une autre."),
    Refusal.PICTURE_UNREADABLE: _("Cette photo ne s’ouvre pas. Prenez une photo JPEG ou PNG."),
    Refusal.SOUND_UNREADABLE: _(
        "Ce son ne s’ouvre pas, ou dure plus d’une minute. Recommencez, ou choisissez un autre."
    ),
    Refusal.TOO_MANY_WORKS: _("La galerie est pleine : %(most)s œuvres."),
    Refusal.YEAR_NOT_BEGUN: staff_lazy("Cette année n’a pas commencé."),
    Refusal.PRESENTED_EARLY: staff_lazy(
        "Le rapport se présente après le début de l’année, et au plus tard aujourd’hui."
    ),
    Refusal.CRITERION_UNREADABLE: staff_lazy(
        "Écrivez un numéro court, comme 1.6.2 : des lettres, des chiffres et des points."
    ),
    Refusal.CRITERION_WITHOUT_TITLE: staff_lazy("Écrivez ce que ce critère demande."),
}
