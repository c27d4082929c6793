"""Documents of word processors, for print and for e-readers.

A file is an article:
    word                DOCX
    open_document       ODT, packed or as one XML file
    rich_text           RTF
    pdf                 PDF

Each document of a book is one:
    epub                EPUB

What they share:
    blocks              paragraphs with their styles to a title and a text
    rtf_document        RTF to blocks
    rtf_tokens          what RTF is written in
    epub_package        what an EPUB says of itself, and its documents in their order
"""
