"""What to do about each thing that a rule found, in one sentence that begins with the deed."""

import datetime as dt
from collections.abc import Mapping

from participation.compliance.labels.milestones import SUBJECTS
from participation.councils.labels.words import COLLEGES
from participation.councils.rules.chairs import ChairLack
from participation.councils.rules.composition import Gap
from participation.councils.rules.eligibility import Reason
from participation.councils.rules.instances import Lack
from participation.councils.rules.kinds import CollegeKind
from participation.councils.rules.minutes import Slip
from participation.councils.rules.sessions import Fault
from participation.councils.rules.tenure import Due
from participation.elections.rules.lawful import Flaw
from participation.foundation.i18n import LazyText, show_short_day, staff_lazy as _
from participation.organisations.rules.duties import Omission
from participation.organisations.rules.rulings import Ruling
from participation.surveys.rules.duties import Miss, Subject

PAPERS = {
    Lack.NO_SPACE: _("Créez un lieu d’expression : un CVS ou une autre forme."),
    Lack.NO_COUNCIL: _("Créez un CVS, ou une autre forme en disant pourquoi."),
    Lack.TWO_CATEGORIES: _("Séparez ce conseil : ses services n’ont pas la même catégorie."),
    Lack.NO_REASON: _("Notez pourquoi une autre forme remplace le CVS."),
    Lack.NO_FOUNDING_ACT: _("Faites prendre la décision de création, et notez sa date."),
    Lack.NOT_SENT: _("Envoyez la décision de création à l’autorité, et notez la date."),
    Lack.NO_PROCEDURE: _("Faites adopter le règlement intérieur à la première séance."),
    Lack.NO_TERM_LENGTH: _("Fixez la durée des mandats dans le règlement intérieur."),
}
SEATS = {
    Gap.RESIDENTS_MINIMUM: _("Donnez au moins %(least)s sièges aux personnes accompagnées."),
    Gap.STAFF_MINIMUM: _("Donnez au moins %(least)s siège aux professionnels."),
    Gap.MANAGING_BODY_MINIMUM: _("Donnez au moins %(least)s siège à l’association gestionnaire."),
    Gap.MAJORITY_OF_SEATS: _(
        "Donnez plus de sièges aux personnes ou aux familles. Elles en ont %(represented)s, les "
        "autres %(others)s. Il en manque %(missing)s."
    ),
    Gap.MAJORITY_OF_SITTING: _(
        "Remplissez les sièges des personnes ou des familles. Elles en occupent "
        "%(represented)s, les autres %(others)s. Il en manque %(missing)s."
    ),
    Gap.EMPTY_COLLEGE: _("%(college)s : faites élire, ou datez un constat de carence."),
    Gap.TOO_MANY_STAND_INS: _(
        "Gardez %(most)s sièges au plus pour les associations qui remplacent les personnes."
    ),
    Gap.NO_SUBSTITUTES: _("%(college)s : prévoyez des suppléants."),
    Due.EXPIRED: _("Organisez une élection. Mandats finis depuis le %(on)s : %(n)s."),
    Due.ENDING: _("Préparez une élection. Mandats qui finissent le %(on)s : %(n)s."),
    Due.GONE: _("Notez les départs et installez les suppléants. Membres partis : %(n)s."),
    Due.SUBSTITUTE: _("Nommez un nouveau suppléant : l’ancien siège depuis le %(on)s."),
    ChairLack.NOBODY: _("Faites élire qui préside le conseil."),
    ChairLack.NOT_RESIDENT: _("Notez pourquoi aucune personne accompagnée ne préside."),
    ChairLack.NOT_REPRESENTED: _("Faites élire une personne accompagnée à la présidence."),
}
SESSIONS = {
    Fault.VOTE_COUNTED_WRONGLY: _(
        "Séance du %(on)s : recomptez. Voix qui ne comptent pas : %(n)s."
    ),
    Fault.TOO_FEW_SESSIONS: _("Tenez %(least)s séances : %(n)s seulement en %(year)s."),
    Fault.FEW_SESSIONS_AHEAD: _("Tenez %(least)s séances en %(year)s : %(n)s à ce jour."),
    Fault.AGENDA_MISSING: _("Séance du %(on)s : aucun ordre du jour envoyé. Reprenez la séance."),
    Fault.AGENDA_LATE: _("Séance du %(on)s : ordre du jour envoyé %(n)s jours avant. Décalez-la."),
    Fault.AGENDA_TO_SEND: _("Séance du %(on)s : envoyez l’ordre du jour."),
    Fault.ITEM_WITHOUT_PAPERS: _(
        "Séance du %(on)s : joignez des documents. Points sans document : %(n)s."
    ),
    Fault.REQUEST_UNANSWERED: _("Convoquez la séance demandée le %(on)s."),
    Fault.REQUEST_TO_ANSWER: _("Convoquez la séance demandée le %(on)s."),
    Fault.OPINION_WITHOUT_QUORUM: _(
        "Séance du %(on)s : reportez les avis. Les personnes et les familles étaient "
        "%(represented)s sur %(whole)s."
    ),
    Fault.ITEM_LOST: _("Remettez à l’ordre du jour les points reportés le %(on)s : %(n)s."),
    Fault.NOT_CARRIED: _(
        "Séance du %(on)s : retirez les avis sans la majorité des présents (%(n)s)."
    ),
    Fault.NO_HELP_BOOKED: _("Séance du %(on)s : réservez l’aide ou l’interprète (%(n)s)."),
    Slip.NO_SECRETARY: _("Séance du %(on)s : notez qui a tenu le secrétariat."),
    Slip.SECRETARY_NOT_REPRESENTED: _(
        "Confiez le secrétariat à une personne accompagnée, ou à une famille (séance du %(on)s)."
    ),
    Slip.NOT_SIGNED: _("Faites signer le relevé du %(on)s par la présidence."),
    Slip.NOT_SENT_WITH_AGENDA: _("Envoyez le relevé du %(on)s avec l’ordre du jour suivant."),
    Slip.NOT_ADOPTED: _("Faites adopter le relevé du %(on)s."),
    Slip.NOT_TO_MANAGER: _("Envoyez le relevé du %(on)s à l’association gestionnaire."),
    Slip.NOT_TO_AUTHORITY: _("Envoyez le relevé du %(on)s à l’autorité."),
    Slip.OPINION_UNANSWERED: _("Répondez à l’avis : %(n)s séances ont passé."),
    Slip.NO_REPORT: _("Faites présenter le rapport d’activité de %(year)s."),
    Slip.REPORT_DUE: _("Préparez le rapport d’activité de %(year)s."),
    Slip.NAMES_SHOWN: _("Relevé du %(on)s : retirez les noms de personnes non membres (%(n)s)."),
}
VOTES = {
    Reason.TOO_YOUNG: _("Refusez cette candidature : la personne n’a pas plus de 11 ans."),
    Reason.AGE_UNKNOWN: _("Demandez l’âge du candidat."),
    Reason.NO_LINK: _("Refusez cette candidature : aucun lien avec une personne accompagnée."),
    Reason.LINK_TOO_FAR: _("Refusez cette candidature : parent au-delà du quatrième degré."),
    Reason.LINK_UNKNOWN: _("Demandez le lien de parenté du candidat."),
    Reason.CARER_TO_CHECK: _("Lisez le règlement intérieur : un proche aidant peut-il être élu ?"),
    Reason.NOT_SENIOR: _("Refusez cette candidature : moins de six mois d’ancienneté."),
    Reason.SENIORITY_UNKNOWN: _("Demandez l’ancienneté du candidat."),
    Flaw.TWO_COLLEGES: _(
        "Gardez un seul collège pour chacun. Personnes dans deux collèges : %(n)s."
    ),
    Flaw.LEFT_OFF_ROLL: _("Complétez la liste électorale. Personnes oubliées : %(n)s."),
    Flaw.ROLL_NOT_POSTED: _("Affichez la liste électorale."),
    Flaw.ROLL_TO_POST: _("Affichez la liste électorale."),
    Flaw.OPEN_BALLOT: _("Refaites ce vote : il n’était pas secret."),
    Flaw.NOT_BY_MOST_VOTES: _("Reprenez le résultat. Candidats écartés avec plus de voix : %(n)s."),
    Flaw.WRONG_TIE_BREAK: _("Reprenez l’égalité : la règle suivie n’est pas la bonne."),
}
LIFE = {
    Miss.NO_SURVEY: _("Faites l’enquête de satisfaction : aucune depuis le début de %(year)s."),
    Miss.SURVEY_DUE: _("Faites l’enquête de satisfaction de %(year)s."),
    Miss.NOT_POSTED: _("Affichez à l’accueil les résultats de l’enquête du %(on)s."),
    Miss.NOT_EXAMINED: _("Faites examiner par le CVS les résultats de l’enquête du %(on)s."),
    Miss.SUBJECT_MISSING: _(
        "Complétez l’enquête du %(on)s. Sujets absents : %(n)s, d’abord « %(first)s »."
    ),
    Omission.NOT_CONSULTED: _("Consultez le conseil sur le changement du %(on)s."),
    Omission.CONSULTED_AFTER: _(
        "Le conseil a été consulté après le changement du %(on)s : consultez-le avant."
    ),
    Omission.NOT_HEARD: _("Faites entendre le conseil dans l’évaluation du %(on)s."),
    Omission.NOT_PRESENTED: _("Présentez au conseil les résultats de l’évaluation du %(on)s."),
    Omission.NOT_INFORMED: _("Informez le conseil, sans nom, de l’événement terminé le %(on)s."),
    Omission.NOT_ORIENTED: _(
        "Orientez la personne : personne qualifiée, médiation ou Défenseur des droits."
    ),
}
SENTENCES: Mapping[str, LazyText] = {
    lack.value: words
    for group in (PAPERS, SEATS, SESSIONS, VOTES, LIFE)
    for lack, words in group.items()
}


def say(ruling: Ruling) -> str:
    """Give what to do, with its numbers and days in words; nothing when there is nothing."""
    if not ruling.lack:
        return ""
    return str(SENTENCES[ruling.lack]) % {key: _said(key, it) for key, it in ruling.facts.items()}


def _said(key: str, fact: object) -> object:
    if isinstance(fact, dt.date):
        return show_short_day(fact)
    if key == "college":
        return str(COLLEGES[CollegeKind(str(fact))])
    if key == "first":
        return str(SUBJECTS[Subject(str(fact))]).lower()
    return fact
