"""Charts are well-formed, say in words what they draw, mirror, and never draw what is hidden."""

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from participation.foundation.charts import (
    Bar,
    Chart,
    Dot,
    Funnel,
    Gauge,
    Panel,
    Segment,
    diverging,
    dots,
    funnel,
    gauges,
    multiples,
    spark,
)
from participation.foundation.charts.drawing import LETTER, PAPER

ROOT = Path(__file__).parents[2]
SVG = "{http://www.w3.org/2000/svg}"
TICKS = ("0 %", "25 %", "50 %", "75 %", "100 %")
NASTY = '<b>Repas & "thé"</b>'
WHY = "Moins de 5 personnes."
SHARES = (0.1, 0.2, 0.3, 0.25, 0.15)
SCALE = tuple(Segment(share, tone, f"{share:.0%}") for tone, share in enumerate(SHARES, 1))
HALF = (Segment(0.4, 0), Segment(0.6, 4, "60 %"))
POINTS = ((0.5, 0.4, 0.6), None, (0.6, 0.5, 0.7), (0.7, 0.6, 0.8))


def _five(direction: str = "ltr") -> dict[str, Chart]:
    """One chart of each kind, each with a line that is hidden."""
    return {
        "diverging": diverging(
            NASTY,
            "À droite, les contents.",
            [Bar(NASTY, "48 réponses", SCALE), Bar("Nuit", "", HALF), Bar("Bruit", hidden=WHY)],
            direction=direction,
        ),
        "dots": dots(
            NASTY,
            "Points",
            [
                Dot("Repas", "48 réponses", (0.7, 0.6, 0.8), "70 % (60–80)", (0.5, 0.4, 0.6)),
                Dot("Bruit", hidden=WHY),
            ],
            TICKS,
            direction=direction,
        ),
        "multiples": multiples(
            NASTY,
            "Lignes",
            [Panel("CHRS", "52 réponses", POINTS, "70 % (60–80)"), Panel("LHSS", hidden=WHY)],
            direction=direction,
        ),
        "funnel": funnel(
            NASTY,
            "Qui manque",
            [Funnel("Français", "", (120, 110, 80), "80 / 120"), Funnel("ትግርኛ", hidden=WHY)],
            direction=direction,
        ),
        "gauges": gauges(
            NASTY,
            "Part",
            [Gauge("CHRS", "", 0.7, 0.63, "42 réponses"), Gauge("ACT", hidden=WHY)],
            direction=direction,
        ),
    }


def _drawings(direction: str = "ltr") -> list[ET.Element]:
    charts = _five(direction).values()
    return [ET.fromstring(str(svg)) for chart in charts for svg in (chart.wide, chart.narrow)]  # noqa: S314 - ours


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_drawings_are_named_described_and_free_of_inline_style(direction: str) -> None:
    for svg in _drawings(direction):
        assert svg.get("role") == "img"
        assert svg.get("aria-label") == svg.findtext(f"{SVG}title") == NASTY
        assert svg.findtext(f"{SVG}desc")
        for part in svg.iter():
            assert part.get("style") is None
            assert part.get("id") is None, "an id would be there twice in the page"
            assert not [name for name in part.attrib if name.startswith("on")]


def test_people_s_words_are_escaped() -> None:
    for chart in _five().values():
        assert "<b>" not in chart.wide + chart.narrow


@pytest.mark.parametrize("chart_kind", ["diverging", "dots", "multiples", "funnel", "gauges"])
def test_what_is_hidden_is_a_hatched_block_with_its_reason(chart_kind: str) -> None:
    chart = _five()[chart_kind]
    for drawing in (chart.wide, chart.narrow):
        svg = ET.fromstring(str(drawing))  # noqa: S314 - ours
        words = " ".join("".join(text.itertext()) for text in svg.iter(f"{SVG}text"))
        assert WHY in words
        hatched = [path for path in svg.iter(f"{SVG}path") if path.get("class") == "c-hatch"]
        assert len(hatched) == (2 if chart_kind == "diverging" else 1)
        assert all(path.get("d") for path in hatched)
    assert WHY in [cell for row in chart.rows for cell in row]


def test_a_wholly_hidden_chart_draws_no_figure() -> None:
    charts = [
        diverging("T", "", [Bar("A", hidden=WHY)]),
        dots("T", "", [Dot("A", hidden=WHY)], TICKS),
        multiples("T", "", [Panel("A", points=(None, None), hidden=WHY)]),
        funnel("T", "", [Funnel("A", hidden=WHY)]),
        gauges("T", "", [Gauge("A", hidden=WHY)]),
    ]
    for chart in charts:
        kinds = set(re.findall(r'class="(c-[\w-]+)', chart.wide))
        assert kinds <= {"c-name", "c-note", "c-tick", "c-frame", "c-hatch"}


def test_right_to_left_mirrors_every_rectangle_and_turns_anchors() -> None:
    for there, here in zip(_drawings("rtl"), _drawings("ltr"), strict=True):
        width = float(here.get("viewBox", "").split()[2])
        pairs = list(zip(here.iter(f"{SVG}rect"), there.iter(f"{SVG}rect"), strict=True))
        assert pairs
        for left, right in pairs:
            mirrored = width - float(left.get("x", 0)) - float(left.get("width", 0))
            assert float(right.get("x", 0)) == pytest.approx(mirrored, abs=0.11)
        turned = {"start": "end", "end": "start", "middle": "middle"}
        for left, right in zip(here.iter(f"{SVG}text"), there.iter(f"{SVG}text"), strict=True):
            assert right.get("text-anchor") == turned[left.get("text-anchor", "")]
            assert right.text == f"\u2067{left.text}\u2069"


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_nothing_leaves_the_drawing_and_text_is_readable_on_a_phone(direction: str) -> None:
    for svg in _drawings(direction):
        _, _, width, height = map(float, svg.get("viewBox", "").split())
        for text in svg.iter(f"{SVG}text"):
            size, x, y = (float(text.get(name, 0)) for name in ("font-size", "x", "y"))
            length = len((text.text or "").strip("\u2067\u2069")) * size * LETTER
            start = {"start": x, "end": x - length, "middle": x - length / 2}
            begins = start[text.get("text-anchor", "")]
            assert size >= 14
            assert begins >= -0.5, text.text
            assert begins + length <= width + 0.5, text.text
            assert y <= height
        for rect in svg.iter(f"{SVG}rect"):
            x, y, wide, high = (float(rect.get(k, 0)) for k in ("x", "y", "width", "height"))
            assert x >= -0.1
            assert x + wide <= width + 0.1
            assert y + high <= height


def test_bars_turn_around_the_middle_of_the_scale() -> None:
    svg = ET.fromstring(str(_five()["diverging"].wide))  # noqa: S314 - ours
    axis = float(next(x for x in svg.iter(f"{SVG}line") if x.get("class") == "c-axis").get("x1", 0))
    bars = {str(x.get("class")): x for x in svg.iter(f"{SVG}rect")}
    middle = bars["c-3"]
    centre = float(middle.get("x", 0)) + float(middle.get("width", 0)) / 2
    assert centre == pytest.approx(axis, abs=1)
    assert float(bars["c-1"].get("x", 0)) < float(bars["c-2"].get("x", 0)) < axis
    assert float(bars["c-5"].get("x", 0)) > float(bars["c-4"].get("x", 0)) > axis - 1e-6


def test_groups_of_a_funnel_share_one_scale_of_people() -> None:
    chart = funnel("T", "", [Funnel("A", "", (120, 80)), Funnel("B", "", (60, 18))])
    svg = ET.fromstring(str(chart.wide))  # noqa: S314 - ours
    widths = [float(x.get("width", 0)) for x in svg.iter(f"{SVG}rect")]
    assert widths[1] / widths[0] == pytest.approx(80 / 120, abs=0.01)
    assert widths[2] / widths[0] == pytest.approx(60 / 120, abs=0.01)
    assert chart.rows == (("A", "", "120", "80"), ("B", "", "60", "18"))


def test_no_line_is_drawn_over_a_hidden_wave() -> None:
    svg = ET.fromstring(  # noqa: S314 - ours
        str(spark([(0.5, 0.4, 0.6), None, (0.6, 0.5, 0.7), (0.7, 0.6, 0.8)], "Repas"))
    )
    lines = [x for x in svg.iter(f"{SVG}polyline") if x.get("class") == "c-line"]
    assert [len(str(line.get("points")).split()) for line in lines] == [2]


def test_every_class_has_its_colour_on_screen_and_on_paper() -> None:
    drawn = "".join(chart.wide + chart.narrow for chart in _five().values())
    kinds = {kind for found in re.findall(r'class="([^"]+)"', drawn) for kind in found.split()}
    kinds -= {"chart", "wide", "narrow"}
    css = (ROOT / "participation/frontend/styles/charts.css").read_text()
    assert kinds
    assert not [kind for kind in kinds if f".{kind}" not in css]
    assert not [kind for kind in kinds if f".{kind}" not in PAPER]


def test_on_paper_the_drawing_carries_its_colours() -> None:
    chart = _five()["diverging"]
    assert chart.on_paper.count("<style>") == 1
    assert "<style>" not in chart.wide
    ET.fromstring(chart.on_paper)  # noqa: S314 - ours


def test_drawings_stay_light() -> None:
    bars = [
        Bar(f"Question {n}", "48 réponses", tuple(Segment(0.2, t, "20") for t in range(1, 6)))
        for n in range(6)
    ]
    assert len(diverging("T", "", bars).wide.encode()) <= 8_192


def test_the_component_prints_both_widths_and_the_table() -> None:
    page = Environment(
        loader=FileSystemLoader(ROOT / "templates"), autoescape=True, undefined=StrictUndefined
    )
    page.globals["_"] = lambda words: words
    chart = gauges(
        NASTY,
        "",
        [Gauge("CHRS", "60 présents", 0.7, None, "42")],
        headings=["Service", "", "Réponses"],
    )
    template = page.from_string('{% from "components/chart.html" import chart %}{{ chart(drawn) }}')
    html = template.render(drawn=chart)
    assert html.count("<svg") == 2
    assert "<b>" not in html
    assert re.search(r"<th scope=\"row\">CHRS</th><td>60 présents</td><td>42</td>", html)
    assert '<th scope="col"><bdi>Réponses</bdi></th>' in html
    bare = gauges("T", "", [Gauge("CHRS", "", 0.7)])
    assert "<details>" not in template.render(drawn=bare)
