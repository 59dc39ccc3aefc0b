"""Why a place stays empty and what would fill it: codes and facts."""

from dataclasses import replace
from datetime import date

from participation.roster.problem import EmptySlot, Kind, Peer, Problem, Reason, Remedy, Rule
from participation.roster.solve import Choices, solve
from tests.roster.weeks import FREE, helper, problem, slot

ASKED = slot("a", "03-10 09:00", "03-10 11:00", language="ps", skills=frozenset({"base"}))
ABLE = {"languages": frozenset({"ps"}), "skills": {"base": None}}


def explained(week: Problem) -> tuple[EmptySlot, ...]:
    return solve(week, Choices(seconds=5, with_solver=False)).empty


def able(name: str, **facts: object) -> Peer:
    return helper(name, **{**ABLE, **facts})


def test_nobody_speaks_the_language() -> None:
    (found,) = explained(problem([helper("ann", skills={"base": None}), helper("bea")], [ASKED]))
    assert (found.slot, found.places, found.possible) == ("a", 1, 0)
    assert found.reasons == (Reason(Rule.LANGUAGE, 2), Reason(Rule.SKILL, 1))
    someone: dict[str, int | str] = {
        "helpers": 1,
        "minutes": 120,
        "service": "oak",
        "language": "ps",
        "skills": "base",
    }
    assert found.remedies == (Remedy(Rule.NOBODY, None, someone),)


def test_the_easiest_change_comes_first_and_protections_are_never_offered() -> None:
    tired = able("tired", limits=replace(FREE, heavy_per_week=0))
    people = [
        able("quota", limits=replace(FREE, minutes_per_week=90)),
        able("expired", skills={"base": date(2026, 3, 9)}),
        able("away", available=()),
        able("home", never=frozenset({"oak"})),
        tired,
    ]
    (found,) = explained(problem(people, [replace(ASKED, heavy=True)]))
    assert [(each.rule, each.helper) for each in found.remedies] == [
        (Rule.AWAY, "away"),
        (Rule.SKILL_EXPIRED, "expired"),
        (Rule.MINUTES_PER_WEEK, "quota"),
        (Rule.NOBODY, None),
    ]
    assert found.remedies[1].facts == {"skill": "base", "until": "2026-03-09"}
    assert found.remedies[2].facts == {"limit": 90, "wanted": 120}
    assert {each.rule for each in found.reasons} >= {Rule.NEVER_THERE, Rule.HEAVY_PER_WEEK}


def test_who_is_needed_elsewhere_is_named_with_her_slot() -> None:
    both = replace(ASKED, priority=1), replace(ASKED, id="b", priority=9)
    (found,) = explained(problem([able("ann")], list(both)))
    assert (found.slot, found.possible) == ("a", 1)
    assert found.reasons == (Reason(Rule.OVERLAP, 1),)
    assert found.remedies[0] == Remedy(Rule.OVERLAP, "ann", {"with": "b"})


def test_a_team_lacks_a_mate_or_a_leader() -> None:
    round_ = replace(ASKED, kind=Kind.OUTREACH, team=2, least=2, most=2, leads=1)
    (alone,) = explained(problem([able("ann", leads=True)], [round_]))
    assert alone.reasons == (Reason(Rule.TEAM, 1),)
    (unled,) = explained(problem([able("ann"), able("bea")], [round_]))
    assert unled.reasons == (Reason(Rule.TEAM, 2), Reason(Rule.LEADS, 2))
    assert unled.places == 2
