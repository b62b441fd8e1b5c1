"""The desk's list of stories: its columns, and a package that is chosen in it."""

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from articles.admin.story.packages import MOST
from articles.admin.story.pagination import UncountedChangeList, UncountedPaginator
from articles.models import Article, Byline, Presence
from articles.workflow.stages import stage_in_words
from common.dates import briefly
from common.folded_search import FoldedSearch


class StoryList(FoldedSearch):
    show_full_result_count = False

    def get_queryset(self, request) -> QuerySet[Article]:
        bylines = Byline.objects.select_related("author").order_by("position", "pk")
        stories = super().get_queryset(request).with_standing()
        stories = stories.defer("folded").select_related("section", "changed_by", "running")
        present = Presence.objects.open_now().exclude(user=request.user).select_related("user").longest_first()
        open_now = Prefetch("presences", queryset=present, to_attr="open_now")
        return stories.prefetch_related(Prefetch("bylines", queryset=bylines), open_now)

    def get_changelist(self, request, **kwargs) -> type[UncountedChangeList]:
        return UncountedChangeList

    def get_paginator(self, request, queryset, per_page, orphans=0, allow_empty_first_page=True) -> UncountedPaginator:
        asked = request.GET.get("p", "")
        page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 1
        return UncountedPaginator(queryset, per_page, orphans, allow_empty_first_page, page=page)

    @admin.display(description=Article._meta.get_field("headline").verbose_name, ordering="headline")
    def titled(self, article: Article) -> str:
        return str(article)

    @admin.display(description=_("standing"))
    def shown_standing(self, article: Article) -> str:
        standing = Article.Standing(article.standing)
        shown = {"standing": standing, "scheduled_for": article.scheduled_for, "withdrawn_at": article.withdrawn_at}
        if article.live_version not in {None, article.version}:
            shown["compare"] = article.pk
        return render_to_string("admin/articles/article/_standing.html", shown)

    @admin.display(description=Article._meta.get_field("stage").verbose_name, ordering="stage")
    def at_stage(self, article: Article) -> str:
        return stage_in_words(article, article.live_version)

    @admin.display(description=_("last saved"), ordering="changed_at")
    def saved(self, article: Article) -> str:
        shown = {"time": briefly(article.changed_at), "present": article.open_now}
        return render_to_string("admin/articles/article/_saved.html", shown)

    @admin.display(description=_("section, byline"), ordering="section__name")
    def filed(self, article: Article) -> str:
        names = ", ".join(dict.fromkeys(byline.author.name for byline in article.bylines.all()))
        return format_html("{} <small>{}</small>", article.section_name, names)

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST) -> dict:
        """Stories are deleted one by one, never by the page."""
        acts = super().get_actions(request, action_location)
        return {name: act for name, act in acts.items() if name != "delete_selected"}

    @admin.action(description=_("Publish together…"), permissions=["publish"])
    def publish_together(self, request: HttpRequest, queryset: QuerySet[Article]) -> HttpResponse | None:
        ids = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            messages.error(request, _("A package has at most %(most)s stories.") % {"most": MOST})
            return None
        chosen = urlencode({"stories": ",".join(map(str, ids))})
        return redirect(f"{reverse('admin:articles_article_together')}?{chosen}")
