"""Captions, names and what may be committed."""

import ast
import importlib.metadata
import re
import sys
from functools import cache

from tests.house.tree import ROOT, configuration, kept, shown, sources

FORBIDDEN_FILES = {"common", "helpers", "lib", "managers", "misc", "services", "utils"}
FORBIDDEN_WORDS = {"Data", "Handler", "Helper", "Info", "Manager", "Util", "Utils"}
LARGEST_BYTES = 400_000
LARGEST_CATALOGUE = 1_000_000
LONGEST_LINE = 1000
FOREIGN = {".eot", ".otf", ".ttf", ".woff", ".woff2", ".mo", ".mp3", ".opus", ".aac", ".pdf"}
LOCKED = {"package-lock.json", "requirements.txt", "requirements-test.txt"}
TOOLS = {
    "brotli",
    "gunicorn",
    "hatchling",
    "import-linter",
    "mypy",
    "psycopg",
    "pytest-xdist",
    "ruff",
    "tzdata",
}
"""Packages that are run, or that another package loads by itself: no file imports them."""
BROUGHT = {"cbor2", "click", "jinja2", "markupsafe", "numpy", "werkzeug", "wtforms"}
"""Modules that Flask, Flask-WTF, SciPy and webauthn bring and show in their own interfaces."""


def test_each_file_begins_with_its_caption() -> None:
    found = []
    for path, tree in sources():
        caption = ast.get_docstring(tree) or ""
        if not caption or ("\n" in caption and path.name != "__init__.py"):
            found.append(f"{shown(path)}: begin with one line that says what the file is")
    assert not found, "\n".join(found)


def test_names_say_what_things_are() -> None:
    found = [
        f"{shown(path)}: name the file after its idea"
        for path in kept()
        if path.suffix == ".py" and FORBIDDEN_FILES & {path.stem, path.parent.name}
    ]
    found += [
        f"{shown(path)}:{node.lineno} {node.name}: name the class after what it is"
        for path, tree in sources()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and FORBIDDEN_WORDS & set(re.findall(r"[A-Z][a-z]*", node.name))
    ]
    assert not found, "\n".join(found)


def test_nothing_foreign_or_built_is_committed() -> None:
    found = [
        f"{shown(path)}: build it, do not commit it"
        for path in kept()
        if path.suffix in FOREIGN or ".min." in path.name or "node_modules" in path.parts
    ]
    for path in kept():
        if path.suffix in {".js", ".mjs", ".css", ".html", ".svg", ".json"}:
            longest = max(map(len, path.read_text().splitlines()), default=0)
            if longest > LONGEST_LINE and path.name not in LOCKED:
                found.append(f"{shown(path)}: a line of {longest} characters is a built file")
    assert not found, "\n".join(found)


def test_no_file_is_heavy() -> None:
    found = [
        f"{shown(path)}: {size} bytes, generated or third-party?"
        for path in kept()
        if (size := path.stat().st_size)
        > (LARGEST_CATALOGUE if path.suffix == ".po" else LARGEST_BYTES)
    ]
    assert not found, "\n".join(found)


def _declared(name: str) -> list[str]:
    """Name the packages that one list of pyproject.toml asks for."""
    project = configuration()["project"]
    wanted = project["dependencies"] if name == "run" else project["optional-dependencies"][name]
    names = [re.split(r"[\[<>=~ ]", each)[0] for each in wanted]
    return [each for each in names if each != project["name"]]


def test_each_dependency_has_a_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    names = [each for key in ("run", *_extras()) for each in _declared(key)]
    bare = [
        each for each in names if not re.search(rf'^\s+"{each}\b[^#\n]*# \w', text, re.MULTILINE)
    ]
    assert not bare, f"say in pyproject.toml what they are for: {bare}"


def _extras() -> list[str]:
    return sorted(configuration()["project"]["optional-dependencies"])


@cache
def _imported(*folders: str) -> frozenset[str]:
    found = set()
    for _path, tree in sources(*folders):
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                found |= {each.name.partition(".")[0] for each in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.partition(".")[0])
    return frozenset(found)


def test_each_dependency_is_used() -> None:
    modules = importlib.metadata.packages_distributions()
    unused = []
    mine = [path for path in kept() if path.suffix == ".py" and path.is_relative_to(ROOT / "tests")]
    text = "".join(path.read_text() for path in mine)
    for key in ("run", *_extras()):
        imported = _imported("tests" if key == "test" else "participation")
        found = {name.lower() for module in imported for name in modules.get(module, ())}
        for name in set(_declared(key)) - TOOLS:
            stub = name.startswith("types-") or name.endswith("-stubs")
            named = key == "test" and name.replace("-", "_") in text
            if name not in found and not stub and not named:
                unused.append(name)
    assert not unused, f"nothing imports them, leave them out: {unused}"


def test_each_import_is_declared() -> None:
    modules = importlib.metadata.packages_distributions()
    extras = [each for each in _extras() if each != "test"]
    for folder, keys in (("participation", ["run", *extras]), ("tests", ["run", *_extras()])):
        declared = {name for key in keys for name in _declared(key)}
        foreign = _imported(folder) - sys.stdlib_module_names - {"participation", "tests", "run"}
        stray = {
            module
            for module in foreign - BROUGHT
            if not declared & {name.lower() for name in modules.get(module, ())}
        }
        assert not stray, f"{folder} imports what pyproject.toml does not ask for: {stray}"
