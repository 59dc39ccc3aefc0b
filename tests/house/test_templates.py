"""Templates: one look in one place, no inline script or style, each rendered by a view."""

import re

import pytest

from tests.house.places import PACKAGE, TEMPLATES

SHARED = ("components", "layouts")
EVERY = sorted(str(path.relative_to(TEMPLATES)) for path in TEMPLATES.rglob("*.html"))
PAGES = [name for name in EVERY if not name.startswith(SHARED)]
SOURCES = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_leaves_looks_to_components(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    found = re.findall(r"\b(?:class|style)\s*=", text)
    assert not found, f"{name}: move `{found[0]}` into a component or a layout"


@pytest.mark.parametrize("name", EVERY)
def test_no_template_holds_script_style_or_unescaped_text(name: str) -> None:
    text = (TEMPLATES / name).read_text("utf-8")
    for pattern in (r"<script(?![^>]*\bsrc=)", r"<style\b", r"\son[a-z]+\s*=", r"\|\s*safe\b"):
        assert not re.search(pattern, text), f"{name} holds {pattern}: the CSP forbids it"
    assert not re.search(r"\sstyle\s*=", text), f"{name} holds an inline style: the CSP forbids it"


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_rendered_somewhere(name: str) -> None:
    error_page = name.startswith("errors/")
    assert error_page or f'"{name}"' in SOURCES or "notifications/" in name, (
        f"nothing renders {name}: remove it, or render it from its view"
    )


@pytest.mark.parametrize("name", sorted(set(re.findall(r'"([a-z_]+/[a-z_/]+\.html)"', SOURCES))))
def test_what_a_view_renders_exists(name: str) -> None:
    assert (TEMPLATES / name).is_file()
