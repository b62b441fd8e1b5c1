"""Ask a site once what stands at an address, and keep what it says."""

from html.parser import HTMLParser
from urllib.parse import urljoin

from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body.kinds.embed import host_of
from articles.body.links import resolve_address
from articles.body.providers import Thing, thing_at
from articles.embeds.told import CannotEmbed, read_answer
from articles.models import Embed
from common.outbound import CannotFetch, fetch

JSON = {"application/json", "application/json+oembed", "text/json", "text/javascript", "text/plain"}
HTML = {"text/html", "application/xhtml+xml"}
OEMBED = "application/json+oembed"
LONGEST = Embed._meta.get_field("address").max_length
LONGEST_QUESTION = Embed._meta.get_field("question").max_length


def known_thing(address: str) -> Thing | None:
    """What a known provider has at this address, however it was written."""
    return thing_at(resolve_address(address).href)


def embed_for(*, address: str) -> Embed:
    """The row of what stands at an address. A site is asked when its thing is first wanted, and never again for words.

    A site that is not on our list is asked whether its page names an address that tells of it. Raises CannotEmbed.
    """
    whole = resolve_address(address).href
    if not whole.startswith(("https://", "http://")):
        raise CannotEmbed(_("This is no address of the web."))
    thing = thing_at(whole)
    whole = thing.address if thing else whole.partition("#")[0]
    if len(whole) > LONGEST:
        raise CannotEmbed(_("This address is too long."))
    if kept := Embed.objects.filter(address=whole).first():
        return kept
    try:
        question = thing.provider.question(whole) if thing else _question_of(whole)
        told = read_answer(fetch(question, content_types=JSON).content)
    except CannotFetch as refusal:
        raise CannotEmbed(str(refusal)) from None
    words = {"title": told.title, "author": told.author, "text": told.text, "day": told.day}
    provider = thing.provider.name if thing else told.provider or host_of(whole)
    now = timezone.now()
    # Whoever asked at the same time may have been first: what is kept stands.
    kept, _made = Embed.objects.get_or_create(
        address=whole,
        defaults=words | {"provider": provider, "question": question, "asked_at": now, "looked_at": now},
    )
    return kept


def _question_of(address):
    """Where a page says that one can ask about it. Raises CannotEmbed, CannotFetch."""
    page = fetch(address, content_types=HTML)
    found = _Head()
    found.feed(page.content.decode("utf-8", "replace"))
    question = urljoin(page.url, found.question)
    if not found.question or len(question) > LONGEST_QUESTION:
        raise CannotEmbed(_("This site does not say how its things may be shown elsewhere. Put in a link."))
    return question


class _Head(HTMLParser):
    """Looks for the first link to what tells of a page."""

    def __init__(self):
        super().__init__()
        self.question = ""

    def handle_starttag(self, tag, attrs) -> None:
        said = dict(attrs)
        if tag == "link" and (said.get("type") or "").lower() == OEMBED and not self.question:
            self.question = (said.get("href") or "").strip()
