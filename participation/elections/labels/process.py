"""Words of the deeds before a vote: stages, states, tasks, warnings of the calendar."""

from participation.councils.labels.words import ELIGIBILITY, STEPS
from participation.councils.rules.calendar import Alarm, Warned
from participation.councils.rules.eligibility import Reason
from participation.elections.rules.desk import Task, ToDo
from participation.elections.rules.process import CandidacyState
from participation.elections.rules.secrecy import Crowd
from participation.elections.rules.stages import ElectionKind, Settlement, Stage, Way
from participation.foundation.i18n import lazy, staff_gettext, staff_lazy as _

KINDS = {
    ElectionKind.COUNCIL: _("Élection du conseil"),
    ElectionKind.PARTIAL: _("Élection partielle"),
    ElectionKind.CHAIR: _("Élection de la présidence"),
    ElectionKind.SECOND_DEGREE: _("Élection par les élus"),
}
STAGES = {
    Stage.PREPARATION: _("Préparation"),
    Stage.CALL: _("Appel à candidatures"),
    Stage.LIST: _("Liste affichée"),
    Stage.VOTE: _("Vote"),
    Stage.SUSPENDED: _("Vote suspendu"),
    Stage.COUNT: _("Dépouillement"),
    Stage.CHALLENGE: _("Contestations"),
    Stage.PROCLAIMED: _("Élus proclamés"),
    Stage.ANNULLED: _("Annulée"),
}
USUAL_STAGES = (
    Stage.PREPARATION,
    Stage.CALL,
    Stage.LIST,
    Stage.VOTE,
    Stage.COUNT,
    Stage.CHALLENGE,
    Stage.PROCLAIMED,
)
"""The way of an election that nothing stops."""
WAYS = {
    Way.PAPER: _("Bulletins de papier"),
    Way.SEALED: _("Borne, téléphone et papier, comptés ensemble"),
}
SETTLEMENTS = {
    Settlement.VOTE: _("Vote"),
    Settlement.DESIGNATION: _("Désignation, avec leur accord"),
    Settlement.DRAWING: _("Tirage au sort parmi les volontaires"),
    Settlement.SHORTAGE: _("Sans candidat : carence"),
    Settlement.MERGED: _("Réuni avec un autre collège"),
}
STATES = {
    CandidacyState.RECEIVED: lazy("Reçue"),
    CandidacyState.ACCEPTED: lazy("Acceptée"),
    CandidacyState.REFUSED: lazy("Refusée"),
    CandidacyState.WITHDRAWN: lazy("Retirée"),
}
MARKS = {CandidacyState.ACCEPTED: "better", CandidacyState.REFUSED: "worse"}
"""Which colour a state has; the others have none."""
CROWDS = {
    Crowd.TOO_FEW: _(
        "Moins de 5 votants : chacun pourrait deviner le vote des autres. Réunissez ce collège "
        "avec un autre, ou votez sur papier."
    ),
    Crowd.FEW: _(
        "12 votants ou moins : le compte exact reste dans le procès-verbal, jamais sur l’affiche."
    ),
}
TASKS = {
    Task.OPEN_CALL: _("Ouvrir l’appel à candidatures"),
    Task.BUILD_ROLL: _("Faire la liste électorale"),
    Task.POST_ROLL: _("Afficher la liste électorale, votants : %(n)s"),
    Task.DECIDE_OBJECTIONS: _("Répondre aux réclamations : %(n)s"),
    Task.FIND_CANDIDATES: _("Trouver des candidats : il en manque %(n)s"),
    Task.EXAMINE_CANDIDACIES: _("Examiner les candidatures : %(n)s"),
    Task.SETTLE_SHORTAGE: _("Décider, car des candidats manquent : %(n)s"),
    Task.MERGE_OR_PAPER: _("Réunir avec un autre collège ou voter sur papier, votants : %(n)s"),
    Task.SETTLE_LIST: _("Arrêter la liste des candidats"),
    Task.POST_CANDIDATES: _("Afficher les candidats"),
    Task.HOLD_VOTE: _("Ouvrir le vote"),
}
ALARMS = {
    Alarm.OUT_OF_ORDER: _("Cette date doit venir plus tard."),
    Alarm.PAST: _("Cette date est passée."),
    Alarm.TOO_SHORT: _("%(days)s jours : il en faudrait %(least)s."),
    Alarm.DAY_OFF: _("Ce jour n’est pas ouvré."),
    Alarm.VOTE_TOO_LONG: _("Le vote dure %(days)s jours : %(least)s au plus."),
    Alarm.VOTE_ON_DAYS_OFF: _("Aucun jour de vote n’est ouvré."),
}


def say_task(of: ToDo) -> str:
    """Give the sentence of a task."""
    return str(TASKS[of.task]) % {"n": of.count}


def say_alarm(of: Warned) -> str:
    """Give the sentence of a warning of the calendar, with the step that it is about."""
    words = str(ALARMS[of.alarm]) % {"days": of.days, "least": of.least}
    return staff_gettext("%(step)s : %(words)s", step=str(STEPS[of.step]), words=words)


def say_left_out(because: str) -> str:
    """Give why somebody does not vote or stand: the rule's sentence, or what somebody wrote."""
    try:
        return str(ELIGIBILITY[Reason(because)])
    except ValueError:
        return because
