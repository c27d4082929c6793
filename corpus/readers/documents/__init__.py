"""Documents of word processors and for print: a file is an article.

word                DOCX
pdf                 PDF
"""
