"""The comments on a story: a screen that lists them and takes new ones, which the form's script shows at the side."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db.models import Count, Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.comments.forms import AnswerForm, CommentForm
from articles.comments.places import places_now
from articles.comments.threads import answer, begin_thread, colleagues, mark_done, reopen
from articles.models import Article, CommentThread, Proposal
from articles.wording.anchors import Anchor
from common.ask_page import Question, ask_page
from common.converters import read_number

ACTS = ("_begin", "_answer", "_done", "_reopen")


@dataclass
class ThreadRow:
    """One thread as the list has it; its passage may no longer be found."""

    thread: CommentThread
    place: Anchor | None
    form: AnswerForm

    @property
    def quote(self) -> str:
        return self.place.exact if self.place else self.thread.quote


def comments_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The list, in the order of the story's words, and below it the form for a new one."""
    article = story_for(admin, request, pk, "comment")
    people = colleagues()
    form = CommentForm(request.POST if "_begin" in request.POST else None, article=article, people=people)
    refused = None
    act = next((act for act in ACTS if request.method == "POST" and act in request.POST), None)
    if act == "_begin" and form.is_valid():
        thread = begin_thread(article=article, by=request.user, place=form.place, **_said(form))
        return _back_to(thread)
    if act in {"_answer", "_done", "_reopen"}:
        thread = get_object_or_404(article.comment_threads, pk=read_number(request.POST[act]))
        refused = AnswerForm(request.POST, people=people)
        if _act(request, act, thread, refused):
            return _back_to(thread)
        refused.thread = thread.pk
    rows = rows_of(article, people, refused)
    return _page(admin, request, article, form, rows)


def _said(form):
    return {"words": form.cleaned_data["words"], "asks": form.cleaned_data["asks"]}


def _act(request, act, thread, form):
    """Whether it is done; an answer without a word is not."""
    if act == "_answer":
        return form.is_valid() and answer(thread=thread, by=request.user, **_said(form))
    mark_done(thread=thread, by=request.user) if act == "_done" else reopen(thread=thread)
    return True


def _back_to(thread):
    address = reverse("admin:articles_article_comments", args=[thread.article_id])
    return redirect(f"{address}#comment-{thread.pk}")


def rows_of(article: Article, people: list, refused: AnswerForm | None = None) -> list[ThreadRow]:
    """Open ones in the order of the words, then those whose words are gone, then what is done."""
    places = places_now(article)
    rows = []
    for thread in article.comment_threads.with_replies():
        is_refused = refused is not None and refused.thread == thread.pk
        form = refused if is_refused else AnswerForm(people=people, auto_id=f"id_{thread.pk}_%s")
        rows.append(ThreadRow(thread, places.get(str(thread.pk)), form))
    last = 10**9
    return sorted(rows, key=lambda row: (bool(row.thread.done_at), row.place.start if row.place else last))


def open_beside(article: Article) -> tuple[int, bool]:
    """How many comments are open, and whether a suggestion is: the form has one query for both."""
    found = Article.objects.filter(pk=article.pk).annotate(
        open_threads=Count("comment_threads", filter=Q(comment_threads__done_at=None)),
        is_suggested=Exists(Proposal.objects.filter(article=OuterRef("pk"))),
    )
    return found.values_list("open_threads", "is_suggested").get()


def _page(admin, request, article, form, rows):
    if form.is_bound and not form.is_valid():
        messages.error(request, _("Nothing is said yet: see what to put right."))
    question = Question(
        title=_("Comments"),
        form=form,
        button=_("Comment"),
        leave=_("Back to the story"),
    )
    shown = {
        "open_rows": [row for row in rows if not row.thread.done_at],
        "done_rows": [row for row in rows if row.thread.done_at],
        "places": {row.thread.pk: list(row.place) for row in rows if row.place and not row.thread.done_at},
    }
    template = "admin/articles/article/comments.html"
    return ask_page(admin, request, question, about=article, template=template, **shown)
