"""Words too common to rank by. They are in the index all the same, for phrases."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from index.vocabulary.words.letters import folded

if TYPE_CHECKING:
    from collections.abc import Collection

STOP_WORDS = frozenset(
    (
        "a about after all also an and any are as at be because been before being but by can could "
        "did do does doing for from had has have he her here him his how i if in into is it its "
        "just me more most my no not now of off on once only or other our out over own same she so "
        "some such than that the their them then there these they this those through to too under "
        "until up very was we were what when where which while who whom why will with would you "
        "your us s t"
    ).split()
)

_ASKING = {
    "ar": "هل ما ماذا لماذا متى أين من كيف كم أي",
    "bg": "какво защо кога къде кой коя кои как колко",
    "bn": "কি কী কেন কখন কোথায় কে কীভাবে কত",
    "cs": "co proč kdy kde kdo jak kolik který která které kam",
    "da": "hvad hvorfor hvornår hvor hvem hvordan hvilken hvilke",
    "de": "was warum weshalb wieso wann wo wer wen wem wie wohin woher welche welcher welches",
    "el": "τι γιατί πότε πού ποιος ποια ποιο ποιοι πώς πόσο πόσοι",
    "es": "qué por para cuándo dónde quién quiénes cómo cuál cuáles cuánto cuántos adónde",
    "fa": "چه چرا کی کجا چگونه چطور چند کدام آیا",
    "fi": "mitä mikä miksi milloin missä kuka ketkä miten kuinka mihin mistä",
    "fr": "que quoi pourquoi quand où qui comment combien quel quelle quels quelles",
    "he": "מה למה מדוע מתי איפה היכן מי איך כמה איזה האם",
    "hi": "क्या क्यों कब कहाँ कौन कैसे कितना कितने किसने",
    "hr": "što zašto kada gdje tko kako koliko koji koja koje",
    "hu": "mit mi miért mikor hol ki kik hogyan mennyi hány melyik hova",
    "id": "apa mengapa kenapa kapan dimana siapa bagaimana berapa",
    "it": "cosa che perché quando dove chi come quanto quanti quale quali",
    "nb": "hva hvorfor når hvor hvem hvordan hvilken hvilke",
    "nl": "wat waarom wanneer waar wie hoe hoeveel welke welk",
    "pl": "co dlaczego czemu kiedy gdzie kto kogo jak ile który która które dokąd czy",
    "pt": "que porque quando onde quem como quanto quantos qual quais",
    "ro": "ce cine când unde cum cât câți câte care",
    "ru": "что почему зачем когда где кто кого как сколько какой какая какие куда откуда",
    "sr": "šta zašto kada gde ko kako koliko koji зашто када где ко како колико који",
    "sv": "vad varför när var vem vilka hur vilken vilket",
    "ta": "என்ன ஏன் எப்போது எங்கே யார் எப்படி எத்தனை",
    "tr": "ne neden niçin niye nerede nereye kim kimin nasıl kaç hangi",
    "uk": "що чому навіщо коли де хто кого як скільки який яка які куди звідки чи",
}
"""Words by which people ask, by language, which lists of stop words leave out."""

_ENGLISH_TOO = frozenset(
    "apa care cat cate ce che chi co come comment como cum dove hoe kam ki kim ko mi mika mit para "
    "var was wen wo".split()
)
"""Those that may be an English word or a name."""

_WHOOSH_HAS = frozenset("da de es fi fr hu it nl no pt ru sv tr".split())
"""Languages of Whoosh's lists of stop words."""

ENGLISH = "en"
_SURELY = 2
"""Stop words that a question has more in another language than in English, if it is in that."""


@cache
def stop_words_in(language: str) -> frozenset[str]:
    """Return the stop words of a language, by its primary tag, as they are compared.

    None where they are not known.
    """
    if language == ENGLISH:
        return STOP_WORDS
    words = _ASKING.get(language, "").split()
    if language in _WHOOSH_HAS:
        from whoosh.lang.stopwords import stoplists

        words += stoplists[language]
    return frozenset(map(folded, words))


def empty_words(words: Collection[str]) -> frozenset[str]:
    """Return which words of a question say nothing, in whatever language it is.

    They are those by which people ask in some language, and the stop words of the question's own.

    Args:
        words: all of the question, as they are compared.
    """
    least = sum(word in STOP_WORDS for word in words) + _SURELY
    empty = _asking().intersection(words)
    if len(words) < _SURELY or least > len(words):
        return empty
    lists = [stop_words_in(language).intersection(words) for language in sorted(_ASKING)]
    own = max(lists, key=len)
    return empty | own if len(own) >= least else empty


@cache
def _asking() -> frozenset[str]:
    words = (folded(word) for words in _ASKING.values() for word in words.split())
    return frozenset(words) - _ENGLISH_TOO
