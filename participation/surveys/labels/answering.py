"""Words that respondents read: who helps, why an answer is not taken, what to do then."""

from participation.foundation.i18n import lazy as _

from ..rules.draft import Trouble
from ..rules.flow import Refusal
from ..rules.stages import Aid

DONT_KNOW_WORDS = _("Je ne sais pas")
WONT_SAY_WORDS = _("Je ne veux pas répondre")
NOTHING_TO_SAY = _("Je n’ai rien à dire")
OTHER_WORDS = _("Autre chose")
SKIPPED = _("Passé")
OWN_SOUND = _("Ma voix")
WHO_HELPS = _("Qui vous aide ?")
ICONS = {"yes": "check", "oui": "check", "no": "close", "non": "close"}
"""Drawings of yes and no, for who does not read; the words stand beside them."""
WHO_CHOOSES = _("Qui choisit les réponses ?")
OWN_VOICE = _("La personne choisit ses réponses")
PROXY_VOICE = _("Je réponds à sa place")

AIDS = {
    Aid.NONE: _("Personne ne m’aide"),
    Aid.PEER: _("Une personne qui vit ou a vécu ici"),
    Aid.VOLUNTEER: _("Un bénévole"),
    Aid.STAFF: _("Une personne de l’équipe"),
    Aid.RELATIVE: _("Quelqu’un de ma famille, un ami"),
    Aid.INTERPRETER: _("Un interprète"),
}
AID_PICTOGRAMS = {
    Aid.NONE: "person",
    Aid.PEER: "friendship",
    Aid.VOLUNTEER: "heart",
    Aid.STAFF: "social-work",
    Aid.RELATIVE: "people",
    Aid.INTERPRETER: "language",
}

REFUSALS = {
    Refusal.UNKNOWN_QUESTION: _("Cette question n’existe pas. Revenez au début."),
    Refusal.NOT_ASKED: _("Cette question n’est plus posée. Revenez au début."),
    Refusal.REQUIRED: _(
        "Choisissez une réponse pour continuer. Vous pouvez dire « Je ne sais pas »."
    ),
    Refusal.WRONG_SHAPE: _("Cette réponse n’a pas été comprise. Choisissez encore."),
    Refusal.NOT_A_CHOICE: _("Cette réponse n’est pas proposée. Choisissez dans la page."),
    Refusal.TOO_LOW: _("Ce nombre est trop petit. Choisissez un nombre plus grand."),
    Refusal.TOO_HIGH: _("Ce nombre est trop grand. Choisissez un nombre plus petit."),
    Refusal.OFF_STEP: _("Ce nombre n’est pas possible ici. Touchez + ou −."),
    Refusal.TOO_LONG: _("C’est trop long. Gardez le plus important."),
    Refusal.CONSTRAINT: _("Cette réponse ne va pas avec les autres. Choisissez encore."),
}
TROUBLES = {
    Trouble.CLOSED: _("Cette enquête n’est pas ouverte. Rien n’a été envoyé."),
    Trouble.LOST: _(
        "Cet appareil n’a plus vos réponses. Elles sont déjà envoyées, ou bien l’appareil refuse "
        "les cookies. Recommencez, ou demandez de l’aide."
    ),
    Trouble.OTHER_VERSION: _("Les questions ont changé. Recommencez depuis le début."),
    Trouble.TOO_MUCH: _(
        "Vos mots prennent trop de place ensemble. Raccourcissez-les, ou dites-les avec la voix."
    ),
    Trouble.TOO_FAST: _("C’était très rapide. Attendez quelques secondes, puis envoyez encore."),
    Trouble.COMMENT_TOO_LONG: _(
        "C’est trop long : %(length)s lettres sur %(most)s. Raccourcissez, ou parlez."
    ),
    Trouble.NOT_A_NUMBER: _("Écrivez un nombre entier, avec des chiffres."),
    Trouble.VOICE_TOO_LONG: _("La voix est trop longue. Parlez une minute au plus."),
    Trouble.VOICE_NOT_SOUND: _("Ce fichier n’est pas un son. Enregistrez encore votre voix."),
}
