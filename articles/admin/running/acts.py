"""Buttons of the screen that do one thing: begin, end, turn the order, publish what waits, withdraw."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.models import RunningStory
from articles.publishing.publish import CannotPublish, NotLive
from articles.running import course
from articles.running.publish import publish_entry, withdraw_entry
from articles.running.schedule import call_off
from articles.running.write import take_back


def begin_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    with transaction.atomic():
        course.begin(article=article, by=request.user)
        admin.log_change(request, article, _("Told in entries from now on."))
    return redirect("admin:articles_article_running", article.pk)


def end_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "publish")
    with transaction.atomic():
        course.end(running=get_object_or_404(RunningStory, pk=article.pk))
        admin.log_change(request, article, _("The running story has ended."))
    messages.success(request, _("The story has ended. Write its closing summary, if it has none."))
    return redirect("admin:articles_article_running", article.pk)


def order_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    running = get_object_or_404(RunningStory, pk=article.pk)
    course.set_order(running=running, newest_first=not running.newest_first)
    return redirect("admin:articles_article_running", article.pk)


def publish_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """As it is saved, out of the list or of what waits."""
    article = story_for(admin, request, pk, "publish")
    entry = get_object_or_404(article.entries, pk=entry_id)
    try:
        publish_entry(entry=entry, by=request.user)
    except CannotPublish as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    else:
        messages.success(request, _("The entry is live."))
    return _back(article, entry)


def give_back_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """It waits no longer: its writer has it again."""
    article = story_for(admin, request, pk, "change")
    entry = get_object_or_404(article.entries, pk=entry_id)
    take_back(entry=entry)
    messages.success(request, _("The entry is a draft again."))
    return _back(article, entry)


def call_off_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    """It goes out by itself no more."""
    article = story_for(admin, request, pk, "publish")
    entry = get_object_or_404(article.entries, pk=entry_id)
    try:
        call_off(entry=entry)
    except NotLive:
        messages.error(request, _("Nothing of this entry was scheduled any more."))
    else:
        messages.success(request, _("Nothing is scheduled any more."))
    return _back(article, entry)


def withdraw_entry_view(admin: ModelAdmin, request: HttpRequest, pk: int, entry_id: int) -> HttpResponse:
    article = story_for(admin, request, pk, "withdraw")
    entry = get_object_or_404(article.entries, pk=entry_id)
    try:
        with transaction.atomic():
            withdraw_entry(entry=entry)
            admin.log_change(request, article, _("Withdrew an entry: %s.") % entry)
    except NotLive:
        messages.error(request, _("The entry was not live, so there was nothing to withdraw."))
    else:
        messages.success(request, _("The entry is withdrawn."))
    return _back(article, entry)


def _back(article, entry):
    return redirect(f"{redirect('admin:articles_article_running', article.pk).url}#entry-{entry.pk}")
