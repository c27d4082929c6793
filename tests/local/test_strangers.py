"""An index from a stranger: whatever is in its files, opening and using it executes none of it."""

import ast
import json
import pickle
import shutil
import sys
import warnings
from dataclasses import asdict
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from whoosh.fields import TEXT, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.filetables import OrderedHashWriter
from whoosh.filedb.structfile import StructFile

import index as package
from corpus import Article
from index import DamagedIndexError, NewsIndex, NewsIndexError, verify
from index.engines.local.commit.manifest import _checksum, describe_files

pytestmark = pytest.mark.usefixtures("one_encoder")

QUESTIONS = ['"border posts"', "strik*", "d*", "Colvic~ dockres +strike", "title:dam -regatta"]


class Trap:
    """A pickle that, once it is loaded, leaves a file."""

    def __init__(self, mark):
        self.mark = mark

    def __reduce__(self):
        return Path.touch, (self.mark,)


@pytest.fixture(scope="module")
def theirs(tmp_path_factory, articles):
    """Return an index of two parts, with removed articles and the vectors of a stopped `add`."""
    folder = tmp_path_factory.mktemp("theirs") / "news"
    with NewsIndex.create(folder) as news:
        news.add(articles[:9])
        news.add(articles[9:])
        news.remove(["dam-2", "un-2"])
    (folder / "embedded").write_bytes(b"?")
    return folder


def use(folder):
    """Do all that can be done with an index, and return how often it was refused."""
    refused = 0
    for work in (search, show, verify, add, compact):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            try:
                work(folder)
            except NewsIndexError:
                refused += 1
    return refused


def search(folder):
    with NewsIndex.open(folder) as news:
        for mode in ("keyword", "dense", "hybrid"):
            news.search(
                "the dam inquiry heard", mode=mode, source="Coastal Wire", since="2020-01-01"
            )
        for question in QUESTIONS:
            news.search(question, mode="keyword", copies="all")


def show(folder):
    with NewsIndex.open(folder) as news:
        news.article("dam-1")
        list(news.articles())
        list(news.vectors())
        news.status()


def add(folder):
    with NewsIndex.open(folder) as news:
        news.add([Article(id="more", text="A kite festival was held at Lunde. Dockers strike.")])
        news.remove(["more"])


def compact(folder):
    with NewsIndex.open(folder) as news:
        news.compact()


def whole(_, payload):
    return payload


def around(content, payload):
    return payload + content + payload


def over_the_middle(content, payload):
    start = len(content) // 2
    return content[:start] + payload + content[start + len(payload) :]


def files_of(folder):
    return sorted(p.relative_to(folder) for p in folder.rglob("*") if p.is_file())


@pytest.mark.slow
@pytest.mark.parametrize(
    "how",
    [around, *(pytest.param(each, marks=pytest.mark.patient) for each in (whole, over_the_middle))],
)
def test_no_pickle_in_any_file_is_loaded(theirs, tmp_path, how):
    payload = pickle.dumps(Trap(tmp_path / "executed"))
    names = files_of(theirs)
    assert len(names) >= 15

    for number, name in enumerate(names):
        folder = shutil.copytree(theirs, tmp_path / str(number))
        (folder / name).write_bytes(how((folder / name).read_bytes(), payload))
        if name.parts[0] in {"parts", "removed"}:
            describe_anew(folder, name)

        use(folder)

        assert not (tmp_path / "executed").exists(), name
        shutil.rmtree(folder)
    pickle.loads(payload)  # noqa: S301 - the trap works
    assert (tmp_path / "executed").exists()


def describe_anew(folder, *names):
    """Have the manifest name files as if they had been written so; anyone can."""
    found = describe_files(folder, [folder / name for name in names])
    entries = {name: asdict(entry) for name, entry in found.items()}
    rewrite(folder, partial(replace_entries, entries))


def replace_entries(entries, values):
    """Replace what a manifest says of some files, wherever it says so."""
    for key, value in values.items() if isinstance(values, dict) else enumerate(values):
        if key in entries:
            values[key] = entries[key]
        elif isinstance(value, dict | list):
            replace_entries(entries, value)


def rewrite(folder, change):
    """Change what a manifest says, and its copy."""
    values = json.loads((folder / "manifest.json").read_text("utf-8"))
    change(values)
    values["checksum"] = _checksum(values)
    for path in folder / "manifest.json", *folder.glob("generations/*"):
        path.write_text(json.dumps(values), "utf-8")


@pytest.mark.slow
def test_no_array_of_objects_is_loaded(theirs, tmp_path):
    mark = tmp_path / "executed"
    arrays = [name for name in files_of(theirs) if name.suffix == ".npy"]
    assert len(arrays) >= 6

    for number, name in enumerate(arrays):
        folder = shutil.copytree(theirs, tmp_path / str(number))
        np.save(folder / name, np.array([Trap(mark)], object), allow_pickle=True)
        describe_anew(folder, name)

        assert use(folder), name

        assert not mark.exists(), name


def test_what_whoosh_itself_would_unpickle_is_not_looked_at(theirs, tmp_path):
    """Its table of contents, its columns, its postings, and what its hash tables end with."""
    mark = tmp_path / "executed"
    folder = shutil.copytree(theirs, tmp_path / "news")
    for keyword in folder.glob("parts/*/keyword"):
        whoosh = FileStorage(str(keyword)).create_index(Schema(text=TEXT(stored=True)))
        writer = whoosh.writer()
        writer.add_document(text="the dam")
        writer.commit()
        whoosh.close()
        with (keyword / "_MAIN_1.toc").open("ab") as contents:
            pickle.dump(Trap(mark), contents)
        table = OrderedHashWriter(StructFile((keyword / "terms").open("wb")))
        table.add(b"\0\0dam", b"?")
        table.extras["fieldmap"] = Trap(mark)
        table.close()
        describe_anew(
            folder, *(path.relative_to(folder) for path in keyword.iterdir() if path.is_file())
        )

    assert use(folder)

    assert not mark.exists()


@pytest.mark.slow
def test_nothing_is_unpickled_in_all_the_life_of_an_index(tmp_path, articles, monkeypatch):
    def refuse(*_, **__):
        raise AssertionError("something is unpickled")

    loading = {pickle.load, pickle.loads, pickle.Unpickler}
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] in {"pickle", "_pickle", "whoosh", "numpy", "index", "corpus"}:
            for attribute, value in list(vars(module).items()):
                if any(value is each for each in loading):
                    monkeypatch.setattr(module, attribute, refuse)
    folder = tmp_path / "news"
    with NewsIndex.create(folder) as news:
        news.add(articles[:9])
        news.add(articles[9:])

    assert use(folder) == 0


def test_no_module_of_the_index_knows_pickle():
    for path in Path(package.__file__).parent.rglob("*.py"):
        if path.match("parts/writing/workers.py"):
            continue  # processes of one add talk so; it reads no file
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Import(names=names):
                    imported = {name.name.partition(".")[0] for name in names}
                case ast.ImportFrom(module=module):
                    imported = {str(module).partition(".")[0]}
                case ast.keyword(arg="allow_pickle"):
                    imported = {"pickle"}
                case _:
                    continue
            assert not imported & {"pickle", "_pickle", "marshal", "shelve", "dill", "joblib"}, path


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "../../elsewhere"},
        {"name": "/elsewhere"},
        {"name": ".."},
        {"removed": "../elsewhere.npy"},
        {"removed": "removed/../../elsewhere.npy"},
    ],
)
def test_an_index_that_names_what_lies_outside_of_it_is_damaged(theirs, tmp_path, changes):
    folder = shutil.copytree(theirs, tmp_path / "news")
    rewrite(folder, lambda values: values["parts"][0].update(changes))

    with pytest.raises(DamagedIndexError, match=r"manifest\.json is damaged"):
        NewsIndex.open(folder)


def test_an_index_that_takes_a_folder_for_a_model_is_damaged(theirs, tmp_path):
    folder = shutil.copytree(theirs, tmp_path / "news")
    rewrite(folder, lambda values: values.update(fingerprint="../../../elsewhere"))

    with pytest.raises(DamagedIndexError, match=r"manifest\.json is damaged"):
        NewsIndex.open(folder)
