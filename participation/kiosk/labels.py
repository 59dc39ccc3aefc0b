"""Words for help and for refusals about screens."""

from participation.foundation.i18n import lazy, staff_lazy as _

from .rules import HelpKind, Refusal

HELP = {
    HelpKind.SCREEN: lazy("Je n’arrive pas avec l’écran"),
    HelpKind.LANGUAGE: lazy("Je ne comprends pas la langue"),
    HelpKind.TALK: lazy("Je veux parler à quelqu’un"),
}
HELP_PICTOGRAMS = {
    HelpKind.SCREEN: "support",
    HelpKind.LANGUAGE: "language",
    HelpKind.TALK: "talk",
}
REFUSALS = {
    Refusal.CODE_UNKNOWN: _(
        "Ce code ne marche pas. Regardez bien les huit signes, ou demandez un nouveau code : "
        "il vit dix minutes."
    ),
    Refusal.TOO_MANY_TRIES: _("Trop d’essais. Attendez dix minutes, puis recommencez."),
    Refusal.LABEL_MISSING: _("Donnez un nom à la borne, comme « Entrée » ou « Salle à manger »."),
    Refusal.ALREADY_REVOKED: _("Cette borne est déjà coupée."),
    Refusal.ABSURD_SIZE: _("Cette taille n’est pas possible. Posez une carte sur le dessin."),
}
