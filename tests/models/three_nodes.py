"""Fills an index by three nodes of Ray: the driver is killed, started again, and a node goes.

    python three_nodes.py URL FOLDER

Run it where there is no network but loopback: Ray listens on every address.
"""

import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

from ray.cluster_utils import Cluster

from corpus import read_articles
from index import NewsIndex
from index.cli import main as run_newsdex
from index.engines.cluster.filling import filling, reading_ahead
from index.engines.cluster.filling.batches import Bounds

FILES, OF_A_FILE, BATCH = 8, 40, 20
KILLED_AT = 4 * BATCH
"""Passages embedded: of the first two files every batch, some of them committed; of the last files
none, since no more than 13 of 16 batches were handed out."""

filling.BOUNDS, filling.COMMIT_PASSAGES = Bounds(BATCH, 1 << 20), 3 * BATCH
reading_ahead.PIECE = 1


FAKE_GPU = """
import onnxruntime, pathlib
real = onnxruntime.InferenceSession

def open_session(path, options, providers, **others):
    if providers[0] != "CPUExecutionProvider":
        pathlib.Path({marker!r}).touch()
    return real(path, options, providers=["CPUExecutionProvider"], **others)

onnxruntime.InferenceSession = open_session
onnxruntime.get_available_providers = lambda: ["CUDAExecutionProvider", "CPUExecutionProvider"]
"""
"""Has onnxruntime offer a GPU on a machine, and notes that one was asked for."""


def write_news(folder):
    """Write files of articles; return their paths."""
    paths = [folder / f"{file}.jsonl" for file in range(FILES)]
    for file, path in enumerate(paths):
        rows = (
            {
                "id": f"{file}-{n}",
                "text": f"Ferry {file} left quay {n} at noon, and quay {n} was closed. " * 3,
            }
            for n in range(OF_A_FILE)
        )
        path.write_text("".join(f"{json.dumps(row)}\n" for row in rows))
    return paths


def drive(url, address, paths):
    """Add the files; die in the middle."""

    def kill(done, _total):
        if done >= KILLED_AT:
            os.kill(os.getpid(), 9)

    with NewsIndex.open(url, ray=address) as index:
        index.add(read_articles(paths), on_embedded=kill)


def falsify(path):
    """Have a file hold other news, without that being seen."""
    there = path.stat()
    path.write_text(path.read_text().replace("Ferry", "Barge"))
    os.utime(path, ns=(there.st_atime_ns, there.st_mtime_ns))


def main(url, folder):
    """Fill an index, and check it."""
    paths = write_news(folder)
    expected = [article.id for article in read_articles(paths)]
    options = {
        "initialize_head": True,
        "head_node_args": {"num_cpus": 1, "include_dashboard": False},
    }
    cluster = Cluster(**options)
    nodes = [cluster.add_node(num_cpus=1) for _ in range(2)]
    NewsIndex.create(url).close()

    driver = [sys.executable, __file__, url, folder, cluster.address]
    assert subprocess.run(driver, check=False).returncode == -9

    for path in paths[:2]:
        falsify(path)
    gone = []

    def lose(done, _total):
        if not gone:
            gone.append(done)
            cluster.remove_node(nodes[0], allow_graceful=False)

    with NewsIndex.open(url, ray=cluster.address) as index:
        before = index.status().embedded
        assert 0 < before < KILLED_AT
        report = index.add(read_articles(paths), on_embedded=lose)
        assert gone
        assert report.added + report.unchanged == len(expected)
        assert report.unchanged == before
        assert 0 < report.embedded <= len(expected) - KILLED_AT
        assert [article.id for article in index.articles()] == expected
        assert all("Ferry" in article.text for article in index.articles())

        again = index.add(read_articles(paths[2:]))
        assert (again.unchanged, again.embedded) == (len(expected) - 2 * OF_A_FILE, 0)
        assert index.search("the ferry left quay 7", mode="dense", limit=1)
    check_gpus(cluster, url, folder)
    cluster.remove_node(nodes[1])


def check_gpus(cluster, url, folder):
    """Ask for GPUs where there is none, and where there is one."""
    late = folder / "late.txt"
    late.write_text("The last barge left.")
    sys.argv = ["newsdex", "--index", url, "add", "--no-embed", str(late)]
    sys.argv += ["--ray", cluster.address, "--gpu"]
    told = io.StringIO()
    with contextlib.redirect_stderr(told), contextlib.suppress(SystemExit):
        run_newsdex()
    assert told.getvalue() == (
        "newsdex: onnxruntime finds no GPU in the cluster: its cores embed\n"
    ), told.getvalue()

    with_one = {"PYTHONPATH": os.pathsep.join([str(folder), os.environ["PYTHONPATH"]])}
    (folder / "sitecustomize.py").write_text(FAKE_GPU.format(marker=str(folder / "used")))
    cluster.add_node(num_cpus=1, num_gpus=1, env_vars=with_one)
    with NewsIndex.open(url, ray=cluster.address, gpu=True) as index:
        assert index.embeds_on_gpu
        assert index.embed() == 1
    assert (folder / "used").exists()


if __name__ == "__main__":
    url, folder, *address = sys.argv[1:]
    if address:
        drive(url, *address, sorted(Path(folder).glob("*.jsonl")))
    else:
        main(url, Path(folder))
