"""How the rooms are arranged: imports run one way, and every folder of code is shipped."""

import ast
import re
import tomllib

from conftest import ROOT

READERS = ROOT / "corpus" / "readers"

FILES = {"corpus.reading", "corpus.items"}
"""What makes articles of what readers find; all other modules beside them serve the readers."""

MAY_HOLD = {
    "json_lines": {"agencies"},
    "json_values": {"agencies", "feeds", "json_lines"},
}
"""Formats whose files hold items of another: only they import it."""


def imported_by(path):
    """Return the modules that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def test_what_readers_share_imports_no_reader():
    for path in (ROOT / "corpus").glob("*.py"):
        if f"corpus.{path.stem}" not in FILES:
            assert not [n for n in imported_by(path) if n.startswith("corpus.readers")], path


def test_formats_import_one_another_only_where_one_holds_the_other():
    formats = {path.stem for path in READERS.iterdir()} - {"__init__", "__pycache__", "reader"}
    for path in READERS.rglob("*.py"):
        own = path.relative_to(READERS).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        parts = [name.split(".") for name in imported_by(path)]
        taken = {part[2] for part in parts if part[:2] == ["corpus", "readers"] and part[2:]}
        assert taken & formats <= {own} | MAY_HOLD.get(own, set()), path


def test_a_package_says_what_each_of_its_modules_is_for():
    for package in READERS.glob("*/__init__.py"):
        contents = package.read_text(encoding="utf-8")
        listed = set(re.findall(r"^ *(\w+) {2,}\S", contents, re.MULTILINE))
        assert listed == {path.stem for path in package.parent.glob("*.py")} - {"__init__"}


def test_every_package_is_shipped():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    packages = {
        ".".join(path.parent.relative_to(ROOT).parts)
        for room in ("corpus", "index")
        for path in (ROOT / room).rglob("__init__.py")
    }
    assert set(settings["tool"]["setuptools"]["packages"]) == packages
