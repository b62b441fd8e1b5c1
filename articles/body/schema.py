"""The elements and objects that a story's body may hold: one list for the editor and for the server's cleaning.

Settings read this before any app is ready, so it imports no model.
"""

from django_prose_editor.config import html_tags

from articles.body import footnotes
from articles.body.paste_rules import LINKS, PASTE_RULES
from articles.body.registry import ATTRIBUTES, KINDS

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
    "Signs": True,
    **dict.fromkeys([kind.extension for kind in KINDS.values()], True),
    "CleanPaste": PASTE_RULES | {"kindAttributes": [*ATTRIBUTES, footnotes.ATTRIBUTE]},
    "Footnote": True,
    "SlashMenu": True,
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
    **{kind.extension: html_tags(kind.tags, {"section": ["data-kind", *kind.attributes]}) for kind in KINDS.values()},
    "CleanPaste": html_tags([]),
    "Signs": html_tags([]),
    "Footnote": html_tags([footnotes.TAG], {footnotes.TAG: [footnotes.ATTRIBUTE]}),
    "SlashMenu": html_tags([]),
    "DeskShell": html_tags([]),
    "OrderedList": html_tags(["ol"], {"ol": ["start", "type"]}),
}

EDITOR_SCRIPTS = [
    "articles/desk/picture-figure.js",
    "articles/desk/gallery.js",
    "articles/desk/pull-quote.js",
    "articles/desk/story-embeds.js",
    "articles/desk/footnote.js",
    *(kind.script for kind in KINDS.values()),
    "articles/desk/clean-paste.js",
    "articles/desk/typographic-signs.js",
    "articles/desk/slash-menu.js",
    "articles/desk/desk-shell.js",
    "articles/desk/plain-html.js",
    "articles/desk/plain-tables.js",
]
# What those scripts share, under names of its own, because the file names carry a hash once they are collected.
SHARED_SCRIPTS = {
    "desk/autosave": "articles/desk/autosave.js",
    "desk/block-html": "articles/desk/block-html.js",
    "desk/box": "articles/desk/box.js",
    "desk/box-frame": "articles/desk/box-frame.js",
    "desk/box-keys": "articles/desk/box-keys.js",
    "desk/box-places": "articles/desk/box-places.js",
    "desk/browser-copy": "articles/desk/browser-copy.js",
    "desk/card": "articles/desk/card.js",
    "desk/clean-html": "articles/desk/clean-html.js",
    "desk/chart-sort": "articles/desk/chart-sort.js",
    "desk/embeds": "articles/desk/embeds.js",
    "desk/hand-over": "articles/desk/hand-over.js",
    "desk/kept-line": "articles/desk/kept-line.js",
    "desk/link-address": "articles/desk/link-address.js",
    "desk/link-dialog": "articles/desk/link-dialog.js",
    "desk/link-wrappers": "articles/desk/link-wrappers.js",
    "desk/lookup": "articles/desk/lookup.js",
    "desk/move-block": "articles/desk/move-block.js",
    "desk/move-picture": "articles/desk/move-picture.js",
    "desk/new-table": "articles/desk/new-table.js",
    "desk/object-buttons": "articles/desk/object-buttons.js",
    "desk/other-bylines": "articles/desk/other-bylines.js",
    "desk/part-states": "articles/desk/part-states.js",
    "desk/paste-blocks": "articles/desk/paste-blocks.js",
    "desk/paste-edges": "articles/desk/paste-edges.js",
    "desk/paste-lines": "articles/desk/paste-lines.js",
    "desk/paste-marks": "articles/desk/paste-marks.js",
    "desk/paste-omissions": "articles/desk/paste-omissions.js",
    "desk/paste-tables": "articles/desk/paste-tables.js",
    "desk/paste-texts": "articles/desk/paste-texts.js",
    "desk/paste-told": "articles/desk/paste-told.js",
    "desk/pasted-styles": "articles/desk/pasted-styles.js",
    "desk/plus-button": "articles/desk/plus-button.js",
    "desk/poll-role": "articles/desk/poll-role.js",
    "desk/presence": "articles/desk/presence.js",
    "desk/quiet": "articles/desk/quiet.js",
    "desk/reveal": "articles/desk/reveal.js",
    "desk/send-form": "articles/desk/send-form.js",
    "desk/send-words": "articles/desk/send-words.js",
    "desk/signs": "articles/desk/signs.js",
    "desk/signs-around": "articles/desk/signs-around.js",
    "desk/signs-blocks": "articles/desk/signs-blocks.js",
    "desk/signs-choice": "articles/desk/signs-choice.js",
    "desk/signs-elided": "articles/desk/signs-elided.js",
    "desk/signs-plugin": "articles/desk/signs-plugin.js",
    "desk/signs-typing": "articles/desk/signs-typing.js",
    "desk/slash-place": "articles/desk/slash-place.js",
    "desk/slash-popup": "articles/desk/slash-popup.js",
    "desk/slash-words": "articles/desk/slash-words.js",
    "desk/taken-words": "articles/desk/taken-words.js",
    "desk/what-is-new": "articles/desk/what-is-new.js",
    "desk/word-lists": "articles/desk/word-lists.js",
    "desk/words-field": "articles/desk/words-field.js",
}
