"""Text that would run, were it ever taken for markup: in every field of an article, and asked."""

from datetime import UTC, datetime

from corpus import Article
from index import NewsIndex

SCRIPTS = (
    "<script>alert(1)</script>",
    "</title><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '"><svg onload=alert(4)>',
    "' onmouseover='alert(5)",
    "javascript:alert(6)",
    "{{ 7*7 }}{% raw %}<b>",
    "<!--the rest--><iframe srcdoc='<script>alert(8)</script>'>",
    "</textarea></script></style><script>alert(9)</script>",
    '<a href="javascript:alert(10)">x</a>',
    "\u202e<base href=//evil.example>",
    "&lt;script&gt;alert(12)&lt;/script&gt;",
)

ARTICLES = tuple(
    Article(
        id=f"h-{number}/{script}",
        title=f"Harbour {script}",
        text=f"The harbour was shut by {script} on Monday. “The harbour {script} is shut for good "
        f"and all,” said Mira Holt {script} of the port.\n\nBoats went elsewhere.",
        published=datetime(2024, 3, 1 + number, tzinfo=UTC),
        source=f"Gazette {script}",
        authors=(f"Holt {script}",),
        section=script,
        language="en" if number % 2 else script,
        url=f"https://gazette.example/{number}" if number % 3 else script,
        extra={"topic": script, script: "x", "link": script, "score": number},
    )
    for number, script in enumerate(SCRIPTS)
)


def hostile_index(folder):
    """Make an index of them, with a standing question that has news."""
    with NewsIndex.create(folder) as index:
        index.add(ARTICLES)
        index.watch_add("harbour <b>", "harbour <script>alert(13)</script>")
        index.add([Article(id="new", title="Harbour <i>", text="A harbour <b>.")])
    return folder
