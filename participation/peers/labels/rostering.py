"""Why a place of a roster stays empty, and what would fill it, in plain words."""

from collections.abc import Callable, Mapping

from participation.foundation.i18n import (
    LazyText,
    staff_gettext,
    staff_lazy as _,
    staff_ngettext,
)
from participation.peers.rules.planning import Period
from participation.peers.rules.proposals import Empty, Trouble
from participation.roster.problem import End, Method, Rule

from .limits import show_minutes

REASONS: Mapping[Rule, LazyText] = {
    Rule.LANGUAGE: _("ne parle pas la langue"),
    Rule.SKILL: _("n’a pas la formation"),
    Rule.SKILL_EXPIRED: _("a une formation qui n’est plus valable"),
    Rule.NEVER_THERE: _("n’aide jamais là"),
    Rule.OTHER_SERVICES: _("aide dans d’autres services"),
    Rule.EXCLUDED: _("n’est pas à demander : déjà là, refus, repos, ou une règle protège"),
    Rule.AWAY: _("n’est pas libre à cette heure"),
    Rule.OVERLAP: _("est déjà ailleurs"),
    Rule.TRAVEL: _("n’a pas le temps du trajet"),
    Rule.REST: _("doit se reposer (11 h entre deux jours)"),
    Rule.WEEKLY_REST: _("doit se reposer (35 h de suite dans la semaine)"),
    Rule.SPAN_OF_DAY: _("aurait une journée trop longue"),
    Rule.MINUTES_PER_DAY: _("a assez d’heures ce jour-là"),
    Rule.MINUTES_PER_WEEK: _("a assez d’heures cette semaine"),
    Rule.MINUTES_IN_ALL: _("a assez d’heures"),
    Rule.SLOTS_PER_DAY: _("a assez de rencontres ce jour-là"),
    Rule.DAYS_PER_WEEK: _("a assez de jours cette semaine"),
    Rule.HEAVY_PER_WEEK: _("a assez de moments qui pèsent"),
    Rule.NIGHTS_PER_WEEK: _("a assez de nuits cette semaine"),
    Rule.NIGHTS_IN_A_ROW: _("a assez de nuits de suite"),
    Rule.TWICE: _("y est déjà"),
    Rule.TOO_MANY: _("serait de trop"),
    Rule.TEAM: _("est libre, mais l’équipe ne serait pas complète"),
    Rule.LEADS: _("est libre, mais personne ne peut mener l’équipe"),
    Rule.PROMISED: _("a une promesse"),
    Rule.NOBODY: _("manque"),
}
"""Before a number of people: “ne parle pas la langue (4)”."""
REMEDIES: Mapping[Rule, LazyText] = {
    Rule.AWAY: _("si %(name)s pouvait être là à cette heure"),
    Rule.OTHER_SERVICES: _("si %(name)s pouvait aider aussi dans ce service"),
    Rule.SKILL_EXPIRED: _("si %(name)s renouvelait sa formation"),
    Rule.OVERLAP: _("si quelqu’un prenait l’autre moment de %(name)s"),
    Rule.TRAVEL: _("si l’autre moment de %(name)s était plus près ou plus loin dans la journée"),
    Rule.MINUTES_PER_WEEK: _("si un autre moment de la semaine de %(name)s était repris"),
    Rule.MINUTES_IN_ALL: _("si un autre moment de %(name)s était repris"),
    Rule.SKILL: _("si %(name)s suivait la formation"),
}
METHODS: Mapping[Method, LazyText] = {
    Method.SOLVER: _("Calcul complet"),
    Method.GREEDY: _("Calcul simple, pas à pas : un meilleur planning existe peut-être"),
}
ENDS: Mapping[End, LazyText] = {
    End.PROVED: _("Aucun planning ne fait mieux : c’est prouvé."),
    End.TIME: _("Le temps prévu est écoulé. C’est le meilleur planning trouvé."),
    End.STOPPED: _("Arrêté avant la fin. C’est le meilleur planning trouvé jusque-là."),
    End.KILLED: _("Le calcul s’est arrêté tout seul. C’est le meilleur planning trouvé avant."),
    End.MEMORY: _("La mémoire a manqué. C’est le meilleur planning trouvé avant."),
    End.NO_SOLVER: _("Le calcul complet n’est pas installé ici."),
}
TROUBLES: Mapping[Trouble, LazyText] = {
    Trouble.CONTRADICTION: _("Ce qui est demandé se contredit. Changez l’un de ces points :"),
    Trouble.FAILED: _("Le calcul n’a pas pu se faire. Recommencez, ou calculez simplement."),
    Trouble.LOST: _("Le calcul s’est arrêté sans finir. Rien n’est perdu : recommencez."),
}
CONTRADICTIONS: Mapping[Rule, LazyText] = {
    **{rule: _("une règle n’est pas tenue") for rule in Rule},
    Rule.LANGUAGE: _("ne parle pas la langue demandée"),
    Rule.SKILL_EXPIRED: _("a une formation qui n’est plus valable"),
    Rule.OTHER_SERVICES: _("n’aide pas dans ce service"),
    Rule.EXCLUDED: _("ne peut pas y être : déjà demandé, refusé, ou une règle protège"),
    Rule.AWAY: _("n’est pas libre à cette heure"),
    Rule.OVERLAP: _("serait à deux endroits à la fois"),
    Rule.TRAVEL: _("n’a pas le temps du trajet"),
    Rule.REST: _("n’aurait pas 11 heures de repos"),
    Rule.SPAN_OF_DAY: _("aurait une journée trop longue"),
    Rule.MINUTES_PER_DAY: _("aurait trop d’heures dans la journée"),
    Rule.MINUTES_PER_WEEK: _("aurait trop d’heures dans la semaine"),
    Rule.SLOTS_PER_DAY: _("aurait trop de rencontres dans la journée"),
    Rule.DAYS_PER_WEEK: _("aurait trop de jours dans la semaine"),
    Rule.HEAVY_PER_WEEK: _("aurait trop de moments qui pèsent dans la semaine"),
    Rule.NIGHTS_IN_A_ROW: _("aurait trop de nuits de suite"),
    Rule.TOO_MANY: _("trop de personnes sont gardées au même moment"),
    Rule.TEAM: _("l’équipe ne peut pas être complète"),
    Rule.LEADS: _("personne ne peut mener l’équipe"),
}
PERIODS = {Period.WEEK: _("Une semaine"), Period.MONTH: _("Un mois")}
Name = Callable[[str], str]


def say_reasons(empty: Empty) -> list[str]:
    """Say how many helpers each rule keeps from an empty place, the commonest first."""
    return [f"{REASONS[Rule(rule)]} ({count})" for rule, count in empty.reasons]


def say_remedies(empty: Empty, name: Name) -> list[str]:
    """Say what would fill it, the easiest first; somebody new comes last."""
    found = []
    for rule, who, facts in empty.remedies:
        if who is not None and Rule(rule) in REMEDIES:
            found.append(str(REMEDIES[Rule(rule)]) % {"name": name(who)})
        elif who is None:
            helpers = int(str(facts.get("helpers", 1)))
            length = show_minutes(int(str(facts.get("minutes", 0))))
            sentence = staff_ngettext(
                "avec %(n)s personne de plus, pour %(length)s",
                "avec %(n)s personnes de plus, pour %(length)s",
                helpers,
                length=length,
            )
            found.append(sentence)
    return found


def say_gap(gap: float | None) -> str:
    """Say how far the cover may be from the best there is."""
    if gap is None:
        return ""
    if gap <= 0:
        return staff_gettext("On ne peut pas remplir plus de places.")
    percent = max(1, round(gap * 100))
    return staff_gettext("On pourrait éviter au plus %(n)s %% des places vides.", n=percent)
