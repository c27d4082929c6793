"""Lines in a story that do not belong to it: ways to other stories, appeals, advertisements."""

from __future__ import annotations

import re

_TO_OTHER_STORIES = (
    # English
    r"read (?:more|also|next|this|the full)", r"(?:also|must) read", r"see (?:also|more)", r"more",
    r"related(?: (?:stor(?:y|ies)|articles?|content|topics?|links?|news|coverage|reading))?",
    r"more (?:stories|from|on|news|coverage)\b.{0,60}", r"recommended(?: for you| stories)?",
    r"don't miss", r"watch(?: now| more| live)?", r"listen(?: now)?", r"further reading",
    r"in other news", r"on this topic", r"what to read next",
    r"you (?:may|might) (?:also )?(?:like|be interested in)\b.{0,40}",
    # German, French, Spanish
    r"lesen sie (?:auch|mehr|hier|dazu)", r"mehr (?:zum thema|dazu|lesen)", r"weiterlesen",
    r"auch interessant", r"siehe auch", r"lire (?:aussi|la suite|également|plus)",
    r"à lire(?: aussi| également)?", r"voir aussi", r"sur le même (?:sujet|thème)",
    r"le[ea]r? (?:también|más)", r"(?:también )?te puede interesar", r"noticias? relacionadas?",
    r"ver también",
    # Italian, Portuguese, Dutch, Nordic
    r"leggi (?:anche|di più|pure)", r"leia (?:também|mais)", r"saiba mais", r"veja (?:também|mais)",
    r"lees (?:ook|meer|verder)", r"läs (?:också|även|mer)", r"les (?:også|mer)",
    r"læs (?:også|mere)", r"lue (?:myös|lisää)",
    # Slavic, Turkish, Chinese, Japanese
    r"czytaj (?:też|także|więcej|również)", r"zobacz (?:też|także)", r"čtěte (?:také|dále)",
    r"читайте (?:также|ещё|еще)", r"читать (?:также|далее)", r"смотрите также",
    r"ayrıca oku(?:yun)?", r"相关(?:新闻|阅读|报道)", r"関連記事", r"あわせて読みたい",
)  # fmt: skip

_APPEALS = (
    r"advert(?:isement)?s?", r"anzeige", r"werbung", r"publicité", r"publicidad", r"pubblicità",
    r"reklama?", r"annonce", r"реклама", r"sponsored(?: content)?",
    r"(?:story|article) continues (?:after|below)\b.{0,40}", r"continue reading",
    r"skip (?:past )?(?:advert|newsletter)\b.{0,60}", r"after newsletter promotion",
    r"scroll (?:down|to)\b.{0,40}", r"load(?:ing|ed)\b.{0,6}",
    r"share(?: this)?(?: article| story| on (?:facebook|twitter|x|whatsapp))?", r"copy link",
    r"print(?: this)?(?: article)?", r"follow us on\b.{0,80}",
    r"(?:sign up|subscribe) (?:to|for)\b.{0,120}\b(?:newsletter|briefing|email|alert|inbox).{0,99}",
    r"(?:get|receive) (?:our|the|today's|daily|breaking)\b.{0,80}\b(?:newsletters?|inbox)\b.{0,80}",
    r"subscribe (?:now|today|here|to (?:read|continue)\b.{0,60})",
    r"(?:jetzt )?newsletter (?:abonnieren|bestellen)\b.{0,80}",
    r"(?:inscrivez-vous|abonnez-vous|suscríb\w+|iscriviti)\b.{0,100}\b(?:newsletter|boletín).{0,60}",
    r"(?:have|do) you (?:got|have)\b.{0,120}\b(?:e-?mail|contact|get in touch)\b.{0,80}",
    r"download (?:our|the)\b.{0,40}\bapp\b.{0,60}", r"click here to\b.{0,100}",
    r"join the conversation.{0,40}", r"view comments", r"\d+ comments?",
    r"(?:©|copyright\b).{0,150}", r"all rights reserved",
)  # fmt: skip

_AWAY = re.compile(
    rf"\W{{0,4}}(?:{'|'.join(_TO_OTHER_STORIES)})\s*(?:[:：|>»→–—-]+.{{0,200}}|\.{{3}}|…|\.)?",
    re.IGNORECASE,
)
"""A line that is such words, or such words and a headline after a colon."""

_APPEAL = re.compile(rf"\W{{0,4}}(?:{'|'.join(_APPEALS)})[.!:…]*", re.IGNORECASE)

_LONGEST = 260
"""Characters of a line that may be left out; sentences of a story run on."""


def is_aside(line: str) -> bool:
    """Tell whether a line, as a whole, is not part of the story that it stands in."""
    if not any(map(str.isalnum, line)):
        return True
    return len(line) <= _LONGEST and bool(_AWAY.fullmatch(line) or _APPEAL.fullmatch(line))
