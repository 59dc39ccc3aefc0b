"""What data are kept for, whose they are, how long they stay: the words of the papers of trust."""

from participation.compliance.rules.facts import Fact
from participation.compliance.rules.incidents import Clock, Harm, Refusal, Risk
from participation.compliance.rules.purposes import Link, People, Purpose, Stay
from participation.foundation.i18n import staff_lazy as _

PURPOSES = {
    Purpose.ACCOUNTS: _("Fiches des personnes et entrées"),
    Purpose.HOUSE: _("L’association et ses services"),
    Purpose.COUNCILS: _("Conseils, mandats et réunions"),
    Purpose.ELECTIONS: _("Élections"),
    Purpose.SURVEYS: _("Enquêtes"),
    Purpose.VOICES: _("Paroles et réponses"),
    Purpose.PEERS: _("Pair-aidance"),
    Purpose.MESSAGES: _("Messages envoyés"),
    Purpose.SCREENS: _("Bornes et voix des pages"),
    Purpose.SECURITY: _("Sécurité"),
}
AIMS = {
    Purpose.ACCOUNTS: _("Savoir qui peut entrer, dans quel service et pour quoi faire."),
    Purpose.HOUSE: _("Décrire les lieux et suivre les obligations de chaque service."),
    Purpose.COUNCILS: _("Réunir les conseils, suivre les mandats, écrire et publier les relevés."),
    Purpose.ELECTIONS: _("Élire les représentants par un vote secret, et pouvoir le vérifier."),
    Purpose.SURVEYS: _("Demander un avis à chacun, sans savoir qui a répondu quoi."),
    Purpose.VOICES: _("Porter au conseil ce que les personnes disent, et dire ce qui a changé."),
    Purpose.PEERS: _("Rencontrer un pair-aidant, et tenir le planning de ceux qui aident."),
    Purpose.MESSAGES: _("Prévenir les personnes par e-mail ou par SMS, une fois par événement."),
    Purpose.SCREENS: _("Rendre les pages utilisables par tous, à la borne et à l’oreille."),
    Purpose.SECURITY: _("Empêcher les abus, savoir qui a fait quoi, garder des copies."),
}
PEOPLE = {
    People.RESIDENTS: _("personnes accueillies"),
    People.RELATIVES: _("proches"),
    People.STAFF: _("équipe"),
    People.PEER_HELPERS: _("pairs-aidants et bénévoles"),
    People.ELECTED: _("représentants élus"),
    People.CANDIDATES: _("candidats"),
    People.OUTSIDE: _("personnes extérieures"),
}
LINKS = {
    Link.RECORD: _("Oui, par sa fiche : effacer la fiche efface la ligne"),
    Link.WRITTEN: _("Oui, si un nom ou une clé y est écrit"),
    Link.MARK: _("Non, sauf avec le secret de l’installation"),
    Link.NONE: _("Non"),
}
STAYS = {
    Stay.TIMED: _("Rien ne reste après ces durées."),
    Stay.RECORD: _("Autant que la fiche de la personne."),
    Stay.USE: _("Tant que l’association s’en sert."),
    Stay.NAMELESS: _("Sans fin pour ce qui ne nomme personne."),
}
FACTS = {
    Fact.REPRESENTATIVE: _("Qui représente l’association"),
    Fact.ADDRESS: _("Adresse de l’association"),
    Fact.CONTACT: _("À qui demander, pour ses données"),
    Fact.CONTACT_PHONE: _("Téléphone pour le demander"),
    Fact.CONTACT_MAIL: _("E-mail pour le demander"),
    Fact.OFFICER: _("Délégué à la protection des données"),
    Fact.OFFICER_MAIL: _("E-mail du délégué"),
    Fact.PROCESSORS: _("Qui héberge, et qui envoie les e-mails et les SMS"),
    Fact.NEED: _("Est-ce nécessaire ? Pourrait-on garder moins ?"),
    Fact.READ: _("Si quelqu’un lisait ce qu’il ne doit pas lire : gravité, chances, pourquoi"),
    Fact.CHANGED: _("Si quelqu’un changeait des données : gravité, chances, pourquoi"),
    Fact.LOST: _("Si des données étaient perdues : gravité, chances, pourquoi"),
    Fact.OFFICER_OPINION: _("Avis du délégué à la protection des données"),
    Fact.PEOPLE_OPINION: _("Avis des personnes concernées, par exemple du conseil"),
    Fact.DECISION: _("Décision de la direction, et date"),
}
HINTS = {
    Fact.CONTACT: _("Les personnes accueillies le lisent : un prénom et un lieu, en mots simples."),
    Fact.PROCESSORS: _("Le programme n’en sait rien : nom, pays et contrat de chacun."),
}
HARMS = {
    Harm.READ: _("Des données ont été lues par d’autres"),
    Harm.CHANGED: _("Des données ont été changées"),
    Harm.LOST: _("Des données ont été perdues"),
}
RISKS = {
    Risk.UNKNOWN: _("Pas encore jugé"),
    Risk.NONE: _("Aucun risque pour les personnes"),
    Risk.SOME: _("Un risque pour les personnes"),
    Risk.HIGH: _("Un risque élevé pour les personnes"),
}
CLOCKS = {
    Clock.TOLD: _("CNIL prévenue à temps"),
    Clock.TOLD_LATE: _("CNIL prévenue en retard"),
    Clock.NOT_NEEDED: _("Rien à notifier : à garder ici"),
    Clock.RUNNING: _("Le délai court"),
    Clock.LATE: _("Délai dépassé : notifier maintenant, avec la raison"),
}
CLOCK_STATES = {
    Clock.TOLD: "ok",
    Clock.TOLD_LATE: "warning",
    Clock.NOT_NEEDED: "not_applicable",
    Clock.RUNNING: "warning",
    Clock.LATE: "error",
}
"""Which drawing stands beside a clock."""
REFUSALS = {
    Refusal.NOT_FOUND_YET: _("Ce moment n’est pas encore venu. Écrivez quand on l’a su."),
    Refusal.TOLD_BEFORE_FOUND: _("La CNIL ne peut pas être prévenue avant que l’on sache."),
    Refusal.TOLD_NOT_YET: _("Ce moment n’est pas encore venu. Notez-le une fois que c’est fait."),
    Refusal.LATE_BECAUSE: _("C’est après le délai : écrivez pourquoi."),
}
