"""Finding the words to translate, and which catalogue they belong to."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.ext import babel_extract

WORDS = "participation.foundation.i18n"
DOMAINS = ("resident", "staff")
KEYWORDS = {
    "gettext": ("resident", 1),
    "lazy": ("resident", 1),
    "ngettext": ("resident", 2),
    "staff_gettext": ("staff", 1),
    "staff_lazy": ("staff", 1),
    "staff_ngettext": ("staff", 2),
}
"""Function of foundation.i18n → (catalogue, number of texts)."""
PLUMBING = frozenset({"foundation/i18n.py", "foundation/pages.py"})
"""Files that pass on texts they were given."""
STAFF_LAYOUT = "layouts/staff.html"
TEMPLATES = ("*.html", "*.j2")


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A text to translate (one text, or singular and plural), and the file that says it."""

    texts: tuple[str, ...]
    domain: str
    file: str


class ExtractionError(ValueError):
    """A call of gettext without a fixed text: nobody could translate it."""


def extract(package: Path, templates: Path) -> list[Found]:
    """Find every text of the program, sorted; a text of residents is not repeated for staff."""
    found = set(_of_python(package)) | set(_of_templates(templates))
    known = {one.texts for one in found if one.domain == "resident" and len(one.texts) == 1}
    return sorted(one for one in found if one.domain == "resident" or one.texts not in known)


def _of_python(package: Path) -> Iterator[Found]:
    for path in sorted(package.rglob("*.py")):
        name = path.relative_to(package).as_posix()
        if name not in PLUMBING and "node_modules" not in path.parts:
            yield from of_source(path.read_text(), f"{package.name}/{name}")


def of_source(source: str, file: str) -> Iterator[Found]:
    """Find the texts of a Python module, by what each name was imported as."""
    tree = ast.parse(source)
    names, modules = _imported(tree)
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        match call.func:
            case ast.Name(id=name) if name in names:
                keyword = names[name]
            case ast.Attribute(value=ast.Name(id=module), attr=attribute) if (
                module in modules and attribute in KEYWORDS
            ):
                keyword = attribute
            case _:
                continue
        domain, count = KEYWORDS[keyword]
        texts = tuple(
            arg.value
            for arg in call.args[:count]
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
        )
        if len(texts) != count:
            raise ExtractionError(f"{file}:{call.lineno}: give {keyword} a fixed text")
        yield Found(texts, domain, file)


def _imported(tree: ast.Module) -> tuple[dict[str, str], set[str]]:
    """Give the local names of our functions, and those of the module itself."""
    names: dict[str, str] = {}
    modules: set[str] = set()
    parent, _, last = WORDS.rpartition(".")
    for node in ast.walk(tree):
        if not isinstance(node, ast.ImportFrom):
            continue
        for alias in node.names:
            local = alias.asname or alias.name
            if node.module == WORDS and alias.name in KEYWORDS:
                names[local] = alias.name
            elif node.module == parent and alias.name == last:
                modules.add(local)
    return names, modules


def _of_templates(folder: Path) -> Iterator[Found]:
    environment = Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    paths = sorted(path for pattern in TEMPLATES for path in folder.rglob(pattern))
    trees = {
        path.relative_to(folder).as_posix(): environment.parse(path.read_text()) for path in paths
    }
    for_staff = _for_staff(trees)
    for path in paths:
        name = path.relative_to(folder).as_posix()
        domain = "staff" if name in for_staff else "resident"
        with path.open("rb") as stream:
            calls = list(babel_extract(stream, ("_", "ngettext"), (), {"trimmed": "true"}))
        for line, keyword, given, _comments in calls:
            count = 2 if keyword == "ngettext" else 1
            words = tuple(given)[:count] if isinstance(given, tuple) else (given,)
            texts = tuple(text for text in words if text)
            if len(texts) != count:
                raise ExtractionError(f"templates/{name}:{line}: give {keyword} a fixed text")
            yield Found(texts, domain, f"templates/{name}")


def _for_staff(trees: Mapping[str, nodes.Template]) -> set[str]:
    """Name the templates that staff alone read: those of their layout, and parts only they use."""
    found = {
        name for name, tree in trees.items() if STAFF_LAYOUT in {name, *_named(tree, nodes.Extends)}
    }
    users: dict[str, set[str]] = {}
    for name, tree in trees.items():
        for part in _named(tree, nodes.Import, nodes.FromImport, nodes.Include):
            users.setdefault(part, set()).add(name)
    while more := {part for part, names in users.items() if names <= found} - found:
        found |= more
    return found


def _named(tree: nodes.Template, *kinds: type[nodes.Node]) -> set[str]:
    """Give the templates that one names in statements of these kinds."""
    given = (getattr(found, "template", None) for found in tree.find_all(kinds))
    return {str(one.value) for one in given if isinstance(one, nodes.Const)}
