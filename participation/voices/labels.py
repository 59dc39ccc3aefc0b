"""Words and drawings of themes, wishes, states and contacts; sentences of refusals; the poster."""

from participation.foundation.assets import drawing
from participation.foundation.i18n import gettext, lazy as _, speaking, staff_lazy
from participation.foundation.papers import on_paper
from participation.surveys.adapters.papers import Invitation
from participation.voices.rules import (
    LONGEST_PLACE,
    AlertRefusal,
    ContactKind,
    Refusal,
    State,
    Teller,
    Theme,
    Told,
    Wish,
    Worry,
)

BLUE = "#0d3763"
THEMES = {
    Theme.MEALS: _("Les repas"),
    Theme.ROOMS: _("Les chambres"),
    Theme.CLEANING: _("Le ménage, le linge"),
    Theme.WORKS: _("Les réparations"),
    Theme.NOISE: _("Le bruit, le calme"),
    Theme.RULES: _("Les règles de la maison"),
    Theme.RESPECT: _("Le respect"),
    Theme.ACTIVITIES: _("Les activités"),
    Theme.OUTINGS: _("Les sorties, les transports"),
    Theme.VISITS: _("Les visites, la famille"),
    Theme.INTERNET: _("Internet, le téléphone"),
    Theme.SUPPORT: _("L’aide de l’équipe"),
    Theme.PRICES: _("Ce qu’on paie"),
    Theme.OTHER: _("Autre chose"),
}
THEME_PICTOGRAMS = {
    Theme.MEALS: "meal",
    Theme.ROOMS: "bed",
    Theme.CLEANING: "laundry",
    Theme.WORKS: "repairs",
    Theme.NOISE: "noise",
    Theme.RULES: "papers",
    Theme.RESPECT: "friendship",
    Theme.ACTIVITIES: "music",
    Theme.OUTINGS: "bus",
    Theme.VISITS: "family",
    Theme.INTERNET: "internet",
    Theme.SUPPORT: "support",
    Theme.PRICES: "market",
    Theme.OTHER: "ideas",
}
WISHES = {
    Wish.CHANGE: _("Il faut que ça change"),
    Wish.MORE: _("J’en voudrais plus"),
    Wish.KEEP: _("C’est bien, il faut garder"),
    Wish.QUESTION: _("J’ai une question"),
}
WISH_PICTOGRAMS = {
    Wish.CHANGE: "repairs",
    Wish.MORE: "star",
    Wish.KEEP: "heart",
    Wish.QUESTION: "question",
}
STATES = {
    State.RECEIVED: _("C’est reçu"),
    State.KEPT: _("C’est gardé pour le conseil"),
    State.PLACED: _("Le conseil va en parler"),
    Told.DISCUSSED: _("Le conseil en a parlé"),
    State.ANSWERED: _("Il y a une réponse"),
    State.NOT_KEPT: _("Ce n’est pas gardé"),
}
SENTENCES = {
    State.RECEIVED: _("Une personne a lu ou écouté. Elle va le proposer au conseil."),
    State.KEPT: _("Le conseil en parlera à une prochaine réunion."),
    State.PLACED: _("Le conseil en parle à sa réunion."),
    Told.DISCUSSED: _("Le conseil en a parlé à sa réunion."),
    State.ANSWERED: _("Le conseil en a parlé, et il y a une réponse."),
    State.NOT_KEPT: _("Le conseil n’en parlera pas."),
}
"""What residents read of a step when nobody wrote another sentence."""
AWAITED = _("Le conseil en a parlé. Il attend maintenant une réponse.")
CONTACTS = {
    ContactKind.QUALIFIED_PERSON: _("Une personne qualifiée"),
    ContactKind.MEDIATOR: _("Un médiateur"),
    ContactKind.RIGHTS_DEFENDER: _("Le délégué du Défenseur des droits"),
    ContactKind.USERS_COMMISSION: _("La commission des usagers"),
    ContactKind.ASSOCIATION: _("Quelqu’un de l’association, hors de la maison"),
    ContactKind.LISTENING_LINE: _("Un numéro de téléphone pour parler"),
    ContactKind.OTHER: _("Une autre personne"),
}
CONTACT_FACTS = {
    ContactKind.QUALIFIED_PERSON: _("Elle aide à faire respecter vos droits. C’est gratuit."),
    ContactKind.MEDIATOR: _("Il aide à trouver un accord."),
    ContactKind.RIGHTS_DEFENDER: _("Il agit quand un droit n’est pas respecté. C’est gratuit."),
    ContactKind.USERS_COMMISSION: _(
        "À l’hôpital, elle défend vos droits. Des usagers en font partie. C’est gratuit."
    ),
    ContactKind.ASSOCIATION: _("Elle ne travaille pas dans cette maison."),
    ContactKind.LISTENING_LINE: _("Quelqu’un écoute au téléphone."),
    ContactKind.OTHER: _("Elle peut vous écouter."),
}
CONTACT_PICTOGRAMS = {
    ContactKind.QUALIFIED_PERSON: "rights",
    ContactKind.MEDIATOR: "talk",
    ContactKind.RIGHTS_DEFENDER: "rights",
    ContactKind.USERS_COMMISSION: "meeting",
    ContactKind.ASSOCIATION: "person",
    ContactKind.LISTENING_LINE: "phone",
    ContactKind.OTHER: "listening",
}
REFUSALS = {
    Refusal.NOTHING_SAID: _("Choisissez une image, parlez, ou écrivez : il n’y a encore rien."),
    Refusal.TOO_LONG: _("C’est trop long. Gardez le plus important."),
    Refusal.VOICE_TOO_LONG: _("La voix est trop longue. Parlez une minute au plus."),
    Refusal.VOICE_NOT_SOUND: _("Ce fichier n’est pas un son. Enregistrez encore votre voix."),
    Refusal.TOO_MANY_WAIT: _(
        "Beaucoup de messages attendent déjà d’être lus. Parlez à une personne élue, ou revenez "
        "dans quelques jours."
    ),
    Refusal.NO_FRENCH: staff_lazy("Écrivez les mots en français : tout le conseil les lit."),
    Refusal.READ_ALREADY: staff_lazy("Ce message est déjà lu : changez plutôt son sujet."),
    Refusal.NOT_NOW: _("Ce sujet a avancé depuis. Ouvrez sa page pour voir où il en est."),
    Refusal.NO_REASON: staff_lazy("Dites pourquoi : les personnes liront cette raison."),
    Refusal.COUNCIL_ELSEWHERE: staff_lazy("Ce conseil ne parle pas pour ce service."),
    Refusal.OTHER_SERVICE: staff_lazy("Ce sujet vient d’un autre service."),
    Refusal.SAME_TOPIC: staff_lazy("Choisissez un autre sujet que celui-ci."),
    Refusal.NO_WAY_TO_REACH: staff_lazy(
        "Donnez un numéro, ou dites où et quand trouver cette personne."
    ),
}

WORRIES = {
    Worry.COLD: _("Il fait trop froid"),
    Worry.DAMP: _("C’est humide, il y a des moisissures"),
    Worry.BILLS: _("Les factures, le courant coupé"),
    Worry.DANGER: _("C’est dangereux : gaz, fils, escalier"),
    Worry.ALONE: _("Quelqu’un reste seul"),
    Worry.MEALS: _("Quelqu’un ne mange pas assez"),
}
WORRY_PICTOGRAMS = {
    Worry.COLD: "heating",
    Worry.DAMP: "water",
    Worry.BILLS: "electricity",
    Worry.DANGER: "safety",
    Worry.ALONE: "person",
    Worry.MEALS: "meal",
}
TELLERS = {
    Teller.NEIGHBOUR: _("Une voisine, un voisin"),
    Teller.FAMILY: _("Quelqu’un de la famille"),
    Teller.SHOP: _("Un commerce, un gardien"),
    Teller.CARER: _("Une personne qui aide à domicile"),
    Teller.OFFICIAL: _("Un service de la ville"),
}
TELLER_PICTOGRAMS = {
    Teller.NEIGHBOUR: "people",
    Teller.FAMILY: "family",
    Teller.SHOP: "market",
    Teller.CARER: "caregiver",
    Teller.OFFICIAL: "building",
}
ALERT_REFUSALS = {
    AlertRefusal.NO_PLACE: _("Dites où c’est : une rue, un immeuble, un quartier."),
    AlertRefusal.PLACE_TOO_LONG: _(
        "C’est trop long : %(most)s signes au plus.", most=LONGEST_PLACE
    ),
    AlertRefusal.NAMES_SOMEBODY: _(
        "Enlevez le nom, le téléphone ou l’adresse e-mail. Dites seulement où c’est."
    ),
    AlertRefusal.NOT_HERE: _("Cette équipe ne va pas chez les gens."),
    AlertRefusal.TOO_MANY: _(
        "Beaucoup d’alertes attendent déjà. Appelez l’équipe, s’il vous plaît."
    ),
}


def write_invitation(locale: str, *, house: str, address: str, qr: str) -> Invitation:
    """Give the A3 poster that invites people of a house to speak to their council."""
    with speaking(locale):
        promises = {
            "voice": gettext("Parlez, écrivez, ou choisissez une image."),
            "language": gettext("Dans votre langue."),
            "privacy": gettext("Vous pouvez ne pas dire votre nom."),
        }
        return Invitation(
            locale=locale,
            title=gettext("Un sujet pour le conseil ?"),
            subtitle=house,
            purpose_word=gettext("À quoi ça sert ?"),
            purpose=gettext(
                "Le conseil parle pour vous à la direction. Vous voyez ensuite ce qui est répondu."
            ),
            promises=tuple(
                (on_paper(drawing(name, "pictograms"), BLUE), words)
                for name, words in promises.items()
            ),
            until=gettext("Ici aussi, sur la borne."),
            qr=qr,
            scan=gettext("Dites-le avec votre téléphone"),
            link=address,
        )
