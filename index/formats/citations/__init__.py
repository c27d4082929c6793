"""Articles as citations take them.

bylines             authors as citations take them
bibtex              articles as BibTeX
ris                 articles as RIS
csl                 articles as CSL-JSON
citation_text       articles as one cites them in running text
"""
