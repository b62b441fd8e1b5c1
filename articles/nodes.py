"""The elements and objects that a story's body may hold: one list for the editor and for the server's cleaning.

Settings read this before any app is ready, so it imports no model.
"""

from django_prose_editor.config import html_tags

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "HardBreak": True,
    "PictureFigure": True,
    "PullQuote": True,
    "StoryEmbeds": True,
    "CleanPaste": True,
}

# The server's half of our own nodes; settings hand it to the editor together with the scripts.
ALLOWED = {
    "PictureFigure": html_tags(["figure", "figcaption"], {"figure": ["data-picture"]}),
    "PullQuote": html_tags(["figure", "figcaption", "blockquote"], {"figure": ["data-quote"]}),
    "StoryEmbeds": html_tags(["div"], {"div": ["data-embed", "data-id"]}),
    "CleanPaste": html_tags([]),
}

EDITOR_SCRIPTS = [
    "articles/desk/picture-figure.js",
    "articles/desk/pull-quote.js",
    "articles/desk/story-embeds.js",
    "articles/desk/clean-paste.js",
]
