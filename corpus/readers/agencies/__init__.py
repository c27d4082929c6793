"""The formats that news agencies deliver in.

Formats, from the XML or JSON of each to items:
    nitf                one story, marked up for print
    newsml_g2           items and packages of today's wires
    newsml_g2_content   the texts in them
    newsml_1            items of components within components
    newsml_1_texts      where among the components the texts are
    newsml_1_metadata   what is said of them
    ninjs               JSON of wires and their interfaces
    ninjs_bodies        the texts in it
    any_xml             XML of any other kind, which may wrap one of these
    named_elements      stories in it, told by the names of its elements
    element_names       these names, in the languages of the agencies
    iptc_7901           messages for teleprinters, as they are sent by most agencies
    anpa_1312           messages for teleprinters, as they are sent in America

What they share:
    story               what a body tells
    xml_items           news items among the elements of a document
    json_fields         JSON objects with their names in any case
    values              codes, states, versions, moments
    people              who wrote it, out of a byline
    wire_text           lines of a teleprinter to paragraphs, and the line that closes a message
    markup              elements and strings of XHTML, HTML and NITF, to plain text
"""
