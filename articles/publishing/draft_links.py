"""Show one version of a story to somebody without a login: make the link, open it, take it back."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Author, DraftLink, DraftOpening, Edition, EditionByline, Section, Topic
from articles.pages.story_page import StoryPage, preview_page
from articles.publishing.publish import CannotPublish, story_fields
from common.client_network import wider_network_of
from common.dates import in_words


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def share_draft(*, article: Article, by: User, note: str = "") -> tuple[DraftLink, str]:
    """Freeze the words as the desk has them now. Gives back the link and its token, which is kept nowhere."""
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.is_embargoed():
        raise CannotPublish([_("Under embargo until %(time)s: no draft is shown before.") % {
            "time": in_words(article.embargoed_until)
        }])  # fmt: skip
    token = secrets.token_urlsafe(32)
    link = DraftLink.objects.create(
        article=article, token_hash=hash_of(token), version=article.version, words=words_of(article), note=note,
        made_by=by,
    )  # fmt: skip
    return link, token


def words_of(article: Article) -> dict:
    """What the story says at this moment, as it will be shown however the desk goes on writing."""
    return {
        "fields": story_fields(article),
        "bylines": list(article.bylines.order_by("position", "pk").values("author_id", "role", "position")),
        "topics": list(article.topics.values_list("pk", flat=True)),
    }


def opened(*, token: str, request: HttpRequest) -> DraftLink | None:
    """The link of that token if it still shows anything; its opening is written down."""
    link = DraftLink.objects.open().select_related("article").filter(token_hash=hash_of(token)).first()
    if link is None or link.article.is_embargoed():
        return None
    DraftOpening.objects.create(link=link, network=wider_network_of(request))
    return link


def draft_page(link: DraftLink) -> StoryPage:
    """The page of the frozen words, with the dates that they would have if they were published now."""
    now = timezone.now()
    known = {field.attname for field in Edition._meta.concrete_fields}
    fields = {name: value for name, value in link.words["fields"].items() if name in known}
    edition = Edition(**fields, article=link.article, starts_at=now, first_published_at=now, updated_at=now)
    if not Section.objects.filter(pk=edition.section_id).exists():
        edition.section = link.article.section
    authors = Author.objects.in_bulk([line["author_id"] for line in link.words["bylines"]])
    bylines = [
        EditionByline(author=authors[line["author_id"]], role=line["role"], position=line["position"])
        for line in link.words["bylines"]
        if line["author_id"] in authors
    ]
    topics = Topic.objects.filter(pk__in=link.words["topics"]).order_by("name")
    return preview_page(edition, bylines=bylines, topics=topics)


@transaction.atomic
def revoke_drafts(*, article: Article, link: DraftLink | None = None) -> int:
    """Close one link of the story, or all of them. Gives back how many were open."""
    links = article.draft_links.open()
    if link:
        links = links.filter(pk=link.pk)
    return links.update(revoked_at=timezone.now())
