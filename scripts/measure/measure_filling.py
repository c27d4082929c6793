"""Measure how an index in tables is filled by a Ray cluster on this machine, and try what goes.

    python scripts/measure/measure_filling.py PATH... [--nodes 3] [--no-embed] [--alone]
        [--stop 5000] [--lose 5000] [--s3 moto/bin/moto_server]

Ray listens on every address, so all of it runs in a network of its own, where there is only
loopback (Linux, with the right to `unshare`). `--s3` keeps the index in a bucket of moto's server:

    python -m venv moto && moto/bin/pip install 'moto[server]'
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

if sys.platform == "win32":
    sys.exit("networks of their own are Linux's")

ALONE = ["unshare", "-n", "bash", "-c", 'ip link set lo up && exec "$@"', "bash"]
_INSIDE = "NEWSDEX_ALONE"
_TICKS = os.sysconf("SC_CLK_TCK")
_PORT = 5123


def used() -> float:
    """Return the CPU seconds of all processes of this network, of those that ended as well."""
    network = Path("/proc/self/ns/net").readlink()
    total = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended
            if (process / "ns/net").readlink() == network:
                fields = (process / "stat").read_text().rpartition(")")[2].split()
                total += sum(map(int, fields[11:15]))
    return total / _TICKS


@contextmanager
def bucket(server: str | None, folder: str) -> Iterator[str]:
    """Give the URL of a place for an index: a folder, or a bucket where a server is named."""
    if server is None:
        yield f"lance://{folder}/news"
        return
    started = subprocess.Popen(
        [server, "-H", "127.0.0.1", "-p", str(_PORT)], stderr=subprocess.PIPE, encoding="utf-8"
    )
    said = started.stderr or ()
    next(line for line in said if "Running on" in line)
    threading.Thread(target=list, args=(said,), daemon=True).start()
    with closing(http.client.HTTPConnection("127.0.0.1", _PORT)) as connection:
        connection.request("PUT", "/news")
        connection.getresponse()
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT": f"http://127.0.0.1:{_PORT}",
        "AWS_ALLOW_HTTP": "true",
    }
    yield "s3://news/archive"
    started.terminate()
    started.wait()


def drive(url: str, address: str | None, options: argparse.Namespace, lose: Any = None) -> None:
    """Add what is named, and print what it took; stop in the middle if that is asked for."""
    from corpus import read_articles
    from index import NewsIndex

    def look_on(done: int, _total: int) -> None:
        if options.stop and done >= options.stop:
            os.kill(os.getpid(), signal.SIGKILL)
        if lose and done >= options.lose:
            lose()

    cpu, own, wall = used(), time.process_time(), time.monotonic()
    with NewsIndex.open(url, ray=address) as index:
        reader = read_articles(options.paths, on_problem=lambda _problem: None)
        report = index.add(reader, embed=not options.no_embed, on_embedded=look_on)
        passages = index.status().passages
        took = {
            "added": report.added,
            "unchanged": report.unchanged,
            "passages": passages,
            "embedded": report.embedded,
            "parts": index.status().parts,
            "wall s": round(time.monotonic() - wall, 1),
            "CPU s": round(used() - cpu, 1),
            "CPU s of the driver": round(time.process_time() - own, 1),
            "load": os.getloadavg()[0],
        }
        ids = [article.id for article in index.articles()]
        took["twice"] = len(ids) - len(set(ids))
    print(json.dumps(took), flush=True)


def main() -> None:
    """Run what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--nodes", type=int, default=2, help="of one core each")
    parser.add_argument("--no-embed", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without Ray")
    parser.add_argument("--stop", type=int, help="passages after which the driver is killed once")
    parser.add_argument("--lose", type=int, help="passages after which a node is taken away")
    parser.add_argument("--s3", metavar="SERVER", help="moto's")
    parser.add_argument("--driver", nargs=2, metavar=("URL", "ADDRESS"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.driver:
        url, address = options.driver
        drive(url, address, options)
    elif _INSIDE not in os.environ:
        environment = {**os.environ, _INSIDE: "1", "RAY_USAGE_STATS_ENABLED": "0"}
        command = [*ALONE, sys.executable, __file__, *sys.argv[1:]]
        sys.exit(subprocess.run(command, env=environment, check=False).returncode)
    else:
        with (
            tempfile.TemporaryDirectory() as folder,
            bucket(options.s3, folder) as url,
        ):
            fill(url, options)


def fill(url: str, options: argparse.Namespace) -> None:
    """Fill an index, with a cluster or without."""
    from index import NewsIndex

    NewsIndex.create(url).close()
    if options.alone:
        drive(url, None, options)
        return
    from ray.cluster_utils import Cluster

    head = {"num_cpus": 1, "include_dashboard": False}
    cluster = Cluster(initialize_head=True, head_node_args=head)
    nodes = [cluster.add_node(num_cpus=1) for _ in range(options.nodes - 1)]
    if options.stop:
        again = [sys.executable, __file__, *sys.argv[1:], "--driver", url, cluster.address]
        stopped = subprocess.run(again, check=False).returncode
        print(f"driver ended with {stopped}")
        options.stop = None

    def lose() -> None:
        options.lose = 1 << 62
        cluster.remove_node(nodes.pop(), allow_graceful=False)

    drive(url, cluster.address, options, lose if options.lose else None)
    for node in nodes:
        cluster.remove_node(node)


if __name__ == "__main__":
    main()
