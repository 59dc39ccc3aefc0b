"""Somebody who walks through the demonstration as a guide says, and takes its pictures."""

import io
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, ViewportSize

from participation.home.adapters import SHARPNESS
from tests.application import Served
from tests.journeys.records import SLUG

MARGIN, COLOURS = 8, 64
MARK = """words => {
  const one = words.closest("a, button, summary") ?? words;
  one.style.outline = "4px solid #d9480f"; one.style.outlineOffset = "3px";
}"""
CUT = """([top, bottom]) => {
  const kinds = "button, .button, summary, select, textarea, label, img, svg, th, td, .badge, "
    + "input:not([type=radio], [type=checkbox])";
  const stands = one => one.checkVisibility() && !one.closest(".unseen");
  const boxes = [...document.querySelectorAll(kinds)].filter(stands)
    .map(one => one.getBoundingClientRect());
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (const range = new Range(); words.nextNode(); ) {
    if (!stands(words.currentNode.parentElement)) continue;
    range.selectNodeContents(words.currentNode);
    boxes.push(...range.getClientRects());
  }
  const lines = boxes.filter(box => box.width && box.height)
    .map(box => [box.top + scrollY, box.bottom + scrollY])
    .sort((one, other) => other[1] - one[1]);
  for (const [start, end] of lines)
    if (start > top + 100 && start < bottom && end > bottom + 3) bottom = start - 1;
  return bottom;
}"""
"""Where to end a picture so that nothing stands half in it: above what the given line would cut."""
TOUCHED = "a, button, summary"
SEEN = f"{TOUCHED}, label, legend, h1, h2, h3, h4, caption, dt, th, td, p, li, strong, span"


@dataclass
class Camera:
    """A browser in somebody's hands; pictures go to `folder`, or nowhere when nobody keeps them."""

    page: Page
    served: Served
    folder: Path | None
    pages: dict[str, str]
    """Name of each picture that the guide shows → the page that it is of."""

    def go(self, path: str = "/") -> None:
        """Open an address of the association."""
        self.page.goto(f"{self.served.url}/{SLUG}{path}")

    def find(self, words: str, kinds: str = SEEN) -> Locator:
        """Find what says these very words, the smallest that does."""
        whole = self.page.locator(kinds).filter(has_text=words, visible=True)
        whole.first.wait_for()
        for each in whole.all():
            if " ".join(each.inner_text().split()) == words:
                return each
        return whole.last

    def touch(self, *words: str) -> None:
        """Touch links and buttons by what they say, one after the other."""
        for each in words:
            self.find(each, TOUCHED).click()
            self.page.wait_for_load_state()

    def lead(self, *words: str) -> None:
        """Touch words of the menu on a desk wide enough to have them all on their line."""
        kept = self.page.viewport_size
        self.page.set_viewport_size(WHOLE_DESK)
        for line, each in zip((".words-of-menu", ".submenu"), words, strict=False):
            self.page.locator(f".bar {line}").get_by_role("link", name=each, exact=True).click()
            self.page.wait_for_load_state()
        if kept:
            self.page.set_viewport_size(kept)

    def take(self, name: str, *marked: str, top: str = "", height: int = 460) -> None:
        """Take the picture of this page from the words `top` down, with what to touch circled."""
        assert self.endpoint == self.pages.pop(name), f"{name} shows {self.endpoint}"
        start = self.find(top) if top else self.page.locator("h1").first
        shown = [self.find(words) for words in marked]
        clip = self._clip(start, height, shown)
        for words, one in zip(marked, shown, strict=True):
            one.evaluate(MARK)
            seen = self._end(one) + MARGIN / 2 <= clip["y"] + clip["height"]
            assert seen, f"{name} does not show « {words} »"
        if self.folder is not None:
            taken = self.page.screenshot(full_page=True, clip=clip, animations="disabled")
            keep(taken, self.folder / f"{name}.webp")

    def _clip(self, start: Locator, height: int, shown: list[Locator]) -> FloatRect:
        above = max(0.0, self._place(start) - MARGIN)
        width = (self.page.viewport_size or {"width": 0})["width"]
        whole = float(self.page.evaluate("document.scrollingElement.scrollHeight"))
        ends = min(max(above + height, *(self._end(one) + 2 * MARGIN for one in shown), 0), whole)
        if ends < whole:
            ends = float(self.page.evaluate(CUT, [above, ends]))
        return {"x": 0, "y": above, "width": width, "height": ends - above}

    def _place(self, one: Locator, side: str = "top") -> float:
        """Say how far down the page something begins."""
        return float(one.evaluate(f"one => one.getBoundingClientRect().{side} + window.scrollY"))

    def _end(self, one: Locator) -> float:
        """Say how far down the page something ends."""
        return self._place(one, "bottom")

    @property
    def endpoint(self) -> str:
        """Name the page that is open."""
        path = urlsplit(self.page.url).path
        found: tuple[str, object] = self.served.app.url_map.bind("localhost").match(path)
        return found[0]


def keep(taken: bytes, path: Path) -> None:
    """Write a picture in few colours and few bytes, always the same for the same picture."""
    with Image.open(io.BytesIO(taken)) as whole:
        few = whole.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    few.convert("RGB").save(path, "WEBP", lossless=True, quality=75, method=4)


WHOLE_DESK: ViewportSize = {"width": 1280, "height": 900}
DESK = {"viewport": {"width": 680, "height": 900}, "device_scale_factor": SHARPNESS}
PHONE = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": SHARPNESS,
    "has_touch": True,
}
