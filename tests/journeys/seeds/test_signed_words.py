"""A film in sign language stands beside a question: brought with agreement, never playing alone."""

import io
import re

import pytest

from participation.accessibility.rules import text_key
from participation.accounts.rules.powers import Role
from tests.accessibility.filming import make_film
from tests.journeys.seeds.walkers import Walk

pytestmark = pytest.mark.sqlite

ASKED = "Votre panier aujourd’hui ?"


def test_a_film_stands_beside_the_question_that_it_signs(walk: Walk) -> None:
    path = walk.path("pommier", "Votre panier")
    assert "<video" not in walk.stranger().read(f"{path}/touch")
    team = walk.staff(Role.FACILITATOR, "pommier")
    bring = f"/voices/fr/{text_key('fr', ASKED)}/film"
    content = make_film()
    without = team.send(bring, status=422, film=(io.BytesIO(content), "panier.webm"))
    assert "<video" not in without, "nobody is shown without her agreement"
    team.send(bring, film=(io.BytesIO(content), "panier.webm"), agreed="1")
    page = walk.stranger().read(f"{path}/touch")
    assert ASKED in page, "the words stay beside it"
    assert "Voir en langue des signes" in page
    (video,) = re.findall(r"<video[^>]*>", page)
    assert "autoplay" not in video
    assert 'preload="none"' in video
    (source,) = re.findall(r'<source src="/rive([^"]+)"', page)
    film = walk.stranger().file(source)
    assert film.mimetype == "video/webm"
    (remove,) = re.findall(r'action="/rive(/voices/films/[^"]+/remove)"', team.read(bring))
    team.send(bring, remove)
    assert "<video" not in walk.stranger().read(f"{path}/touch"), "taken away, it is gone at once"
