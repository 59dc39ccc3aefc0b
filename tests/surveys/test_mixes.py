"""Who is present beside who answered, and small services that share a line."""

from dataclasses import replace

import pytest

from participation.surveys.labels.analysis import Names
from participation.surveys.labels.mixes import missing_table
from participation.surveys.rules.lines import shown
from tests.surveys.test_contrasts import house, published


@pytest.mark.parametrize(("each", "told"), [(2, "Moins de 5"), (3, "15")])
def test_few_who_speak_what_nobody_answered_in_are_not_told(each: int, told: str) -> None:
    spoken = {"fr": 35, "ps": each, "so": each}
    sheet = house(1, sum(spoken.values()), 18, 12, spoken=spoken)
    table = missing_table(published(sheet), Names({1: "Tilleul"}, {}, "fr"))
    (row,) = (row for row in table.rows if "personne n’a répondu" in row[0])
    assert row[1].startswith(told)


@pytest.mark.parametrize(("poles", "left"), [(("p", "p"), frozenset()), (("p", "q"), {1, 2})])
def test_services_of_too_few_answers_are_left_out_unless_they_share_a_line(
    poles: tuple[str, str], left: frozenset[int]
) -> None:
    few = [
        replace(house(key, 9, 8, 0), pole=pole, responses=4)
        for key, pole in zip((1, 2), poles, strict=True)
    ]
    assert shown([*few, house(3, 40, 20, 10)])[1] == left
