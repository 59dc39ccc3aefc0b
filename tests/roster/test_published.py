"""Formats of published rosters, on tiny instances of our own: model and judge agree."""

import json
import random
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pytest

from participation.roster.model import Model
from tests.bench import peers
from tests.bench.published import curtois, inrc, nsplib, run
from tests.bench.published.grid import Grid, Plan
from tests.bench.published.judging import Verdict, judge_curtois, judge_inrc, judge_nsplib

TOWN = """# Two weeks are nine days here: the second weekend never comes.
SECTION_HORIZON
9
SECTION_SHIFTS
E,480,
L,420,E
SECTION_STAFF
A,E=3|L=3,2300,1300,4,2,2,0
SECTION_DAYS_OFF
A,8
SECTION_SHIFT_ON_REQUESTS
A,0,L,5
A,8,E,2
SECTION_SHIFT_OFF_REQUESTS
A,3,E,7
SECTION_COVER
2,E,1,100,1
4,L,0,100,3
"""
CREW = "2 4 3\n1 0 0\n0 1 0\n1 0 0\n0 0 0\n" + "1 2 3 3 1 2 2 2 4 1 3 1\n" * 2
CASE = "4 3\n2 3\n1 3\n1 2 0 2\n1 3 0 2\n1 2 1 2\n"
PARTY = """<SchedulingPeriod>
<StartDate>2010-01-01</StartDate><EndDate>2010-01-06</EndDate>
<ShiftTypes>
<Shift ID="E"><Skills><Skill>Nurse</Skill></Skills></Shift>
<Shift ID="N"><Skills><Skill>Nurse</Skill></Skills></Shift>
</ShiftTypes>
<Patterns>
<Pattern ID="0" weight="2"><PatternEntries>
<PatternEntry index="0"><ShiftType>N</ShiftType><Day>Any</Day></PatternEntry>
<PatternEntry index="1"><ShiftType>E</ShiftType><Day>Any</Day></PatternEntry>
</PatternEntries></Pattern>
<Pattern ID="1" weight="7"><PatternEntries>
<PatternEntry index="0"><ShiftType>None</ShiftType><Day>Friday</Day></PatternEntry>
<PatternEntry index="1"><ShiftType>Any</ShiftType><Day>Saturday</Day></PatternEntry>
</PatternEntries></Pattern>
</Patterns>
<Contracts><Contract ID="0">
<Description>part</Description><SingleAssignmentPerDay weight="1">true</SingleAssignmentPerDay>
<MaxNumAssignments on="1" weight="3">3</MaxNumAssignments>
<MinNumAssignments on="1" weight="4">2</MinNumAssignments>
<MaxConsecutiveWorkingDays on="1" weight="1">2</MaxConsecutiveWorkingDays>
<MinConsecutiveWorkingDays on="1" weight="5">3</MinConsecutiveWorkingDays>
<MaxConsecutiveFreeDays on="1" weight="1">2</MaxConsecutiveFreeDays>
<MinConsecutiveFreeDays on="1" weight="6">2</MinConsecutiveFreeDays>
<MaxWorkingWeekendsInFourWeeks on="{on}" weight="1">1</MaxWorkingWeekendsInFourWeeks>
<WeekendDefinition>SaturdaySunday</WeekendDefinition>
<CompleteWeekends weight="8">true</CompleteWeekends>
<IdenticalShiftTypesDuringWeekend weight="9">true</IdenticalShiftTypesDuringWeekend>
<NoNightShiftBeforeFreeWeekend weight="0">false</NoNightShiftBeforeFreeWeekend>
<UnwantedPatterns><Pattern>0</Pattern><Pattern>1</Pattern></UnwantedPatterns>
</Contract></Contracts>
<Employees>
<Employee ID="A"><ContractID>0</ContractID><Skills><Skill>Nurse</Skill></Skills></Employee>
<Employee ID="B"><ContractID>0</ContractID><Skills><Skill>{skill}</Skill></Skills></Employee>
</Employees>
<CoverRequirements><DayOfWeekCover><Day>Monday</Day>
<Cover><Shift>E</Shift><Preferred>1</Preferred></Cover>
</DayOfWeekCover></CoverRequirements>
<DayOffRequests><DayOff weight="11">
<EmployeeID>A</EmployeeID><Date>2010-01-04</Date></DayOff></DayOffRequests>
<ShiftOffRequests><ShiftOff weight="12"><ShiftTypeID>N</ShiftTypeID>
<EmployeeID>B</EmployeeID><Date>2010-01-02</Date></ShiftOff></ShiftOffRequests>
</SchedulingPeriod>"""
LONG = "4 3\n2 4\n2 4\n2 4 0 4\n2 3 0 3\n2 2 0 2\n"


def plans(people: int, days: int, shifts: int, most: int) -> Iterator[Plan]:
    """Give all plans when they are few, else some that are drawn."""
    cells, choices = people * days, [None, *range(shifts)]
    if len(choices) ** cells <= most:
        for each in product(choices, repeat=cells):
            yield [each[start : start + days] for start in range(0, cells, days)]
        return
    draw = random.Random(5)
    for _ in range(most):
        yield [_stretches(draw, choices, days) for _ in range(people)]


def _stretches(draw: random.Random, choices: list[int | None], days: int) -> list[int | None]:
    found: list[int | None] = []
    while len(found) < days:
        found += [draw.choice(choices)] * draw.choice([1, 2, 2, 3])
    return found[:days]


def values_of(grid: Grid, model: Model, plan: Plan) -> list[int]:
    return model.complete(
        grid.columns[person][day][shift]
        for person, row in enumerate(plan)
        for day, shift in enumerate(row)
        if shift is not None
    )


def agree(grid: Grid, judge: Callable[[Plan], Verdict], most: int = 7000) -> int:
    """Hold the model beside the judge on each plan; give the least cost of those that hold."""
    model, costs = grid.finish(), []
    for plan in plans(grid.people, grid.days, grid.shifts, most):
        values, verdict = values_of(grid, model, plan), judge(plan)
        assert model.holds(values) == (not verdict.broken), (plan, verdict.broken)
        if not verdict.broken:
            assert model.value(0, values) + grid.fixed == verdict.cost
            costs.append(verdict.cost)
    assert costs
    return min(costs)


def test_the_format_of_curtois() -> None:
    of = curtois.read(TOWN)
    assert (of.days, len(of.shifts), of.cover[2, "E"]) == (9, 2, (1, 100, 1))
    agree(curtois.model(of), lambda plan: judge_curtois(of, plan))


@pytest.mark.parametrize("case", [CASE, LONG])
def test_the_format_of_nsplib(case: str) -> None:
    of = nsplib.read(CREW, case)
    assert (of.days, of.shifts, of.needs[1]) == (4, 2, [0, 1, 0])
    agree(nsplib.model(of), lambda plan: judge_nsplib(of, plan))


def test_the_format_of_the_competition() -> None:
    of = inrc.read(PARTY.format(on=0, skill="Nurse"))
    assert (of.days, of.shifts, of.needs, of.unsaid) == (6, ["E", "N"], {(3, "E"): 1}, {})
    assert agree(inrc.model(of), lambda plan: judge_inrc(of, plan)) > 0


def test_what_the_model_does_not_say_is_counted_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "inrc1"
    place.mkdir()
    (place / "best_known.csv").write_text("party,30\nabsent,1\n")
    (place / "party.xml").write_text(PARTY.format(on=1, skill="Cook"))
    assert run.measure(tmp_path)
    told = capsys.readouterr().out
    assert "does not say: MaxWorkingWeekendsInFourWeeks (1), Skills (1)" in told
    assert "WRONG" not in told


def test_a_folder_is_solved_and_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    of = nsplib.read(CREW, CASE)
    best = agree(nsplib.model(of), lambda plan: judge_nsplib(of, plan))
    place = tmp_path / "nsplib"
    (place / "N30").mkdir(parents=True)
    (place / "cases").mkdir()
    (place / "N30" / "1.nsp").write_text(CREW)
    (place / "cases" / "9.gen").write_text(CASE)
    known = [{"file": "N30/1.nsp", "case": 9, "best_known": best}]
    (place / "best_known.json").write_text(json.dumps(known))
    assert run.measure(tmp_path)
    told = capsys.readouterr().out
    assert f"N30/1.nsp case 9: {best}, proved, best known {best} (+0.00 %)" in told
    assert "WRONG" not in told


def test_without_a_folder_they_are_left_out_with_a_word(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert peers.main(["--only", "published"]) == 0
    assert "--rosters" in capsys.readouterr().out
    with pytest.raises(SystemExit):
        peers.main(["--rosters", "nowhere", "--only", "published"])
