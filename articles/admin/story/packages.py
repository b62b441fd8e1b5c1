"""Publish several stories as one package: chosen in the list, at one instant, all of them or none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Proposal
from articles.publishing.forms import TogetherForm
from articles.publishing.publish import CannotPublish, CannotPublishTogether, publish_together, reasons_not_to_publish
from common.ask_page import Question, ask_page
from common.can import can
from common.converters import read_number
from common.dates import in_words

MOST = 50  # stories in a package


@dataclass
class Outcome:
    """What came of a package: the reasons of each story that was refused, or what to say when all went out."""

    message: str = ""
    refused: dict[int, list[str]] = field(default_factory=dict)


def together_view(admin: ModelAdmin, request: HttpRequest) -> HttpResponse:
    if not can(request.user, "publish", Article):
        raise PermissionDenied
    articles = _chosen(admin, request)
    form = TogetherForm(request.POST if request.method == "POST" else None)
    outcome = Outcome()
    if request.method == "POST" and articles and form.is_valid():
        outcome = _send_out(admin, request, articles, form)
        if outcome.message:
            messages.success(request, outcome.message)
            return redirect("admin:articles_article_changelist")
    elif request.method == "GET":
        outcome.refused = {article.pk: reasons_not_to_publish(article, article.embargoed_until) for article in articles}
    together = _("These stories go out at one instant: all of them, or none if one is not ready.")
    question = Question(
        title=_("Publish together"),
        words=[together, *_open_suggestions(articles)] if articles else [_("No story is chosen.")],
        form=form,
        button=_("Publish all of them") if articles else "",
        leave=_("Back to the list"),
    )
    rows = [(article, outcome.refused.get(article.pk, [])) for article in articles]
    return ask_page(admin, request, question, template="admin/articles/article/together.html", rows=rows)


def _open_suggestions(articles):
    """For which of them somebody's suggestion is not decided on: they go out without it."""
    found = Proposal.objects.filter(article__in=articles).values_list("article", flat=True)
    headlines = [article.headline for article in articles if article.pk in set(found)]
    told = _("Suggestions are not decided on for: %(stories)s. Readers get these stories as they stand without them.")
    return [told % {"stories": "; ".join(headlines)}] if headlines else []


def _chosen(admin, request):
    ids = [pk for pk in map(read_number, request.GET.get("stories", "").split(",")) if pk is not None]
    chosen = list(admin.get_queryset(request).filter(pk__in=ids[:MOST]))
    if not all(can(request.user, "publish", article) for article in chosen):
        raise PermissionDenied
    return chosen


def _send_out(admin, request, articles: Sequence[Article], form: TogetherForm) -> Outcome:
    at = form.cleaned_data["at"]
    try:
        publish_together(articles=articles, by=request.user, at=at)
    except CannotPublishTogether as refusal:
        messages.error(request, _("None of them went out: see below what keeps them."))
        return Outcome(refused={article.pk: reasons for article, reasons in refusal.refused})
    except CannotPublish as refusal:
        for reason in refusal.reasons:
            form.add_error("at", reason)
        return Outcome()
    for article in articles:
        admin.log_change(request, article, _("Published together with others."))
    count = len(articles)
    if at:
        message = ngettext("%(count)s story is scheduled for %(time)s.", "%(count)s stories go out %(time)s.", count)
        return Outcome(message % {"count": count, "time": in_words(at)})
    return Outcome(ngettext("%(count)s story is live.", "%(count)s stories are live.", count) % {"count": count})
