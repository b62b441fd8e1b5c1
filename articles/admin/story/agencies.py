"""What became of the agencies' items that a story was made of, and what the desk says to it."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.admin.wire_standing import standing_of
from articles.editing.snapshots import Difference, differences
from articles.models import WireItem, WireUse, WireVersion
from articles.wires import matters
from common.can import can
from common.converters import RowNumber


@dataclass
class AgencyItem:
    """One item of a story: how it stands, and what is not dealt with yet."""

    use: WireUse
    news: list[WireVersion] = field(init=False)

    def __post_init__(self) -> None:
        self.news = [] if self.use.cut_at else self.use.news()

    @property
    def item(self) -> WireItem:
        return self.use.item

    @property
    def standing(self) -> tuple[str, str]:
        return standing_of(self.use.item)

    @property
    def is_grave(self) -> bool:
        return any(version.is_grave for version in self.news)

    @property
    def is_stopped(self) -> bool:
        """Its words must not stand before readers now."""
        return self.use.item.is_dead or self.use.item.is_embargoed()

    def differences(self) -> list[Difference]:
        """From the words that the story was made of, to those that the source has now."""
        return differences(*(_words_of(holder) for holder in (self.use.version, self.use.item)))


def agencies_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "view")
    if not can(request.user, "view", WireItem):
        raise PermissionDenied
    context = {
        **admin.admin_site.each_context(request),
        "title": _("From agencies"),
        "opts": admin.opts,
        "original": article,
        "agencies": [AgencyItem(use) for use in article.wire_uses.with_items()],
        "may_answer": can(request.user, "change", article),
        "may_cut": can(request.user, "publish", article),
        "may_withdraw": can(request.user, "withdraw", article) and article.live_edition() is not None,
    }
    return TemplateResponse(request, "admin/articles/article/agencies.html", context)


def answer_view(admin: ModelAdmin, request: HttpRequest, pk: int, use_id: int) -> HttpResponse:
    """The desk has dealt with it: the story says what it should."""
    article = story_for(admin, request, pk, "change")
    use = get_object_or_404(article.wire_uses.with_items(), pk=use_id)
    seen = request.POST.get("seen", "")
    version = use.item.versions.filter(pk=seen).first() if RowNumber.is_row(seen) else None
    if version:
        matters.answer(use=use, seen=version)
    if version is None or WireUse.objects.open().filter(pk=use.pk).exists():
        messages.warning(request, _("More has come meanwhile: look again."))
    else:
        admin.log_change(request, article, _("Dealt with what %(source)s sent.") % {"source": use.item.source})
        messages.success(request, _("It is dealt with. What comes later is told again."))
    return redirect("admin:articles_article_agencies", article.pk)


def cut_view(admin: ModelAdmin, request: HttpRequest, pk: int, use_id: int) -> HttpResponse:
    """The story holds none of the item's words any more."""
    article = story_for(admin, request, pk, "publish")
    use = get_object_or_404(article.wire_uses.with_items(), pk=use_id)
    try:
        matters.cut(use=use, by=request.user)
    except matters.CannotCut as refusal:
        messages.error(request, str(refusal))
    else:
        admin.log_change(request, article, _("No longer made of an item of %(source)s.") % {"source": use.item.source})
        messages.success(request, _("The story is the paper’s own now, and waits for this item no longer."))
    return redirect("admin:articles_article_agencies", article.pk)


def _words_of(holder) -> dict:
    return {"headline": holder.headline, "standfirst": holder.standfirst, "body": holder.html}
