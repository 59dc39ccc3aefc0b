"""Charts drawn as SVG on the server, in two widths, each with its table.

Text inside an SVG shrinks with it, so each drawing exists wide (desks, paper) and narrow (phones).
Colours are classes, so that the page's theme paints them; `Chart.on_paper` adds those of print.
What may not be shown is a hatched block with its reason in words. Five kinds: `diverging`, `dots`,
`multiples`, `spark`, `funnel`; and `gauges` for progress.
"""

from .bars import Bar, Funnel, Gauge, Segment, diverging, funnel, gauges
from .drawing import Chart
from .shares import Dot, Panel, Point, dots, multiples, spark

__all__ = [
    "Bar",
    "Chart",
    "Dot",
    "Funnel",
    "Gauge",
    "Panel",
    "Point",
    "Segment",
    "diverging",
    "dots",
    "funnel",
    "gauges",
    "multiples",
    "spark",
]
