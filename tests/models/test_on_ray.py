"""Passages embedded on a Ray cluster: three nodes here, in a network of their own.

Ray listens on every address, so its nodes run where there is none but loopback.
"""

import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest
from conftest import ARTICLES, for_children

from index import NewsIndex, NewsIndexError, QuestionError

ALONE = ["unshare", "-n", "bash", "-c", 'ip link set lo up && exec "$@"', "bash"]


def can_be_alone():
    """Tell whether a process can have a network of its own here."""
    if not (find_spec("ray") and shutil.which("unshare") and shutil.which("ip")):
        return False
    return subprocess.run([*ALONE, "true"], check=False, capture_output=True).returncode == 0


NODE_GOES = """
import sys
from ray.cluster_utils import Cluster
from corpus import Article
from index import NewsIndex

cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
articles = [
    Article(id=f"{n}", text=f"The ferry left quay {n} at noon, and quay {n} was closed. " * 3)
    for n in range(600)
]
gone = []

def lose(done, _total):
    if not gone:
        gone.append(done)
        cluster.remove_node(nodes[0], allow_graceful=False)

with NewsIndex.create(sys.argv[1], ray=cluster.address) as index:
    index.add(articles, on_embedded=lose)
assert gone and gone[0] < len(articles)
cluster.remove_node(nodes[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not can_be_alone(), reason="Ray, or a network of its own, is not to be had")
def test_a_machine_that_goes_in_the_middle_takes_no_article_with_it(tmp_path):
    url = f"lance://{tmp_path}/news"
    environment = {**for_children(__file__), "RAY_USAGE_STATS_ENABLED": "0"}
    command = [*ALONE, sys.executable, "-c", NODE_GOES, url]

    done = subprocess.run(
        command, env=environment, check=False, capture_output=True, encoding="utf-8"
    )

    assert done.returncode == 0, done.stderr[-2000:]
    with NewsIndex.open(url) as index:
        assert [article.id for article in index.articles()] == [str(n) for n in range(600)]
        assert index.status().embedded == index.status().passages == 600
        assert index.search("the ferry left quay 7", mode="dense", limit=1)


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
