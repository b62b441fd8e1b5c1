"""Take a story down at the desk: one page, one reason, two clicks; lifting it asks the same."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.models import Article
from articles.pictures.usage import pictures_only_of
from articles.publishing.forms import LiftForm, TakedownForm
from articles.publishing.takedowns import NotTakenDown, lift_takedown, take_down
from common.ask_page import Question, ask_page


def take_down_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "take_down")
    form = TakedownForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            take_down(article=article, by=request.user, **form.cleaned_data)
        except NotTakenDown:
            messages.error(request, _("This story was taken down already."))
        else:
            admin.log_change(request, article, _("Taken down."))
            messages.success(request, _("The story is taken down: nobody outside sees it or its pictures."))
        return redirect("admin:articles_article_take_down", article.pk)
    return _page(admin, request, article, form=form)


def lift_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "take_down")
    form = LiftForm(request.POST)
    if not form.is_valid():
        return _page(admin, request, article, lift_form=form)
    try:
        lift_takedown(article=article, by=request.user, reason=form.cleaned_data["reason"])
    except NotTakenDown:
        messages.error(request, _("No take-down of this story stands."))
    else:
        admin.log_change(request, article, _("Take-down lifted."))
        messages.success(request, _("The take-down is lifted. The story stays off the site until it is published."))
    return redirect("admin:articles_article_take_down", article.pk)


def _page(admin, request, article: Article, *, form=None, lift_form=None):
    history = list(article.takedowns.newest_first().select_related("made_by", "lifted_by"))
    standing = next((takedown for takedown in history if takedown.lifted_at is None), None)
    question = Question(
        title=_("Take down"),
        form=lift_form or LiftForm() if standing else form or TakedownForm(),
        button=_("Lift the take-down") if standing else _("Take it down now"),
        is_danger=standing is None,
        leave=_("Leave it down") if standing else _("Leave it as it is"),
        action=reverse(f"admin:articles_article_{'lift' if standing else 'take_down'}", args=[article.pk]),
    )
    return ask_page(
        admin,
        request,
        question,
        about=article,
        template="admin/articles/article/take_down.html",
        history=history,
        standing=standing,
        pictures=pictures_only_of(article).count(),
        takes=article.partner_takes.with_partners(),
    )
