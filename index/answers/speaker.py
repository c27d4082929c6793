"""Who speaks in a quotation, where the words around it say so.

A wrong name is worse than none: only English patterns that leave no doubt are read.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any

Span = tuple[int, int]

_REACH = 600  # characters looked at on either side of a sentence, which bounds the work
_LONGEST = 250  # characters of an attribution
_DOUBT: Span = (0, 0)  # somebody is said to speak, but who can't be read


def _any(words: str) -> str:
    """Return a pattern for any of these words, as written or with a capital."""
    return f"(?:{'|'.join(f'[{word[0].upper()}{word[0]}]{word[1:]}' for word in words.split())})"


class _Pattern:
    """A pattern that is compiled when it is first used: all of them together take 0.3 s."""

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        return re.compile(self._source)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.compiled, name)


def _pattern(source: str) -> _Pattern:
    """Return a pattern in which a space stands for any white space."""
    return _Pattern(source.replace(" ", r"\s+"))


_STEM = _any("""add ask warn tweet insist explain continu not stat argu declar conclud stress cr
remark comment announc caution recall claim emphasi[sz] vow jok quipp? respond exclaim complain
confirm predict shout counter lament admitt? observ reiterat agre disagre concurr? repl testif""")
_SAID = rf"(?:said|says|told|tells|wrote|writes|{_STEM}(?:i?ed|ies|e?s))\b"
_LEAD = """but and however meanwhile yesterday today later then so while although as in on at after
before during when if since with by for from under earlier last to asked because though despite"""
_COUNTS = "the a an one another his her its their our two three four five several some many"
# What is no part of a noun phrase, and what speaks but is nobody.
_BARRED = f"""{_LEAD} {_COUNTS} i we you he she they it him me us this that these those there what
where which who whom whose why how not no yes all most more according each every such others other
here or now nor is was were are be been has had have do does did would will could can should might
must than even whether late early of out per over never ever rather further monday tuesday wednesday
thursday friday saturday sunday also still once amid upon instead finally following"""
_DOCUMENT = """act law bill article section rules? constitution statement report study letter tweet
e?-?mail post message note memo document lawsuit complaint filing order ruling decision agreement
treaty accord communique resolution sign banner poster headline caption text page website book paper
poll survey notice review release code declaration proclamation summary amendment story editorial"""
_KIND = _any("""er or ist ian man men person people ant ent ee ess tive ary date cate cial eral
chief head aide judge boss coach host star expert critic pilot nurse chair friend son victim ally
uncle deputy envoy attorney wife husband colleague analyst premier women captain police""")
_ROLE = rf"(?![A-Z]|{_any(_BARRED)}\b|[\w-]*(?:ment|cident)s?\b)[\w-]*{_KIND}"
_UPPER = "[A-ZÀ-ÖØ-ÞČĆĐŁŃŚŞŠŻŽİŐ]"
_NEVER = rf"(?!{_any(f'{_BARRED} {_DOCUMENT}')}s?(?![\w.'’-]))"
_CAPITAL = rf"{_NEVER}(?:[a-z]{{1,2}}['’-])?{_UPPER}[\w.'’&-]*+(?<!['’]s)(?<!s['’])"
_MORE = rf"(?: (?:(?:de|da|del|della|der|den|van|von|bin|ibn|al|el|la|le|du|di) ){{0,2}}{_CAPITAL})"
_OFFICE = "(?:Secretary|Minister|President|Governor|Mayor|Representative|Ambassador)"
_OVER = rf"(?:(?:{_CAPITAL} ){{0,4}}{_OFFICE} (?:of|for|to) (?:the )?)?"
_COMPASS = _any("new north south east west los las san santa")
_NAME = rf"(?!{_COMPASS} ){_OVER}{_CAPITAL}{_MORE}{{1,6}}"
_WORD = rf"(?!(?:{_any(_BARRED)}|{_SAID})(?![\w'’-]))[\w&.'’-]++"
_SOME = rf"(?:(?:[Oo]ne of )?{_any(_COUNTS)} )"
_BY_ROLE = rf"(?:{_SOME}?(?:{_WORD} ){{0,6}}?(?:{_ROLE}|[\w.-]+['’]s) )??"
_NOBODY = rf"(?!{_any(_DOCUMENT)}s?(?![\w'’-]))"
_DESCRIBED = (
    rf"(?:(?:{_SOME}|(?:{_WORD} ){{0,3}}?\w+['’]s? )(?:(?:{_WORD} ){{0,5}}?{_NOBODY}{_ROLE}s?|"
    rf"(?:{_NOBODY}{_WORD} ){{0,5}}?{_NOBODY}(?!\w+ing\b){_WORD})|"
    rf"(?:{_WORD} ){{0,3}}?{_NOBODY}(?:{_ROLE}s|police|men|women))"
)
_OF = rf"(?:(?! (?:[^,()]* )?{_ROLE} {_UPPER}) (?:of|for|from) {_SOME}?{_WORD}(?: {_WORD}){{0,6}})?"
_BESIDES = r"(?: \([^()]*\))?(?:, (?!and )[^,]+(?:, (?!and )[^,]+){0,3},)?"
_WHEN = rf"(?:(?:{_any(_LEAD)}\b|[A-Z]\w+(?:ing| after| before)\b|\d+(?=,))[^,]*, )"
_FIRST = rf"[\s,]*{_WHEN}{{0,3}}(?:{_any('but and however meanwhile so while as then')},? )?"
_STOP = rf"(?=(?: \([^()]*\))?\s*(?:,|$)| (?:{_any(_BARRED)}|\w+ing|\w+ly)\b)(?! and {_UPPER})"
_SUBJECTS = [
    _pattern(r"(?s:.*\b)?([Hh]e|[Ss]he)\s*$"),
    _pattern(rf"{_FIRST}{_BY_ROLE}(?:({_NAME}){_OF}|({_CAPITAL})){_BESIDES}\s*$"),
    _pattern(rf"{_FIRST}{_DESCRIBED}{_OF}, {_BY_ROLE}({_NAME}),\s*$"),
    _pattern(rf"{_FIRST}({_DESCRIBED}{_OF}){_BESIDES}\s*$"),
]
_OBJECTS = [
    _pattern(r" ?([Hh]e|[Ss]he)\b"),
    _pattern(rf" ?{_BY_ROLE}(?:({_NAME})|({_CAPITAL})(?! (?:of|for)\b)){_STOP}"),
    _pattern(rf" ?{_DESCRIBED}{_OF}, {_BY_ROLE}({_NAME})(?=\s*(?:[,(]|$))"),
    _pattern(rf" ?({_DESCRIBED}{_OF}){_STOP}"),
]
_VERB = _pattern(rf"\b(?:(?:also|later|further|has|had|have|then|again|[a-z]+ly) ){{0,2}}({_SAID})")
_WHERE = r" (?:in|on|at|via|to|of|about|during|through|after|by|with|from|last|yesterday|earlier)\b"
_SAYING = rf"(?:[^.!?;:]{{0,120}}?(?:,|\band) (?:also )?(?:say|writ|{_STEM})ing)"
_LEADS_TO = _pattern(rf"(?:{_SAYING}?(?: that)?[,:]?|{_WHERE}[^.!?;:]{{0,90}}[,:])\s*")
_HEARER = _pattern(r"[^.!?;:]{1,80}[,:]\s*| [\w’'-]+(?: [\w’'-]+){0,4}?(?: that)?\s*")
_MEDIUM = _pattern(r" (?:in|on|via|at|by)(?: [\w-]+){1,3}\s*")
_ENDS = _pattern(r"(?: (?:on|via|in|at|last|this) [\w’'-]+)?\s*(?:[.;]|$)")
_ENDS_HEARD = _pattern(r"(?: [\w’'-]+){0,2}(?: (?:on|via) [\w’'-]+)?\s*(?:[.;]|$)")
_GAP = " ,—–\u00a0\n"
_HEARD = frozenset("told tells asked asks warned warns".split())
_ACCORDING = _pattern("[Aa]ccording to")
_LEADING = re.compile(rf"{_any(_LEAD)}\b")
_GROUP = r"\w*(?:cial|lyst|pert|gator|cer|nt|ist|cutor|critic|ader|ler|ker|cher|rce|yer)s$"
_FIRMS = _any("ministry council company party agency police union bank")
_NO_PERSON = re.compile(rf"{_any(_COUNTS)}\b|[^a-z]+$|[a-z]|{_GROUP}|(?:.*\b)?{_FIRMS}\b")
_NO_PLACE = r"(?<![Tt]he\s)(?<!\b[IiAa][nt]\s)(?<!\bfrom\s)"
_ANYBODY = _pattern(rf"{_NO_PLACE}{_CAPITAL}{_MORE}{{0,6}}|{_SOME}(?:{_WORD} )?{_ROLE}\b")
_LINE = r"(?<![^\n]{40})\n|(?<=[^\n]{101})\n"  # others may have been broken to a width
_BLANK = r"[\v\f\x85\u2028\u2029]|\r(?!\n)|\n[^\S\n]*\n"
_PARAGRAPH = re.compile(rf"{_BLANK}|{_LINE}|(?<=[.!?:\"”»…)])[^\S\n]*\n")
_NOT_SHORT = r"(?<![\s.][A-Z])(?<!\b[A-Z][a-z])(?<!\bMrs)(?<!\bProf)(?<!\b(?:Gen|Sen|Rep|Gov|Col))"
_BOUNDARY = re.compile(rf"{_NOT_SHORT}[.!?…][)\]]*(?:\s+|$)|[;:]\s+|[—–\"“”«»]")
_INNER = r"(?:[^'’‘\"“”«»]|(?<=\w)['’](?=\w)){0,1500}"  # apostrophes, but no other marks
_UTTERANCE = re.compile(rf".\[?{_UPPER}.*[,.?!…]|(?:\S+\s+){{3}}\S", re.DOTALL)  # else a term
_MARK = re.compile(rf"(?<![^\s(])['‘](?=[A-Z]){_INNER}(?<=[,.?!…])['’](?!\w)|[\"“”„«»]")


def speaker_of(text: str, start: int, end: int) -> str | None:
    """Return who speaks in a sentence that is a quotation, or None where that is not certain.

    The sentence is `text[start:end]`, in characters, of a whole article. The speaker is a name
    (`Dr Lisbet Oram`) or a description (`the second official`) in its words. `he` and `she` stand
    for the one person named as a speaker before, in the paragraph or else in the one before it.
    """
    start, end = max(start, 0), min(end, len(text))
    high = min(end + _REACH, len(text))
    high = next((gap.start() for gap in _PARAGRAPH.finditer(text, end, high)), high)
    low = _last(_PARAGRAPH, text, max(start - _REACH, 0), start)
    if low == start - _REACH:  # in the middle of a paragraph, perhaps of a word
        low = next((mark.end() for mark in _BOUNDARY.finditer(text, low, start)), start)
    quotations = _quotations(text, low, high) if start < end else []
    touched = [n for n, (a, b) in enumerate(quotations) if a < end and b > start]
    quoted = sum(min(quotations[n][1], end) - max(quotations[n][0], start) for n in touched)
    speakers = set()
    for n in touched[:8]:
        found = _attributed(text, quotations, n, low, high)
        if found and 2 * quoted < end - start:
            begin, past = quotations[n]
            told = start <= found[0] and found[1] <= end
            found = found if told and _UTTERANCE.match(text, begin, past + 1) else None
        if found and text[slice(*found)].lower() in {"he", "she"}:
            found = _antecedent(text, low, found[0])
        speakers |= {text[slice(*found)]} if found else set()
    return (speakers.pop() or None) if len(speakers) == 1 else None


def _last(pattern: re.Pattern[str], text: str, low: int, high: int) -> int:
    """Return where the last match ends."""
    return max((found.end() for found in pattern.finditer(text, low, high)), default=low)


def _quotations(text: str, low: int, high: int) -> list[Span]:
    """Return the outermost quotations of a paragraph with their marks, where these pair up."""
    spans: list[Span] = []
    opened: list[int] = []
    nested = False
    for found in _MARK.finditer(text, low, high):
        mark, (at, past) = found[0][0], found.span()
        ahead = at == low or text[at - 1].isspace() or text[at - 1] in "([{—–-/'‘"
        behind = past == high or text[past].isspace() or text[past] in ".,;:!?)]}—–-'’"
        if mark in "'‘":
            spans += [] if opened else [(at, past)]
        elif opened and (mark in "”»" or (behind and ahead) or (mark == '"' and not ahead)):
            first = opened.pop()
            spans += [] if opened else [(first, past)]
        elif ahead or mark in "“„«":
            nested = bool(opened)
            opened.append(at)
        elif low and behind and not spans and not text[at - 1].isdigit():
            spans.append((low, past))
    return spans if nested or not opened else [*spans, (opened[0], high)]


def _attributed(text: str, quotations: list[Span], n: int, low: int, high: int) -> Span | None:
    """Return who speaks: told before a quotation, after it, or with the one before it."""
    begin, end = quotations[n]
    floor = quotations[n - 1][1] if n else low
    ceiling = quotations[n + 1][0] if n + 1 < len(quotations) else high
    before, after = _before(text, floor, begin), _after(text, low, begin, end, ceiling)
    if before and after and text[slice(*before)] != text[slice(*after)]:
        return _DOUBT
    once = len(_VERB.findall(text, floor, begin)) == 1 and text[floor:begin].rstrip()[-1:] in ".,:"
    ends = [mark.end() for mark in _BOUNDARY.finditer(text, floor, begin)]
    if n and once and ends in ([], [begin]) and not before and not after:
        return _after(text, low, quotations[n - 1][0], floor, begin)
    return before or after


def _before(text: str, floor: int, begin: int) -> Span | None:
    """Return who is said to speak in the words that lead up to a quotation."""
    led = text[max(floor, begin - _LONGEST) : begin].rstrip()
    stop = max(floor, begin - _LONGEST) + len(led) - led.endswith(":")
    low = _last(_BOUNDARY, text, max(floor, begin - _LONGEST), stop)
    if led.endswith(",") and (according := _ACCORDING.match(text, low, stop)):
        return _who(_OBJECTS, text, according.end(), stop)
    for verb in [*_VERB.finditer(text, low, begin)][-1:] if low > begin - _LONGEST else ():
        capital = text[begin + 1 : begin + 3].lstrip("[")[:1].isupper()
        form = _HEARER if verb[1] in _HEARD else _MEDIUM
        leads = capital and form.fullmatch(text, verb.end(), begin)
        leads = leads or _LEADS_TO.fullmatch(text, verb.end(), begin)
        if leads or led.endswith(":"):
            doubt = _DOUBT if leads and text[low : verb.start()].strip(_GAP) else None
            return _who(_SUBJECTS, text, low, verb.start()) or doubt
    return None


def _after(text: str, low: int, begin: int, end: int, ceiling: int) -> Span | None:
    """Return who is said to speak in the words that follow a quotation."""
    gap = text[end : min(ceiling, end + _LONGEST)]
    at, last = end + len(gap) - len(gap.lstrip(_GAP)), text[begin:end][-5:-1].rstrip("'’] ")[-1:]
    high = end + len(gap)
    high = next((mark.start() for mark in _BOUNDARY.finditer(text, at, high)), high)
    comma = last == "," or gap.lstrip()[:1] in {",", "—", "–"}
    stopped = comma or last in ".?!…—–-"
    if according := _ACCORDING.match(text, at, high):
        whole = stopped and text[low:begin].rstrip()[-1:] in ".!?"
        return _who(_OBJECTS, text, according.end(), high) if whole else None
    verb = _VERB.search(text, at, high)
    if verb and stopped and verb.start() == at:
        return None if verb[1] in {"told", "tells"} else _who(_OBJECTS, text, verb.end(), high)
    if not verb or not stopped or _LEADING.match(text, at):
        return None
    ends = (_ENDS_HEARD if verb[1] in _HEARD else _ENDS).match(text, verb.end(), high + 1)
    sure = comma or ends or text[at].islower()
    return _who(_SUBJECTS, text, at, verb.start()) if sure else None


def _who(forms: list[_Pattern], text: str, low: int, high: int) -> Span | None:
    """Return the subject that fills the text, or the object that it begins with."""
    found = (form.match(text, low, high) for form in forms)
    span = next((match.span(match.lastindex or 0) for match in found if match), _DOUBT)
    cut = any(edge and text[edge - 1 : edge + 1].isalnum() and edge < len(text) for edge in span)
    return None if cut or span == _DOUBT else span


def _antecedent(text: str, low: int, pronoun: int) -> Span:
    """Return the one person named as a speaker before a pronoun, if nobody else is near."""
    previous = _last(_PARAGRAPH, text, max(low - _REACH, 0), max(low - 3, 0))
    quoted = [*_quotations(text, previous, low), *_quotations(text, low, pronoun)]

    def unquoted(pattern: _Pattern, first: int) -> list[re.Match[str]]:
        found = pattern.finditer(text, max(first, pronoun - _REACH), pronoun)
        return [one for one in found if not any(a < one.start() < b for a, b in quoted)]

    speakers: list[tuple[Span, int]] = []
    for verb in unquoted(_VERB, previous):
        begin = _last(_BOUNDARY, text, max(previous, pronoun - _REACH), verb.start())
        inverted = not text[begin : verb.start()].strip(_GAP)
        found = _who(_SUBJECTS, text, begin, verb.start())
        found = _who(_OBJECTS, text, verb.end(), pronoun) if inverted else found
        if found and text[slice(*found)].lower() not in {"he", "she"}:
            speakers.append((found, max(verb.end(), found[1])))
    speakers = [speaker for speaker in speakers if speaker[0][0] >= low] or speakers
    names = {text[slice(*span)].rsplit(None, 1)[-1] for span, _ in speakers}
    if len(names) != 1 or _NO_PERSON.match(text[slice(*speakers[-1][0])]):
        return _DOUBT
    others = {one[0].split()[-1].rstrip(".") for one in unquoted(_ANYBODY, speakers[-1][1])}
    return _DOUBT if others - names else speakers[-1][0]
