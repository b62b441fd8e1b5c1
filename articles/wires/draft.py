"""Begin a story from an agency's item. Whatever is heard of the item later is a matter of that story."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.html import escape
from django.utils.text import slugify
from django.utils.translation import gettext as _

from articles.models import Article, Byline, WireItem, WireUse
from articles.publishing.compose import read_placements
from common.languages import stored_language

LONGEST_STANDFIRST = 300  # a longer one begins the text


class CannotUse(Exception):
    """The item may not be used, or a colleague has begun already. `article` is their story, where there is one."""

    def __init__(self, message: str, article: Article | None = None):
        super().__init__(message)
        self.article = article


@transaction.atomic
def draft_from_item(*, item: WireItem, by: User) -> Article:
    """A draft with its words, its embargo, the source's byline and credit line. Raises CannotUse."""
    item = WireItem.objects.select_for_update().get(pk=item.pk)
    if item.is_dead:
        message = _("%(source)s has taken it back (%(status)s): no story is made of it.")
        raise CannotUse(message % {"source": item.source, "status": item.get_status_display().lower()})
    begun = item.uses.tied().filter(article__binned_at=None).select_related("article").first()
    if begun:
        raise CannotUse(_("A story was made of it already: this is the one."), begun.article)
    source = item.source
    headline = item.headline[:160].rstrip()
    article = Article.objects.create(
        headline=headline or _("Without a headline"),
        slug=slugify(headline)[:80] or "story",
        standfirst=item.standfirst if len(item.standfirst) <= LONGEST_STANDFIRST else "",
        body=_body(item),
        section=source.section,
        language=stored_language(item.language),
        embargoed_until=item.embargoed_until,
        created_by=by,
        changed_by=by,
    )
    if source.author_id:
        Byline.objects.create(article=article, author_id=source.author_id, position=0)
    read_placements(article=article)
    newest = item.versions.order_by("pk").last()
    WireUse.objects.create(item=item, article=article, version=newest, answered=newest, by=by)
    return article


def _body(item):
    first = item.standfirst if len(item.standfirst) > LONGEST_STANDFIRST else ""
    last = item.source.credit
    opening = f"<p><strong>{escape(first)}</strong></p>" if first else ""
    return f"{opening}{item.html}" + (f"<p><em>{escape(last)}</em></p>" if last else "")
