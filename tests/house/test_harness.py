"""The tests' own tools: what they refuse, they do refuse."""

import socket
import time

import pytest
from playwright.sync_api import Page
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError

from participation.foundation import clock as house_clock
from tests.browser import violations
from tests.conftest import START, Clock, owner_url
from tests.inspection import problems

PAGE = """<!DOCTYPE html>
<html lang="{lang}" dir="{dir}"><head><title>{title}</title></head>
<body><h1>Vos avis</h1>{body}</body></html>"""
DOOR = '<a class="tile" href="{}"><svg><path d="M0 0"></path></svg>a</a>'
DOORS = DOOR * 2
WELL = {"lang": "fr", "dir": "ltr", "title": "Vos avis", "body": ""}


def test_a_good_page_passes() -> None:
    body = (
        '<label for="a">Nom</label><input id="a" aria-describedby="b"><p id="b">Aide</p>'
        '<p lang="ar" dir="rtl">السلام عليكم</p><img src="/a.png" alt="">'
    )
    assert problems(PAGE.format(**{**WELL, "body": body})) == ()
    same = DOORS.format("/rive/surveys/4?back=/rive/", "/rive/surveys/12")
    assert problems(PAGE.format(**{**WELL, "body": same})) == ()


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"body": "<p>a</div>"}, "end-tag-too-early"),
        ({"body": "<h1>Deux</h1>"}, "2 h1"),
        ({"title": "Accueil"}, "does not begin with h1"),
        ({"lang": ""}, "no lang"),
        ({"dir": "auto"}, "no dir"),
        ({"body": '<p id="a"></p><p id="a"></p>'}, "'a' stands 2 times"),
        ({"body": '<p aria-describedby="x"></p>'}, "points nowhere"),
        ({"body": '<input name="n">'}, "input 'n' has no label"),
        ({"body": '<label for="a"> </label><input id="a" name="n">'}, "input 'n' has no label"),
        ({"body": '<button name="b"><svg></svg></button>'}, "button 'b' says nothing"),
        ({"body": '<img src="/a.png">'}, "has no alt"),
        ({"body": "<p>السلام عليكم</p>"}, "dir=ltr"),
        ({"body": "<style>p {}</style>"}, "inline style"),
        ({"body": "<script>1</script>"}, "inline script"),
        ({"body": '<p style="color: red"></p>'}, "inline style of p"),
        ({"body": '<p onclick="a()"></p>'}, "inline onclick"),
        ({"body": '<a href=" JavaScript:a()">a</a>'}, "runs a script"),
        ({"body": DOORS.format("/rive/news", "/rive/surveys/4")}, "one picture leads to "),
    ],
)
def test_the_inspection_names_each_fault(change: dict[str, str], fault: str) -> None:
    found = problems(PAGE.format(**{**WELL, **change}))
    assert any(fault in each for each in found), found


@pytest.mark.browser
def test_axe_names_the_faults_of_a_page(page: Page) -> None:
    said = '<main><h1>Vos avis</h1><img src="data:,"><p style="color: #ddd">Pâle</p></main>'
    page.set_content(f'<html lang="fr"><title>Vos avis</title>{said}</html>')
    assert [each.partition(":")[0] for each in violations(page)] == ["color-contrast", "image-alt"]
    (fault,) = violations(page, "image-alt")
    assert fault == "image-alt: Images must have alternative text img"
    page.set_content('<html lang="fr"><title>Vos avis</title><main><h1>Vos avis</h1></main></html>')
    assert not violations(page)


def test_no_test_speaks_to_the_world() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"192\.0\.2\.1"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_the_clock_stands_until_it_is_moved(clock: Clock) -> None:
    assert house_clock.now() == START
    clock.advance(minutes=3)
    assert (house_clock.now() - START).total_seconds() == 180


def test_the_machine_stands_in_an_odd_zone() -> None:
    assert time.localtime(START.timestamp()).tm_gmtoff == (13 * 60 + 45) * 60


@pytest.mark.parametrize("time_", ["first", "second"])
def test_each_test_has_a_database_of_its_own(database: str, time_: str) -> None:
    owner = create_engine(owner_url(database))
    with owner.begin() as connection:
        connection.execute(text(f"CREATE TABLE left_behind AS SELECT '{time_}' AS time_"))
    owner.dispose()


@pytest.mark.postgresql
def test_the_program_neither_owns_its_tables_nor_passes_their_walls(engine: Engine) -> None:
    rights = "SELECT rolsuper, rolbypassrls, rolcreaterole FROM pg_roles WHERE rolname = user"
    owners = "SELECT DISTINCT tableowner = user FROM pg_tables WHERE schemaname = 'public'"
    with engine.connect() as connection:
        assert connection.execute(text(rights)).all() == [(False, False, False)]
        assert connection.execute(text(owners)).scalars().all() == [False]
    with pytest.raises(DBAPIError, match="must be owner"), engine.begin() as connection:
        connection.execute(text("ALTER TABLE organisation DISABLE ROW LEVEL SECURITY"))
