"""Flags of one page corrected together, ways of answering beside them, proxies apart."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest

from participation.surveys.rules import apart
from participation.surveys.rules.anonymity import Threshold
from participation.surveys.rules.comparison import MODE_GAP, Verdict, mode_distance
from participation.surveys.rules.contrasts import compare, contrast, weighed
from participation.surveys.rules.counts import Sheet, Wave
from participation.surveys.rules.findings import REST
from participation.surveys.rules.lines import ELEMENTARY, Groups, Line, shown
from participation.surveys.rules.modes import (
    helped_much,
    modes_apart,
    modes_moved,
    staff_helped,
)
from participation.surveys.rules.publication import Hidden
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.report import Publication, publish
from participation.surveys.rules.significance import Group, chance
from participation.surveys.rules.weighting import Unweighted, WeightedShare
from tests.surveys.intruder import Intruder
from tests.surveys.waves import both, faces

FORM = Questionnaire(
    both("Avis"), ("fr",), (faces("repas", "Les repas", 1), faces("chambre", "La chambre", 2))
)


def house(key: int, people: int, content: int, others: int, **ways: Mapping[str, int]) -> Sheet:
    """Count a house of which so many are content with both questions and so many are not.

    Eight came by paper, seven were helped by the staff.
    """
    size = content + others
    facts = {
        "channels": {"kiosk": size - 8, "paper": 8},
        "aids": {"none": size - 7, "staff": 7},
        "languages": {"fr": size},
    }
    return Sheet(
        key,
        people,
        pole=f"p{key}",
        responses=size,
        values={number: {5: content, 2: others} for number in (1, 2)},
        **(facts | ways),  # type: ignore[arg-type]
    )


def published(*sheets: Sheet) -> Publication:
    return publish(Wave(FORM, sheets))


def line_of(publication: Publication, key: int) -> Line:
    found = publication.line_of(key)
    assert found is not None
    return found


def test_a_line_is_judged_alike_whatever_question_is_set_side_by_side() -> None:
    others = [house(key, 40, 15, 15) for key in (2, 3, 4)]
    waves = [published(house(1, 40, content, 18), *others) for content in (14, 12)]
    now = published(house(1, 40, 18, 12), *others)
    line = line_of(now, 1)
    alone = compare(now, waves[-1], line)
    assert [each.change and each.change.verdict for each in alone.values()] == [Verdict.BETTER] * 2
    page, other = (contrast(now, waves, each, "repas") for each in (line, now.lines[0]))
    assert page.questions == contrast(now, waves, line, "chambre").questions == alone
    assert (page.services, page.since_first) == (other.services, other.since_first)


def test_flags_of_one_question_and_of_one_line_are_each_corrected_together() -> None:
    first = published(house(1, 40, 12, 20), house(2, 60, 25, 25))
    second = published(house(1, 40, 14, 18), house(2, 60, 27, 23))
    now = published(house(1, 40, 20, 12), house(2, 60, 25, 25))
    line = line_of(now, 1)
    page = contrast(now, [first, second], line, "repas")
    assert set(page.services) == {"1", "2"}
    assert set(page.since_first) == {"whole", "1", "2"}
    fewer = contrast(now, [second], line, "repas").services
    assert page.services["1"].chance > fewer["1"].chance
    twice = 2 * chance(Group(14, 32, 40), Group(20, 32, 40))
    assert twice < 1
    told = [each.change.chance for each in page.questions.values() if each.change]
    assert told == pytest.approx([twice, twice])


def test_a_service_is_set_against_all_others() -> None:
    now = published(house(1, 40, 25, 7), house(2, 60, 24, 26), house(3, 50, 14, 26))
    found = contrast(now, [], now.lines[0], "repas").services
    assert {key: each.verdict for key, each in found.items()} == {
        "1": Verdict.BETTER,
        "2": Verdict.SAME_OR_UNKNOWN,
        "3": Verdict.WORSE,
    }
    assert found["1"].difference == pytest.approx(25 / 32 - 38 / 90)
    assert not contrast(now, [], now.lines[0]).services


def test_the_whole_scale_and_the_weights_are_tested_where_they_are_shown() -> None:
    many = {1: {1: 6, 2: 7, 3: 7, 4: 6, 5: 6}}
    first = replace(house(1, 40, 12, 20), values=many)
    sad, glad = {1: 30, 2: 30, 3: 15, 4: 15, 5: 10}, {1: 10, 2: 15, 3: 15, 4: 30, 5: 30}
    before = published(first, replace(house(2, 160, 25, 75), values={1: sad}))
    now = published(first, replace(house(2, 160, 60, 40), values={1: glad}))
    whole = compare(now, before, now.lines[0])["repas"]
    assert whole.scale is not None
    assert whole.weighted is not None
    assert whole.weighted.verdict is Verdict.BETTER
    assert whole.scale.verdict is Verdict.BETTER
    assert whole.weighted.difference == pytest.approx(0.35 * 160 / 200)
    single = compare(now, before, line_of(now, 2))["repas"]
    assert single.weighted is None


def test_a_line_is_weighed_by_its_services_or_says_why_not() -> None:
    now = published(house(1, 40, 12, 20), house(2, 160, 25, 25))
    found = weighed(now, now.findings[0], now.lines[0])
    assert isinstance(found, WeightedShare)
    assert found.value == pytest.approx(12 / 32 * 0.2 + 0.5 * 0.8)
    assert weighed(now, now.findings[0], line_of(now, 1)) is Unweighted.ONE_PART
    few = published(house(1, 40, 10, 10), house(2, 160, 12, 12))
    assert weighed(few, few.findings[0], few.lines[0]) is Unweighted.FEW_ANSWERS
    hidden = published(house(1, 40, 3, 27), house(2, 160, 25, 25))
    assert weighed(hidden, hidden.findings[0], hidden.lines[0]) is Unweighted.HIDDEN_PART
    crowded = published(house(1, 40, 20, 27), house(2, 160, 25, 25))
    assert weighed(crowded, crowded.findings[0], crowded.lines[0]) is Unweighted.MARGIN_UNKNOWN


def test_other_ways_of_answering_are_told_of_waves_and_of_services() -> None:
    paper = {"channels": {"paper": 22, "kiosk": 8}}
    before = published(house(1, 40, 12, 18), house(2, 40, 15, 15))
    now = published(house(1, 40, 12, 18, **paper), house(2, 40, 15, 15))
    assert modes_moved(now, before, line_of(now, 1)) is True
    assert modes_moved(now, before, line_of(now, 2)) is False
    unlike, unknown = modes_apart(now)
    assert [line.key for line in unlike] == ["1", "2"]
    assert unknown == []
    few = published(house(1, 40, 12, 18, channels={"paper": 3, "kiosk": 27}), house(2, 40, 15, 15))
    assert modes_apart(few)[1]


def test_help_of_the_own_staff_is_flagged_past_thirty_percent_and_only_where_shown() -> None:
    def helped(staff: int) -> Publication:
        aids = {"staff": staff, "none": 30 - staff}
        return published(house(1, 40, 12, 18, aids=aids), house(2, 40, 15, 15))

    assert [(line.key, part) for line, part in helped_much(helped(10))] == [("1", 10 / 30)]
    assert helped_much(helped(9)) == []
    assert staff_helped(helped(3), line_of(helped(3), 1)) is None


def _drawn(seed: int) -> tuple[Sheet, ...]:
    """Draw houses with few and many proxies, helpers, channels and languages."""
    draw = random.Random(seed)
    found = []
    for key in range(1, draw.randint(2, 6)):
        content, others = draw.randint(0, 25), draw.randint(0, 25)
        size = content + others
        staff, paper, arabic = (draw.randint(0, size) for _ in range(3))
        proxies = draw.choice([0, 0, draw.randint(0, 6), draw.randint(5, 30)])
        told = draw.randint(0, proxies)
        found.append(
            Sheet(
                key,
                size + draw.randint(0, 20),
                pole=draw.choice(["", "north", "south"]),
                responses=size,
                values={1: {5: content, 2: others}, 2: {4: others, 1: content}},
                channels={"kiosk": size - paper, "paper": paper},
                aids={"none": size - staff, "staff": staff},
                languages={"fr": size - arabic, "ar": arabic},
                proxies=proxies,
                proxy_values={1: {5: told, 1: proxies - told}},
                spoken={"fr": size, "ar": draw.randint(0, 20)},
            )
        )
    return tuple(found)


@pytest.mark.parametrize("chunk", range(3))
def test_an_intruder_computes_no_hidden_number_of_proxies(chunk: int) -> None:
    for seed in range(chunk * 20, chunk * 20 + 20):
        sheets = _drawn(seed)
        groups = Groups(shown(sheets)[0])
        if not groups.members:
            continue
        publication = published(*sheets)
        table = apart.proxies_table(groups)
        if publication.proxies.rows:
            assert not Intruder(table, publication.proxies).pinned(whole=False), seed
        for each in (publication.spoken, publication.proxies):
            numbers = [cell for cell in each.cells.values() if not isinstance(cell, Hidden)]
            assert min(numbers, default=Threshold.INTERNAL) >= Threshold.INTERNAL, seed
        for finding in publication.findings:
            opinions = apart.opinions_table(groups, finding)
            told = publication.proxy_shares.get((groups.top, finding.question.name))
            if told is not None:
                rest = opinions.counts[groups.top, REST]
                assert min(told.hits, rest) >= Threshold.PUBLIC, seed


def test_what_proxies_say_changes_no_figure_of_residents() -> None:
    said = published(*_with_proxies({1: {5: 20}}))
    unsaid = published(*_with_proxies({1: {1: 12, 5: 12}}))
    assert said.findings[0].table == unsaid.findings[0].table
    assert said.lines == unsaid.lines
    assert [said.proxies.cell(line.key, apart.PROXIES) for line in said.lines] == [34, 24, 10]
    assert not said.proxy_shares
    assert unsaid.proxy_shares["whole", "repas"].hits == 12
    assert unsaid.seen_by({2}).proxy_shares == {}
    assert unsaid.seen_by({2}).proxies.rows == ("2",)


def _with_proxies(values: Mapping[int, Mapping[int, int]]) -> list[Sheet]:
    first = Sheet(
        1,
        60,
        pole="p1",
        responses=30,
        values={1: {5: 12, 2: 18}},
        proxies=24,
        proxy_values=values,
    )
    second = replace(house(2, 40, 15, 15), proxies=10)
    return [first, second]


@pytest.mark.parametrize("seed", range(24))
def test_nothing_derived_rests_on_a_hidden_figure(seed: int) -> None:
    now, before = published(*_drawn(seed)), published(*_drawn(seed + 1_000))
    for line in now.lines:
        page = contrast(now, [before, before], line, "repas")
        for name, compared in page.questions.items():
            finding = now.finding(name)
            assert finding is not None
            assert not isinstance(finding.share(line), Hidden)
            if compared.scale is not None:
                assert all(part.column for part in finding.parts(line))
        for finding in now.findings:
            shares = {x.key: finding.share(x) for x in now.lines}
            if isinstance(weighed(now, finding, line), WeightedShare):
                inside = [x for x in now.lines if x.service_ids < line.service_ids]
                seen = [x.service_ids for x in inside if not isinstance(shares[x.key], Hidden)]
                assert frozenset().union(*seen) == line.service_ids
        shares = {x.key: now.findings[0].share(x) for x in now.lines}
        for key in page.services:
            assert not isinstance(shares[key], Hidden)
            assert not isinstance(shares["whole"], Hidden)
        for key in page.since_first:
            assert not isinstance(shares[key], Hidden)
        if staff_helped(now, line):
            assert not isinstance(now.aids.cell(line.key, "staff"), Hidden)


@pytest.mark.parametrize("chunk", range(2))
def test_what_bounds_tell_of_the_ways_is_true_of_the_hidden_counts(chunk: int) -> None:
    told = 0
    for seed in range(chunk * 25, chunk * 25 + 25):
        sheets = {sheet.service_id: sheet for sheet in _drawn(seed)}
        publication = published(*sheets.values())
        everyone = [sheet for key, sheet in sheets.items() if key not in publication.left_out]
        unlike, unknown = modes_apart(publication)
        for line in publication.lines:
            if line.kind not in ELEMENTARY or line in unknown or len(publication.lines) == 1:
                continue
            own = [sheets[key] for key in line.service_ids]
            distances = [
                mode_distance(_added(everyone, name), _added(own, name))
                for name in ("channels", "aids")
            ]
            assert (max(distances) >= MODE_GAP - 1e-9) == (line in unlike), seed
            told += 1
    assert told


def _added(sheets: Sequence[Sheet], name: str) -> Counter[str]:
    return sum((Counter(getattr(sheet, name)) for sheet in sheets), Counter())
