"""What is kept, and every period after which it goes, in words."""

from collections.abc import Iterator

from participation.compliance.rules.purposes import Holding, Stay
from participation.foundation.i18n import staff_gettext, staff_lazy as _, staff_ngettext
from participation.foundation.retention import PERIODS, Kept, Unit

from .trust import STAYS

HOLDINGS = {
    "records": _("Fiches : nom, langue, e-mail, téléphone, rôles, dernier contact"),
    "ways-in": _("Cartes, clés d’accès et codes de secours, en empreintes"),
    "sessions": _("Entrées ouvertes, liens et codes envoyés, appareils connus"),
    "list-drafts": _("Listes en cours d’import, scellées"),
    "directory-links": _("Liens avec l’annuaire de l’association, et ses groupes"),
    "directory-rules": _("Groupes de l’annuaire qui donnent un rôle"),
    "places": _("Noms de l’association, des pôles, des services et des lieux"),
    "dated-facts": _("Faits datés d’un service, sans nom ni récit"),
    "own-facts": _("Ce que l’association écrit dans ces papiers"),
    "councils": _("Conseils, collèges, sièges, rapports d’activité"),
    "mandates": _("Mandats, fonctions, formations, aides demandées"),
    "own-notes": _("Notes qu’un représentant écrit pour lui-même, scellées"),
    "shown-work": _("Annuaire des élus et œuvres montrées, avec leur accord"),
    "meetings": _("Réunions, avis, pièces jointes, traductions des relevés"),
    "agendas": _("Ordres du jour et relevés, avec qui demande et qui signe"),
    "presences": _("Invitations et présences aux réunions"),
    "assessments": _("Ce que les membres pensent de la réunion, sans nom"),
    "elections": _("Dates, décomptes, tirages au sort et observations d’un vote"),
    "rolls": _("Listes électorales et émargements, sans heure ni ordre"),
    "candidates": _("Candidatures : nom, mots, voix et photo ; voix obtenues"),
    "bureaux": _("Membres du bureau et lectures du décompte"),
    "bureau-words": _("Assesseurs, incidents et contestations d’un vote"),
    "ballots": _("Bulletins fermés dans l’urne, et clés"),
    "archives": _("Archive publique d’un vote : chiffrée, sans nom, vérifiable"),
    "forms": _("Questionnaires, campagnes et thèmes"),
    "answers": _("Réponses aux enquêtes, sans nom, sans heure, sans appareil"),
    "comments": _("Messages libres laissés avec une enquête, sans nom"),
    "readings": _("Qui de l’équipe a relu un message"),
    "wishes": _("Accord pour recevoir un message quand une enquête s’ouvre"),
    "calls-to-answer": _("Jours où l’on a écrit pour une enquête, réponses en attente par borne"),
    "unsent-voices": _("Voix enregistrées dans une enquête pas encore envoyée"),
    "scanned-sheets": _("Feuilles numérisées qui attendent une personne, sans nom"),
    "alerts": _("Alertes sur un logement, sans nom"),
    "voices": _("Paroles dites au conseil, avec un nom seulement si demandé"),
    "topics": _("Sujets écrits par l’équipe après écoute, et leurs étapes"),
    "supports": _("Soutiens à un sujet, en empreintes"),
    "follow-ups": _("Réponses promises : qui de l’équipe, pour quand"),
    "contacts": _("Personnes à appeler : nom et téléphone affichés"),
    "helpers": _("Pairs-aidants : ce qu’ils montrent d’eux, formations"),
    "helper-times": _("Disponibilités, absences, créneaux des pairs-aidants"),
    "feelings": _("Ressenti d’un pair-aidant après une semaine"),
    "bookings": _("Rendez-vous et demandes ; jamais de quoi on a parlé"),
    "taken-times": _("Heures prises, pour ne rien donner deux fois"),
    "rosters": _("Plannings proposés et publiés"),
    "slots": _("Créneaux, séries et salles"),
    "messages": _("Messages : adresse scellée, vidée une fois le message parti"),
    "films": _("Films en langue des signes, faits par des volontaires"),
    "recordings": _("Voix enregistrées par des volontaires pour les pages"),
    "screens": _("Bornes reliées, en empreintes"),
    "calls": _("Appels à l’aide depuis une borne, sans nom"),
    "journal": _("Journal : qui a fait quoi et quand ; ni réponse, ni vote"),
    "traces": _("Essais d’entrée et clés de formulaires, en empreintes"),
    "incidents": _("Incidents de données, sans nom"),
    "copies": _("Copies chiffrées de toute la base"),
}
PERIODS_NAMED = {
    Kept.PERSON: _("Fiche d’une personne partie, après son dernier contact"),
    Kept.SCREEN_SESSION: _("Entrée à la borne, après le dernier geste"),
    Kept.RESIDENT_SESSION: _("Entrée sur un téléphone"),
    Kept.STAFF_SESSION: _("Entrée de l’équipe"),
    Kept.HALF_OPEN_SESSION: _("Entrée commencée et pas finie"),
    Kept.OPENING_CODE: _("Six chiffres pour ouvrir à quelqu’un"),
    Kept.SIGN_IN_LINK: _("Lien pour entrer, ou pour changer de mot de passe"),
    Kept.INVITATION: _("Invitation d’une personne de l’équipe"),
    Kept.DEVICE: _("Appareil connu, après son dernier passage"),
    Kept.LIST_DRAFT: _("Liste importée et pas encore appliquée"),
    Kept.TRY: _("Essai d’entrée"),
    Kept.FORM_KEY: _("Clé qui évite d’envoyer deux fois un formulaire"),
    Kept.CALL: _("Appel à l’aide depuis une borne"),
    Kept.SENT_MESSAGE: _("Trace d’un message parti"),
    Kept.DEAD_MESSAGE: _("Message qui n’a pas pu partir"),
    Kept.UNSENT_VOICE: _("Voix enregistrée dans une enquête et pas envoyée"),
    Kept.SCANNED_SHEET: _("Feuille numérisée et pas encore gardée"),
    Kept.COMMENT_SOUND: _("Voix laissée avec une enquête, après sa fermeture"),
    Kept.READ_VOICE: _("Voix dite au conseil, après son écoute"),
    Kept.UNREAD_VOICE: _("Parole que personne n’a écoutée"),
    Kept.ALERT: _("Alerte dont personne ne s’est occupé"),
    Kept.FEELING: _("Ressenti d’un pair-aidant"),
    Kept.BUSY_TIME: _("Heure occupée dans l’agenda d’un pair-aidant, une fois passée"),
    Kept.ABSENCE: _("Absence d’un pair-aidant, une fois passée"),
    Kept.CLOSED_FEED: _("Adresse d’agenda fermée"),
    Kept.BOOKING_CONTACT: _("Numéro et code donnés pour un rendez-vous, une fois passé"),
    Kept.BOOKING: _("Nom d’un rendez-vous ou d’une demande, une fois passés"),
    Kept.TAKEN_TIME: _("Heure prise, une fois passée"),
    Kept.CANDIDATE: _("Voix et photo d’un candidat, après le dernier jour pour contester"),
    Kept.BALLOT: _("Bulletins et clés d’un vote, après le dernier jour pour contester"),
    Kept.JOURNAL: _("Journal"),
    Kept.COPY: _("Copie chiffrée"),
}
HOUR, MINUTE = 3600, 60


def say_period(kept: Kept, months: int) -> str:
    """Say how long something is kept; `months` are those that the association chose for records."""
    period = PERIODS[kept]
    chosen = months if kept is Kept.PERSON else period.months
    if chosen:
        said = staff_ngettext("%(n)s mois", "%(n)s mois", chosen)
        whole = staff_gettext("%(time)s, en mois entiers", time=said)
        return whole if period.unit is Unit.MONTH else said
    seconds = int(period.time.total_seconds())
    if not seconds:
        return staff_gettext("Le jour même")
    if period.time.days:
        return staff_ngettext("%(n)s jour", "%(n)s jours", period.time.days)
    if seconds >= HOUR:
        return staff_ngettext("%(n)s heure", "%(n)s heures", seconds // HOUR)
    return staff_ngettext("%(n)s minute", "%(n)s minutes", seconds // MINUTE)


def say_stay(holding: Holding, months: int) -> str:
    """Say how long what is in a holding stays: each period, then what no period ends."""
    return " ".join(_sentences(holding, months))


def _sentences(holding: Holding, months: int) -> Iterator[str]:
    for kept in holding.kept:
        yield f"{PERIODS_NAMED[kept]} : {say_period(kept, months)}."
    if not (holding.kept and holding.stay is Stay.TIMED):
        yield str(STAYS[holding.stay])
