"""Look each day whether what live stories embed is still there. No word of a card is changed by that."""

from django.tasks import task
from django.utils import timezone

from articles.body.providers import thing_at
from articles.embeds.ask import JSON
from articles.models import Embed
from common.outbound import CannotFetch, fetch

AT_ONCE = 20
GONE = frozenset({404, 410})


def look_at_due_embeds() -> int:
    """How many were handed to the worker. The schedule comes round often, and each is looked at once a day."""
    now = timezone.now()
    due = list(Embed.objects.due(now).values_list("pk", "looked_at")[:AT_ONCE])
    # A thing is handed over once, whoever else asks at the same time.
    mine = [pk for pk, looked_at in due if Embed.objects.filter(pk=pk, looked_at=looked_at).update(looked_at=now)]
    for pk in mine:
        look_at_embed.enqueue(pk)
    return len(mine)


@task
def look_at_embed(embed_id: int) -> None:
    """One look at one thing, in a task of its own: a slow site keeps no letter waiting for more than that."""
    look_at(embed=Embed.objects.get(pk=embed_id))


def look_at(*, embed: Embed) -> None:
    """Note whether it is gone or has come back. A site that does not answer says nothing of its things."""
    now = timezone.now()
    try:
        fetch(embed.question, content_types=JSON)
    except CannotFetch as refusal:
        thing = thing_at(embed.address)
        if refusal.status in (thing.provider.gone if thing else GONE):
            Embed.objects.filter(pk=embed.pk, gone_since=None).update(looked_at=now, gone_since=now)
        return
    Embed.objects.filter(pk=embed.pk).exclude(gone_since=None).update(gone_since=None)
