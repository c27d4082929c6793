"""What is said of articles and hits in words, whatever the format.

article_facts       what is known of an article, to read
by_article          hits put together by their articles, and where their scores fall off
speaking            who says what is shown, and the mark that it opens with
pieces              a piece of an article, cut at what is marked
hit_facts           what is said of a hit beside its text, to read
made                when a page was made, and of which archive
web_links           links for readers who are elsewhere: to the web alone
"""
