"""Web pages, as servers send them and browsers save them.

    page                bytes of a page to an item, or to the reason why there is none
    parsing             bytes to a tree, at a cost that the bytes can't choose

What a page says of itself:
    page_data           of all that it says, what counts for the article
    json_ld             schema.org's vocabulary in scripts
    meta_tags           meta tags and microdata
    headings            the headings that it shows
    titles              the headline, told from the name of the site
    people              the byline, where data name only the site
    dates               publication and last change

What a page shows:
    text                the story among all that stands around it
    containers          which elements hold the story, whatever they are called
    asides              lines in a story that do not belong to it
    teasers             headings that are links to other stories
    no_article          fronts, logins and error pages
"""
