"""Markup from strangers to text, at a cost that they can't choose.

xml_prolog          what an XML document says before its first element
safe_xml            XML to elements
html_tags           where a tag ends, and how long it is
packages            documents of parts packed as ZIP: what they may cost, and those that are XML
html_fragments      pieces of HTML to text
markup_in_text      text that may be HTML, to text
markdown            Markdown to text
"""
