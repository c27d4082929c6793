"""Web archives: the pages of a crawl.

warc                WARC and ARC to pages
http_body           what a server sent to the bytes of a page
"""
