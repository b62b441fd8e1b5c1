"""The elements and objects that a story's body may hold: one list for the editor and for the server's cleaning.

Settings read this before any app is ready, so it imports no model.
"""

from django_prose_editor.config import html_tags

from articles.body.paste_rules import LINKS, PASTE_RULES

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Strike": True,
    "Subscript": True,
    "Superscript": True,
    "Link": {
        "enableTarget": False,
        "protocols": ["http", "https", "mailto", "tel"],
        "autolink": False,
        "rules": LINKS,
    },
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Heading": {"levels": [2, 3]},
    "Blockquote": True,
    "HardBreak": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "PictureFigure": True,
    "Gallery": True,
    "PullQuote": True,
    "StoryEmbeds": True,
    "CleanPaste": PASTE_RULES,
    "DeskShell": True,
    "NoSpellCheck": False,
    # Plain rows of buttons: the editor's own dropdown cannot be reached with the keyboard.
    "Menu": {
        "groups": [
            {"group": "marks"},
            {"group": "link"},
            {"group": "headings"},
            {"group": "lists"},
            {"group": "table"},
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
    "OrderedList": html_tags(["ol"], {"ol": ["start", "type"]}),
}

EDITOR_SCRIPTS = [
    "articles/desk/picture-figure.js",
    "articles/desk/gallery.js",
    "articles/desk/pull-quote.js",
    "articles/desk/story-embeds.js",
    "articles/desk/clean-paste.js",
    "articles/desk/desk-shell.js",
    "articles/desk/plain-html.js",
    "articles/desk/plain-tables.js",
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
    "desk/link-address": "articles/desk/link-address.js",
    "desk/link-dialog": "articles/desk/link-dialog.js",
    "desk/link-wrappers": "articles/desk/link-wrappers.js",
    "desk/paste-blocks": "articles/desk/paste-blocks.js",
    "desk/paste-edges": "articles/desk/paste-edges.js",
    "desk/paste-lines": "articles/desk/paste-lines.js",
    "desk/paste-marks": "articles/desk/paste-marks.js",
    "desk/paste-omissions": "articles/desk/paste-omissions.js",
    "desk/paste-tables": "articles/desk/paste-tables.js",
    "desk/paste-texts": "articles/desk/paste-texts.js",
    "desk/paste-told": "articles/desk/paste-told.js",
    "desk/pasted-styles": "articles/desk/pasted-styles.js",
    "desk/word-lists": "articles/desk/word-lists.js",
}
