"""The end of a survey's year: closed, read, decided, printed, told, asked again, compared."""

from playwright.sync_api import Page, expect

from tests import pdf
from tests.journeys.walking import press, words
from tests.journeys.year_made import ACTIVITIES, HEARD, MEALS, QUIET, SAID, fill_tongues
from tests.journeys.years import House

DECIDED = {"fr": "Un atelier chaque jeudi.", "ar": "ورشة كل يوم خميس."}
CELLS = """tables => tables.map(table => [...table.rows].map(
    row => [...row.cells].map(cell => cell.textContent.trim().replaceAll(/\\s/g, " "))
))"""
UNSURE = "Pareil, ou on ne peut pas savoir"


def rows(page: Page) -> list[list[str]]:
    """Give the rows of every table of the page, folded or not."""
    found: list[list[list[str]]] = page.locator("main table").evaluate_all(CELLS)
    return [row for table in found for row in table]


def close(page: Page, campaign: str) -> None:
    """Close the wave, which asks twice, and go to its results."""
    page.goto(campaign)
    page.locator("summary").filter(has_text="Fermer maintenant").click()
    press(page, "fr", "Oui, fermer")
    page.get_by_text("C’est fait : fermée").wait_for()
    press(page, "fr", "Lire les résultats")


def read_results(page: Page) -> None:
    """Read who answered and by which ways, and how many are content."""
    found = rows(page)
    for row in (
        ["Maison Tilleul", "60", "40", "67 %"],
        ["Service", "Entretien", "Borne", "Papier", "Téléphone", "Total"],
        ["Maison Tilleul", "8", "12", "8", "12", "40"],
        ["Service", "Avec un interprète", "Sans aide", "Total"],
        ["Maison Tilleul", "8", "32", "40"],
        ["Service", "العربية", "English", "Français", "Total"],
        ["Maison Tilleul", "12", "8", "20", "40"],
        [MEALS, "40", "50 % (41–59)", "Les autres : 20 · Contents : 20", "0"],
        [QUIET, "40", "70 % (60–77)", "Les autres : 12 · Contents : 28", "0"],
        [ACTIVITIES, "40", "30 % (23–40)", "Les autres : 28 · Contents : 12", "0"],
        [HEARD, "40", "62 % (53–70)", "Les autres : 15 · Contents : 25", "0"],
    ):
        assert row in found, row


def decide(page: Page) -> None:
    """Make a decision of the weakest result: who does it, and by when."""
    page.get_by_role("link", name=f"Noter une décision {ACTIVITIES}").click()
    said = page.locator('[name="said-fr"]').input_value()
    assert said == f"{ACTIVITIES} 3 personnes sur 10 sont contentes."
    fill_tongues(page, "decided", DECIDED)
    page.get_by_label("Qui s’en occupe").fill("l’animation")
    page.get_by_label("Pour quand").fill("2026-05-15")
    press(page, "fr", "Enregistrer")
    page.get_by_text("C’est noté. Mettez-le à l’ordre du jour").wait_for()


def print_papers(page: Page, house: House) -> None:
    """Open the report and the Arabic poster, and read what is printed on them."""
    report = page.get_by_role("link", name="Rapport (PDF)")
    poster = page.locator('main a[href*="/poster/"]').filter(has_text="العربية").first
    paper, wall = (
        page.request.get(f"{house.url}{link.get_attribute('href')}").body()
        for link in (report, poster)
    )
    printed = pdf.read(paper)
    for each in (
        "Participation 67 % 40 réponses pour 60 personnes",
        "Maison Tilleul 8 12 8 12 40",
        f"{ACTIVITIES} 40 30 % (23–40)",
        f"{DECIDED['fr']} l’animation 15 mai 2026",
    ):
        assert pdf.letters(each) in printed, printed
    titles = {words("ar", each) for each in ("Ce que vous avez dit", "Vos réponses")}
    assert titles <= set(pdf.titles(wall))
    figures = [run for run in pdf.runs(wall) if run.isdecimal()]
    assert figures[:7] == ["2026", "7", "10", "6", "10", "3", "10"]


def put_on_agenda(page: Page, house: House) -> None:
    """Plan a meeting of the council, and put the decision on its agenda."""
    page.goto(f"{house.url}/rive/meetings")
    press(page, "fr", "Prévoir une réunion")
    page.get_by_label("Jour").fill("2026-04-21")
    page.get_by_label("Lieu").fill("Salle commune")
    press(page, "fr", "Enregistrer")
    page.locator("main tr").filter(has_text=DECIDED["fr"]).get_by_role("button").click()
    page.get_by_text("La décision est sur l’ordre du jour").wait_for()
    point = page.locator("main section").filter(has_text=ACTIVITIES).inner_text()
    assert DECIDED["fr"] in point
    assert "l’animation" in point


def publish(page: Page, campaign: str) -> None:
    """Give the results back to the residents."""
    page.goto(campaign)
    press(page, "fr", "Rendre les résultats aux personnes")
    page.get_by_text("C’est fait : résultats rendus").wait_for()


def read_as_resident(page: Page, house: House) -> None:
    """Read on her phone, in Arabic, what was said and what will be done."""
    page.goto(f"{house.url}/rive/tilleul/")
    press(page, "ar", "Ce que vous avez dit")
    told = page.locator("main").inner_text()
    for number, question in ((7, QUIET), (6, HEARD), (3, ACTIVITIES)):
        assert f"{SAID[question]['ar']}\n\n{number} أشخاص راضون من كل 10 أشخاص." in told
    assert DECIDED["ar"] in told
    assert "15 مايو 2026" in told


def ask_again(page: Page, campaign: str) -> str:
    """Do the same wave again: all is filled in, a year later; give where it is."""
    page.goto(campaign)
    press(page, "fr", "Refaire cette enquête")
    assert page.locator('[name="title-fr"]').input_value() == "Votre avis 2027"
    assert page.get_by_label("Ouverture").input_value() == "2027-03-16"
    assert page.get_by_label("Enquête d’avant").locator("option:checked").inner_text() == (
        "Votre avis 2026 (2026)"
    )
    press(page, "fr", "Enregistrer")
    return page.url


def read_change(page: Page) -> None:
    """Read what changed since the first wave, and what cannot be told."""
    found = rows(page)
    before, now = "30 % (23–40), n = 40", "70 % (60–77), n = 40"
    same = ("62 % (53–70), n = 40",) * 2
    for row in (
        [MEALS, "50 % (41–59), n = 40", "55 % (45–64), n = 40", "+5 points", UNSURE, "15 points"],
        [QUIET, now, now, "0 points", UNSURE, "15 points"],
        [ACTIVITIES, before, now, "+40 points", "Mieux", "15 points"],
        [HEARD, *same, "0 points", UNSURE, "15 points"],
        [ACTIVITIES, "2026", DECIDED["fr"], "l’animation", "C’est promis", before, now, "Mieux"],
        ["Borne", "12 (30 %)", "12 (30 %)"],
        ["Entretien", "8 (20 %)", "8 (20 %)"],
    ):
        assert row in found, row
    expect(page.get_by_text("Les personnes ont répondu de la même façon")).to_be_visible()
