"""Letters to colleagues, written in the transaction that causes them and sent by the worker."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from articles.models import DeskLetter, Stage
from articles.workflow.permissions import people_who_may
from articles.workflow.tasks import deliver
from common.can import can
from common.outbox import compose, write_once
from common.paper import paper_name

# Whose turn it is when a story has come to a stage; a draft is its writers'.
WHOSE_TURN = {Stage.REVIEW: "review", Stage.LEGAL: "pass_legal", Stage.READY: "publish"}


def tell_who_must_act(*, move) -> None:
    """One letter to each person whose turn it is, with the note in the words of whoever wrote it."""
    article = move.article
    for person in _who_must_act(article, move.to_stage):
        if person != move.by:
            _write(key=f"move:{move.pk}:{person.pk}", to=person, template="desk_move", article=article, move=move)


def tell_assigned(*, article, by, at) -> None:
    person = article.assigned_to
    key = f"assigned:{article.pk}:{person.pk}:{at:%Y%m%d%H%M%S%f}"
    _write(key=key, to=person, template="desk_assigned", article=article, by=by)


@transaction.atomic
def send_again(*, letters) -> int:
    """Begin anew with letters that nobody got; how many there were. What was sent meanwhile stays sent."""
    unsent = list(letters.unsent().values_list("pk", flat=True))
    DeskLetter.objects.filter(pk__in=unsent).update(attempts=0, missed_at=None)
    for letter in unsent:
        deliver.enqueue(letter)
    return len(unsent)


def _who_must_act(article, stage):
    """The person to whom it is assigned, if it is theirs to do; otherwise all who may."""
    holder = article.assigned_to
    if stage == Stage.DRAFT:
        return [person for person in [holder or article.created_by] if person]
    if holder and can(holder, WHOSE_TURN[stage], article):
        return [holder]
    return people_who_may(WHOSE_TURN[stage], article)


def _write(*, key, to, template, article, **context):
    path = reverse("admin:articles_article_change", args=[article.pk])
    write_letter(key=key, to=to, template=template, path=path, article=article, **context)


def write_letter(*, key, to, template, path, **context) -> None:
    """A known key changes nothing; who has no address is told by the desk's first page alone."""
    if not to.email:
        return
    context |= {"address": f"{settings.SITE_URL}{path}", "paper": paper_name(), "person": to}
    write_once(DeskLetter.objects, task=deliver, key=key, words=compose(template, context), to=to.email)
