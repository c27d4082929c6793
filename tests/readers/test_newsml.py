import pytest
from one_file import case, read_one
from one_file import read_reasons as read

from corpus import Withdrawal

ITEM = case("newsml/a_news_item_has_its_headline_people_dates_and_what_editors_need.xml")
NEWSML = case("newsml/newsml_1_has_its_headline_people_dates_and_source.xml")


@pytest.mark.parametrize("prefix", ["stat:", "ps:", "", "http://cv.iptc.org/newscodes/pubstatus/"])
@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_a_withdrawn_item_is_to_be_removed(tmp_path, prefix, status):
    content = ITEM.replace("stat:usable", prefix + status)
    expected = Withdrawal("urn:newsml:cw.example:20240305:dam", status, "3")
    assert read(tmp_path, content) == ([expected], [])


@pytest.mark.parametrize("kind", ["picture", "graphic", "video", "audio"])
def test_what_is_not_text_is_named(tmp_path, kind):
    metadata = ITEM.partition("<contentSet>")[0].replace("ninat:text", f"ninat:{kind}")
    picture = '<remoteContent href="a.jpg" contenttype="image/jpeg"/>'
    content = f"{metadata}<contentSet>{picture}</contentSet></newsItem>"
    assert read(tmp_path, content) == ([], [f"{kind} 'Dam inquiry opens', not an article"])


def test_a_message_cut_short_gives_the_items_before_the_cut(tmp_path):
    content = f"<newsMessage><itemSet>{ITEM}{ITEM[:-200]}"
    [article], [problem] = read(tmp_path, content)
    assert article.title == "Dam inquiry opens"
    assert problem.startswith("broken XML (")
    assert problem.endswith("; mend the file")


def test_a_later_version_of_an_item_has_the_same_id(tmp_path):
    later = NEWSML.replace(">2</RevisionId>", ">3</RevisionId>").replace("DAM-17:2", "DAM-17:3")
    first, second = read_one(tmp_path, NEWSML), read_one(tmp_path, later)
    assert first.id == second.id
    assert (first.extra["version"], second.extra["version"]) == (2, 3)


def test_an_item_of_more_texts_than_any_story_has_is_named(tmp_path):
    one = NEWSML[NEWSML.index("<ContentItem>") : NEWSML.index("</NewsComponent>")]
    content = NEWSML.replace(one, f"<NewsComponent>{one}</NewsComponent>" * 1001)
    assert read(tmp_path, content) == ([], ["item of more than 1,000 texts; split it"])
