"""Words that try to run a script, made by a grammar: each calls `marker(n)` and harms nothing.

A vector is a way out of where it stands, a tag that runs something, a way to write it down, in every combination.
`fuzz` mixes them with a story's own HTML and breaks that up; `make fuzz` runs a million such documents.
"""

import itertools
import os
import random
from collections.abc import Iterator
from html.parser import HTMLParser
from multiprocessing import Pool

from articles.body.cleaning import clean_body, sanitize_body
from articles.body.rendering import Objects, Renderer

VECTORS = 2000
WAYS_OUT = (
    "",
    '">',
    "'>",
    "-->",
    "</title>",
    "</textarea>",
    "</script>",
    "]]>",
    "</style>",
    '" ',
    "*/",
    "\\u0022>",
    "</p>",
)
SPACES = (" ", "/", "\t", "\n", "\f", " / ", "\0")
ON = {
    "img": ("src=x", "onerror"),
    "svg": ("", "onload"),
    "body": ("", "onpageshow"),
    "details": ("open", "ontoggle"),
    "input": ("autofocus", "onfocus"),
    "video": ("src=x", "onerror"),
    "audio": ("src=x", "onerror"),
    "a": ("href=# autofocus", "onfocus"),
    "p": ("tabindex=0 autofocus", "onfocus"),
    "style": ("", "onload"),
    "x-y": ("tabindex=0 autofocus", "onfocus"),
}
QUOTED = ("{0}", '"{0}"', "'{0}'")
WHOLE = (
    "<script>{0}</script>",
    "<script >{0}</script >",
    "<scr<script>ipt>{0}</script>",
    "<script/x>{0}</script>",
    "<svg><script>{0}</script></svg>",
    "<math><mtext><style><img src=x onerror={0}></style></mtext></math>",
    "<noscript><p title='</noscript><img src=x onerror={0}>'>",
    "<iframe srcdoc='<script>parent.{0}</script>'></iframe>",
    "<iframe src='javascript:parent.{0}'></iframe>",
    "<object data='javascript:{0}'></object>",
    "<a href='javascript:{0}'>x</a>",
    "<a href='java\tscript:{0}'>x</a>",
    "<a href='&#106;avascript:{0}'>x</a>",
    "<a href='\x01javascript:{0}'>x</a>",
    "<svg><a xlink:href='javascript:{0}'><text>x</text></a></svg>",
    "<form action='javascript:{0}'><button>x</button></form>",
    "<svg><animate onbegin={0} attributeName=x></svg>",
    "<template><script>{0}</script></template>",
    "<table><td background='javascript:{0}'>",
    "<meta http-equiv=refresh content='0;url=javascript:{0}'>",
    "<base href='javascript:{0}//'>",
    "{{{{ {0} }}}}",
    "${{{0}}}",
    "'-{0}-'",
    '";{0}//',
)
# How the whole of it is written down. The last ones are read by a program that undoes them once too often.
WRITINGS = (
    str,
    str.upper,
    str.title,
    lambda words: words.replace("<", "&lt;"),
    lambda words: words.replace("<", "&amp;lt;"),
    lambda words: words.replace("<", "%3C"),
    lambda words: words.replace("<", "\\u003c"),
    lambda words: words.replace("<", "＜"),
    lambda words: words.replace("<", "<\u200b"),
    lambda words: words.replace("<", "<<"),
)
PIECES = ("", "<", ">", '"', "'", "&", "/", "\0", "\n", "<!--", "-->", "]]>", "\u200b")
OWN = (
    "<p>Words <strong>of</strong> <em>ours</em>.</p>",
    '<p><a href="https://example.org/">link</a></p>',
    '<figure data-picture="1"><figcaption>Words</figcaption></figure>',
    '<figure data-quote="pull"><blockquote>Said.</blockquote><figcaption>Who</figcaption></figure>',
    '<div data-embed="poll" data-id="1" data-role="before"></div>',
    "<table><tbody><tr><th><p>Boats</p></th><td><p>4</p></td></tr></tbody></table>",
    "<ul><li><p>one</p></li></ul><ol start='4'><li><p>two</p></li></ol>",
    "<h2>Heading</h2><blockquote><p>Quoted</p></blockquote>",
    '<section data-kind="facts"><h3>Box</h3><p>Words</p></section>',
    '<section data-kind="timeline"><h3>When</h3><dl><dt>1887</dt><dd><p>Built</p></dd></dl></section>',
)


def vectors() -> list[str]:
    """The first so many of all combinations, in an order that mixes them and never changes."""
    tags = (
        f"<{tag}{space}{needs}{space}{handler}={quoted}>"
        for (tag, (needs, handler)), space, quoted in itertools.product(ON.items(), SPACES, QUOTED)
    )
    forms = [*WHOLE, *tags]
    combined = list(itertools.product(WAYS_OUT, forms, WRITINGS))
    random.Random(11).shuffle(combined)
    plain = [(out, form, str) for out, form in itertools.product(WAYS_OUT[:5], WHOLE)]
    chosen = [*plain, *combined][:VECTORS]
    return [write(out + form.format(f"marker({n})")) for n, (out, form, write) in enumerate(chosen)]


def documents(number: int, seed: int) -> Iterator[str]:
    """Vectors and our own blocks in a row, with pieces taken out, doubled, swapped and put where they do not belong."""
    chance, sown = random.Random(seed), vectors()
    for _ in range(number):
        words = "".join(chance.choice(chance.choice((OWN, sown))) for _ in range(chance.randint(1, 4)))
        for _ in range(chance.randint(0, 6)):
            at = chance.randrange(len(words) + 1)
            upto = min(len(words), at + chance.randint(0, 8))
            piece = chance.choice((words[at:upto] * 2, *PIECES))
            words = words[:at] + piece + words[upto:]
        yield words


class Reader(HTMLParser):
    """Writes down what no story may hold: any element, attribute or address that the editor cannot make."""

    ELEMENTS = {"p", "strong", "em", "s", "sub", "sup", "a", "ul", "ol", "li", "h2", "h3", "blockquote", "br"}
    ELEMENTS |= {
        "figure",
        "figcaption",
        "div",
        "table",
        "tbody",
        "tr",
        "th",
        "td",
        "section",
        "dl",
        "dt",
        "dd",
        "footer",
    }
    ATTRIBUTES = {"href", "title", "start", "type", "colspan", "rowspan", "rel", "data-picture", "data-gallery"}
    ATTRIBUTES |= {"data-quote", "data-embed", "data-id", "data-role", "data-kind", "data-chart", "data-footnote"}

    def __init__(self, html):
        super().__init__()
        self.wrong = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs) -> None:
        names = {name for name, _value in attrs}
        addresses = [value or "" for name, value in attrs if name == "href"]
        led_astray = [url for url in addresses if not url.startswith(("http://", "https://", "mailto:", "tel:"))]
        if tag not in self.ELEMENTS or names - self.ATTRIBUTES or led_astray:
            self.wrong.append((tag, attrs))

    def handle_comment(self, data) -> None:
        self.wrong.append(("comment", data))

    handle_decl = handle_pi = unknown_decl = handle_comment


def faults_of(document: str) -> list:
    """What of a document came through saving and drawing that should not have."""
    saved = clean_body(document)
    drawn = "".join(str(block) for block in Renderer(Objects(), templates={}, medium="plain").blocks(saved))
    faults = Reader(saved).wrong + Reader(drawn).wrong
    # A browser's parser reads it as it is written: nothing in it can turn into something else.
    return faults or ([("unstable", saved)] if sanitize_body(saved) != saved else [])


def fuzz(number: int, seed: int) -> list[tuple[str, list]]:
    """The documents, of so many, that got something through."""
    return [(document, faults) for document in documents(number, seed) if (faults := faults_of(document))]


def main() -> None:
    """A million documents, or FUZZ_DOCUMENTS, on every processor."""
    number, seed, part = int(os.environ.get("FUZZ_DOCUMENTS", "1000000")), int(os.environ.get("FUZZ_SEED", "1")), 2000
    with Pool() as pool:
        parts = [pool.apply_async(fuzz, (part, seed + place)) for place in range(-(-number // part))]
        found = [fault for done in parts for fault in done.get()]
    print(f"{len(parts) * part:,} documents saved and drawn, {len(found)} got something through")
    for document, faults in found[:20]:
        print(repr(document), faults[:3])
    raise SystemExit(bool(found))
