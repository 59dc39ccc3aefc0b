"""Words of the editor of questionnaires: kinds, drawings, remarks, conditions, refusals."""

from collections.abc import Mapping

from participation.followups.labels import PICTOGRAMS as ASKED_FOR
from participation.foundation.i18n import LazyText, staff_gettext, staff_lazy as _

from ..rules.changes import EditRefusal
from ..rules.conditions import OTHER_NAME, Condition, Sense, read_condition
from ..rules.expressions import ExpressionError, Fault, parse
from ..rules.items import find_question, source_of
from ..rules.legibility import Ease
from ..rules.plainness import Concern, Remark
from ..rules.questions import Question, QuestionKind, Questionnaire
from .answering import OTHER_WORDS
from .xlsform import FAULTS

KINDS = {
    QuestionKind.FACES: _("Visages"),
    QuestionKind.YES_NO: _("Oui ou non"),
    QuestionKind.ONE: _("Une seule réponse"),
    QuestionKind.MANY: _("Plusieurs réponses"),
    QuestionKind.NUMBER: _("Un nombre"),
    QuestionKind.COMMENT: _("Des mots ou la voix"),
    QuestionKind.NOTE: _("Une phrase, sans question"),
    QuestionKind.CALCULATION: _("Un calcul, que personne ne voit"),
    QuestionKind.NOT_ASKED: _("Pas posée ici"),
}
NEW_KINDS = {
    "faces5": _("Visages : 5 réponses"),
    "faces3": _("Visages : 3 réponses, plus facile"),
    **{
        kind.value: KINDS[kind]
        for kind in (
            QuestionKind.YES_NO,
            QuestionKind.ONE,
            QuestionKind.MANY,
            QuestionKind.NUMBER,
            QuestionKind.COMMENT,
            QuestionKind.NOTE,
        )
    },
}
"""What may be added, by the word that the form sends."""
DRAWINGS: Mapping[str, LazyText] = {
    **ASKED_FOR,
    "door": _("Porte"),
    "home": _("Chez soi"),
    "building": _("Immeuble"),
    "village": _("Quartier"),
    "people": _("Personnes"),
    "person": _("Une personne"),
    "friendship": _("Amitié"),
    "heart": _("Cœur"),
    "support": _("Aide"),
    "ear": _("Oreille"),
    "speech": _("Parole"),
    "voice": _("Voix"),
    "megaphone": _("Donner son avis"),
    "forum": _("Conseil"),
    "letter": _("Lettre"),
    "phone": _("Téléphone"),
    "pencil": _("Crayon"),
    "book": _("Livre"),
    "privacy": _("Vie privée"),
    "no-comment": _("Se taire"),
    "darkness": _("Nuit"),
    "cutlery": _("Couverts"),
    "fruit": _("Fruits"),
    "doctor": _("Médecin"),
    "calendar": _("Calendrier"),
    "travel": _("Départ"),
    "workshop": _("Atelier"),
    "result": _("Résultat"),
    "star": _("Étoile"),
    "sun": _("Soleil"),
}
SENSES = {
    Sense.IS: _("est"),
    Sense.IS_NOT: _("n’est pas"),
    Sense.AT_LEAST: _("est au moins"),
    Sense.AT_MOST: _("est au plus"),
}
EASES = {
    Ease.EASY: _("Facile à lire"),
    Ease.MEDIUM: _("Assez facile à lire"),
    Ease.HARD: _("Difficile à lire"),
}
REMARKS = {
    Concern.LONG_SENTENCE: _(
        "Une phrase a %(n)s mots. Gardez-en %(most)s au plus : coupez-la en deux."
    ),
    Concern.HARD_TO_READ: _(
        "Ces mots sont longs : %(words)s. Cherchez des mots plus courts (indice %(index)s)."
    ),
    Concern.DOUBLE_NEGATION: _("La phrase dit deux fois non. Dites-la sans « ne… pas »."),
    Concern.TWO_QUESTIONS: _("Il y a peut-être deux questions en une. Posez-en une à la fois."),
    Concern.ACRONYM: _("« %(word)s » n’est pas expliqué. Écrivez les mots entiers."),
    Concern.JARGON: _("« %(word)s » est un mot du métier. Dites plutôt : %(plain)s."),
    Concern.PASSIVE: _("Dites d’abord qui fait : « L’équipe vous aide », pas « aidé par »."),
    Concern.NUMBER_IN_WORDS: _("Écrivez « %(word)s » avec des chiffres."),
    Concern.TOO_MANY_FACES: _("En facile à lire, %(most)s visages suffisent : il y en a %(n)s."),
    Concern.TOO_MANY_CHOICES: _("Il y a %(n)s réponses : %(most)s au plus se lisent bien."),
    Concern.TOO_MANY_QUESTIONS: _(
        "Il y a %(n)s questions, environ %(minutes)s minutes. Gardez-en %(most)s au plus : "
        "au-delà, beaucoup s’arrêtent avant la fin."
    ),
}
REFUSALS = {
    EditRefusal.CHANGED_MEANWHILE: _(
        "Quelqu’un vient de changer ce questionnaire. Rien n’est perdu : regardez, puis "
        "recommencez si c’est encore utile."
    ),
    EditRefusal.NEWER_DRAFT: _(
        "La version %(n)s est déjà en préparation. Faites ce changement dans celle-là."
    ),
    EditRefusal.GONE: _("Cette question n’est plus dans le questionnaire."),
    EditRefusal.UNREADABLE: _("La condition de « %(reader)s » n’est pas lisible. Corrigez-la."),
    EditRefusal.UNKNOWN: _(
        "« %(reader)s » a besoin de « %(read)s », qui n’est pas dans le questionnaire. Changez "
        "d’abord « %(reader)s »."
    ),
    EditRefusal.LATER: _(
        "« %(reader)s » dépend de la réponse à « %(read)s » : elle doit venir après."
    ),
    EditRefusal.CIRCULAR: _(
        "« %(reader)s » et « %(read)s » s’attendraient l’une l’autre : aucune ne serait posée."
    ),
    EditRefusal.NO_CHOICE: _(
        "La condition de « %(reader)s » demande la réponse « %(word)s » de « %(read)s », qui "
        "n’existe pas. Changez d’abord la condition."
    ),
    EditRefusal.KIND_READ: _(
        "La condition de « %(reader)s » lit la réponse à « %(read)s ». Changez d’abord cette "
        "condition."
    ),
    EditRefusal.ASKED_BEFORE: _(
        "« %(read)s » est dans une version figée : avec une autre sorte, ses réponses ne se "
        "comparent plus. Écrivez une autre question."
    ),
    EditRefusal.TOO_MANY: _("Il y a trop de questions. Faites deux questionnaires."),
    EditRefusal.NOT_BANKABLE: _(
        "Seule une question avec ses mots, qui ne répète aucune réponse, se garde dans la banque."
    ),
}


def remark_words(remark: Remark) -> str:
    """Say a remark, its variant of French first when it is the easy one."""
    words = str(REMARKS[remark.concern]) % remark.facts
    easy = remark.language != "fr" and remark.concern is not Concern.TOO_MANY_FACES
    return staff_gettext("En facile à lire : %(words)s", words=words) if easy else words


def condition_words(questionnaire: Questionnaire, expression: str) -> str:
    """Say when an item is asked, in plain words; a complicated expression stands as it is."""
    if not expression:
        return ""
    found = read_condition(expression)
    words = found and _plain_words(questionnaire, found)
    if words:
        return staff_gettext("Seulement si %(condition)s", condition=words)
    return staff_gettext("Seulement si la formule dit oui : %(formula)s", formula=expression)


def fault_words(expression: str) -> str:
    """Say why an expression cannot be read, with where it goes wrong; "" for one that can."""
    try:
        parse(expression)
    except ExpressionError as error:
        word = error.word or expression[error.position : error.position + 20]
        fault = FAULTS[Fault(error.fault)]
        place = error.position + 1
        if not word:
            return staff_gettext(
                "Cette formule n’est pas lisible : %(fault)s. Corrigez-la.", fault=fault
            )
        return staff_gettext(
            "Cette formule n’est pas lisible au signe %(place)s, « %(word)s » : %(fault)s. "
            "Corrigez-la.",
            place=place,
            word=word,
            fault=fault,
        )
    return ""


def answer_words(question: Question, name: str, source: str) -> str:
    """Give the words of an answer of a question, by the answer's name."""
    labels = {choice.name: choice.label.get(source) for choice in question.choices}
    if name == OTHER_NAME and name not in labels:
        return str(OTHER_WORDS)
    return labels.get(name) or name


def _plain_words(questionnaire: Questionnaire, found: Condition) -> str:
    source = source_of(questionnaire)
    try:
        question = find_question(questionnaire, found.name)
    except KeyError:
        return ""
    answers = [f"« {answer_words(question, value, source)} »" for value in found.values]
    joiner = staff_gettext(" ni ") if found.sense is Sense.IS_NOT else staff_gettext(" ou ")
    return staff_gettext(
        "« %(question)s » %(sense)s %(answers)s",
        question=question.label.get(source) or question.name,
        sense=SENSES[found.sense],
        answers=joiner.join(answers),
    )
