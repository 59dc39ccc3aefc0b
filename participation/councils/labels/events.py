"""Words of events: for whom they are, and what cannot be done."""

from participation.councils.rules.events import EventRefusal as Refusal
from participation.councils.rules.network import Scope
from participation.foundation.i18n import staff_lazy as _

INVITED = {
    Scope.HOUSE: _("Les personnes de ce lieu"),
    Scope.ASSOCIATION: _("Les personnes de tous les lieux de l’association"),
}
REFUSALS = {
    Refusal.UNTITLED: _("Dites en français de quoi il s’agit."),
    Refusal.NOWHERE: _("Dites où l’on se retrouve."),
    Refusal.PAST: _("Ce jour ou cette heure est passé. Choisissez un moment à venir."),
    Refusal.TOO_FAR: _("Ce jour est dans plus d’un an. Vérifiez l’année."),
    Refusal.STAYS_HERE: _("Ce lieu est protégé : il n’invite que ses propres personnes."),
    Refusal.TOO_MANY: _("Il y a déjà %(most)s événements à venir. Enlevez-en d’abord."),
    Refusal.OVER: _("Le jour de cet événement est passé."),
}
