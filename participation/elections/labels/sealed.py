"""Why a sealed vote refuses, for residents and for the bureau, and what to do instead."""

from participation.elections.rules.sealed import SealedRefusal
from participation.foundation.i18n import lazy as _

REFUSALS = {
    SealedRefusal.NOT_SEALED: _("Cette élection se fait seulement sur papier."),
    SealedRefusal.LIST_NOT_SETTLED: _("Arrêtez d’abord la liste des candidats."),
    SealedRefusal.NO_CANDIDATE: _("Il n’y a pas de candidat : personne ne peut voter."),
    SealedRefusal.WRONG_GROUP: _("Nommez 3 ou 5 assesseurs, avec des noms différents."),
    SealedRefusal.ALREADY_OPENED: _("Le vote a déjà été ouvert : les clés ne changent plus."),
    SealedRefusal.WRONG_ROUND: _("Ce n’est pas le moment. Rechargez la page."),
    SealedRefusal.DONE_OTHERWISE: _(
        "Cette étape a déjà été faite avec une autre clé. Recommencez la cérémonie."
    ),
    SealedRefusal.NOT_READY: _(
        "Le vote n’est pas prêt : il faut les cartes, et que chaque assesseur ait montré sa clé."
    ),
    SealedRefusal.TOO_FEW_CARDS: _(
        "Il faut au moins %(least)s cartes. Avec moins, on saurait qui a voté pour qui : votez sur "
        "papier, ou réunissez deux collèges."
    ),
    SealedRefusal.TOO_MANY_CARDS: _("Il y a trop de cartes : %(most)s au plus."),
    SealedRefusal.NOT_OPEN: _("Le vote n’est pas encore ouvert."),
    SealedRefusal.SUSPENDED: _("Le vote est arrêté un moment. Revenez plus tard."),
    SealedRefusal.CLOSED: _("Le vote est fini."),
    SealedRefusal.STILL_OPEN: _("Le vote n’est pas fini."),
    SealedRefusal.CARD_UNKNOWN: _("Cette carte n’est pas une carte de ce vote."),
    SealedRefusal.CARD_EXCHANGED: _("Cette carte a été échangée contre un bulletin en papier."),
    SealedRefusal.ALREADY_FINAL: _("Cette carte a déjà voté à la borne. Ce vote ne change plus."),
    SealedRefusal.ALREADY_VOTED: _("Cette carte a déjà voté. Elle ne peut plus être échangée."),
    SealedRefusal.NOT_PAPER_TIME: _(
        "Les bulletins en papier seront ajoutés quand le vote sera fini."
    ),
    SealedRefusal.TOO_MANY_PAPER: _(
        "Cartes échangées et votes par la poste : %(exchanged)s. Il n’y a pas plus de bulletins "
        "en papier."
    ),
    SealedRefusal.PAPERS_DIFFER: _(
        "Cartes échangées et votes par la poste : %(exchanged)s. Bulletins en papier : "
        "%(used)s, et nuls : %(null)s. Ce n’est pas le même nombre. Comptez encore, ou écrivez "
        "pourquoi."
    ),
    SealedRefusal.LIST_CHANGED: _(
        "La liste des candidats a changé depuis les clés. Recommencez la cérémonie des clés."
    ),
    SealedRefusal.CARD_REVOKED: _("Cette carte a été perdue et ne vote plus. Demandez de l’aide."),
    SealedRefusal.CARD_WITNESS: _("Cette carte est un témoin du bureau : son bulletin est ouvert."),
    SealedRefusal.NOT_WITNESS: _("Cette carte n’est pas un témoin du bureau."),
    SealedRefusal.NO_OPENING: _(
        "Ce témoin n’a pas encore été ouvert. Votez d’abord avec la carte."
    ),
    SealedRefusal.TOO_FEW_BALLOTS: _(
        "Moins de %(least)s bulletins : on saurait qui a voté pour qui. L’urne reste fermée. Sur "
        "la page de l’urne, choisissez « Revoter sur papier »."
    ),
    SealedRefusal.ENOUGH_BALLOTS: _(
        "Il y a assez de bulletins pour les compter en secret. Finissez les bulletins en papier."
    ),
    SealedRefusal.NO_RESULT: _("Le résultat n’est pas encore là."),
    SealedRefusal.URN_NOT_EMPTY: _("L’urne contient les bulletins d’un autre vote."),
    SealedRefusal.TOO_EARLY: _(
        "Le résultat peut encore être contesté : les clés seront détruites plus tard."
    ),
}
INVALID = _("Ce bulletin ou cette clé est abîmé. Recommencez, ou demandez de l’aide.")
UNKNOWN = _("Cette porte n’existe pas, ou l’invitation n’est plus bonne.")
