"""What shells are told when somebody presses Tab."""

import pytest


@pytest.fixture
def completed(newsdex, seeded):
    """Return what bash is told at the end of some words: completed(*words)."""

    def complete(*words, index=seeded):
        line = ("newsdex", *words)
        done = newsdex(
            _NEWSDEX_COMPLETE="bash_complete",
            COMP_WORDS="\n".join(line),
            COMP_CWORD=str(len(line) - 1),
            NEWSDEX_INDEX=str(index),
        )
        assert (done.returncode, done.stderr) == (0, "")
        return [value.removeprefix("plain,") for value in done.stdout.splitlines() if value]

    return complete


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["watch", "r"], ["remove", "run"]),
        (["search", "--sort", "n"], ["newest"]),
        (["show", "cw-2024092"], ["cw-20240929-0009"]),
        (["similar", "cw-2024092"], ["cw-20240929-0009"]),
        (["search", "--source", "cormorant"], [r"Cormorant\\ Wire"]),
        (["search", r"--source", r"Cormorant\ W"], [r"Cormorant\\ Wire"]),
        (["search", "--where", "sec"], ["section="]),
        (["search", "--where", "source", "=", "Cor"], [r"Cormorant\\ Wire"]),
        (["fields", "s"], ["source", "section", "speaker"]),
        (["add", "see"], ["file,see"]),
    ],
)
def test_bash_is_told_what_may_stand_there(completed, words, expected):
    assert completed(*words) == expected


def test_values_of_the_index_that_is_named_on_the_line_are_meant(completed, seeded, tmp_path):
    assert completed("show", "cw-20240929", index=tmp_path) == []
    assert completed("--index", str(seeded), "show", "cw-20240929", index=tmp_path)


def test_zsh_and_fish_are_told_titles_beside_ids(newsdex, seeded):
    title = "Seventeen dead, nine missing as ferry capsizes off Pell Head"
    asked = {"NEWSDEX_INDEX": str(seeded), "COMP_WORDS": "newsdex show cw-20240929"}

    zsh = newsdex(_NEWSDEX_COMPLETE="zsh_complete", COMP_CWORD="2", **asked)
    fish = newsdex(_NEWSDEX_COMPLETE="fish_complete", COMP_CWORD="cw-20240929", **asked)

    assert zsh.stdout.splitlines() == ["plain", "cw-20240929-0009", title]
    assert fish.stdout.splitlines() == [f"plain,cw-20240929-0009\t{title}"]


def test_standing_questions_are_completed(completed, news, folder):
    news.watch_add("ports", "+strike harbour")

    assert completed("watch", "run", "p", index=folder) == ["ports"]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_script_for_the_shell_asks_this_command(newsdex, shell):
    done = newsdex("completion", shell)

    assert (done.returncode, done.stderr) == (0, "")
    assert f"_NEWSDEX_COMPLETE={shell}_complete" in done.stdout
