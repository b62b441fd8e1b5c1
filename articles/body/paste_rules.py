"""What the clean-up of words from elsewhere looks for: one set of facts for the editor's script and for the server.

Each value can be written as JSON, because the editor's script gets them with its settings.
"""


def _words(text):
    return text.split()


OMISSIONS = {
    # Elements that say nothing to a reader, with all that stands in them.
    "nothing": _words(
        "style script meta link title xml head template noscript button input select option textarea datalist svg map"
        " rp annotation annotation-xml dialog colgroup col progress meter"
    ),
    "embeds": _words("iframe video audio object embed canvas"),
    "deletions": ["del"],
    "comments": ["comment"],
    "deletion_classes": ["msodel", "deletedtext", "trackeddeletion"],
    "comment_classes": ["msocommenttext", "msocommentsubject"],
    # The sign in the text that leads to a comment; the comment itself is counted where it stands.
    "comment_sign_classes": ["msocommentreference", "msocomanchor"],
}

MARKS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "cite": "em",
    "dfn": "em",
    "var": "em",
    "s": "s",
    "strike": "s",
    "sub": "sub",
    "sup": "sup",
}
# Signs of notes, which are raised by a style sheet that the clipboard may lack.
RAISED_CLASSES = ["msofootnotereference", "msoendnotereference"] + [
    f"sd{kind}note{part}" for kind in ("foot", "end") for part in ("anc", "sym")
]

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
HEADING_CLASSES = ["msotitle"]
QUOTE_CLASSES = ["msoquote", "msointensequote"]

# Elements that end one piece of text and begin another.
BLOCKS = _words(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hgroup legend li main nav ol ul menu dir p pre search section summary table tbody thead"
    " tfoot tr td th"
)

LINKS = {
    # Where a letter or a search engine leads its readers through; the real address is one of the query's values.
    "wrappers": (
        r"^(www\.google\.[a-z.]+/url|[\w.-]*safelinks\.protection\.outlook\.com/|urldefense\.proofpoint\.com/v[12]/url"
        r"|(l|lm)\.facebook\.com/l\.php|l\.(instagram|messenger|threads)\.com/|www\.facebook\.com/flx/warn"
        r"|duckduckgo\.com/l/|out\.reddit\.com/|t\.umblr\.com/redirect|www\.youtube\.com/redirect"
        r"|slack-redir\.net/link|vk\.com/away\.php|www\.linkedin\.com/(safety/go|redir/redirect)"
        r"|linkprotect\.cudasvc\.com/url|deref-[\w-]+\.[a-z.]+/|www\.bing\.com/ck/a|[\w.-]*\.clicktime\.[\w.-]+/"
        r"|mail\.google\.com/mail/|[\w.-]+\.trendmicro\.com(:443)?/wis/clicktime/|exchange\.[\w.-]+/owa/redir\.aspx"
        r"|[\w.-]+/owa/redir\.aspx|statics\.teams\.cdn\.office\.net/evergreen-assets/safelinks/)"
    ),
    # Where it stands in the path instead.
    "path_wrappers": [
        r"^https?://urldefense\.(?:com|us)/v3/__(.+?)__;.*$",
        r"^https?://r\.search\.yahoo\.com/.*?/RU=([^/]+)/.*$",
        r"^https?://secure-web\.cisco\.com/.*/(https?%3A.+)$",
        r"^https?://www\.google\.[a-z.]+/amp/s/(.+)$",
        r"^https?://href\.li/\?(.+)$",
    ],
    # Counters of mail programs that name nobody's address inside: told when the story is checked.
    "counters": (
        r"^([\w-]+\.)*(mimecast\.com|mimecastprotect\.com|list-manage\.com|sendgrid\.net|mandrillapp\.com|sendibm\d"
        r"\.com|rs6\.net|mailchi\.mp|ct\.sendgrid\.net|safelinks\.protection\.outlook\.com|createsend\d*\.com"
        r"|hubspotlinks\.com|awstrack\.me|sparkpostmail\d*\.com)$"
    ),
    # Keys that follow a reader about and change nothing of the page.
    "tracking": (
        r"^(utm_\w*|mtm_\w*|pk_(campaign|kwd|source|medium|content)|fbclid|gclid|gclsrc|gbraid|wbraid|dclid|msclkid"
        r"|yclid|twclid|ttclid|li_fat_id|igshid|igsh|mc_eid|mc_cid|mkt_tok|_hsenc|_hsmi|hsctatracking|vero_id|vero_conv"
        r"|oly_enc_id|oly_anon_id|rb_clickid|wickedid|ml_subscriber|ml_subscriber_hash|s_cid|_openstat|epik|_ga|_gl"
        r"|__twitter_impression|fb_action_ids|fb_action_types|fb_source|spm|ceid|_ke|_kx|sc_cid|ns_campaign)$"
    ),
    # Ends of file names that look like the end of a host's name.
    "files": r"\.(html?|php\d?|aspx?|jsp|pdf|docx?|xlsx?|pptx?|odt|rtf|txt|jpe?g|png|gif|webp|svg|mht|csv|zip)$",
    # Signs of footnotes: they lead within the text that they were copied from, and nobody misses them.
    "notes": r"^#(_?(ftn|edn|msocom|mso)|sd(foot|end)note|ftnt|fn|cmnt|cite|ref|note)",
}

# The editor's script gets this as the settings of its own extension.
PASTE_RULES = {
    "omissions": OMISSIONS,
    "marks": MARKS,
    "raisedClasses": RAISED_CLASSES,
    "headings": HEADINGS,
    "headingClasses": HEADING_CLASSES,
    "quoteClasses": QUOTE_CLASSES,
    "blocks": BLOCKS,
    "links": LINKS,
}
