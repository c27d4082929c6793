"""A Ray cluster that fills an index: three nodes here, in a network of their own.

Ray listens on every address, so its nodes run where there is none but loopback.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import ARTICLES, for_children

from index import NewsIndex, NewsIndexError, QuestionError

ALONE = ["unshare", "-n", "bash", "-c", 'ip link set lo up && exec "$@"', "bash"]


def can_be_alone():
    """Tell whether a process can have a network of its own here."""
    if not (find_spec("ray") and shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0


@pytest.mark.slow
@pytest.mark.patient
@pytest.mark.skipif(not can_be_alone(), reason="Ray, or a network of its own, is not to be had")
def test_a_driver_and_a_machine_go_and_every_article_is_in_once(tmp_path):
    environment = {**for_children(__file__), "RAY_USAGE_STATS_ENABLED": "0"}
    program = Path(__file__).with_name("three_nodes.py")

    done = subprocess.run(
        [*ALONE, sys.executable, program, f"lance://{tmp_path}/news", tmp_path],
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert [line[:8] for line in done.stdout.splitlines()] == ["added 1,"]


def test_a_cluster_fills_tables_alone(tmp_path, newsdex):
    with pytest.raises(QuestionError, match="fills an index in tables"):
        NewsIndex.create(tmp_path / "news", ray="auto")
    done = newsdex("--index", "news", "add", "--ray", "auto", "-", stdin="A dam broke.")
    assert "a Ray cluster fills an index in tables" in done.stderr


@pytest.mark.skipif(not find_spec("ray"), reason="Ray is not installed")
@pytest.mark.slow
def test_a_cluster_that_is_not_there_is_told(tmp_path):
    with NewsIndex.create(f"lance://{tmp_path}/news", ray="127.0.0.1:1") as index:
        with pytest.raises(NewsIndexError, match="no Ray cluster at"):
            index.add(ARTICLES[:1])
        assert len(index) == 0
