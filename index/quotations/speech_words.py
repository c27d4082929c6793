"""The words by which news says who speaks, in a table, and text read as classes of words.

The grammar (`speech_rules`) knows the classes alone. To teach a verb, a role or a document that
speaks though it is nobody, add it here; a regular verb in its base form, a noun in its singular.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

VERBS = """acknowledge add admit agree announce argue assert caution claim comment complain conclude
concur confirm contend continue counter cry declare disagree emphasise emphasize exclaim explain
insist joke lament note observe predict quip recall reiterate remark repeat reply respond shout
state stress testify tweet vow boast concede confess grumble mutter muse recount retort scoff sigh
whisper yell allege disclose elaborate indicate promise propose react reveal suggest"""
"""Regular verbs of saying that no hearer follows."""

DOCUMENTS = """act law bill article section rule constitution statement report study letter tweet
email e-mail mail post message note memo document lawsuit complaint filing order ruling decision
agreement treaty accord communique resolution sign banner poster headline caption text page website
book paper poll survey notice review release code declaration proclamation summary amendment story
editorial leaflet brochure pamphlet manifesto placard plaque slogan"""
"""What states something, and is nobody."""

ROLES = """chief head aide judge boss coach host star expert critic pilot nurse chair friend son
victim ally uncle deputy envoy attorney wife husband colleague analyst premier captain source
witness authority family cop delegate magistrate official trader dealer economist prosecutor
investigator researcher scientist lawyer resident banker broker diplomat spokesman spokeswoman
spokesperson organiser organizer activist farmer fisherman editor reporter scholar cleric surgeon
academic sceptic skeptic veteran guard chef dean sheriff clerk poet priest monk nun
politician physician"""
"""What people are, where the ending does not tell it."""

ROLE_ENDINGS = tuple(
    "er or ist ian man men person people ant ent ee ess tive ary date cate cial eral".split()
)
NO_ROLE_ENDINGS = ("ment", "cident")

ORGANISATIONS = frozenset(
    "agency association bank board committee commission company corp council court department "
    "foundation government group inc institute ltd ministry office party police union "
    "university".split()
)
"""What may have a name as people have, and is never `he` or `she`."""

TITLES = "Mrs Prof Gen Col Sgt Sen Rep Gov Hon Rev".split()
"""What a full stop follows in the middle of a sentence, as it does two letters: Dr, Jr, Vt."""

TABLE = {
    "saying": "said says wrote writes posted spoke speaks",
    "asking": "asked asks warned warns",  # a hearer may follow
    "telling": "told tells informed informs reminded reminds assured assures",  # a hearer follows
    "calling": """called calls described describes dismissed dismisses denounced denounces branded
    labelled labeled hailed hails characterised characterized criticised criticized criticises
    criticizes condemned condemns praised accused accuses""",  # a fragment follows
    "thinking": "believed believes thought thinks felt feels hoped feared expressed voiced",
    "voicing": """saying writing asking warning telling informing reminding assuring posting calling
    describing dismissing denouncing branding hailing criticising criticizing condemning praising
    accusing""",
    "quoted": "quoted cited",  # as saying
    "reading": "read reads",  # what a document does
    "according": "according",
    "pronoun": "he she",
    "determiner": """the a an another one two three four five several some many his her its their
    our my""",
    "adverb": "also further again",
    "have": "has had have",
    "auxiliary": "is was were are be do does did will would can could should might must",
    "when": """yesterday today later then earlier last monday tuesday wednesday thursday friday
    saturday sunday january february july september october november december""",
    "joint": "but however meanwhile so while as",
    "and": "and",
    "since": "although because though despite before after during when if since under",
    "toward": "with by through about",
    "in": "in on at via",
    "of": "of for",
    "from": "from",
    "to": "to",
    "that": "that",
    "function": """i we you they it him me us them this these those there what where which who whom
    whose why how not no yes all most more each every such others other here or now nor been than
    even whether late early out per over never ever rather still once amid upon instead finally
    following""",
    "who": "who",
    "document": DOCUMENTS,
    "role": ROLES,
    "roles": "men women police",
    "office": """Secretary Minister President Governor Mayor Representative Ambassador Chancellor
    Commissioner Speaker Director""",
    "compass": "New North South East West Los Las San Santa",  # begins a place
    "capital": "Bill Page Per Will",  # a name, though it looks like another word
    "particle": "de da del della der den van von bin ibn al el la le du di",
}
"""The words of each class; a word that is not here has the class that its form tells."""

WITHIN = frozenset({"saying", "telling", "voicing", "role", "roles", "particle"})
"""Classes whose words are something else with a capital: the United States, Chief, Van."""

FORMS = (
    "word",
    "ly",
    "ing",
    "participle",
    "number",
    "possessive",
    "comma",
    "colon",
    "open",
    "close",
    "mark",
)
EDGES = tuple("start whole runs ended utterance fragment end broken".split())
"""What a stretch of words begins and ends at.

It begins at the start of a sentence; after a quotation that is a whole sentence; after one whose
sentence runs on, or one that has ended. It ends before a quotation, an utterance that begins with a
capital or a fragment; at the end of a sentence; or where something else breaks it.
"""

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
LETTER = dict(zip((*TABLE, *FORMS, *EDGES), _LETTERS, strict=False))
"""The letter of each class in the text that the grammar is matched against."""

_TOKEN = re.compile(r"\d+(?:[.,]\d+)*(?!\w)|\w(?:[\w.&'’‐‑–-]*\w)?(?:\.|['’](?!\w))?|&|[^\w\s]")
_SIGNS = {",": "comma", ":": "colon", "(": "open", "[": "open", ")": "close", "]": "close"}
_POSSESSIVE = ("'s", "’s", "s'", "s’")
_INITIAL = re.compile(r"[^\W\d_]\.")
_INNER_CAPITAL = re.compile(r"[a-z]{1,2}['’-][^\W\d_a-z]")  # al-Hakim, d'Oria


def _plural(noun: str) -> str:
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2] not in "aeo" else f"{noun}s"


def _inflected() -> dict[str, str]:
    """Return the class of each word of the table, of its plural and of what verbs turn into."""
    classes = {word: name for name, words in TABLE.items() for word in words.split()}
    classes |= {_plural(word): "document" for word in DOCUMENTS.split()}
    classes |= {_plural(word): "roles" for word in ROLES.split()}
    for verb in VERBS.split():
        stem = verb.removesuffix("e")
        past = f"{verb[:-1]}ied" if verb[-2:] in {"ry", "ly", "fy"} else f"{stem}ed"
        doubled = f"{verb}{verb[-1]}"  # admitted
        classes |= dict.fromkeys((past, f"{doubled}ed", _plural(verb), f"{verb}es"), "saying")
        classes |= dict.fromkeys((f"{stem}ing", f"{verb}ing", f"{doubled}ing"), "voicing")
    return classes


_CLASSES = _inflected()


@dataclass(frozen=True)
class Words:
    """A stretch of text as classes.

    `letters` has one character for an edge or a word, `spans` its place in the text.
    """

    letters: str
    spans: tuple[tuple[int, int], ...]

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Return where the words of these letters stand in the text."""
        return self.spans[first][0], self.spans[past - 1][1]


def read(text: str, low: int, high: int, before: tuple[str, ...], after: tuple[str, ...]) -> Words:
    """Return `text[low:high]` as classes of words, between the edges that are given."""
    found = [(match[0], match.span()) for match in _TOKEN.finditer(text, low, high)]
    classes = [*before, *(class_of(word) for word, _ in found), *after]
    spans = (
        [(low, low)] * len(before) + [_owner(*each) for each in found] + [(high, high)] * len(after)
    )
    return Words("".join(LETTER[name] for name in classes), tuple(spans))


def _owner(word: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return where a word stands, without the sign that makes it possessive."""
    sign = 2 if word.endswith(_POSSESSIVE[:2]) else int(word.endswith(_POSSESSIVE))
    return span[0], span[1] - sign


@lru_cache(maxsize=10_000)
def class_of(word: str) -> str:
    """Return the class of a word or a sign."""
    bare = word if _INITIAL.fullmatch(word) else word.rstrip(".") or word
    uncapped = bare[0].lower() + bare[1:]
    known = _CLASSES.get(bare) or _CLASSES.get(uncapped)
    if known and (bare in _CLASSES or known not in WITHIN):
        return known
    return _form(word)


def _form(word: str) -> str:
    """Return the class that the form of a word tells."""
    if not (word[0].isalnum() or word[0] == "_"):
        return "word" if word == "&" else _SIGNS.get(word, "mark")
    if word.endswith(_POSSESSIVE):
        owner = _CLASSES.get(word[:-2].lower())
        return owner if owner in {"when", "pronoun", "function", "that"} else "possessive"
    if word[0].isupper() or _INNER_CAPITAL.match(word):
        return "participle" if word.endswith("ing") else "capital"  # or Beijing
    if word[0].isdigit():
        return "word" if any(map(str.isalpha, word)) else "number"
    return _lower_form(word)


def _lower_form(word: str) -> str:
    if word.endswith("ly"):
        return "ly"
    if word.endswith("ing"):
        return "ing"
    if is_role(word.rsplit("-", 1)[-1]):
        return "role"
    plural = word.endswith("s") and is_role(word[:-1].rsplit("-", 1)[-1])
    return "roles" if plural else "word"


def is_description(noun: str) -> bool:
    """Return whether a noun, in small letters, is in the table as what people are."""
    return _CLASSES.get(noun) in {"role", "roles"}


def is_role(noun: str) -> bool:
    """Return whether people are called so."""
    if _CLASSES.get(noun) == "role":
        return True
    return noun.endswith(ROLE_ENDINGS) and not noun.endswith(NO_ROLE_ENDINGS)
