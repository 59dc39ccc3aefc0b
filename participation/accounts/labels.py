"""Words for roles, ways in and refusals."""

from enum import StrEnum

from participation.accounts.rules.lists import ListRefusal
from participation.accounts.rules.passwords import PasswordRefusal
from participation.accounts.rules.powers import Role
from participation.accounts.rules.refusals import Refusal
from participation.accounts.rules.writing import Way
from participation.foundation.i18n import LazyText, lazy, staff_lazy, staff_lazy as _
from participation.foundation.spreadsheets import SheetRefusal

ROLES = {
    Role.RESIDENT: lazy("Personne accueillie"),
    Role.RELATIVE: lazy("Proche"),
    Role.REPRESENTATIVE: lazy("Représentant élu"),
    Role.PEER_HELPER: lazy("Pair-aidant"),
    Role.COORDINATOR: lazy("Coordination des pairs-aidants"),
    Role.FACILITATOR: lazy("Animation de la participation"),
    Role.MANAGER: lazy("Direction"),
    Role.QUALITY_MANAGER: lazy("Responsable qualité"),
    Role.ADMINISTRATOR: lazy("Administration"),
    Role.KIOSK: lazy("Borne"),
}

WAYS_OF_SAYING = {
    Way.OWN_PAGE: _("sur sa page"),
    Way.STOP_PAGE: _("sur la page pour ne plus recevoir de messages"),
    Way.REPLY: _("en répondant à un SMS"),
    Way.SPOKEN: _("de vive voix"),
    Way.WRITTEN: _("par écrit"),
    Way.PHONE: _("au téléphone"),
}
"""How a yes or a no to messages came."""

CARD_WORDS = (
    lazy("Montrez cette carte pour entrer."),
    lazy("Dessin à montrer à la caméra"),
)
"""What a printed card says, and what its drawing is; no service, no health, no justice."""

PICTURES = {
    "key": lazy("Clé"),
    "sun": lazy("Soleil"),
    "fish": lazy("Poisson"),
    "tree": lazy("Arbre"),
    "cup": lazy("Tasse"),
    "boat": lazy("Bateau"),
    "bird": lazy("Oiseau"),
    "house": lazy("Maison"),
    "bicycle": lazy("Vélo"),
    "apple": lazy("Pomme"),
    "star": lazy("Étoile"),
    "umbrella": lazy("Parapluie"),
}

REFUSALS: dict[StrEnum, LazyText] = {
    PasswordRefusal.TOO_SHORT: staff_lazy(
        "Le mot de passe est trop court. Prenez douze signes ou plus : une petite phrase convient."
    ),
    PasswordRefusal.TOO_LONG: staff_lazy("Le mot de passe est trop long : 128 signes au plus."),
    PasswordRefusal.TOO_COMMON: staff_lazy(
        "Ce mot de passe se devine. Prenez quatre mots sans lien entre eux."
    ),
    PasswordRefusal.HOLDS_OWN_NAME: staff_lazy(
        "Ce mot de passe contient votre nom ou celui de l’association. Prenez d’autres mots."
    ),
    Refusal.WRONG: staff_lazy(
        "L’adresse ou le mot de passe ne convient pas. Vérifiez les deux, puis recommencez."
    ),
    Refusal.TOO_MANY_TRIES: lazy("Trop d’essais. Attendez 15 minutes, ou demandez de l’aide."),
    Refusal.CODE_UNKNOWN: staff_lazy(
        "Ce code ne convient pas. Attendez le code suivant de l’application et recopiez-le."
    ),
    Refusal.RECOVERY_UNKNOWN: staff_lazy(
        "Ce code de secours ne convient pas, ou il a déjà servi. Prenez-en un autre."
    ),
    Refusal.CARD_UNKNOWN: lazy(
        "Cette carte n’ouvre pas. Essayez encore, ou demandez une nouvelle carte."
    ),
    Refusal.LINK_UNKNOWN: lazy("Ce lien ne marche plus. Demandez un nouveau message."),
    Refusal.OPENING_UNKNOWN: lazy("Ce code ne marche pas. Demandez un nouveau code."),
    Refusal.PICTURES_WRONG: lazy("Ce ne sont pas les bonnes images. Essayez encore."),
    Refusal.PICTURES_LOCKED: lazy("Trop d’essais. Demandez à une personne de l’équipe d’ouvrir."),
    Refusal.PICTURES_INCOMPLETE: lazy("Choisissez quatre images, dans l’ordre."),
    Refusal.PICTURES_SIMPLE: lazy("Choisissez au moins deux images différentes."),
    Refusal.PASSKEY_UNKNOWN: staff_lazy(
        "La clé d’accès n’a pas répondu comme prévu. Recommencez, ou prenez un code."
    ),
    Refusal.EMAIL_TAKEN: staff_lazy(
        "L’adresse « %(email)s » est déjà celle d’une autre personne. Vérifiez la fiche existante."
    ),
    Refusal.EMAIL_UNREADABLE: staff_lazy(
        "« %(email)s » n’est pas une adresse e-mail. Écrivez-la comme nom@exemple.fr."
    ),
    Refusal.EMAIL_MISSING: staff_lazy(
        "Une personne qui travaille ici entre avec son adresse e-mail : écrivez-la."
    ),
    Refusal.PHONE_UNREADABLE: staff_lazy(
        "« %(phone)s » n’est pas un numéro de téléphone. Écrivez-le comme 06 12 34 56 78."
    ),
    Refusal.REFERENCE_TAKEN: staff_lazy(
        "Le numéro de dossier « %(reference)s » est déjà celui d’une autre personne."
    ),
    Refusal.NAME_MISSING: staff_lazy("Écrivez le nom que la personne utilise."),
    Refusal.UNTIL_BEFORE_SINCE: staff_lazy(
        "Le rôle finit avant de commencer. Corrigez l’une des deux dates."
    ),
    Refusal.ROLE_HELD: staff_lazy("La personne a déjà ce rôle à cette date, dans ce service."),
    Refusal.ROLE_NEEDS_SERVICE: staff_lazy("Choisissez le service où la personne a ce rôle."),
    Refusal.ROLE_NOT_YOURS_TO_GIVE: staff_lazy(
        "Ce rôle ou cette fiche dépend de l’administration de l’association : écrivez-lui."
    ),
    Refusal.LAST_ADMINISTRATOR: staff_lazy(
        "C’est la dernière personne qui administre. Donnez d’abord ce rôle à quelqu’un d’autre."
    ),
    Refusal.NO_CONTACT: staff_lazy(
        "La fiche n’a ni téléphone ni adresse e-mail. Écrivez-en un, puis envoyez le lien."
    ),
    Refusal.NOT_STAFF: staff_lazy("Donnez d’abord à cette personne un rôle de l’équipe."),
    Refusal.NOT_RESIDENT: staff_lazy(
        "Cette personne n’est pas accueillie dans vos services aujourd’hui."
    ),
    Refusal.DIRECTORY_SILENT: staff_lazy(
        "L’annuaire de l’association ne répond pas. Réessayez dans quelques minutes ; "
        "une personne qui administre peut entrer avec son mot de passe."
    ),
    Refusal.DIRECTORY_UNPROVED: staff_lazy(
        "L’annuaire n’a pas pu dire qui vous êtes. Recommencez depuis cette page."
    ),
    Refusal.DIRECTORY_LEFT: staff_lazy(
        "L’annuaire ne vous a pas laissé entrer, ou vous avez renoncé. Recommencez."
    ),
    Refusal.DIRECTORY_UNKNOWN: staff_lazy(
        "L’annuaire vous connaît, mais aucun de vos groupes n’ouvre ici. "
        "Demandez à la personne qui administre."
    ),
    Refusal.DIRECTORY_NO_ROLE: staff_lazy(
        "Vous n’avez plus de rôle ici : aucun de vos groupes n’ouvre. "
        "Demandez à la personne qui administre."
    ),
    Refusal.DIRECTORY_NO_MAIL: staff_lazy(
        "L’annuaire ne donne pas d’adresse e-mail vérifiée pour vous. "
        "Demandez à la personne qui le tient."
    ),
    Refusal.DIRECTORY_MAIL_TAKEN: staff_lazy(
        "Votre adresse est déjà celle d’une fiche qui n’est pas de l’équipe. "
        "Demandez à la personne qui administre."
    ),
    Refusal.DIRECTORY_OTHER: staff_lazy(
        "Votre adresse est déjà reliée à une autre entrée de l’annuaire. "
        "Demandez à la personne qui administre de la délier."
    ),
    Refusal.DIRECTORY_SHUT: staff_lazy(
        "Votre accès est fermé ici. Demandez à la personne qui administre."
    ),
    Refusal.DIRECTORY_ONLY: staff_lazy(
        "Vous entrez avec l’annuaire de l’association : touchez le bouton de cette page."
    ),
    Refusal.GROUP_MISSING: staff_lazy("Écrivez le nom du groupe comme dans l’annuaire."),
}
"""A test asks one sentence of each member of both enumerations."""

LIST_REFUSALS: dict[StrEnum, LazyText] = {
    SheetRefusal.EMPTY: _("Le fichier est vide. Remplissez le modèle."),
    SheetRefusal.TOO_LARGE: _(
        "Le fichier est trop gros : 5 Mo au plus. Partagez la liste en plusieurs fichiers."
    ),
    SheetRefusal.UNKNOWN_FORMAT: _("Ce n’est ni un XLSX ni un CSV. Enregistrez-le en XLSX."),
    SheetRefusal.OLD_FORMAT: _(
        "C’est un ancien fichier .xls, ou un fichier protégé. Enregistrez-le en XLSX, "
        "sans mot de passe."
    ),
    SheetRefusal.DAMAGED: _("Le fichier est abîmé. Ouvrez-le et enregistrez-le de nouveau."),
    SheetRefusal.LOCKED: _("Le fichier a un mot de passe. Enregistrez-le sans mot de passe."),
    SheetRefusal.MACROS: _("Le fichier contient des macros. Enregistrez-le en XLSX."),
    SheetRefusal.TOO_MANY_ROWS: _(
        "La liste a plus de 10 000 lignes. Partagez-la en plusieurs fichiers."
    ),
    SheetRefusal.TOO_MANY_COLUMNS: _("La liste a trop de colonnes. Gardez celles du modèle."),
    SheetRefusal.WRONG_ENCODING: _("Les lettres ne se lisent pas. Enregistrez le fichier en XLSX."),
    SheetRefusal.FORMULA: _("La case contient une formule. Écrivez sa valeur à la place."),
    SheetRefusal.UNSEEN_SIGN: _("La case contient un signe invisible. Écrivez-la de nouveau."),
    SheetRefusal.CELL_TOO_LONG: _("La case est trop longue. Raccourcissez-la."),
    ListRefusal.NO_LINE: _("Il n’y a aucune ligne sous les titres. Ajoutez-en une."),
    ListRefusal.COLUMN_MISSING: _("La colonne « %(column)s » manque. Ajoutez ce titre."),
    ListRefusal.COLUMN_TWICE: _("La colonne « %(column)s » est là deux fois. Gardez-en une."),
    ListRefusal.COLUMN_UNKNOWN: _(
        "La colonne « %(column)s » n’est pas connue. Renommez-la comme dans le modèle, "
        "ou enlevez-la."
    ),
    ListRefusal.NAME_MISSING: _("Le nom manque. Écrivez le nom que la personne utilise."),
    ListRefusal.TOO_LONG: _("Le texte est trop long : %(most)s signes au plus."),
    ListRefusal.ROLE_UNKNOWN: _(
        "Le rôle « %(text)s » n’existe pas. Prenez un mot de la feuille « Mots possibles »."
    ),
    ListRefusal.ROLE_NOT_YOURS: _("Ce rôle se donne par l’administration. Enlevez la ligne."),
    ListRefusal.SERVICE_MISSING: _("Le service manque. Écrivez son nom."),
    ListRefusal.SERVICE_UNKNOWN: _(
        "« %(text)s » n’est pas un de vos services. Écrivez son nom comme à l’écran."
    ),
    ListRefusal.LANGUAGE_UNKNOWN: _(
        "La langue « %(text)s » n’est pas offerte. Prenez-en une de la feuille « Mots possibles »."
    ),
    ListRefusal.DAY_UNREADABLE: _("« %(text)s » n’est pas un jour. Écrivez-le comme 31/05/2026."),
    ListRefusal.UNTIL_BEFORE_SINCE: _("La fin vient avant le début. Corrigez l’une des deux."),
    ListRefusal.EMAIL_UNREADABLE: _(
        "« %(text)s » n’est pas une adresse. Écrivez-la comme nom@exemple.fr."
    ),
    ListRefusal.EMAIL_MISSING: _("Qui travaille ici a besoin d’une adresse e-mail."),
    ListRefusal.PHONE_UNREADABLE: _(
        "« %(text)s » n’est pas un numéro. Écrivez-le comme 06 12 34 56 78."
    ),
    ListRefusal.SAME_LINE: _("La même ligne est déjà plus haut, ligne %(row)s. Enlevez-la."),
    ListRefusal.TWO_PEOPLE: _(
        "« %(mark)s » désigne déjà une autre personne. Vérifiez le numéro ou l’adresse."
    ),
    ListRefusal.RECORD_NOT_YOURS: _(
        "Cette fiche dépend de l’administration de l’association. Enlevez la ligne."
    ),
}

REFUSALS |= {reason: LIST_REFUSALS[reason] for reason in ListRefusal}

TEMPLATE_LINES = (
    ("Amina B.", "Personne accueillie", "@", "العربية", "06 12 34 56 78", "", "D-0001", "", ""),
    (
        "Paul M.",
        "Animation de la participation",
        "@",
        "Français",
        "",
        "paul@exemple.fr",
        "",
        "",
        "",
    ),
)
"""Examples of the file to fill; @ stands for a service of the reader."""
