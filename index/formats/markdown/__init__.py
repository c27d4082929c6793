"""Results as Markdown and plain text.

articles            articles as Markdown
hits                hits as Markdown
sections            what was found for several questions, as text and Markdown
"""
