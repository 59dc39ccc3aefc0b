import io
import pytest
from pathlib import Path
from PIL import Image, ImageDraw
from tests.application import Served
from tests.browser import violations
from tests.builders import acting_in
from tests.elections.booths import open_booth
from tests.journeys.records import town_of
from tests.journeys.walking import Open, pair_kiosk
from participation.elections import queries
from participation.elections.adapters.photos import read_photo
pytestmark = pytest.mark.browser
OUT = Path("/tmp/e4"); OUT.mkdir(exist_ok=True)

def paint(i):
    im = Image.new("RGB",(480,480),[(200,180,150),(150,190,200),(190,150,180)][i%3])
    d = ImageDraw.Draw(im); d.ellipse((140,90,340,330),fill=(120,80,60)); d.rectangle((90,360,390,480),fill=(40,60,120))
    f = io.BytesIO(); im.save(f,"PNG"); return read_photo(f.getvalue())

@pytest.mark.parametrize("locale,place", [("fr","phone"),("ar","phone"),("fr","kiosk"),("ar","kiosk")])
def test_look(open_page: Open, server: Served, locale, place):
    town = town_of(server)
    booth = open_booth(server.engine, town)
    with acting_in(server.engine, town) as act:
        for i, one in enumerate(queries.list_candidacies(act.session, booth.calling.residents(act.session))):
            if i < 3: one.photo, one.has_photo = paint(i), True
    size = {"width":390,"height":844} if place=="phone" else {"width":1280,"height":800}
    page = open_page(viewport=size, locale={"fr":"fr-FR","ar":"ar"}[locale])
    n = [0]
    page.on("console", lambda m: print("CONSOLE", m.text))
    def shot(name):
        page.wait_for_timeout(500)
        n[0]+=1; page.screenshot(path=OUT/f"{place}-{locale}-{n[0]:02d}-{name}.png", full_page=False)
        print(name, violations(page))
    if place=="kiosk":
        pair_kiosk(page, server)
        page.locator(f'button[value="{locale}"]').click()
        page.goto(server.url+booth.path); shot("card")
        page.locator("summary").click(); page.locator("[data-code]").fill(booth.cards[0]); page.locator("[data-code]").press("Enter")
    else:
        page.goto(server.url+booth.path+"#"+booth.cards[0])
    page.locator('[data-step=start]').wait_for(); shot("start")
    if place=="phone" and locale=="fr":
        page.screenshot(path=OUT/f"{place}-{locale}-startfull.png", full_page=True)
    page.locator('[data-step=start] [data-do=begin]').click(); shot("cand")
    page.locator('[data-key]:visible [data-do=next]').click(); page.wait_for_timeout(450)
    page.locator('[data-key]:visible [data-do=choose]').click(); shot("next")
    page.locator('[data-key]:visible [data-do=blank]').click(); shot("blank")
    page.locator('[data-step=blank] [data-do=begin]').click(); page.wait_for_timeout(450)
    page.locator('[data-key]:visible [data-do=choose]').click(); shot("review")
    page.locator('[data-do=cast]').click(); page.locator('[data-step=receipt]').wait_for(); shot("receipt")
    page.screenshot(path=OUT/f"{place}-{locale}-receipt.png", full_page=True)
    page.locator('[data-step=receipt] [data-do=end]').first.click(); shot("end")
    print(page.url)
