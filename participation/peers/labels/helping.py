"""Why something of a helper's own cannot be done, and what to do instead."""

from enum import StrEnum

from participation.foundation.i18n import LazyText, lazy
from participation.peers.rules.profile import PeerRefusal

REFUSALS: dict[StrEnum, LazyText] = {
    PeerRefusal.NAME_MISSING: lazy("Écrivez un nom. Un prénom ou un surnom suffit."),
    PeerRefusal.ALREADY_PEER: lazy("Cette personne est déjà pair-aidante ici."),
    PeerRefusal.UNTIL_BEFORE_SINCE: lazy("La fin vient avant le début. Corrigez l’une des dates."),
    PeerRefusal.NO_TIME: lazy("Écrivez combien de temps par semaine : plus de 0, au plus 168 h."),
    PeerRefusal.NOT_HELPER_THERE: lazy(
        "Cette personne n’a pas le rôle de pair-aidant dans ce service. La direction du service "
        "peut le lui donner."
    ),
    PeerRefusal.LIVES_THERE: lazy(
        "Cette personne habite là. On n’aide pas chez soi, sauf si on l’a demandé."
    ),
    PeerRefusal.TRAVEL_TOO_LONG: lazy("Le trajet dure au plus 4 heures. Corrigez les minutes."),
    PeerRefusal.PROMISES_AHEAD: lazy(
        "Des personnes comptent encore sur elle dans ce service (%(count)s). Cherchez d’abord qui "
        "la remplace."
    ),
    PeerRefusal.REFERENT_HERSELF: lazy("Le référent est quelqu’un d’autre. Choisissez-le."),
    PeerRefusal.DUO_UNKNOWN: lazy("Choisissez quelqu’un qui aide au même endroit que vous."),
    PeerRefusal.LANGUAGE_UNKNOWN: lazy("Choisissez une langue de la liste."),
    PeerRefusal.TOO_MANY_LANGUAGES: lazy("Gardez 12 langues au plus."),
    PeerRefusal.ABOUT_TOO_LONG: lazy("C’est trop long : %(most)s lettres au plus."),
    PeerRefusal.SHOWN_NOT_LIVED: lazy(
        "Pour montrer un sujet, cochez d’abord que vous l’avez vécu."
    ),
    PeerRefusal.VOICE_UNREADABLE: lazy(
        "On n’entend rien, ou ce son ne se lit pas. Recommencez : une minute au plus."
    ),
    PeerRefusal.PHOTO_UNREADABLE: lazy("Cette image ne se lit pas. Choisissez une autre photo."),
    PeerRefusal.PHOTO_TOO_HEAVY: lazy("Cette photo est trop lourde. Choisissez-en une autre."),
}
