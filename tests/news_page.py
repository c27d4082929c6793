"""A page of news as a newsroom has it, with and without what stands around a story."""

import json

LEAD = (
    "The water minister had been told of cracks in the Torvik dam two years before it broke, "
    "the inquiry heard on Monday."
)
DENIAL = (
    "He denied it. “Nobody came to me with a report,” he said, “and nobody asked me for money.”"
)
ENGINEER = (
    "Its engineer told the inquiry that the spillway gates had not been tested since 2011, though "
    "the law asks for a test every spring."
)
LAST = "Forty witnesses will be heard before the summer, and the report is due in October."
STORY = (LEAD, DENIAL, ENGINEER, LAST)
TEXT = "\n\n".join(STORY)


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>\n" for text in texts)


def page(body, head="", lang="en"):
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head><meta charset="utf-8">{head}</head>\n'
        f"<body>{body}</body>\n</html>\n"
    )


def json_ld(value):
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def meta(name, content):
    kind = "property" if ":" in name else "name"
    return f'<meta {kind}="{name}" content="{content}">'


def canonical(url):
    return f'<link rel="canonical" href="{url}">'


NEWS = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Minister knew of cracks in dam",
    "datePublished": "2024-03-18T09:30:00+01:00",
    "dateModified": "2024-03-18T11:00:00+01:00",
    "author": {"@type": "Person", "name": "Mira Holt"},
    "publisher": {"@type": "Organization", "name": "Coastal Wire"},
    "articleSection": "Politics",
    "inLanguage": "en-GB",
    "mainEntityOfPage": "https://coastal.example/2024/03/18/dam",
}
MENU = (
    '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li>'
    '<li><a href="/weather">Weather</a></li></ul></nav></header>'
)
FOOTER = "<footer><p>Coastal Wire is not responsible for the content of other sites.</p></footer>"


def news(**fields):
    """Return a page with a story, and JSON-LD with these fields changed."""
    return page(
        f"{MENU}<article><h1>Cracks in dam</h1>{paragraphs(*STORY)}</article>{FOOTER}",
        json_ld({name: value for name, value in (NEWS | fields).items() if value is not None}),
    )


CLUTTER = f"""{MENU}
<article>
<h1>Cracks in dam</h1>
<p class="byline">By <a href="/mira">Mira Holt</a></p>
<div class="share-tools"><ul><li><a href="#">Share on Facebook</a></li><li>Copy link</li></ul></div>
<figure><img src="dam.jpg"><figcaption>The dam in June. Photograph: Jonas Reed</figcaption>
</figure>
<p>{LEAD}</p>
<div class="ad-container"><span>Advertisement</span>
<p>Buy a boat today and pay next year, only here.</p></div>
<p>{DENIAL}</p>
<p><strong>Read more: <a href="/b">The village that moved up the hill</a></strong></p>
<aside class="related"><h2>Related</h2><a href="/c">Who built the dam, and why?</a></aside>
<p>{ENGINEER}</p>
<div class="newsletter-signup"><h3>Morning Wire</h3><p>Sign up to our newsletter, with all that
matters today.</p><form><input type="email"><button>Sign up</button></form></div>
<div class="wp-caption"><img src="x.jpg"><p class="wp-caption-text">The minister in 2022.</p></div>
<p>Lesen Sie auch: Das Dorf am Hang</p>
<p>Lire aussi : Le village sur la colline</p>
<p>Lee también | El pueblo de la colina</p>
<p>{LAST}</p>
<p>Follow us on Twitter and Facebook</p>
</article>
<section class="most-read"><h2>Most read</h2><ol><li><a href="/1">Dockers strike at Colvik</a></li>
<li><a href="/2">Rowers win the lake regatta</a></li></ol></section>
<div id="comments"><h2>Comments</h2>
<p>I have always said so. This dam was never safe, and everyone knew.</p></div>
{FOOTER}"""
