"""newsdex as it reaches people: a typed wheel with nothing else in it, and what lies in its way."""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

pytestmark = pytest.mark.slow

DEPENDENCIES = {"PYTHONPATH": sysconfig.get_path("purelib"), "PYTHONDONTWRITEBYTECODE": "1"}
"""What another environment needs to borrow of this one, whose own newsdex it doesn't see."""

SCRIPT = """
from pathlib import Path

import corpus
import index
from newsdex import Article, Hits, NewsIndex, read_articles, verify


def titles(folder: Path, question: str) -> list[str]:
    with NewsIndex.open(folder) as news:
        news.add(read_articles(["articles"]))
        news.add([corpus.Article(title="Ferry sinks"), Article(text="The ferry sank.")])
        hits: Hits = news.search(question, limit=3)
    if verify(folder).faults:
        raise index.DamagedIndexError("the index has faults")
    return [hit.article.title for hit in hits]
"""

MISTAKE = """
def headlines(hits: Hits) -> list[str]:
    return [hit.article.headline for hit in hits]
"""


def run(*command, cwd, **variables):
    """Run a program without the way to this checkout."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    return subprocess.run(
        [*map(str, command)],
        cwd=cwd,
        env={**environment, **variables},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def pip(*arguments, cwd):
    done = run(sys.executable, "-m", "pip", "--quiet", *arguments, cwd=cwd, **DEPENDENCIES)
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """Return a copy of the checkout: what is built leaves its traces there."""
    aside = shutil.ignore_patterns(".*", "__pycache__", "*.egg-info", "build", "cases")
    return shutil.copytree(ROOT, tmp_path_factory.mktemp("build") / "checkout", ignore=aside)


@pytest.fixture(scope="module")
def wheel(checkout):
    """Return the wheel as it is built of the checkout."""
    built = checkout.parent / "dist"
    offline = ["--no-deps", "--no-build-isolation", "--no-index"]
    pip("wheel", *offline, "--wheel-dir", built, checkout, cwd=checkout.parent)
    [path] = built.iterdir()
    return path


def environment(folder, *install):
    """Make an environment in which newsdex alone is installed, and return its programs' folder."""
    venv.create(folder, symlinks=os.name != "nt")
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    there = ["--python", programs / "python"]
    pip(*there, "install", "--no-deps", "--no-index", *install, cwd=folder)
    return programs


@pytest.fixture(scope="module")
def installed(wheel):
    """Return the programs' folder of an environment into which the wheel is installed."""
    return environment(wheel.parent.parent / "installed", wheel)


@pytest.fixture(scope="module")
def set_up(checkout):
    """Return the programs' folder of an environment that is made as the README's set-up does."""
    options = ["--config-settings", "editable_mode=compat"]
    assert options[1] in (ROOT / "scripts" / "develop.py").read_text(encoding="utf-8")
    edited = ["--no-build-isolation", *options, "--editable", checkout]
    return environment(checkout.parent / "set-up", *edited)


def checked(script, programs, cwd):
    """Return what mypy --strict says of a script that imports from an environment."""
    (cwd / "script.py").write_text(script, encoding="utf-8")
    there = ["--python-executable", programs / "python", "--cache-dir", cwd.parent / "mypy"]
    done = run(sys.executable, "-m", "mypy", "--strict", *there, "script.py", cwd=cwd)
    return done.stdout.splitlines()


def test_the_wheel_holds_the_packages_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()

    folders = {Path(name).parts[0] for name in names}
    assert folders == {"corpus", "index", "newsdex", "newsdex-0.1.0.dist-info"}
    for package in ("corpus", "index", "newsdex"):
        assert f"{package}/py.typed" in names
    modules = {name for name in names if name.endswith(".py")}
    assert modules == {
        path.relative_to(ROOT).as_posix()
        for package in ("corpus", "index", "newsdex")
        for path in (ROOT / package).rglob("*.py")
    }
    assert "newsdex-0.1.0.dist-info/licenses/LICENSE" in names
    offered = zipfile.ZipFile(wheel).read("newsdex-0.1.0.dist-info/entry_points.txt").decode()
    assert "[llm]\nnewsdex = index.adapters.llm_fragments\n" in offered


@pytest.mark.slow
@pytest.mark.parametrize("made", ["installed", "set_up"])
def test_types_reach_a_script_outside_of_the_checkout(request, made, tmp_path):
    programs = request.getfixturevalue(made)

    [mistake, _] = checked(SCRIPT + MISTAKE, programs, tmp_path)

    assert mistake.endswith(': error: "Article" has no attribute "headline"  [attr-defined]')
    assert checked(SCRIPT, programs, tmp_path) == ["Success: no issues found in 1 source file"]


@pytest.mark.parametrize("command", [["newsdex"], ["python", "-m", "newsdex"]])
def test_the_command_runs_from_the_wheel(installed, tmp_path, command):
    command[0] = installed / command[0]

    done = run(*command, "--help", cwd=tmp_path, **DEPENDENCIES)

    assert (done.returncode, done.stderr) == (0, "")
    assert "Search your own archive of news" in done.stdout
    assert "version 0.1.0" in run(*command, "--version", cwd=tmp_path, **DEPENDENCIES).stdout


def in_the_way(folder, name):
    """Put another file of a package's name into a folder; return the file that Python finds."""
    path = folder / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("raise SystemExit('never to be run')\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", ["index.py", "corpus.py", "index/__init__.py"])
def test_another_file_in_the_way_is_named(installed, tmp_path, name):
    stray = in_the_way(tmp_path, name)
    package = Path(name).parts[0].removesuffix(".py")
    reason = (
        f"{stray} is found in place of newsdex's own package {package}; "
        "rename it, or run from another folder"
    )

    done = run(installed / "python", "-m", "newsdex", "status", cwd=tmp_path, **DEPENDENCIES)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"newsdex: {reason}\n")

    for line in ("import newsdex; newsdex.NewsIndex", "from newsdex import read_articles"):
        done = run(installed / "python", "-c", line, cwd=tmp_path, **DEPENDENCIES)
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == f"ImportError: {reason}"


def test_the_command_looks_for_nothing_in_the_current_folder(installed, tmp_path):
    in_the_way(tmp_path, "index.py")

    done = run(installed / "newsdex", "--help", cwd=tmp_path, **DEPENDENCIES)
    assert (done.returncode, done.stderr) == (0, "")

    way = os.pathsep.join([str(tmp_path), DEPENDENCIES["PYTHONPATH"]])
    done = run(installed / "newsdex", "--help", cwd=tmp_path, PYTHONPATH=way)
    assert (done.returncode, len(done.stderr.splitlines())) == (1, 1)
    assert f"newsdex: {tmp_path / 'index.py'} is found in place of" in done.stderr


def test_a_folder_of_texts_called_corpus_is_in_nobody_s_way(installed, tmp_path):
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "story.txt").write_text("The dam broke.", encoding="utf-8")

    done = run(installed / "python", "-m", "newsdex", "--help", cwd=tmp_path, **DEPENDENCIES)

    assert (done.returncode, done.stderr) == (0, "")
