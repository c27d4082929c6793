"""The grammar of attributions: eleven rules over classes of words, each with three examples.

A rule is a regular expression in which a word in small letters stands for a word of that class
(`speech_words`), one in capitals for a phrase below, and spaces for nothing. Who speaks is the
group that takes part. In the examples who speaks is in brackets; the tests run them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from index.quotations.speech_words import LETTER

if TYPE_CHECKING:
    from index.quotations.speech_words import Words


class Told(NamedTuple):
    """Who speaks, and where the words that say so end; in characters of the text."""

    speaker: tuple[int, int]
    past: int


@dataclass(frozen=True)
class Rule:
    """What the words of a name or of an attribution look like."""

    pattern: str
    examples: tuple[str, str, str]

    def read(self, words: Words) -> Told | None:
        """Return who speaks, if the words begin as the rule says."""
        found = compiled(self.pattern).match(words.letters)
        if not found:
            return None
        return Told(words.span(*found.span(found.lastindex or 0)), words.span(*found.span())[1])


NAME = Rule(
    """(?: (?: CAPITAL{0,4} office [of to] determiner? )? [capital participle office] MORE{1,9}
         | CAPITAL (?![of from]) )""",
    (
        "“It is over,” says [Élodie van der Berg].",
        "“It is over,” said [Secretary of State Anna Roe].",
        "“It is over,” [Felk], 44, tweeted.",
    ),
)

DESCRIPTION = Rule(
    """(?: (?: SOME | NOUN{0,3}? possessive )
           (?: NOUN{0,5}? [role roles] | PLAIN{0,5}? LAST )
         | PLAIN{0,3}? roles )""",
    (
        "“It is over,” [the second official] said.",
        "“It is over,” [two US officials] said on Tuesday.",
        "“It is over,” [the board's chief engineer] added.",
    ),
)

SAID_WHO = Rule(
    "whole? [start runs ended] comma? ADVERB{0,2} [saying asking] SPEAKER STOP",
    (
        "“It is over,” said [Imre Dalcott], the prosecutor.",
        "“It is over,” said the chief investigator, [Dr Lisbet Oram].",
        "“Why did nobody look?” asked [one of the dockers].",
    ),
)

WHO_SAID = Rule(
    """whole? (?: runs (?!LEADING) SUBJECT ADVERB{0,2} VERB
                | ended (?!LEADING) SUBJECT ADVERB{0,2} (?: saying | VERB HEARER?) WHERE{0,2} end
                | start FIRST SUBJECT ADVERB{0,2} VERB )""",
    (
        "“It is over,” union leader [Jorun Takke] told a crowd.",
        "“It is over!” [Anna Roe], a Democrat, wrote on Twitter.",
        "[Anders Quail] said they would judge it. “It is over,” he said.",
    ),
)

ANNOUNCED = Rule(
    """start (?: FIRST SUBJECT | .* (pronoun) ) ADVERB{0,2}
       (?: LEADS | VERB OTHER{0,30} colon QUOTATION )""",
    (
        "[Mr Dalcott] told reporters: “It is over.”",
        "In a statement on Monday, [Wenna Thursk] said: “It is over.”",
        "[The second official] insisted that “it is not over by any means”.",
    ),
)

ACCORDING_TO = Rule(
    """(?: whole [runs ended] according to SPEAKER STOP
         | start according to SPEAKER STOP .* comma QUOTATION )""",
    (
        "According to [Wenna Thursk], “it is not over by any means”.",
        "“It is over”, according to [a spokesman for the port].",
        "“It is over,” according to [Mayor Anna Roe].",
    ),
)

REPORTED = Rule(
    """start (?: FIRST WHOLE (?: REST{0,25} (?: [saying asking calling] SAME{0,25} )? and )?
                  ADVERB{0,2} (?: [saying asking telling calling thinking] | QUOTED )
                | FIRST (?! determiner CAPITAL{1,3} word) WHOLE
                  (?: REST | calling ){0,30}? [comma and] adverb? voicing
                | according to SPEAKER comma )
       REST{0,40}? [comma colon]? QUOTATION""",
    (
        "[Anna Roe] said that those who left had been “told nothing at all of the plan”.",
        "[The mayor] lost his temper and called the plan “a gift to those who own boats”.",
        "According to [Anna Roe], the plan “explains some of it, but not all of it”.",
    ),
)

LED_TO = Rule(
    "start FIRST WHOLE REST{1,30} colon utterance",
    (
        "[Anna Roe] did not hesitate: “It is over, and I am glad.”",
        "[The mayor] gave another account: “It is over, and I am glad.”",
        "[Per Moberg] of Hallin Bank was unmoved: “It is over, and I am glad.”",
    ),
)

OWN_STATEMENT = Rule(
    """start FIRST (?: ( (?: CAPITAL MORE{0,5} | SOME NOUN{0,4}? )? possessive )
           (?: [word ly capital role]{0,3} document (?: in? when ){0,2} READS
             | [word ly capital role document]{1,3} (?: auxiliary OTHER{0,5} )? colon )
         | SOME? [word ly role]{0,2} document when? from SPEAKER READS ) QUOTATION""",
    (
        "[Anna Roe]'s first statement read: “It is over, and I am glad.”",
        "[The mayor]'s answer was short: “It is over, and I am glad.”",
        "A statement from [Anna Roe] said “it is not over by any means”.",
    ),
)

WHO_WAS_NAMED = Rule(
    """start .* (?<![capital participle office compass particle in of from]) (NAME)
       (?: comma [^comma]+ ){0,2} comma? who ADVERB{0,2} [saying asking telling]
       OTHER{0,12}? [comma colon]? QUOTATION""",
    (
        "The plan was drawn up by [Anna Roe], who said: “It is over, and I am glad.”",
        "It was opposed by [Anna Roe], a banker from Tarrow, who said “it is not over at all”.",
        "The board is led by [Anna Roe] who told reporters on Monday: “It is over, I am glad.”",
    ),
)

SPOKE = Rule(
    "whole? runs (?!LEADING) (NAME) BESIDES word OTHER{0,4} end",
    (
        "“It is over, and I am glad,” [Anna Roe] shot back.",
        "“It is over, and I am glad,” [Roe], a banker, shrugged.",
        "“It is over, and I am glad,” [Anna Roe] beamed from the quay.",
    ),
)

PHRASES = {
    "NAME": NAME.pattern,
    "DESCRIPTION": DESCRIPTION.pattern,
    # Who is said to speak, after what they are: pronoun, name, description with a name, description
    "SPEAKER": """(?: (pronoun) | LABEL (NAME) OF? | DESCRIPTION OF? PLACED? comma LABEL (NAME)
        (?: comma? (?=ADVERB{0,2} VERB) | (?=comma | open | end | broken) )
        | (DESCRIPTION OF?) )""",
    "LABEL": "(?: SOME? NOUN{0,6}? (?: role and NOUN{0,3}? )? [role possessive] )??",
    "OF": """(?: (?! [^comma open close saying asking telling]* role CAPITAL)
        [of from] SOME? NOUN{1,7} (?: of SOME? NOUN{1,5} )? (?<!possessive) )""",
    "SUBJECT": "(?: SPEAKER PLACED? BESIDES | [^saying asking telling]* (pronoun) )",
    "WHOLE": "SUBJECT (?! [capital participle office compass possessive])",
    "PLACED": """(?: (?<=[role roles capital office compass]) [in to] SOME? NOUN{1,7}
        (?: of SOME? NOUN{1,5} )? (?<!possessive) )""",
    "BESIDES": """(?: BRACKETED? (?: comma (?!and) [^comma]+
        (?: comma (?!and) [^comma]+ ){0,3} comma | comma OFFICE )? )""",
    "OFFICE": """SOME? NOUN{0,2}? [role office capital] of
        [^comma colon saying asking telling]{1,10}""",
    "BRACKETED": "(?: open [^open close]* close )",
    # Where an object ends
    "STOP": "(?= BRACKETED? (?:comma | end | broken) | FUNCTION | ly | ing) (?!and CAPITAL)",
    # What may come before the subject of a sentence
    "FIRST": "comma* (?: WHEN comma ){0,3} (?: [joint and] comma? )? INTRO?",
    "INTRO": """(?: in (?: when{1,2} number? | number
        | SOME? [word ing document]{1,3} (?: in? when )? ) )""",
    "WHEN": "(?: LEADING [^comma]* | [ing participle] [^comma]* | NOUN since [^comma]* | number )",
    "LEADING": "[joint and since toward in of from to when asking]",
    # What leads from a verb to the quotation after it
    "LEADS": """(?: VERB (?: ADDING? that? [comma colon]? | PLACE OTHER{0,16}? [comma colon] )
            QUOTATION
        | saying in OTHER{1,3} utterance
        | [asking telling] (?: OTHER{1,14} [comma colon] | OTHER{1,5} that? ) utterance )""",
    "ADDING": "(?: OTHER{0,20}? [comma and] adverb? voicing )",
    "PLACE": "[in of to toward since from when]",
    "WHERE": "(?: in [^end] | when )",
    "READS": "ADVERB{0,2} [saying reading] that? colon?",
    "HEARER": "(?: OTHER{1,2} )",
    "REST": "[^saying asking telling calling voicing colon utterance fragment end broken]",
    "SAME": """[^saying asking telling calling voicing colon utterance fragment end broken pronoun
        capital participle office compass]""",
    "OTHER": "[^saying asking telling colon utterance fragment end broken]",
    "QUOTATION": "[utterance fragment]",
    "VERB": "(?: [saying asking telling] | QUOTED )",
    "QUOTED": """(?: have? [auxiliary function] ADVERB{0,2} quoted (?: toward OTHER{1,5}? )?
        joint voicing )""",
    "ADVERB": "[adverb when ly have]",
    "SOME": "(?: (?:determiner of)? determiner{1,2} )",
    "MORE": "(?: particle{0,2} CAPITAL )",
    "CAPITAL": "[capital participle office compass]",
    "NOUN": """[word ly ing number possessive particle role roles capital participle office compass
        document voicing]""",
    "PLAIN": """[word ly ing number possessive particle role roles capital participle office
        compass]""",
    "LAST": "[word ly number role roles capital participle office compass]",
    "FUNCTION": """[adverb when who joint and since toward in of from to that pronoun determiner
        voicing according function]""",
}
"""What the rules are made of."""


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern over classes as one over their letters; some 20 ms for all the rules."""

    def spelt(name: re.Match[str]) -> str:
        return PHRASES[name[0]] if name[0] in PHRASES else LETTER[name[0]]

    while any(phrase in PHRASES for phrase in re.findall("[A-Z]+", pattern)):
        pattern = re.sub("[A-Z]+", spelt, pattern)
    return re.compile(re.sub(r"\s+", "", re.sub("[a-z]+", spelt, pattern)))
