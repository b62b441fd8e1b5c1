"""A story's way through the desk: from draft to ready, by one table, one verb and one row a move."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Article, Stage, StageMove
from articles.workflow.notifications import tell_assigned, tell_who_must_act
from common.can import can

# What a move asks for. Who may change a story may offer it for review and take it back; the rest is for those who read.
MOVES = {
    (Stage.DRAFT, Stage.REVIEW): "change",
    (Stage.REVIEW, Stage.DRAFT): "change",
    (Stage.REVIEW, Stage.LEGAL): "review",
    (Stage.REVIEW, Stage.READY): "review",
    (Stage.LEGAL, Stage.REVIEW): "pass_legal",
    (Stage.LEGAL, Stage.READY): "pass_legal",
    (Stage.READY, Stage.LEGAL): "review",
    (Stage.READY, Stage.REVIEW): "review",
    (Stage.READY, Stage.DRAFT): "review",
}
WORDS = {
    (Stage.DRAFT, Stage.REVIEW): gettext_lazy("Send to review"),
    (Stage.REVIEW, Stage.DRAFT): gettext_lazy("Back to draft"),
    (Stage.REVIEW, Stage.LEGAL): gettext_lazy("Send to the lawyer"),
    (Stage.REVIEW, Stage.READY): gettext_lazy("Mark as ready"),
    (Stage.LEGAL, Stage.REVIEW): gettext_lazy("Back to review"),
    (Stage.LEGAL, Stage.READY): gettext_lazy("Pass: mark as ready"),
    (Stage.READY, Stage.LEGAL): gettext_lazy("Send to the lawyer"),
    (Stage.READY, Stage.REVIEW): gettext_lazy("Back to review"),
    (Stage.READY, Stage.DRAFT): gettext_lazy("Back to draft"),
}


def stage_in_words(article: Article, live_version: int | None) -> str:
    """The stage of what readers do not have yet: of a live story its changes, and nothing where it has none."""
    stage = Stage(article.stage)
    if live_version is None:
        return str(stage.label)
    if live_version == article.version and stage in {Stage.DRAFT, Stage.READY}:
        return ""
    return _("Changes: %(stage)s") % {"stage": str(stage.label).lower()}


class CannotMove(Exception):
    """The story cannot go there; the text says why, in words for the editor."""


@transaction.atomic
def move(*, article: Article, to: str, by: User, note: str = "", seen_version: int | None = None) -> StageMove:
    """Take a story from the stage at which this person saw it to the next. Of two at once, the second is refused.

    `seen_version` is the wording that was read, where that is known: another one is not passed unseen.
    Raises CannotMove.
    """
    if reason := reason_not_to_move(article, to, by):
        raise CannotMove(reason)
    if seen_version is not None and seen_version != _version_held(article):
        raise CannotMove(_("The words have changed since you opened the story. Read it again before you move it."))
    moved = _step(article, to=to, by=by, note=note)
    if moved is None:
        raise CannotMove(_("Somebody has moved this story meanwhile. Look at where it stands now."))
    tell_who_must_act(move=moved)
    return moved


def _version_held(article):
    """The version as it is stored, which nobody changes before the move is made."""
    return Article.objects.select_for_update().filter(pk=article.pk).values_list("version", flat=True).first()


def _step(article, *, to, by, note):
    """The row of the move, or None where the story has left the stage meanwhile."""
    seen = article.stage
    if not Article.objects.on_desk().filter(pk=article.pk, stage=seen).update(stage=to):
        return None
    article.stage = to
    version = Article.objects.values_list("version", flat=True).get(pk=article.pk)
    return StageMove.objects.create(
        article=article, from_stage=seen, to_stage=to, by=by, version=version, note=note.strip()[:500]
    )


def reason_not_to_move(article: Article, to: str, by: User) -> str:
    act = MOVES.get((article.stage, to))
    if act is None:
        return _("A story does not go that way.")
    if not can(by, act, article):
        return _("You may not make this move.")
    if to == Stage.READY and article.has_to_see_the_lawyer() and article.stage != Stage.LEGAL:
        return _("This story needs the lawyer before it is ready.")
    if to == Stage.READY and settings.FOUR_EYES and article.changed_by_id == by.pk:
        return _("You changed it last, so somebody else has to say that it is ready.")
    return ""


def moves_open_to(user: User, article: Article) -> list[tuple[str, str]]:
    """The stages to which this person may take the story now, each with the words on its button."""
    steps = [(seen, to) for seen, to in MOVES if seen == article.stage]
    return [(to, WORDS[seen, to]) for seen, to in steps if not reason_not_to_move(article, to, user)]


@transaction.atomic
def assign(*, article: Article, to: User | None, by: User) -> None:
    """Give the story to somebody, who is told, or to nobody."""
    Article.objects.filter(pk=article.pk).update(assigned_to=to)
    article.assigned_to = to
    if to and to != by:
        tell_assigned(article=article, by=by, at=timezone.now())


@transaction.atomic
def note_change(*, article: Article, by: User) -> StageMove | None:
    """Whoever changes a ready story without the right to call it ready sends it back to review.

    A story that the lawyer has passed goes back to the lawyer, whoever changed it: another wording was passed.
    It may have become ready after it was opened.
    """
    article.stage = Article.objects.values_list("stage", flat=True).get(pk=article.pk)
    if article.stage != Stage.READY:
        return None
    needed = "pass_legal" if article.has_to_see_the_lawyer() else "review"
    moved = None
    if not can(by, needed, article):
        moved = _step(article, to=Stage.REVIEW, by=by, note=_("Changed after it was ready."))
    elif settings.ASK_LAWYER_AGAIN and is_changed_since_the_lawyer(article):
        moved = _step(article, to=Stage.LEGAL, by=by, note=_("Changed after the lawyer passed it."))
    if moved:
        tell_who_must_act(move=moved)
    return moved


def reasons_to_wait(article: Article, *, by: User | None) -> list[str]:
    """What of the desk's own order keeps a story from being published by this person. Nobody is the house itself."""
    reasons = []
    if article.binned_at:
        reasons.append(_("The story is in the bin: bring it back first."))
    if article.is_template:
        reasons.append(_("This is a template: begin a story from it, and publish that."))
    if article.has_to_see_the_lawyer() and not _passed_by_the_lawyer(article):
        reasons.append(_("This story needs the lawyer, who has not passed it."))
    elif settings.ASK_LAWYER_AGAIN and is_changed_since_the_lawyer(article):
        reasons.append(_("The words have changed since the lawyer passed them: the lawyer has to pass these."))
    if by and settings.REQUIRE_REVIEW and article.stage != Stage.READY:
        stage = Stage(article.stage).label
        reasons.append(_("The story is not ready: it stands at “%(stage)s”.") % {"stage": stage})
    if by and settings.FOUR_EYES and article.changed_by_id == by.pk:
        reasons.append(_("You changed it last, so somebody else has to publish it."))
    return reasons


def _passed_by_the_lawyer(article):
    return article.stage == Stage.READY and _pass_of(article) is not None


def is_changed_since_the_lawyer(article: Article) -> bool:
    """Whether the lawyer passed other words than these. A pass of which the wording is not known stays good."""
    passed = _pass_of(article) if article.has_to_see_the_lawyer() else None
    return passed is not None and passed.version not in {None, article.version}


def _pass_of(article):
    newest = article.moves.order_by("-at", "-pk").first()
    return newest if newest is not None and newest.from_stage == Stage.LEGAL else None
