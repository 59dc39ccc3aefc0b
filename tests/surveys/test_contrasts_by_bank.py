"""Waves set side by side: which question of one is which of the other."""

from dataclasses import replace

from participation.surveys.rules.contrasts import compare
from participation.surveys.rules.counts import Wave
from participation.surveys.rules.questions import Questionnaire
from participation.surveys.rules.report import Publication, publish
from tests.surveys.test_contrasts import house
from tests.surveys.waves import both, faces


def test_waves_are_joined_by_the_bank_first_and_then_by_name() -> None:
    def wave(*names: tuple[str, str]) -> Publication:
        items = tuple(
            replace(faces(name, name, number), raw={"bank": origin} if origin else {})
            for number, (name, origin) in enumerate(names, 1)
        )
        form = Questionnaire(both("Avis"), ("fr",), items)
        return publish(Wave(form, (house(1, 80, 30, 30),)))

    now = wave(("repas_2", "meals_taste@3"), ("chambre", "room_quiet@1")).lines[0]
    asked = wave(("repas_2", "meals_taste@3"), ("chambre", "room_quiet@1"))
    for before, joined in (
        (wave(("repas", "meals_taste@1"), ("repas_2", "meals_enough@1")), {"repas_2": "repas"}),
        (wave(("repas_2", "meals_enough@1"), ("chambre", "")), {"chambre": "chambre"}),
        (wave(("autre", "meals_taste@1"), ("repas_2", "meals_taste@2")), {"repas_2": "repas_2"}),
    ):
        kin = {one.question.name: before.alike(one.question) for one in asked.findings}
        assert {name: one.question.name for name, one in kin.items() if one} == joined
        assert compare(asked, before, now).keys() == joined.keys()
