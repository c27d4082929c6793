"""The page, as a browser without scripts has it: what is found, where it leads, what is escaped."""

from datetime import UTC, datetime
from urllib.parse import parse_qsl, quote, urlsplit

import pytest
from hostile import ARTICLES as HOSTILE
from hostile import SCRIPTS, hostile_index
from lxml import html

from corpus import Article, Origin
from index import NewsIndex, QuestionError

BROWSER = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
def page(serving):
    """Return what opens a page of an index as a tree: page(index, path, **parameters)."""

    def opened(index, path="/", /, status=200, settings=None, **parameters):
        answer = serving(index, **(settings or {})).get(
            path, params=parameters or None, headers=BROWSER, follow_redirects=False
        )
        assert answer.status_code == status
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        return html.fromstring(answer.text)

    return opened


def words(nodes):
    """Return the text of the only node, on a line."""
    (node,) = nodes
    return " ".join(node.text_content().split())


def hits(tree):
    return [words([each]) for each in tree.cssselect("ol.hits > .hit h2")]


def link(tree, text):
    """Return where the only link leads that has a text."""
    (found,) = {
        each.get("href")
        for each in tree.iter("a")
        if " ".join(each.text_content().split()).startswith(text)
    }
    return found


def asked(address):
    return dict(parse_qsl(urlsplit(address).query))


def test_without_a_question_it_shows_the_archive(page, archive):
    tree = page(archive)

    assert words(tree.cssselect("h1")) == "14 articles 1 February 2024 to 20 August 2024"
    assert "Coastal Wire 6" in words(tree.cssselect(".sources"))
    assert words(tree.cssselect(".plain .hit:first-child h3")) == "Lantern festival"
    assert tree.cssselect("svg.bars a")
    assert asked(link(tree, "Nordblatt"))["source"] == "Nordblatt"


def test_an_archive_without_articles_says_how_they_come_in(page, empty):
    assert "newsdex add FILE" in page(empty).text_content()


def test_hits_have_what_the_command_line_prints(page, archive):
    tree = page(archive, q="cracks in the dam")
    first = tree.cssselect(".hit")[0]

    assert words(first.cssselect("h2")) == "Minister knew of cracks in dam, inquiry hears"
    assert (
        words(first.cssselect(".byline"))
        == "Evening Post18 March 2024Mira Holt, Jonas ReedPolitics"
    )
    assert {"cracks", "dam"} <= {each.text for each in first.cssselect("mark")}
    assert words(first.cssselect(".text > b:first-of-type"))
    assert words(tree.cssselect(".bar-of-results .count")).endswith("articles")


def test_a_quotation_begins_with_who_says_it(page, news):
    text = (
        "“The gate is cracked beyond repair, and no barge will pass before autumn,” said Eva Lund "
        "of the canal authority. “We have ordered a new one from Norland, and it will come by sea "
        "in six weeks,” she said."
    )
    news.add([Article(id="gate", title="Gate", text=text)])

    first = page(news, q="ordered from Norland by sea").cssselect(".hit")[0]
    assert words(first.cssselect(".text")).startswith("Eva Lund: “We have ordered a new one")


def test_what_is_missing_misspelt_or_a_time_is_told_with_a_link_that_applies_it(page, archive):
    tree = page(archive, q="dockers strike in Beirut in April 2024")
    told = words(tree.cssselect(".told"))
    assert "No article has “Beirut”" in told
    only = asked(link(tree, "only that"))
    assert only["q"]
    assert {"2024-04", "2024-04-01"} & set(only.values())

    tree = page(archive, q="dockrs strike")
    assert "“dockers” was looked for beside “dockrs”" in words(tree.cssselect(".told"))
    assert asked(link(tree, "only “dockers”"))["q"] == "dockers strike"


def test_what_is_far_from_a_question_is_said_to_be(page, archive):
    tree = page(archive, q="quarterly profit of the chip maker")

    assert "nearest" in words(tree.cssselect(".near"))


def test_nothing_found_says_so(page, archive):
    assert words(page(archive, q="+plugh").cssselect(".none")).startswith("Nothing was found")
    assert "No more" in words(page(archive, q="dam", offset="50").cssselect(".none"))


def test_pages_follow_one_another(page, archive):
    first = page(archive, q="dam strike harbour", limit="3")
    second = page(archive, **asked(link(first, "Next 3")))

    assert len(hits(first)) == len(hits(second)) == 3
    assert not set(hits(first)) & set(hits(second))
    assert words(second.cssselect(".bar-of-results .count")).startswith("4–6 of")
    assert hits(page(archive, **asked(link(second, "← Before")))) == hits(first)


def test_a_facet_narrows_and_its_chip_takes_it_away(page, archive):
    tree = page(archive, q="dam strike")
    narrowed = page(archive, **asked(link(tree, "Coastal Wire")))

    assert {words([each]) for each in narrowed.cssselect(".hit .source")} == {"Coastal Wire"}
    assert words(narrowed.cssselect(".facet [aria-current]")).startswith("Coastal Wire")
    assert hits(page(archive, **asked(link(narrowed, "source Coastal Wire")))) == hits(tree)


def test_a_bar_narrows_to_its_time(page, archive):
    bar = page(archive, q="dam strike").cssselect("svg.bars a")[0]
    narrowed = page(archive, **asked(bar.get("href")))

    assert hits(narrowed)
    low, high = bar.get("data-first"), bar.get("data-last")
    days = [each.get("datetime")[:10] for each in narrowed.cssselect(".hit time")]
    assert all(low <= day <= high for day in days)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"source": "Nordblatt"}, ["Streik im Hafen beendet"]),
        ({"where": "tags=inquiry"}, ["Torvik dam inquiry opens"]),
        ({"q": "dockers", "sort": "newest", "mode": "keyword", "limit": "1"}, None),
        ({"on": "2024-08"}, ["Lantern festival"]),
        ({"q": "dam", "explain": "true"}, None),
        ({"q": "dam", "group": "story", "per_article": "2", "recent": "30"}, None),
        ({"q": "dam", "facets": "month", "zone": "utc", "copies": "all"}, None),
        ({"author": "Jonas Reed", "section": "Business"}, ["Dockers strike at Colvik"]),
    ],
)
def test_every_option_of_a_search_stands_in_its_address(page, archive, parameters, expected):
    found = hits(page(archive, **parameters))

    assert found
    assert expected is None or found == expected


def test_an_address_has_nothing_that_says_nothing(serving, archive):
    answer = serving(archive).get(
        "/?q=dam&source=&mode=hybrid&sort=&where=", headers=BROWSER, follow_redirects=False
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=dam")


def test_results_can_be_taken_along(page, serving, archive):
    tree = page(archive, q="dam", source="Coastal Wire")
    api = serving(archive)

    assert api.get(link(tree, "CSV")).text.startswith("rank,")
    taken = api.get(link(tree, "JSON")).json()
    assert taken["question"] == "dam"
    assert len(taken["hits"]) == len({hit["id"] for hit in taken["hits"]}) == taken["total"]
    assert "@" in api.get(link(tree, "BibTeX")).text
    assert "TY  - " in api.get(link(tree, "RIS")).text
    assert api.get("/?q=dam&format=csv").text.startswith("rank,")


def test_a_copy_is_told_with_where_and_when_it_stands(page, news):
    story = (
        "The lock at Pell Head was shut on Friday after divers found a crack in its lower gate. "
        "Barges will wait until Tuesday, the canal authority said, while a new gate is cast. "
        "Nobody was hurt when the gate gave way at six in the morning."
    )
    for number, source in enumerate(("Canal Times", "Pell Post"), 1):
        news.add(
            [
                Article(
                    id=f"lock-{number}",
                    title=f"Lock shut, says {source}",
                    text=story,
                    published=datetime(2024, 9, number, tzinfo=UTC),
                    source=source,
                    url=f"https://{source.split()[0].lower()}.example/lock",
                )
            ]
        )
    first = page(news, q="crack in the lock gate").cssselect(".hit")[0]

    assert words(first.cssselect(".copies summary")) == "Also in 1 other"
    (copy,) = first.cssselect(".copies li")
    assert words([copy]).startswith("Lock shut, says Pell Post Pell Post2 September 2024")
    assert link(copy, "Lock shut") == "/articles/lock-2"
    assert link(copy, "pell.example") == "https://pell.example/lock"


def test_a_hit_leads_to_its_article_with_the_passage_marked(page, archive):
    href = page(archive, q="cracks in the dam").cssselect(".hit h2 a")[0].get("href")
    assert href.endswith("#hit")
    tree = page(archive, urlsplit(href).path, **asked(href))

    assert words(tree.cssselect("h1")) == "Minister knew of cracks in dam, inquiry hears"
    assert "cracks in the Torvik dam" in "".join(
        each.text_content() for each in tree.cssselect(".passage")
    )
    assert len(tree.cssselect("#hit")) == 1
    assert {each.text for each in tree.cssselect(".body mark")} >= {"cracks", "dam"}
    assert words(tree.cssselect(".way a")) == "← cracks in the dam"


def test_an_article_leads_back_to_the_whole_search(page, archive):
    found = page(archive, q="dam", sort="newest", source="Coastal Wire", offset="1", limit="2")
    led = page(archive, "/articles/" + found.cssselect(".hit h2 a")[0].get("href").split("/")[-1])
    back = led.cssselect(".way a")[0].get("href")

    assert hits(page(archive, **asked(back))) == hits(found)
    wrong = page(archive, "/articles/dam-1", q="dam", back="//evil.example?x=javascript:alert(0)")
    assert wrong.cssselect(".way a")[0].get("href").startswith("/?")


def test_a_word_that_was_read_as_another_is_marked_in_the_article(page, archive):
    href = page(archive, q="dockrs").cssselect(".hit h2 a")[0].get("href")

    tree = page(archive, urlsplit(href).path, **asked(href))
    assert any("ockers" in each.text for each in tree.cssselect(".body mark"))


def test_an_article_has_what_leads_on_and_how_it_is_cited(page, serving, archive):
    tree = page(archive, "/articles/dam-2")

    assert "Similar" in [words([each]) for each in tree.cssselect("aside h2")]
    assert "Mira Holt" in words(tree.cssselect("#cite-text"))
    assert words(tree.cssselect("#cite-bibtex")).startswith("@")
    for each in tree.cssselect(".actions a"):
        assert serving(archive).get(each.get("href")).status_code == 200


def test_files_are_named_only_where_the_server_shows_them(page, news):
    path = "/archive/secret/lamp.txt"
    origin = Origin(path=path, absolute=path)
    news.add([Article(id="lamp", title="Lamp lit", text="A lamp was lit.", origins=(origin,))])

    hidden = page(news, "/articles/lamp").text_content()
    shown = page(news, "/articles/lamp", settings={"show_paths": True}).text_content()
    assert "secret" not in hidden
    assert "/archive/secret/lamp.txt" in shown


def test_text_from_right_to_left_runs_so(page, news):
    news.add([Article(id="ar", title="افتتاح الميناء", text="افتتح الميناء اليوم.", language="ar")])

    tree = page(news, "/articles/ar")
    (article,) = tree.cssselect("article")
    assert (article.get("lang"), article.get("dir")) == ("ar", "rtl")
    assert tree.get("lang") == "en"


def test_several_questions_stand_in_one_drawing(page, archive):
    tree = page(archive, "/timeline", q=["dam", "strike"], by="month")

    assert len(tree.cssselect(".drawing path.line")) == 2
    assert [words([each]) for each in tree.cssselect(".legend h2 bdi")] == ["dam", "strike"]
    assert words(tree.cssselect(".numbers thead th:first-child")) == "Month"
    assert next(each.text for each in tree.cssselect(".ticks text")) == "Mar 2024"


def test_times_without_articles_are_gaps(page, archive):
    tree = page(archive, "/timeline", q="strike dam lantern", by="week", share="true")

    assert tree.cssselect(".drawing .nothing")
    (path,) = tree.cssselect(".drawing path.line")
    assert path.get("d").count("M") > 1
    assert tree.cssselect(".drawing text.tick")[0].text.endswith(" %")


def test_quotations_are_told_by_speaker(page, archive):
    tree = page(archive, "/quotes", q="lanterns")

    (quotation,) = tree.cssselect(".said .hit")
    assert words(quotation.cssselect("blockquote")).startswith("“Lanterns for everyone")
    assert words(quotation.cssselect(".who")) == "The mayor"
    assert "Nobody is quoted" in page(archive, "/quotes", q="+plugh").text_content()


def test_a_speaker_leads_to_what_else_they_said(page, news):
    news.add(
        [
            Article(
                id="gate",
                title="Gate",
                text="“We shall cast a new gate by the end of the month,” said Eva Lund, engineer.",
            )
        ]
    )
    tree = page(news, "/quotes")

    speaker = asked(link(tree, "Eva Lund"))
    assert speaker == {"speaker": "Eva Lund"}
    assert words(page(news, "/quotes", **speaker).cssselect(".said .who")) == "Eva Lund"


def test_standing_questions_tell_what_is_new_also_as_a_feed(page, serving, news):
    news.watch_add("locks", "lock gate")
    news.add([Article(id="new-lock", title="New lock gate", text="The lock gate is cast.")])

    tree = page(news, "/watch")
    assert words(tree.cssselect(".watch h2")) == "locks"
    assert words(tree.cssselect(".watch .hit h3")) == "New lock gate"
    assert link(tree.cssselect(".watch")[0], "Atom feed") == "/watch.atom?name=locks"
    feed = serving(news).get("/watch.atom")
    assert feed.headers["content-type"].startswith("application/atom+xml")
    assert "<title>New lock gate</title>" in feed.text
    assert 'href="http://127.0.0.1:8000/articles/new-lock' in feed.text


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/articles/plugh", 404, "No article has the id"),
        ("/plugh", 404, "Nothing is here"),
        ("/?q=dam&since=plugh", 400, "Since: 'plugh' is not a date"),
        ("/?q=dam&sorce=x", 400, "'sorce' in the address says nothing here"),
        ("/?q=dam&page=2", 400, "'page' in the address says nothing here"),
        ("/?q=dam&limit=500", 400, "A page shows 100 articles at most"),
        ("/?q=dam&mode=x", 400, "Look by: 'x' is not one of hybrid"),
        ("/timeline?" + "q=dam&" * 12, 400, "Questions: 10 at most; there are 12"),
        ("/articles/dam-1?x=1", 400, "'x' in the address says nothing here"),
        ("/watch?x=1", 400, "'x' in the address says nothing here"),
        ("/watch.atom?x=1", 400, "'x' in the address says nothing here"),
        ("/?q=path:x", 403, "does not show in which files"),
        ("/static/0/page.css", 404, "Nothing is here"),
    ],
)
def test_what_goes_wrong_is_told_on_a_page_and_to_programs_as_a_problem(api, path, status, said):
    told = api.get(path, headers=BROWSER)
    assert told.status_code == status
    assert said in html.fromstring(told.text).text_content()
    answer = api.get(path)
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("path", "wrong", "filled"),
    [
        (
            "/?q=dam&since=2024-13&source=Coastal+Wire&where=topics=grain&sort=newest",
            ["since"],
            {
                "q": "dam",
                "since": "2024-13",
                "source": "Coastal Wire",
                "where": "topics=grain",
                "sort": "newest",
            },
        ),
        ("/?q=dam&where=grain", ["where"], {"q": "dam", "where": "grain"}),
        ("/?q=dam&group=x&until=2024", ["group"], {"q": "dam", "until": "2024"}),
        ("/?q=dam&page=2&section=Sport", [], {"q": "dam", "section": "Sport"}),
        ("/?q=dam&limit=500", [], {"q": "dam", "limit": None}),
        (f"/?q={'a' * 2001}", ["q"], {"q": "a" * 2001}),
        ("/quotes?q=dam&speaker=Holt&on=x", [], {"q": "dam", "speaker": "Holt", "on": None}),
        ("/quotes?q=dam&until=x", ["until"], {"until": "x"}),
        ("/timeline?q=dam&q=strike&by=x&since=2024", ["by"], {"since": "2024"}),
        ("/timeline?q=dam&share=x", ["share"], {"q": "dam"}),
    ],
)
def test_a_mistake_leaves_the_form_as_it_was_filled_in(page, archive, path, wrong, filled):
    (form,) = page(archive, path, status=400).cssselect("main form.search")

    assert form.get("action") == urlsplit(path).path
    assert [each.get("name") for each in form.cssselect("[aria-invalid]")] == wrong
    sent = dict(form.form_values())
    assert {name: sent.get(name) for name in filled if name != "q"} == {
        name: value for name, value in filled.items() if name != "q"
    }
    if "q" in filled:
        assert filled["q"] in form.xpath(".//input[@name='q']/@value")


def test_all_questions_of_a_timeline_with_a_mistake_are_still_there(page, archive):
    tree = page(archive, "/timeline?" + "&".join(f"q=dam+{n}" for n in range(12)), status=400)

    there = [each.get("value") for each in tree.cssselect(".compare input[name=q]")]
    assert there == [f"dam {n}" for n in range(12)]


def test_a_condition_without_a_field_can_be_taken_away_from_a_mistake(page, archive):
    tree = page(archive, "/?q=dam&on=x&source=Nordblatt", status=400)

    assert asked(link(tree, "on x")) == {"q": "dam", "source": "Nordblatt"}


def test_filters_are_those_that_articles_have_values_of(page, archive, empty):
    empty.add([Article(id="one", title="Gate", text="The lock gate.", section="Canals")])
    fields = {"section", "author", "language"}

    def offered(tree):
        return fields & set(tree.xpath("//main//form//@name | //div[@class='lead']//@name"))

    for path in ("/", "/?q=gate", "/timeline", "/quotes", "/?since=x"):
        status = 400 if path == "/?since=x" else 200
        assert offered(page(archive, path, status=status)) == fields
    assert "author" not in offered(page(empty, "/"))
    assert "author" in offered(page(empty, "/?q=gate&author=Holt"))


def test_a_feed_of_no_standing_questions_has_a_title(serving, news):
    assert "<title>News</title>" in serving(news).get("/watch.atom").text


def test_what_a_browser_has_already_is_not_sent_again(serving, archive):
    api = serving(archive)
    for path in ("/timeline?q=dam", "/quotes", "/watch", "/watch.atom"):
        tag = api.get(path, headers=BROWSER).headers["etag"]
        assert api.get(path, headers=BROWSER | {"if-none-match": tag}).status_code == 304


def test_a_page_of_which_the_rest_can_not_be_had_has_hits_and_is_asked_for_again(
    serving, archive, monkeypatch
):
    def refuse(*_, **__):
        raise QuestionError("no counting today")

    monkeypatch.setattr(NewsIndex, "facets", refuse)
    answer = serving(archive).get("/?q=dam", headers=BROWSER)
    tree = html.fromstring(answer.text)
    assert hits(tree)
    assert "no counting today" in words(tree.cssselect("#shape"))
    assert "etag" not in answer.headers


def test_style_and_script_are_kept_for_good_and_are_all_that_a_page_takes(page, serving, archive):
    tree = page(archive, q="dam")

    files = [each.get("href") for each in tree.iter("link")]
    files += [each.get("src") for each in tree.iter("script")]
    for file in files:
        assert "immutable" in serving(archive).get(file).headers["cache-control"]
    assert not tree.xpath("//@style")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory, prepared_encoder):  # noqa: ARG001 - made before
    """Return an index of articles that would run as scripts, to be read only."""
    with NewsIndex.open(hostile_index(tmp_path_factory.mktemp("hostile") / "news")) as index:
        yield index


PAGES = ("/", "/quotes", "/timeline", "/watch")


def assert_harmless(tree):
    """Assert that nothing in a page runs or loads but its own script and style."""
    assert not list(tree.iter("img", "iframe", "base", "object", "embed", "style", "textarea"))
    assert all(each.get("src", "").startswith("/static/") for each in tree.iter("script"))
    assert not [name for each in tree.iter() for name in each.attrib if name.startswith("on")]
    for each in tree.xpath("//@href | //@action | //@src"):
        assert each.startswith(("/", "#", "https://gazette.example/")), each


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.slow
def test_no_markup_in_a_question_is_taken_for_markup(page, hostile, script):
    for path in ("/", "/quotes", "/timeline"):
        tree = page(hostile, path, q=f"harbour {script}")
        assert_harmless(tree)
        assert tree.xpath("//input[@name='q']/@value")[0] == f"harbour {script}".strip()
    for name in ("source", "section", "author", "where"):
        value = f"topic={script}" if name == "where" else script
        assert_harmless(page(hostile, q="harbour", **{name: value}))


@pytest.mark.parametrize("article", HOSTILE, ids=[article.id.split("/")[0] for article in HOSTILE])
def test_no_markup_in_an_article_is_taken_for_markup(page, hostile, article):
    tree = page(hostile, f"/articles/{quote(article.id, safe='')}", q="harbour <b>")

    assert_harmless(tree)
    assert words(tree.cssselect("h1")) == " ".join(article.title.replace("\u202e", " ").split())


def test_no_markup_in_what_is_listed_is_taken_for_markup(page, hostile):
    for path in PAGES:
        assert_harmless(page(hostile, path))
    tree = page(hostile, q="harbour", limit="50", facets="topic,score,source", explain="true")
    assert_harmless(tree)
    assert len(hits(tree)) > 5


@pytest.fixture
def locked(serving, archive):
    return serving(archive, token="sesame")  # noqa: S106 - of the test


def test_a_browser_without_the_token_is_led_to_where_it_is_given(locked):
    asked_for = locked.get("/?q=dam", headers=BROWSER, follow_redirects=False)
    assert asked_for.status_code == 303
    form = html.fromstring(locked.get(asked_for.headers["location"], headers=BROWSER).text)
    assert form.cssselect("input[name=token]")
    assert locked.get(form.cssselect("link[rel=stylesheet]")[0].get("href")).status_code == 200


def test_the_token_gives_a_cookie_that_opens_the_page(locked):
    wrong = locked.post("/sign-in", data={"token": "sesam"}, headers=BROWSER)
    assert wrong.status_code == 401
    assert "not the token" in wrong.text

    right = locked.post("/sign-in", data={"token": "sesame"}, follow_redirects=False)
    cookie = right.headers["set-cookie"].lower()
    assert right.status_code == 303
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "sesame" not in cookie
    assert "secure" not in cookie
    assert locked.get("/?q=dam", headers=BROWSER).status_code == 200


def test_servers_on_one_host_do_not_sign_each_other_out(locked):
    ports = ("http://127.0.0.1:8000", "http://127.0.0.1:8001")
    for port in ports:
        locked.post(f"{port}/sign-in", data={"token": "sesame"}, follow_redirects=False)

    names = [each.name for each in locked.cookies.jar]
    assert len(set(names)) == len(ports)
    assert locked.get(f"{ports[0]}/?q=dam", headers=BROWSER, follow_redirects=False).is_success


def test_without_a_port_in_its_name_the_one_of_the_server_is_meant(locked):
    named = {"Host": "localhost"}
    locked.post("/sign-in", data={"token": "sesame"}, headers=named, follow_redirects=False)

    assert locked.get("/quotes", headers=named, follow_redirects=False).is_success


def test_who_has_signed_in_is_where_they_wanted_to_go(locked):
    asked_for = locked.get("/?q=dam&mode=keyword", headers=BROWSER)
    form = html.fromstring(asked_for.text)
    sent = {each.get("name"): each.get("value") for each in form.cssselect("input")}

    done = locked.post("/sign-in", data={**sent, "token": "sesame"}, follow_redirects=False)

    assert done.headers["location"] == "/?q=dam&mode=keyword"


def test_a_reader_of_feeds_gives_the_token_as_a_password(locked):
    asked_for = locked.get("/watch.atom", follow_redirects=False)
    assert asked_for.status_code == 401
    assert asked_for.headers["www-authenticate"].startswith("Basic ")
    for name, token, status in (("me", "sesame", 200), ("", "sesame", 200), ("sesame", "me", 401)):
        assert locked.get("/watch.atom", auth=(name, token)).status_code == status
    assert locked.get("/watch.atom", headers={"Authorization": "Basic ?"}).status_code == 401
    assert locked.get("/api/status", auth=("any", "sesame")).status_code == 200


@pytest.mark.parametrize("to", ["https://a.example", "//a.example", "/\\a.example", "x", "/a\nb"])
def test_signing_in_leads_to_no_other_server(locked, to):
    form = html.fromstring(locked.get("/sign-in", params={"to": to}).text)
    done = locked.post("/sign-in", data={"token": "sesame", "to": to}, follow_redirects=False)

    assert not form.cssselect("input[name=to]")
    assert done.headers["location"] == "/"


def test_over_https_the_cookie_is_sent_only_there(serving, archive):
    locked = serving(archive, token="sesame")  # noqa: S106 - of the test
    right = locked.post(
        "https://127.0.0.1:8000/sign-in", data={"token": "sesame"}, follow_redirects=False
    )
    assert "secure" in right.headers["set-cookie"].lower()


def test_what_is_sent_to_sign_in_has_an_end(locked):
    assert locked.post("/sign-in", content=b"token=" + b"x" * 100_000).status_code == 413
