"""Results as pages of HTML, and as a feed.

html                articles as HTML
timeline_svg        a timeline as a drawing within a page
report_style        how a report looks
report              what was found for several questions, as a page to mail around
atom                news of standing questions as an Atom feed
"""
