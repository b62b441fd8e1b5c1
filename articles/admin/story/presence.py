"""Who else has this story open: told on the form and in the list, renewed while a form stays open, taken over."""

from copy import copy
from dataclasses import dataclass, field

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import CharField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from articles.admin.story.preview import keep_what_was_typed
from articles.admin.story.rights import story_for
from articles.editing.autosave import KEY, as_sent
from articles.editing.form_input import typed_credits
from articles.editing.presence import note_absence, note_presence, take_over
from articles.editing.snapshots import differences, fields, snapshot_of_article
from articles.models import Article, Author, Autosave
from articles.models.story import Credit
from common.converters import read_number


@dataclass
class Unsaved:
    """What somebody typed and did not save, as far as a story can hold it."""

    words: Article | None = None
    topics: list[int] = field(default_factory=list)
    credits: list[tuple[int, str]] = field(default_factory=list)


def present_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The form says that it is open or left, and hears who else has the story."""
    article = story_for(admin, request, pk, "change")
    key = request.POST.get(KEY, "")
    if "leave" in request.POST:
        note_absence(article=article, user=request.user, key=key)
        return HttpResponse(status=204)
    note_presence(article=article, user=request.user, key=key, is_fresh="fresh" in request.POST)
    return HttpResponse(presence_lines(request, article))


def take_over_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    person = request.POST.get("_take_over", "")
    wanted = article.presences.open_now().filter(user=read_number(person))
    presence = wanted.exclude(user=request.user).select_related("user").first()
    message = _("Nobody else has this story open now.")
    if presence:
        message = _take_over(admin, request, article, presence)
    if "_in_place" in request.POST:
        return HttpResponse(presence_lines(request, article, message=message))
    messages.success(request, message)
    return redirect("admin:articles_article_change", article.pk)


def _take_over(admin, request, article, presence):
    unsaved = _unsaved(admin, request, article, presence.user)
    kept = take_over(
        presence=presence, by=request.user, words=unsaved.words, topics=unsaved.topics, credits=unsaved.credits
    )
    admin.log_change(request, article, _("Taken over from %s.") % presence.name)
    if kept:
        message = _("The story is yours now. What %s typed and did not save is in the history, under that name.")
    else:
        message = _("The story is yours now. %s had no unsaved words.")
    return message % presence.name


def _unsaved(admin, request, article, person) -> Unsaved:
    """The newest words of theirs that say something else than the story."""
    for kept in Autosave.objects.filter(user=person, article=article).order_by("-saved_at"):
        sent = as_sent(kept)
        form = admin.get_form(request, article, change=True)(sent, instance=copy(article))
        form.is_valid()
        if not differences(snapshot_of_article(article), form.typed()):
            continue
        keep_what_was_typed(form)
        topics = form.cleaned_data.get("topics", article.topics.all())
        return Unsaved(_cut_to_fit(form.instance), [topic.pk for topic in topics], _known(typed_credits(sent)))
    return Unsaved()


def presence_lines(request: HttpRequest, article: Article, *, message: str = "") -> str:
    """The lines for the form of somebody who may change the story."""
    rows = list(article.presences.select_related("user", "taken_by").longest_first())
    own = next((row for row in rows if row.user_id == request.user.pk), None)
    context = {
        "others": [row for row in rows if row.is_open() and row is not own],
        "taken": own if own and own.taken_at else None,
        "article_id": article.pk,
        "may_take": True,
        "message": message,
    }
    return render_to_string("admin/articles/article/_presence.html", context, request)


def _cut_to_fit(article):
    """A headline that is too long stays whole with its writer; the history holds what a headline can be."""
    for name, own in fields().items():
        if isinstance(own, CharField):
            setattr(article, name, (getattr(article, name) or "")[: own.max_length])
    return article


def _known(credits):
    """Each line once, and only with an author who is there."""
    there = Author.objects.in_bulk([pk for pk, _role in credits if isinstance(pk, int)])
    return [line for line in dict.fromkeys(credits) if line[0] in there and line[1] in Credit.Role]
