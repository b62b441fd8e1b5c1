"""The stages of a story at the desk: buttons beside the form, an address for each, and the log of what happened."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.models import Article, Stage, StageMove
from articles.workflow.stages import CannotMove, assign, move, moves_open_to, stage_in_words
from common.can import can, holders_of
from common.converters import read_number
from common.people import name_of

SHOWN = 5


@dataclass
class WorkflowPanel:
    """Where a story stands at the desk, and what this person may do about it."""

    article: Article | None
    stage: Stage
    stage_in_words: str
    moves: list[tuple[str, str]]
    log: list[StageMove]
    may_assign: bool
    may_take: bool
    colleagues: list[User]


def workflow_panel(request: HttpRequest, article: Article | None) -> WorkflowPanel:
    may_assign = bool(article) and can(request.user, "assign", article)
    return WorkflowPanel(
        article=article,
        stage=Stage(article.stage if article else Stage.DRAFT),
        stage_in_words=stage_in_words(article, article.live_version) if article else str(Stage.DRAFT.label),
        moves=moves_open_to(request.user, article or Article(created_by=request.user)),
        log=list(article.moves.select_related("by").order_by("-at", "-pk")[:SHOWN]) if article else [],
        may_assign=may_assign,
        may_take=bool(article) and can(request.user, "take", article),
        colleagues=list(_colleagues()) if may_assign else [],
    )


def act_after_saving(request: HttpRequest, article: Article) -> HttpResponse | None:
    acts = {"_move": _move, "_assign": _assign}
    act = next((act for name, act in acts.items() if name in request.POST), None)
    if act is None or "_popup" in request.POST:
        return None
    act(request, article)
    return redirect("admin:articles_article_change", article.pk)


def move_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "view")
    _move(request, article, seen_version=read_number(request.POST.get("version", "")))
    return redirect("admin:articles_article_change", article.pk)


def _move(request, article, *, seen_version=None):
    """The button says from where to where, so that a page left open moves nothing that has moved since."""
    seen, _sign, to = request.POST.get("_move", "").partition(":")
    try:
        if seen != article.stage:
            raise CannotMove(_("The story is no longer at the stage that you saw. Look at where it stands now."))
        note = request.POST.get("_note", "")
        moved = move(article=article, to=to, by=request.user, note=note, seen_version=seen_version)
    except CannotMove as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The story is now at “%s”.") % moved.get_to_stage_display())


def assign_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "view")
    _assign(request, article)
    return redirect("admin:articles_article_change", article.pk)


def _assign(request, article):
    wanted = "me" if request.POST.get("_assign") == "me" else request.POST.get("_person", "")
    may_do = can(request.user, "take" if wanted == "me" else "assign", article)
    person = request.user if wanted == "me" else _colleagues().filter(pk=read_number(wanted)).first()
    if not may_do or (wanted and person is None):
        messages.error(request, _("You may not give this story to that person."))
    else:
        assign(article=article, to=person, by=request.user)
        name = person and name_of(person)
        messages.success(request, _("Assigned to %s.") % name if name else _("Assigned to nobody."))


def _colleagues():
    """Who can work on stories at all."""
    staff = holders_of("change", Article, include_superusers=True)
    return staff.order_by("first_name", "last_name", "username")
