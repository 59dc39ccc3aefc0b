"""Words for what is translated: kinds of texts, their parts, and where each stands."""

from participation.foundation.i18n import staff_lazy as _
from participation.meetings.rules.wording import TextKind

KINDS = {
    TextKind.COUNCIL: _("Conseil"),
    TextKind.TOPIC: _("Sujet"),
    TextKind.POINT: _("Point d’une réunion"),
    TextKind.ANSWER: _("Réponse"),
}
PARTS = {
    "name": _("Nom du conseil"),
    "said": _("Ce que les personnes ont dit"),
    "title": _("De quoi parle-t-on ?"),
    "words": _("Ce qu’il faut savoir avant"),
    "decided": _("Ce que nous avons décidé"),
    "because": _("Pourquoi ce n’est pas possible"),
}
