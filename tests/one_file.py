"""A file of a test's own content, read as users read files."""

from pathlib import Path

from corpus import read_articles

CASES = Path(__file__).parent / "readers" / "cases"


def case(name):
    """Return the text of one of the readers' cases, to be changed."""
    return (CASES / name).read_text(encoding="utf-8")


def read_file(folder, content, name, **options):
    """Return the articles in a file, and its problems without the name of the file."""
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else bytes(content))
    problems = []
    articles = list(read_articles([path], on_problem=problems.append, **options))
    return articles, [str(problem).removeprefix(str(path)) for problem in problems]


def read_reasons(folder, content, name="story.xml"):
    """Return the articles in a file, and only the reasons of its problems."""
    articles, problems = read_file(folder, content, name)
    return articles, [problem.removeprefix(": ") for problem in problems]


def read_one(folder, content, name="story.xml"):
    """Return the one article of a file in which nothing is wrong."""
    [article], problems = read_file(folder, content, name)
    assert problems == []
    return article
