"""One process answers while others change the index."""

import shutil
import threading

import pytest
from conftest import run_newsdex


def found(api, question):
    return [hit["title"] for hit in api.get("/api/search", params={"q": question}).json()["hits"]]


@pytest.mark.slow
def test_answers_go_on_while_others_add_sync_and_compact(serving, news, folder, tmp_path):
    api = serving(news, checked_every=0.0)
    tags, statuses, over = set(), set(), threading.Event()
    files = tmp_path / "files"
    files.mkdir()

    def ask():
        while not over.is_set():
            answer = api.get("/api/search", params={"q": "port strike"})
            statuses.add(answer.status_code)
            tags.add(answer.headers["etag"])

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for turn, command in enumerate((["add"], ["sync"], ["add"], ["compact"])):
            (files / f"{turn}.txt").write_text(f"Ferry {turn} sinks\n\nThe ferry sank at dawn.")
            given = [] if command == ["compact"] else [files]
            done = run_newsdex("--index", folder, *command, *given, cwd=tmp_path)
            assert done.returncode == 0, done.stderr
            if given:
                assert f"Ferry {turn} sinks" in found(api, f"+ferry +{turn} sinks")
    finally:
        over.set()
        asking.join()

    assert statuses == {200}
    assert len(tags) >= 4


@pytest.mark.slow
def test_what_others_add_is_found_and_told_anew(serving, news, folder, tmp_path):
    api = serving(news, checked_every=0.0)
    before = api.get("/api/status")
    story = tmp_path / "story.txt"
    story.write_text("Ferry sinks off Lunde\n\nThe ferry sank at dawn.", encoding="utf-8")
    assert run_newsdex("--index", folder, "add", story, cwd=tmp_path).returncode == 0

    after = api.get("/api/status", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert after.json()["articles"] == before.json()["articles"] + 1
    assert found(api, "ferry sinks off Lunde")[0] == "Ferry sinks off Lunde"


@pytest.mark.parametrize("harm", ["removed", "damaged"])
def test_what_is_open_answers_on_when_the_index_is_gone(serving, news, folder, harm, caplog):
    api = serving(news, checked_every=0.0)
    assert found(api, "port strike")
    if harm == "removed":
        shutil.rmtree(folder)
    else:
        (folder / "manifest.json").write_text("plugh", encoding="utf-8")

    for _ in range(3):
        assert found(api, "dam inquiry")
    told = [each for each in caplog.messages if each.startswith("no newer state of the index")]
    assert len(told) == 1
