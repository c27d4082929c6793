"""Who said what: quotations in a text, and who speaks in them.

speech_words        a table of the words that say who speaks, and text read as their classes
speech_rules        six rules over those classes, which say who speaks
spans               where paragraphs, sentences and quotations of a text begin and end
speaker             who speaks in a sentence, where it is a quotation
"""

from index.quotations.spans import quotations_in
from index.quotations.speaker import speaker_of

__all__ = ["quotations_in", "speaker_of"]
