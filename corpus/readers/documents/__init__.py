"""Documents of word processors and for print: a file is an article.

word                DOCX
open_document       ODT, packed or as one XML file
rich_text           RTF
pdf                 PDF

What they share:
blocks              paragraphs with their styles to a title and a text
rtf_document        RTF to blocks
rtf_tokens          what RTF is written in
"""
