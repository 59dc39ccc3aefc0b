"""Sentences for what was found in an imported form, and why an item is not asked."""

from participation.foundation.i18n import staff_lazy as _

from ..adapters.xlsform.report import Finding, Reason
from ..rules.expressions import Fault, Lack
from ..rules.questions import NotAsked

NOT_ASKED = {
    NotAsked.PLACE: _("Un lieu sur une carte peut désigner une personne : il n’est pas demandé."),
    NotAsked.DATE: _("Une date ou une heure exacte peut désigner une personne."),
    NotAsked.UPLOAD: _("Une image, un son ou un fichier peut désigner une personne."),
    NotAsked.BARCODE: _("Un code-barres peut désigner une personne : il n’est pas lu."),
    NotAsked.DEVICE: _("L’appareil, l’heure et le compte ne sont jamais gardés avec une réponse."),
    NotAsked.HIDDEN: _("Cette valeur cachée n’est pas une question."),
    NotAsked.EXTERNAL_LIST: _(
        "Les choix sont dans un autre fichier. Copiez-les dans la feuille « choices »."
    ),
    NotAsked.RANKING: _(
        "Classer demande un geste difficile. Demandez plutôt « Qu’est-ce qui compte le plus ? »."
    ),
    NotAsked.REPEAT: _(
        "Cette question se répète (« begin_repeat »). Ici, chaque question est posée une fois : "
        "sortez-la de la répétition."
    ),
    NotAsked.LIST_MISSING: _("La liste de choix n’est pas dans la feuille « choices »."),
    NotAsked.NEGATIVE_NUMBER: _("Les nombres sous zéro ne sont pas demandés ici."),
    NotAsked.DISABLED: _("La colonne « disabled » dit de ne pas la poser."),
    NotAsked.OLD_COMMAND: _("Cette commande ancienne n’est pas une question."),
    NotAsked.NO_TYPE: _("Cette ligne n’a pas de type : elle est gardée comme remarque."),
    NotAsked.UNKNOWN_TYPE: _("Ce type de question n’existe pas."),
}
FAULTS = {
    Fault.EMPTY: _("elle est vide"),
    Fault.TOO_LONG: _("elle est trop longue"),
    Fault.TOO_DEEP: _("elle a trop de parenthèses"),
    Fault.UNEXPECTED_CHARACTER: _("ce signe n’a pas de sens ici"),
    Fault.UNEXPECTED_WORD: _("ce mot n’est pas attendu ici"),
    Fault.UNEXPECTED_END: _("il manque la fin"),
    Fault.UNCLOSED_TEXT: _("un guillemet n’est pas fermé"),
    Fault.UNCLOSED_NAME: _("il manque « } » après « ${ »"),
    Fault.WRONG_ARGUMENTS: _("cette fonction n’a pas le bon nombre de valeurs"),
}
LACKS = {
    Lack.FUNCTION: _("la fonction « %(words)s »"),
    Lack.PATH: _("le chemin « %(words)s »"),
    Lack.PATTERN: _("le motif « %(words)s »"),
    Lack.LAST_SAVED: _("la réponse précédente « %(words)s »"),
    Lack.UNION: _("l’union « %(words)s »"),
}
SENTENCES = {
    Reason.EMPTY_FILE: _("Le fichier est vide. Choisissez un autre fichier."),
    Reason.FILE_TOO_LARGE: _(
        "Le fichier est trop gros (%(megabytes)s Mo au plus). Retirez les images et les feuilles "
        "inutiles."
    ),
    Reason.UNPACKED_TOO_LARGE: _(
        "Une fois ouvert, le fichier serait trop gros (%(megabytes)s Mo au plus). Copiez les "
        "feuilles utiles dans un classeur neuf."
    ),
    Reason.UNKNOWN_FORMAT: _(
        "Ce n’est pas un tableau connu. Enregistrez-le en .xlsx, .xls ou .csv (UTF-8)."
    ),
    Reason.UNREADABLE: _("Le fichier est abîmé ou illisible. Enregistrez-le à nouveau en .xlsx."),
    Reason.PASSWORD: _("Le fichier est fermé par un mot de passe. Retirez-le, puis recommencez."),
    Reason.MACROS: _(
        "Le fichier contient des macros. Enregistrez-le en .xlsx, sans macro, puis recommencez."
    ),
    Reason.EXTERNAL_LINKS: _("Les liens vers d’autres fichiers ne sont pas suivis."),
    Reason.DOCUMENT_TYPE: _(
        "Le fichier contient une déclaration interdite (DOCTYPE). Enregistrez-le depuis un tableur."
    ),
    Reason.WRONG_ENCODING: _(
        "Les lettres accentuées ne sont pas lisibles. Enregistrez en « CSV UTF-8 » ou en .xlsx."
    ),
    Reason.MISSING_SHEET: _("Il manque la feuille « %(name)s ». Ajoutez-la, avec ce nom exact."),
    Reason.SHEET_GUESSED: _("La feuille « %(name)s » est lue comme « survey »."),
    Reason.SHEET_IGNORED: _(
        "La feuille « %(name)s » n’est pas d’un formulaire : elle est laissée."
    ),
    Reason.NO_QUESTION: _("Il n’y a aucune question dans cette feuille."),
    Reason.TOO_MANY_ROWS: _(
        "Il y a trop de lignes (%(rows)s au plus). Effacez les lignes inutiles, même vides."
    ),
    Reason.TOO_MANY_COLUMNS: _("Il y a trop de colonnes (%(columns)s au plus). Effacez-en."),
    Reason.TOO_MANY_CELLS: _("Il y a trop de cases remplies (%(cells)s au plus)."),
    Reason.CELL_TOO_LONG: _("Ce texte est trop long (%(characters)s lettres au plus)."),
    Reason.CONTROL_CHARACTER: _(
        "Un signe invisible interdit (%(code)s) est ici. Retapez le texte."
    ),
    Reason.DIRECTION_OVERRIDE: _(
        "Un signe invisible (%(code)s) retourne l’écriture et peut tromper. Retapez le texte."
    ),
    Reason.FORMULA: _("Une formule est ici (%(formula)s). Remplacez-la par son texte."),
    Reason.FORMULA_SHOWN: _("Une formule est ici. Ce qu’elle montre est gardé : « %(shown)s »."),
    Reason.CELL_ERROR: _("La case montre une erreur (%(value)s). Corrigez-la."),
    Reason.MISSING_COLUMN: _("Il manque la colonne « %(name)s »."),
    Reason.DUPLICATE_COLUMN: _(
        "La colonne « %(header)s » est déjà là sous un autre nom. La première compte, celle-ci est "
        "gardée sans être lue."
    ),
    Reason.COLUMN_WITHOUT_NAME: _("Cette colonne n’a pas de titre. Elle est gardée sans être lue."),
    Reason.COLUMN_NOT_USED: _("La colonne « %(header)s » est gardée, elle ne change rien ici."),
    Reason.LANGUAGE_ASSUMED: _(
        "La langue de « %(header)s » n’est pas écrite : lue comme « %(language)s ». Dites si c’est "
        "une autre."
    ),
    Reason.LANGUAGE_UNSURE: _(
        "La langue de « %(header)s » n’est pas sûre : lue comme « %(language)s ». Dites laquelle "
        "c’est."
    ),
    Reason.ROW_WITHOUT_CONTENT: _(
        "Cette ligne n’a ni type, ni nom, ni texte. Laissée : %(content)s"
    ),
    Reason.UNKNOWN_TYPE: _("Le type « %(type)s » n’existe pas. Choisissez-en un de XLSForm."),
    Reason.GROUP_NOT_CLOSED: _(
        "Le groupe « %(name)s » n’est pas bien fermé. Vérifiez « end_group »."
    ),
    Reason.GROUP_NOT_OPENED: _("Un groupe se ferme ici sans avoir commencé. Effacez cette ligne."),
    Reason.TOO_DEEP: _("Il y a trop de groupes les uns dans les autres (%(depth)s au plus)."),
    Reason.MISSING_NAME: _("Cette ligne n’a pas de nom : elle s’appelle maintenant « %(name)s »."),
    Reason.NAME_CHANGED: _("Le nom « %(name)s » n’est pas permis : il devient « %(changed)s »."),
    Reason.DUPLICATE_NAME: _(
        "Le nom « %(name)s » est déjà pris à la ligne %(first)s. Donnez un autre nom."
    ),
    Reason.DUPLICATE_NAME_CHANGED: _(
        "Le nom « %(name)s » est déjà pris à la ligne %(first)s : celui-ci devient « %(changed)s »."
    ),
    Reason.MISSING_LABEL: _("« %(name)s » n’a pas de texte. Écrivez la question."),
    Reason.VALUE_INVALID: _("« %(value)s » n’est pas compris. Écrivez « start=0 end=10 step=1 »."),
    Reason.MISSING_LIST: _("La liste « %(list)s » n’est pas dans la feuille « choices »."),
    Reason.LIST_NOT_USED: _(
        "Aucune question ne se sert de la liste « %(list)s ». Elle est gardée."
    ),
    Reason.CHOICE_WITHOUT_LIST: _("Ce choix n’a pas de liste. Il est gardé : %(content)s"),
    Reason.CHOICE_WITHOUT_NAME: _("Ce choix n’a pas de nom : il s’appelle « %(name)s »."),
    Reason.DUPLICATE_CHOICE: _("Le choix « %(name)s » est deux fois dans la liste « %(list)s »."),
    Reason.UNKNOWN_REFERENCE: _(
        "« %(name)s » n’est pas une question de ce formulaire. La condition est gardée à part, "
        "sans être suivie."
    ),
    Reason.CIRCULAR: _(
        "Ces questions s’attendent les unes les autres : %(names)s. Changez une condition."
    ),
    Reason.SELF_REFERENCE: _("« %(name)s » dépend de sa propre réponse. Vérifiez la condition."),
    Reason.READS_NOT_ASKED: _(
        "« %(name)s » n’est pas demandé ici. Ce qui en dépend le lit comme vide."
    ),
    Reason.OTHER_WITHOUT_WORDS: _(
        "« Autre » est proposé, sans demander lequel. Pour le savoir, ajoutez une question."
    ),
    Reason.DECIMAL_ROUNDED: _("Les nombres à virgule sont demandés en nombres entiers."),
}


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def sentence(finding: Finding) -> str:
    """Say in the reader's language what was found and what to do, without its place."""
    facts = _Facts(finding.facts)
    match finding.reason:
        case Reason.NOT_ASKED:
            because = NOT_ASKED[NotAsked(facts["because"])]
            return str(_("Pas demandé ici. %(because)s", because=because))
        case Reason.EXPRESSION_INVALID:
            return str(
                _(
                    "Cette condition n’est pas lisible au signe %(position)s : %(fault)s. "
                    "Corrigez « %(word)s ».",
                    position=facts["position"],
                    fault=FAULTS[Fault(facts["fault"])],
                    word=facts["word"],
                )
            )
        case Reason.EXPRESSION_UNSUPPORTED:
            lack = str(LACKS[Lack(facts["lack"])]) % facts
            return str(
                _(
                    "La condition demande %(lack)s, qui n’existe pas ici : elle n’est pas suivie.",
                    lack=lack,
                )
            )
        case _:
            return str(SENTENCES[finding.reason]) % facts
