#!/usr/bin/env python3
"""The developers' commands, the same on every system: `python scripts/develop.py COMMAND`.

    setup [EXTRA]      makes .venv with everything newsdex needs; EXTRA: none, test or dev
    demo QUESTION…     indexes seeds/ into .newsdex once, and answers a question
    test [--quick] …   runs the test suite, or what of it takes little time; the rest goes to pytest
    check              lint, format, the order of imports, types

`scripts/setup`, `demo`, `test` and `check` are these. Nothing but Python's own library is needed.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
WINDOWS = sys.platform == "win32"
PROGRAMS = VENV / ("Scripts" if WINDOWS else "bin")
EXTRAS = ("", "test", "dev")
"""What can be set up, each with all that is before it."""
PLATFORMS = ("linux", "win32", "darwin")
"""What types are checked for: newsdex asks systems for locks, cores and synced files."""


def program(name: str) -> str:
    """Return the path of a program in .venv."""
    return str(PROGRAMS / (f"{name}.exe" if WINDOWS else name))


def run(*command: str, **variables: str) -> None:
    """Run a program in the checkout, and end with its exit code if it fails."""
    sys.stdout.flush()
    # Packages come uncompiled: what is imported of them is to be compiled once, not every time.
    variables = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", **variables}
    done = subprocess.run(command, cwd=ROOT, env=variables, check=False)
    if done.returncode:
        sys.exit(done.returncode)


def together(commands: Iterable[tuple[str, ...]]) -> None:
    """Run programs in the checkout, all at once, and end if one of them fails."""
    started = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) for command in commands]
    failed = False
    for process in started:
        told, _ = process.communicate()
        sys.stdout.buffer.write(told)
        failed |= process.returncode != 0
    sys.stdout.flush()
    if failed:
        sys.exit(1)


def setup(extra: str = "") -> None:
    """Make .venv, or bring it up to date; do nothing when it is there and current."""
    if extra not in EXTRAS:
        sys.exit(f"newsdex: there is {', '.join(filter(None, EXTRAS))} to set up, and no {extra}")
    wanted = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "constraints.txt"))
    digest = hashlib.sha256(wanted).hexdigest()
    stamps = [VENV / f"newsdex-{each or 'run'}.stamp" for each in EXTRAS[EXTRAS.index(extra) :]]
    current = any(stamp.exists() and stamp.read_text() == digest for stamp in stamps)
    if Path(program("newsdex")).exists() and current:
        return
    print("newsdex: installing into .venv (once, a few minutes)", file=sys.stderr)
    if not Path(program("python")).exists():
        venv.create(VENV, with_pip=True, symlinks=not WINDOWS)
    # Of large packages little is imported, and that is compiled then.
    quiet = ("--quiet", "--disable-pip-version-check", "--no-compile")
    pip = (program("python"), "-m", "pip", "install", *quiet)
    # In this mode type checkers see the package, too.
    editable = ("--config-settings", "editable_mode=compat", "--editable")
    run(*pip, "--constraint", "constraints.txt", *editable, f".[{extra}]" if extra else ".")
    stamps[0].write_text(digest)


def demo(*question: str) -> None:
    """Index seeds/ into .newsdex once, and answer a question."""
    setup()
    index, new = ROOT / ".newsdex", ROOT / ".newsdex.new"
    if not index.exists():
        shutil.rmtree(new, ignore_errors=True)
        run(program("newsdex"), "--index", str(new), "add", "seeds")
        new.rename(index)  # whole or not at all, also when interrupted
    run(program("newsdex"), "--index", str(index), "search", *question)


def test(*arguments: str) -> None:
    """Run the test suite in one process more than cores, four at most: servers are waited for."""
    setup("test")
    quick = ("-m", "not slow") if "--quick" in arguments else ()
    others = (argument for argument in arguments if argument != "--quick")
    spread = ("-n", str(min(4, 1 + (os.cpu_count() or 1))), "--dist", "worksteal")
    run(program("python"), "-m", "pytest", *spread, *quick, *others, HF_HUB_OFFLINE="1")


def check() -> None:
    """Check lint, format, the order of imports, and types on every system."""
    setup("dev")
    run(program("ruff"), "check", ".")
    run(program("ruff"), "format", "--check", ".")
    run(program("lint-imports"), "--no-logo")
    together(
        (
            *(program("mypy"), "--platform", platform, "--cache-dir", f".mypy_cache/{platform}"),
            *(naming(platform) if platform == "darwin" else ()),  # else it is as Linux
        )
        for platform in PLATFORMS
    )


def naming(platform: str) -> list[str]:
    """Return the modules that name a system."""
    modules = (path for package in ("corpus", "index") for path in (ROOT / package).rglob("*.py"))
    return [str(path) for path in modules if f'"{platform}"' in path.read_text(encoding="utf-8")]


def main() -> None:
    """Run the command that is named."""
    commands: dict[str, Callable[..., None]] = {
        "setup": setup,
        "demo": demo,
        "test": test,
        "check": check,
    }
    name, *arguments = sys.argv[1:] or ["--help"]
    if name not in commands:
        print(__doc__, file=sys.stdout if name in {"-h", "--help"} else sys.stderr)
        sys.exit(0 if name in {"-h", "--help"} else 2)
    commands[name](*arguments)


if __name__ == "__main__":
    main()
