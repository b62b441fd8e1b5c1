"""Who sends what: a worker takes a batch for two minutes at a time, and what it leaves lying another one takes up.

Before each batch everything is asked again: whether the issue still goes out, whether its stories and pictures are
still with readers, and whether each recipient still wants it.
"""

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, F, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Edition, Picture
from newsroom.newsletters.composing.moves import State, move
from newsroom.newsletters.models import Delivery, DeliveryProblem, Issue, IssueBatch, IssueRender, Subscription
from newsroom.newsletters.models.deliveries import LEASE
from newsroom.newsletters.sending.telling import tell_desk

SIZE = 200
MANY_REFUSALS = 20  # so many, and more than one in twenty: the fault is ours, and going on would make it worse


@dataclass
class Claimed:
    """A batch of one's own: its rows in order, and each recipient as known a moment ago."""

    batch: IssueBatch
    deliveries: list[tuple[int, int]]  # delivery and subscription
    readers: dict[int, Subscription]


@transaction.atomic
def claim(*, issue_id: int, owner: str) -> Claimed | None:
    """Take the next batch; None where there is none, or where the issue goes no further now."""
    issue = Issue.objects.select_for_update().select_related("newsletter").get(pk=issue_id)
    if issue.state != State.SENDING:
        return None
    render = issue.current_render()
    if reason := what_changed(render):
        _hold(issue, reason)
        return None
    batch = _abandoned(issue, render, owner) or _next(issue, render, owner)
    if batch is None:
        return None
    return _with_readers(batch, issue)


def what_changed(render: IssueRender) -> str:
    """Why this wording may go to nobody else: a story or a picture in it is not with readers any more."""
    live = set(Edition.objects.live().filter(article__in=render.articles).values_list("article", flat=True))
    gone = [place for place in _stories_in(render.content) if place["article"] not in live]
    if gone or set(render.articles) - live:
        names = ", ".join(dict.fromkeys(f"“{place['headline']}”" for place in gone))
        return _("Not with readers any more: %(stories)s. Mend the issue, then go on or stop.") % {"stories": names}
    pictures = Picture.objects.filter(pk__in=render.pictures)
    if not all(picture.may_be_shown() for picture in pictures) or len(pictures) < len(render.pictures):
        return _("A picture in it may not be shown any more. Mend the issue, then go on or stop.")
    return ""


def _stories_in(content):
    for place in content["places"]:
        if place["kind"] == "story":
            yield place
        elif place["kind"] == "most_read":
            yield from place["stories"]


def _abandoned(issue, render, owner):
    """What another worker took and has not been heard of since. It keeps its wording while that may go out."""
    batch = issue.batches.abandoned().select_related("render").order_by("pk").first()
    if batch:
        if batch.render_id != render.pk and what_changed(batch.render):
            batch.render = render
        batch.owner, batch.lease_until = owner, timezone.now() + LEASE
        batch.save(update_fields=["owner", "lease_until", "render"])
    return batch


def _next(issue, render, owner):
    """The next that nobody has tried, in order, so that no two batches overlap; else one that waits for another try."""
    tried = DeliveryProblem.objects.filter(delivery=OuterRef("pk"))
    waiting = issue.deliveries.waiting().in_order()
    rows = list(waiting.filter(~Exists(tried)).values_list("pk", flat=True)[: _how_many(issue)])
    if not rows:
        due = Exists(tried.filter(retry_at__lte=timezone.now()))
        rows = list(waiting.filter(due).values_list("pk", flat=True)[:1])
    if not rows:
        return None
    Delivery.objects.filter(pk__in=rows).update(state=Delivery.State.CLAIMED)
    return IssueBatch.objects.create(
        issue=issue, render=render, first=rows[0], last=rows[-1], owner=owner, lease_until=timezone.now() + LEASE
    )


def _how_many(issue):
    """A whole batch, or what is left of the first one that somebody wants to look at."""
    if issue.first_batch is None:
        return SIZE
    begun = issue.deliveries.filter(state__gt=Delivery.State.WAITING).count()
    return min(SIZE, max(0, issue.first_batch - begun))


def _with_readers(batch, issue):
    """Whoever left, paused, bounced or was erased since the recipients were chosen is passed over."""
    claimed = Delivery.objects.of_batch(batch).filter(state=Delivery.State.CLAIMED)
    rows = list(claimed.in_order().values_list("pk", "subscription_id"))
    wanted = Subscription.objects.may_be_written_to(issue.newsletter).filter(pk__in=[pk for _row, pk in rows])
    readers = {row.pk: row for row in wanted.select_related("supporter")}
    passed_over = [row for row, subscription in rows if subscription not in readers]
    Delivery.objects.filter(pk__in=passed_over).update(state=Delivery.State.SKIPPED)
    kept = [(row, subscription) for row, subscription in rows if subscription in readers]
    return Claimed(batch, kept, readers)


def renew(batch: IssueBatch) -> bool:
    """Keep it for longer; False where somebody else has it by now, who will send the rest."""
    return bool(
        IssueBatch.objects.open().filter(pk=batch.pk, owner=batch.owner).update(lease_until=timezone.now() + LEASE)
    )


def let_go(batch: IssueBatch) -> None:
    """Leave the rest to whoever comes next."""
    IssueBatch.objects.open().filter(pk=batch.pk, owner=batch.owner).update(lease_until=timezone.now())


@transaction.atomic
def close(batch: IssueBatch) -> None:
    """Count what became of it, once, and hold the issue where something is wrong or a first batch was asked for."""
    now = timezone.now()
    if not IssueBatch.objects.open().filter(pk=batch.pk, owner=batch.owner).update(done_at=now):
        return
    states = Delivery.State
    counts = Delivery.objects.of_batch(batch).counts()
    if batch.first == batch.last:
        DeliveryProblem.objects.filter(delivery=batch.first, delivery__state=states.ACCEPTED).delete()
    Issue.objects.filter(pk=batch.issue_id).update(
        accepted=F("accepted") + counts.get(states.ACCEPTED, 0),
        refused=F("refused") + counts.get(states.REFUSED, 0),
        skipped=F("skipped") + counts.get(states.SKIPPED, 0),
    )
    _hold_if_wrong(Issue.objects.get(pk=batch.issue_id))


def _hold_if_wrong(issue):
    if issue.state != State.SENDING or not issue.waiting:
        return
    done = issue.recipients - issue.waiting
    if issue.refused >= MANY_REFUSALS and issue.refused * 20 > done:
        text = _("%(refused)d of %(done)d were refused. Look at what the mail servers say before you go on.")
        _hold(issue, text % {"refused": issue.refused, "done": done})
    elif issue.first_batch is not None and done >= issue.first_batch:
        move(issue=issue, to=State.PAUSED, by=None, text=_("The first batch is out."))


def _hold(issue, why):
    move(issue=issue, to=State.PAUSED, by=None, text=why)
    tell_desk(issue=issue, why=why)


def is_over(issue: Issue) -> bool:
    return not issue.deliveries.filter(state__lt=Delivery.State.ACCEPTED).exists()


def note_refusal(*, delivery_id: int, code: int, reply: str, wait: dt.timedelta | None) -> None:
    """Keep what the mail server said; with a time to wait, the letter is tried again."""
    problem, is_new = DeliveryProblem.objects.get_or_create(
        delivery_id=delivery_id, defaults={"code": code, "reply": reply[:200]}
    )
    retry_at = timezone.now() + wait if wait else None
    tries = problem.tries + (0 if is_new else 1)
    DeliveryProblem.objects.filter(pk=problem.pk).update(code=code, reply=reply[:200], tries=tries, retry_at=retry_at)
    state = Delivery.State.WAITING if wait else Delivery.State.REFUSED
    Delivery.objects.filter(pk=delivery_id).update(state=state)
