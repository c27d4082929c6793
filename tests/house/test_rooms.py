"""How the rooms are arranged: imports run one way, and each package says what is in it."""

import ast
import re
import subprocess
import sys

import pytest
from conftest import ROOT

READERS = ROOT / "corpus" / "readers"

MAY_HOLD = {"records": {"agencies", "feeds"}}
"""Formats whose files hold items of another: only they import it."""

PACKAGES = sorted(
    path.parent
    for room in ("corpus", "index", "newsdex")
    for path in (ROOT / room).rglob("__init__.py")
)


def imported_by(path):
    """Return the modules that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names} | {node.module}
    return names


def test_imports_run_one_way():
    linter = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]

    done = subprocess.run(linter, cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_formats_import_one_another_only_where_one_holds_the_other():
    formats = {path.stem for path in READERS.iterdir()} - {"__init__", "__pycache__"}
    for path in READERS.rglob("*.py"):
        own = path.relative_to(READERS).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        parts = [name.split(".") for name in imported_by(path)]
        taken = {part[2] for part in parts if part[:2] == ["corpus", "readers"] and part[2:]}
        assert taken & formats <= {own} | MAY_HOLD.get(own, set()), path


@pytest.mark.parametrize("package", PACKAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_package_says_what_each_of_its_modules_is_for(package):
    contents = ast.get_docstring(ast.parse((package / "__init__.py").read_text(encoding="utf-8")))
    listed = set(re.findall(r"^ *(\w+) {2,}\S", contents, re.MULTILINE))
    inside = {path.stem for path in package.glob("*.py")} - {"__init__"}
    inside |= {path.parent.name for path in package.glob("*/__init__.py")}
    if package == READERS:
        inside = set()  # its table of formats says it
    assert listed == inside


SHARED = "index.vocabulary"
"""What every room speaks of; its modules are named by all."""

ENGINES = {"engines.local", "engines.cluster"}
"""Rooms that name the modules of `engines.parts`, which is made for them alone."""


def room_of(names):
    """Return the room that a module of the index is in, by the names of its path."""
    engine = names[0] == "engines" and names[1:] and names[1] != "choosing"
    return ".".join(names[: 2 if engine else 1])


@pytest.mark.slow
def test_a_room_of_the_index_is_entered_by_its_face():
    for path in (ROOT / "index").rglob("*.py"):
        names = path.relative_to(ROOT / "index").with_suffix("").parts
        own = room_of([name for name in names if name != "__init__"] or names)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("index."):
                continue
            room = room_of(node.module.split(".")[1:])
            inside = node.module.startswith(SHARED) or room == own
            inside = inside or (room == "engines.parts" and own in ENGINES)
            assert inside or node.module in {f"index.{room}", "index.engines.local.repair"}, (
                f"{path.relative_to(ROOT)} imports {node.module}"
            )


@pytest.mark.parametrize("package", ["corpus", "index"])
def test_a_package_has_twenty_one_rooms_at_most(package):
    entries = {path.name for path in (ROOT / package).iterdir()} - {"__pycache__"}

    assert entries - {"__init__.py", "py.typed"} == {
        path.parent.name for path in (ROOT / package).glob("*/__init__.py")
    }
    assert len(entries) <= 21 + 2
