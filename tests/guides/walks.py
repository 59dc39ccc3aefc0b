"""The way of each guide, walked by one of the demonstration's people."""

from tests.guides.camera import Camera
from tests.guides.closed import close_a_vote


def facilitator(camera: Camera) -> None:
    """Hear, gather, answer, prepare."""
    camera.go()
    camera.take("facilitator-day", "Lire les messages", height=420)
    camera.lead("Conseils", "Paroles")
    camera.take("facilitator-voices", "Lire et garder", height=430)
    camera.touch("Lire et garder")
    camera.take("facilitator-read", "Garder", top="Thème", height=500)
    camera.lead("Conseils", "Paroles")
    camera.touch("Les sujets", "On voudrait un coin calme pour recevoir la famille.")
    camera.take("facilitator-topic", "Garder pour un conseil", height=400)
    camera.lead("Conseils", "Réunions")
    camera.touch("Prévoir une réunion")
    camera.take("facilitator-plan", "Enregistrer", top="Durée prévue, en minutes", height=380)
    camera.lead("Conseils", "Réunions")
    camera.touch("vendredi 3 avril 2026")
    camera.take("facilitator-agenda", "Ajouter un point", height=400)
    camera.touch("Convoquer encore")
    camera.take("facilitator-call", height=360)
    camera.lead("Conseils", "Ce qui change")
    camera.touch("Maison Tilleul")
    camera.take("facilitator-promise", height=380)
    camera.lead("Conseils")
    camera.touch("Le conseil du Tilleul")
    camera.take("facilitator-council", "Prévoir une réunion", height=640)
    camera.lead("Conseils", "Élections")
    camera.touch("Le conseil du Tilleul")
    camera.take("facilitator-election", height=380)
    camera.lead("Maison", "Personnes")
    camera.touch("Imprimer des cartes")
    camera.take("facilitator-cards", height=440)
    camera.lead("Collecte")
    camera.touch("Maison Tilleul")
    camera.take("facilitator-sheets", "Taper les feuilles", height=330)


def representative(camera: Camera) -> None:
    """Find her page, ask, be found, follow a meeting."""
    camera.go("/tilleul/")
    camera.take("representative-house", "Mon mandat", top="Parler à un pair-aidant", height=520)
    camera.touch("Mon mandat")
    camera.take("representative-mandate", "Voir", height=500)
    camera.touch("Demander de l’aide ou un interprète")
    camera.take("representative-help", height=660)
    camera.touch("Revenir", "Ajouter un rendez-vous")
    camera.take("representative-hours", height=660)
    camera.touch("Revenir", "Écrire une note")
    camera.take("representative-note", "Enregistrer", height=520)
    camera.touch("Revenir", "Ce que les autres ont obtenu")
    camera.take("representative-answers", "Chercher", height=600)
    camera.go("/mandate")
    camera.touch("Voir", "La réunion maintenant")
    camera.take("representative-now", "Noter qui est là", top="Qui est là", height=660)
    camera.go("/tilleul/meetings")
    camera.touch("Demander une réunion")
    camera.take(
        "representative-ask",
        "Je demande une réunion",
        top="Si deux membres sur trois la demandent, la réunion doit avoir lieu.",
        height=480,
    )


def quality_manager(camera: Camera) -> None:
    """Write, translate, open, read, decide."""
    camera.go()
    camera.lead("Enquêtes")
    camera.take("quality-campaigns", "Préparer une enquête", height=440)
    camera.lead("Enquêtes", "Questionnaires")
    camera.touch("Votre avis sur la maison", "Changer les questions")
    camera.take("quality-editor", "Choisir dans la banque", height=450)
    camera.touch("Voir comme les personnes")
    camera.take("quality-preview", height=535)
    camera.go()
    camera.lead("Enquêtes", "Questionnaires")
    camera.touch(
        "Votre avis sur la maison",
        "Changer les questions",
        "Traductions et fichiers",
    )
    camera.take("quality-languages", top="Textes par langue", height=430)
    camera.lead("Enquêtes")
    camera.touch("Votre avis sur la maison")
    camera.take("quality-follow", top="Qui a répondu", height=455)
    camera.lead("Enquêtes", "Messages")
    camera.take("quality-comments", "Masquer des mots", height=500)
    camera.touch("Thèmes des messages", "Votre avis sur la maison (2026)")
    camera.take("quality-themes", "Commencer avec les thèmes de l’enquête", height=330)
    camera.lead("Enquêtes", "Résultats")
    camera.touch("Votre avis sur la maison")
    camera.take("quality-results", height=480)
    camera.page.locator('main a[href*="/follow-up/"]').first.click()
    camera.take("quality-decision", height=480)
    camera.go("/evidence")
    camera.touch("Voir le dossier : Maison Tilleul")
    camera.take("quality-evidence", "Prendre le dossier (ZIP)", height=480)


def bureau(camera: Camera) -> None:
    """Open, sign, write, close."""
    camera.go()
    camera.lead("Conseils", "Élections")
    camera.touch("Le conseil du Tilleul", "Bureau de vote et dépouillement")
    camera.take("bureau-desk", height=480)
    camera.take("bureau-people", "Nommer quelqu’un", top="Qui tient le bureau", height=340)
    camera.take("bureau-papers", "Liste d’émargement", top="À imprimer", height=300)
    camera.touch("Faire signer : Personnes accompagnées")
    camera.page.locator("#name").fill("co")
    camera.touch("Chercher")
    camera.take("bureau-sign", "Chercher", height=440)
    camera.touch("Revenir au bureau", "Cartes : Personnes accompagnées")
    camera.take("bureau-cards", "Montrer la carte à la caméra", height=440)
    camera.touch("Revenir à l’urne")
    camera.take("bureau-urn", height=440)
    camera.touch("Revenir au bureau", "Écrire un incident")
    camera.take("bureau-incident", height=600)
    camera.touch("Revenir", "Fermer le vote")
    camera.take("bureau-close", height=680)
    camera.go(close_a_vote(camera.served))
    camera.take("bureau-count", height=620)


def coordinator(camera: Camera) -> None:
    """See the day, answer, plan, note."""
    camera.go()
    camera.lead("Pair-aidance")
    camera.take("coordinator-board", height=460)
    camera.touch("Demandes (5)")
    camera.take("coordinator-requests", height=460)
    camera.touch("Arbre")
    camera.take("coordinator-answer", height=660)
    camera.go("/tilleul/rota/week")
    camera.take("coordinator-week", "Prévoir un moment", "Prévoir une série", height=640)
    camera.go("/rota")
    camera.page.locator("main a", has_text="Permanence").first.click()
    camera.take("coordinator-slot", "Changer ou déplacer", top="Ce qu’il faut", height=460)
    camera.go("/rota/rosters/new")
    camera.take("coordinator-new-roster", height=450)
    camera.go("/rota/rosters")
    camera.touch("Du 23 mars 2026 au 29 mars 2026")
    camera.take("coordinator-roster", top="Places qui restent vides", height=480)
    camera.page.get_by_role("link", name="Choisir quelqu’un").first.click()
    camera.take("coordinator-choose", "Mettre dans le planning", height=440)
    camera.go("/rota/arrivals")
    camera.take("coordinator-arrivals", height=340)
    camera.go("/rota/helpers")
    camera.touch("Svitlana H.")
    camera.take("coordinator-helper", height=450)


def administrator(camera: Camera) -> None:
    """Keep places, people, cards, screens; read the journal."""
    camera.go()
    camera.lead("Ma page")
    camera.take("administrator-own", "De nouveaux codes de secours", top="Mes preuves", height=285)
    camera.touch("Retour")
    camera.lead("Maison", "Lieux")
    camera.take("administrator-places", "Ajouter un service", height=480)
    camera.touch("L’association")
    camera.take("administrator-association", height=450)
    camera.lead("Maison", "Personnes")
    camera.take("administrator-people", "Ajouter une personne", "Importer une liste", height=460)
    camera.touch("Importer une liste")
    camera.take("administrator-import", "Lire la liste", height=460)
    camera.lead("Maison", "Personnes")
    camera.touch("Agathe A.")
    camera.take("administrator-person", "Donner un rôle", height=460)
    camera.lead("Maison", "Bornes")
    camera.take("administrator-kiosk", "Demander un code", top="Installer une borne", height=360)
    camera.lead("Maison", "Journal")
    camera.take("administrator-journal", "Vérifier les sceaux", height=580)
