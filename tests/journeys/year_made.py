"""The first weeks of a survey's year: written, prepared, refused, translated, opened, drawn."""

import datetime as dt
import io

from babel.messages.pofile import read_po, write_po
from openpyxl import load_workbook
from playwright.sync_api import FilePayload, Page

from tests.conftest import START
from tests.inspection import plain
from tests.journeys.walking import press
from tests.journeys.years import House

TITLE = "Votre avis sur la maison"
PICKED = ("meals_taste", "room_quiet", "activities_content")
MEALS, QUIET, ACTIVITIES, HEARD = (
    "Les repas sont-ils bons ?",
    "Dormez-vous au calme ?",
    "Les activités vous plaisent-elles ?",
    "Vous écoute-t-on le soir ?",
)
SAID = {
    TITLE: {
        "fr@falc": "Dites ce que vous pensez de la maison",
        "en": "Your opinion about the house",
        "ar": "رأيكم في البيت",
    },
    HEARD: {
        "fr@falc": "Le soir, est-ce que quelqu’un vous écoute ?",
        "en": "Does somebody listen to you in the evening?",
        "ar": "هل يستمع إليكم أحد في المساء؟",
    },
    MEALS: {"ar": "هل الوجبات جيدة؟"},
    QUIET: {"ar": "هل تنامون في هدوء؟"},
    ACTIVITIES: {"ar": "هل تعجبكم الأنشطة؟"},
}
"""What the bank does not say yet."""
NAMES = {
    "fr": "Votre avis 2026",
    "fr@falc": "Dites votre avis",
    "en": "Your opinion 2026",
    "ar": "رأيكم 2026",
}
AIMS = {
    "fr": "Pour mieux vivre ensemble.",
    "fr@falc": "Vos réponses aident à mieux vivre ici.",
    "en": "To live better together.",
    "ar": "لنعيش معا بشكل أفضل.",
}


def draft(page: Page, house: House) -> None:
    """Begin a questionnaire in four languages: three questions of the bank, one of her own."""
    page.goto(f"{house.url}/rive/questionnaires")
    press(page, "fr", "Faire un questionnaire")
    page.get_by_label("Titre").fill(TITLE)
    for tag in ("fr@falc", "en", "ar"):
        page.locator(f'label:has(input[value="{tag}"])').click()
    press(page, "fr", "Commencer")
    for name in PICKED:
        page.locator(f'label:has(input[value="{name}"])').click()
    press(page, "fr", "Ajouter les questions cochées")
    press(page, "fr", "Écrire une question")
    press(page, "fr", "Visages : 5 réponses")
    page.locator("#label").fill(HEARD)
    press(page, "fr", "Enregistrer")
    lines = page.locator('main [id^="item-"] h2').all_inner_texts()
    assert [plain(line) for line in lines] == [MEALS, QUIET, ACTIVITIES, HEARD]


def fill_tongues(page: Page, field: str, texts: dict[str, str]) -> None:
    """Write a text in several languages, those folded away too."""
    own = page.locator("fieldset").filter(has=page.locator(f'[name="{field}-fr"]'))
    own.locator("summary").click()
    for tag, text in texts.items():
        page.locator(f'[name="{field}-{tag}"]').fill(text)


def prepare(page: Page, house: House) -> str:
    """Prepare a wave that is refused while texts are missing, and says which; give its page."""
    page.goto(f"{house.url}/rive/campaigns")
    press(page, "fr", "Préparer une enquête")
    fill_tongues(page, "title", NAMES)
    fill_tongues(page, "purpose", AIMS)
    page.get_by_label("Questionnaire").select_option(label=f"{TITLE} (1)")
    page.get_by_label("Maison Tilleul").check(force=True)
    for tag in NAMES:
        page.locator(f'label:has(input[name="languages"][value="{tag}"])').click()
    page.get_by_label("On vous demande votre avis").check(force=True)
    page.get_by_label("Ouverture").fill(START.date().isoformat())
    page.get_by_label("Fermeture").fill((START.date() + dt.timedelta(days=10)).isoformat())
    press(page, "fr", "Enregistrer")
    campaign = page.url
    press(page, "fr", "Tout est prêt")
    refused = page.get_by_text("Il manque des textes dans ces langues").inner_text()
    assert "Français facile, English, العربية." in refused
    lacking = page.locator("main tr").filter(has_text="Français facile").inner_text()
    assert TITLE in lacking
    assert HEARD in plain(lacking)
    return campaign


def translate(page: Page) -> None:
    """Write easy French in the page, English in the workbook, Arabic in the PO file."""
    _by_page(page)
    _by_workbook(page)
    _by_po(page)


def _by_page(page: Page) -> None:
    page.locator('main table a[href*="fr@falc?todo=1"]').click()
    for source in (TITLE, HEARD):
        pair = page.locator("main section").filter(has_text=source)
        pair.locator("textarea").fill(SAID[source]["fr@falc"])
    press(page, "fr", "Garder ces textes")
    page.get_by_text("2 textes gardés").wait_for()
    press(page, "fr", "Toutes les langues")


def _by_workbook(page: Page) -> None:
    with page.expect_download() as waiting:
        press(page, "fr", "Prendre le fichier XLSX")
    book = load_workbook(io.BytesIO(waiting.value.path().read_bytes()))
    for row in book["en"].iter_rows(min_row=2):
        if not row[3].value:
            row[3].value = SAID[str(row[2].value)]["en"]
    content = io.BytesIO()
    book.save(content)
    _bring(page, "en.xlsx", content.getvalue())
    page.get_by_text("2 textes pris, 0 laissés").wait_for()


def _by_po(page: Page) -> None:
    press(page, "fr", "Le questionnaire")
    with page.expect_download() as waiting:
        page.locator('main table a[href*="texts.po?language=ar"]').click()
    catalog = read_po(io.BytesIO(waiting.value.path().read_bytes()))
    for message in catalog:
        if message.id and not message.string:
            message.string = SAID[str(message.id)]["ar"]
    content = io.BytesIO()
    write_po(content, catalog)
    page.locator('label:has(input[name="language"][value="ar"])').click()
    _bring(page, "ar.po", content.getvalue())
    page.get_by_text("10 textes pris, 0 laissés").wait_for()


def _bring(page: Page, name: str, content: bytes) -> None:
    """Send a translator's file."""
    form = page.locator("form").filter(has_text="Fichier de traduction")
    file = FilePayload(name=name, mimeType="application/octet-stream", buffer=content)
    form.locator('input[type="file"]').set_input_files(file)
    press(page, "fr", "Prendre les textes")


def open_wave(page: Page, campaign: str) -> str:
    """Declare all ready and open; give the survey as addresses write it."""
    page.goto(campaign)
    press(page, "fr", "Tout est prêt")
    page.get_by_text("C’est fait : prête à ouvrir").wait_for()
    press(page, "fr", "Ouvrir maintenant")
    page.get_by_text("C’est fait : ouverte").wait_for()
    found = page.get_by_role("link", name="Papier, échantillon").get_attribute("href")
    assert found
    return found.rpartition("/")[2]


def draw_sample(page: Page) -> None:
    """Draw twenty of two floors: a floor twice as full has twice as many."""
    page.get_by_role("link", name="Papier, échantillon").click()
    press(page, "fr", "Tirer un échantillon")
    page.locator("#size").fill("20")
    page.locator("#strata").fill("Étage 1 : 40\nÉtage 2 : 20")
    press(page, "fr", "Tirer")
    drawn = page.locator("main table tbody tr")
    for floor, people, many in (("Étage 1", 40, 13), ("Étage 2", 20, 7)):
        cells = drawn.filter(has_text=floor).locator("td, th").all_inner_texts()
        assert cells[:3] == [floor, str(people), str(many)]
        places = [int(place) for place in cells[3].split(", ")]
        assert len(set(places)) == many
        assert 1 <= min(places) <= max(places) <= people
