"""The elements and objects that a story's body may hold: one list for the editor and for the server's cleaning.

Settings read this before any app is ready, so it imports no model.
"""

from django_prose_editor.config import html_tags

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"], "autolink": False},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "HardBreak": True,
    "PictureFigure": True,
    "Gallery": True,
    "PullQuote": True,
    "StoryEmbeds": True,
    "CleanPaste": True,
    "DeskShell": True,
    "NoSpellCheck": False,
    # Plain rows of buttons: the editor's own dropdown cannot be reached with the keyboard.
    "Menu": {
        "groups": [
            {"group": "marks"},
            {"group": "link"},
            {"group": "headings"},
            {"group": "lists"},
            {"group": "nodes -blockType -lists"},
            {"group": "objects"},
            {"group": "history"},
        ]
    },
}

# The server's half of our own nodes; settings hand it to the editor together with the scripts.
ALLOWED = {
    "PictureFigure": html_tags(["figure", "figcaption"], {"figure": ["data-picture"]}),
    "Gallery": html_tags(["figure"], {"figure": ["data-gallery"]}),
    "PullQuote": html_tags(["figure", "figcaption", "blockquote"], {"figure": ["data-quote"]}),
    "StoryEmbeds": html_tags(["div"], {"div": ["data-embed", "data-id", "data-role"]}),
    "CleanPaste": html_tags([]),
    "DeskShell": html_tags([]),
    "OrderedList": html_tags(["ol"]),
}

EDITOR_SCRIPTS = [
    "articles/desk/picture-figure.js",
    "articles/desk/gallery.js",
    "articles/desk/pull-quote.js",
    "articles/desk/story-embeds.js",
    "articles/desk/clean-paste.js",
    "articles/desk/desk-shell.js",
    "articles/desk/plain-html.js",
]
# What those scripts share, under names of its own, because the file names carry a hash once they are collected.
SHARED_SCRIPTS = {
    "desk/browser-copy": "articles/desk/browser-copy.js",
    "desk/card": "articles/desk/card.js",
    "desk/embeds": "articles/desk/embeds.js",
    "desk/presence": "articles/desk/presence.js",
    "desk/poll-role": "articles/desk/poll-role.js",
    "desk/lookup": "articles/desk/lookup.js",
    "desk/move-picture": "articles/desk/move-picture.js",
    "desk/object-buttons": "articles/desk/object-buttons.js",
    "desk/send-words": "articles/desk/send-words.js",
    "desk/word-lists": "articles/desk/word-lists.js",
}
