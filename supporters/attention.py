"""Put a matter before the desk, once."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from supporters.letters import queue_letter
from supporters.models import Attention


def raise_attention(*, kind, cause, text, pledge=None, due_at=None):
    """Add it to the list and write to the paper. The letter names nobody and no sum: the whole newsroom may read it."""
    matter, is_new = Attention.objects.get_or_create(
        cause_key=cause[:120], defaults={"kind": kind, "text": str(text)[:300], "pledge": pledge, "due_at": due_at}
    )
    if is_new:
        queue_letter(
            key=f"attention:{matter.pk}",
            to=settings.PAPER_EMAIL,
            template="attention",
            context={
                "matter": matter,
                "link": settings.SITE_URL + reverse("admin:supporters_attention_change", args=[matter.pk]),
            },
        )
    return matter


def settle(*, matter, by):
    """Somebody has looked at it and it is done with; True when this call settled it."""
    return bool(Attention.objects.open().filter(pk=matter.pk).update(settled_at=timezone.now(), settled_by=by))
