"""Show one version of a story to somebody without a login: make the link, open it, take it back."""

import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, DraftLink, DraftOpening
from articles.publishing.agencies import reasons_of_agencies
from articles.publishing.compose import story_fields
from articles.publishing.publish import CannotPublish
from common.can import can
from common.client_network import wider_network_of
from common.dates import in_words
from common.limits import OPENINGS


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def share_draft(*, article: Article, by: User, note: str = "") -> tuple[DraftLink, str]:
    """Freeze the words as the desk has them now. Gives back the link and its token, which is kept nowhere.

    Raises CannotPublish.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    if article.is_embargoed():
        message = _("Under embargo until %(time)s: no draft is shown before.")
        raise CannotPublish([message % {"time": in_words(article.embargoed_until)}])
    if reasons := reasons_of_agencies(article):
        raise CannotPublish(reasons)
    if article.protected_identity and not can(by, "lift_protected_identity", article):
        raise CannotPublish([_("An identity is protected in this story: an editor has to share it.")])
    token = secrets.token_urlsafe(32)
    link = DraftLink.objects.create(
        article=article,
        token_hash=hash_of(token),
        version=article.version,
        words=words_of(article),
        note=note,
        made_by=by,
    )
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
    if link is None or link.article.is_embargoed() or reasons_of_agencies(link.article):
        return None
    if OPENINGS.allows(link.token_hash):
        DraftOpening.objects.create(link=link, network=wider_network_of(request))
    return link


@transaction.atomic
def revoke_drafts(*, article: Article, link: DraftLink | None = None) -> int:
    """Close one link of the story, or all of them. Gives back how many were open."""
    links = article.draft_links.open()
    if link:
        links = links.filter(pk=link.pk)
    return links.update(revoked_at=timezone.now())
