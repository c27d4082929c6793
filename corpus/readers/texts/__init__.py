"""Files of text to be read as they stand: a file is an article.

plain_text          text without any markup
markdown            text with front matter
subtitles           SubRip and WebVTT, as what was said
front_matter        what is said before the text, in YAML or TOML
"""
