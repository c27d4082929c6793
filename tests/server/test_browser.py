"""The page in a real browser: with scripts and without, by keyboard alone, and attacked."""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote, urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from conftest import ARTICLES
from hostile import ARTICLES as HOSTILE
from hostile import SCRIPTS
from playwright.sync_api import sync_playwright

from corpus import Article
from index import NewsIndex

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not os.access(CHROMIUM, os.X_OK),
        reason="no chromium: apt-get update && apt-get install -y --no-install-recommends "
        "chromium fonts-dejavu-core fonts-noto-core fonts-noto-cjk",
    ),
]


RIGHT_TO_LEFT = (
    Article(
        id="mina",
        title="عودة عمال الميناء إلى العمل بعد الإضراب",
        text="أعلنت هيئة الميناء أن العمال سيعودون إلى العمل بعد إضراب طويل في Maersk Line.",
        source="الجريدة",
        authors=("ليلى منصور",),
        section="اقتصاد",
        published=datetime(2024, 3, 11, 9, tzinfo=UTC),
        language="ar",
    ),
    Article(
        id="namal",
        title="עובדי הנמל חוזרים לעבודה",
        text="רשות הנמל הודיעה ביום שני כי העובדים ישובו לעבודה לאחר שביתה ארוכה.",
        source="העיתון",
        published=datetime(2024, 3, 12, 9, tzinfo=UTC),
        language="he",
    ),
)


@pytest.fixture(scope="session")
def browsed(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return the folder of an index of the invented news, among it what would run."""
    folder = tmp_path_factory.mktemp("browsed") / "news"
    with NewsIndex.create(folder) as index:
        index.add([*ARTICLES[:-1], *HOSTILE, *RIGHT_TO_LEFT])
        index.watch_add("levy", "harbour levy <script>alert(0)</script>")
        index.add(ARTICLES[-1:])
    return folder


@contextmanager
def served(folder, *options):
    """Have a process of its own serve an index; yield where it answers."""
    command = [sys.executable, "-m", "newsdex", "--index", folder, "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, encoding="utf-8") as running:
        try:
            yield running.stderr.readline().split()[1].rstrip("/")
        finally:
            running.terminate()
            running.communicate()


@pytest.fixture(scope="session")
def address(browsed):
    """Return where a server answers from it."""
    with served(browsed) as where:
        yield where


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def opened(browser, address):
    """Return what opens a page: opened(path, **options of the browser); nothing may go wrong."""
    wrong = []
    contexts = []

    def open_page(path, **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.set_default_timeout(10_000)
        page.on("dialog", lambda dialog: (wrong.append(dialog.message), dialog.dismiss()))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on(
            "console",
            lambda said: wrong.append(said.text) if said.type in {"error", "warning"} else None,
        )
        page.goto(address + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def headlines(page):
    return page.locator("ol.hits > .hit h2").all_text_contents()


def asked(page):
    return parse_qs(urlsplit(page.url).query)


def test_a_search_is_narrowed_by_a_facet_and_by_the_timeline_and_gone_back_from(opened):
    page = opened("/")
    page.get_by_label("Question", exact=True).fill("dam strike")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=dam+strike")
    first = headlines(page)
    page.locator(".facet a", has_text="Coastal Wire").click()
    page.wait_for_url("**source=Coastal+Wire")
    narrowed = headlines(page)
    page.locator("svg.bars a").last.click()
    page.wait_for_url("**since=**")
    assert set(headlines(page)) < set(narrowed) < set(first)

    page.go_back()
    assert headlines(page) == narrowed
    page.go_back()
    assert headlines(page) == first
    page.go_forward()
    page.locator(".chips a").click()
    page.wait_for_url("**/?q=dam+strike")
    assert headlines(page) == first


def test_a_span_is_dragged_over_the_timeline(opened):
    page = opened("/?q=dam+strike")
    bars = page.locator("svg.bars a")
    first, third = bars.nth(0).bounding_box(), bars.nth(2).bounding_box()
    page.mouse.move(first["x"] + 1, first["y"] + 40)
    page.mouse.down()
    page.mouse.move(third["x"] + third["width"] - 1, third["y"] + 40, steps=5)
    told = [bars.nth(0).get_attribute("data-first"), bars.nth(2).get_attribute("data-last")]
    page.mouse.up()
    page.wait_for_url("**since=**")

    assert [asked(page)["since"][0], asked(page)["until"][0]] == told


def test_an_article_begins_at_its_passage_and_leads_from_mark_to_mark(opened):
    page = opened("/?q=crowns+for+the+levy+in+Quillport&source=Coastal+Wire")
    page.locator(".hit h2 a").first.click()
    page.wait_for_url("**#hit")

    assert page.locator("#hit").evaluate(
        "hit => hit.getBoundingClientRect().top >= 0"
        " && hit.getBoundingClientRect().top < innerHeight"
    )
    page.keyboard.press("n")
    assert page.locator("mark.now").count() == 1
    assert " of " in page.locator("[data-count]").text_content()
    before = page.locator("[data-count]").text_content()
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert page.locator("[data-count]").text_content() == before
    page.go_back()
    assert headlines(page)


def test_everything_can_be_done_by_keyboard(opened):
    page = opened("/")
    page.keyboard.press("?")
    assert page.locator("dialog[open]").count() == 1
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="hidden")
    page.keyboard.press("/")
    page.locator("input[name=q]:focus").wait_for()
    page.keyboard.type("dam inquiry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=dam+inquiry")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("document.activeElement.textContent") == headlines(page)[0]

    page.locator("svg.bars a").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**since=**")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/articles/**")
    assert page.locator("h1").text_content()


def test_the_first_stop_skips_to_the_content(opened):
    page = opened("/?q=dam")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_without_scripts_it_is_whole(opened):
    page = opened("/", java_script_enabled=False)
    page.get_by_label("Question", exact=True).fill("dockers strike")
    page.get_by_role("button", name="Search").click()
    assert urlsplit(page.url).query == "q=dockers+strike"
    page.locator("summary", has_text="Filters").click()
    page.get_by_label("Section", exact=True).and_(page.locator("input")).fill("Business")
    page.get_by_role("button", name="Apply").click()
    assert urlsplit(page.url).query == "q=dockers+strike&section=Business"
    page.locator("svg.bars a").first.click()
    assert asked(page)["since"]
    page.locator(".hit h2 a").first.click()

    assert page.locator("#hit").count() == 1
    page.locator("aside h2", has_text="Similar").wait_for()  # it follows the article
    assert not page.locator("[data-copy]").first.is_visible()


def test_a_citation_is_copied(opened):
    page = opened("/articles/dam-2", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy").first.click()
    page.get_by_role("button", name="Copied").wait_for()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#cite-text").text_content()


def test_no_script_of_a_question_runs(opened, address):
    page = opened("/")
    for script in SCRIPTS:
        for path in ("/", "/quotes"):
            page.goto(f"{address}{path}?{urlencode({'q': f'harbour {script}'})}")
            assert page.locator("#q").input_value() == f"harbour {script}"


def test_no_script_of_an_article_runs(opened, address):
    page = opened("/?q=harbour&limit=50&facets=topic,source,section,author&explain=true")
    assert page.locator(".hit").count() > 5
    for path in ("/watch", "/timeline?q=harbour&q=%3Cb%3Eshut", "/quotes?q=harbour", "/"):
        page.goto(address + path)
    for article in HOSTILE:
        page.goto(f"{address}/articles/{quote(article.id, safe='')}?q=harbour+%3Cb%3E")
        assert "Harbour" in page.locator("h1").text_content()


PAGES = (
    "/",
    "/?q=dam+strike+levy&source=Coastal+Wire&explain=true",
    "/?q=plugh+in+Beirut",
    "/articles/levy?q=levy+crowns&start=0&end=90",
    "/timeline?q=dam&q=strike&q=levy",
    "/quotes?q=lanterns",
    "/watch",
    f"/?q={quote('إضراب الميناء')}",
    f"/articles/mina?q={quote('إضراب')}",
    "/articles/namal",
)
PROBLEMS = ("/plugh", "/articles/plugh", "/?q=dam&since=plugh", "/timeline?q=dam&by=x")


def assert_all_can_use(page, scheme):
    rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    if scheme == "dark":  # the same page in other colours
        rules = {"type": "rule", "values": ["color-contrast"]}
    for details in page.locator("details").all():
        details.evaluate("each => each.open = true")
    found = Axe().run(page, options={"runOnly": rules})
    assert found.violations_count == 0, (page.url, found.generate_report())


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_can_be_used_by_everybody(opened, address, scheme):
    page = opened("/", color_scheme=scheme)
    for path in PAGES:
        page.goto(address + path)
        assert_all_can_use(page, scheme)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_goes_wrong_can_be_read_by_everybody(browser, address, scheme):
    with browser.new_page(color_scheme=scheme) as page:
        for path in PROBLEMS:
            assert page.goto(address + path).status >= 400
            assert_all_can_use(page, scheme)


def test_everybody_can_sign_in(browser, browsed):
    token = "t" * 20
    with served(browsed, "--token", token) as address:
        for scheme in ("light", "dark"):
            with browser.new_page(color_scheme=scheme) as page:
                page.goto(f"{address}/?q=dam")
                assert_all_can_use(page, scheme)
                page.fill("#token", token[1:])
                page.keyboard.press("Enter")
                page.wait_for_selector("#wrong")
                assert_all_can_use(page, scheme)
                page.fill("#token", token)
                page.keyboard.press("Enter")
                page.wait_for_selector(".hit")


@pytest.mark.parametrize("width", [360, 768, 1280, 2560])
def test_pages_fit_on_a_phone_and_on_a_large_screen(opened, address, width):
    page = opened("/", viewport={"width": width, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_pages_fit_on_a_phone_with_text_twice_as_large(opened, address):
    page = opened("/", viewport={"width": 360, "height": 900})
    for path in PAGES:
        page.goto(address + path)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path
        if box := page.query_selector(".box input"):
            assert box.bounding_box()["width"] > 200, path


def test_a_line_is_drawn_over_what_stands_at_its_axis(opened):
    page = opened("/timeline?q=dam&q=strike")

    last = "document.querySelector('.drawing .tick:last-of-type')"
    line = "document.querySelector('.drawing .line')"
    following = page.evaluate(f"{last}.compareDocumentPosition({line})")
    assert following & 4  # DOCUMENT_POSITION_FOLLOWING: what follows is painted over


def test_a_mistake_stands_at_its_field_and_is_mended_there(browser, address):
    page = browser.new_page()  # its console tells of the status
    page.goto(f"{address}/?q=dam&since=2024-13&source=Coastal+Wire")

    field = page.get_by_label("Since")
    assert field.get_attribute("aria-invalid") == "true"
    assert "'2024-13' is not a date" in page.locator("#fault").inner_text()
    field.fill("2024-03")
    field.press("Enter")
    page.wait_for_url("**since=2024-03**")
    assert parse_qs(urlsplit(page.url).query)["source"] == ["Coastal Wire"]
    assert page.locator("ol.hits > .hit").count()
    page.close()
