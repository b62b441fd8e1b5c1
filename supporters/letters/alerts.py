"""Put an alert before the desk, once."""

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from supporters.letters.queue import queue_letter
from supporters.models import Attention


def raise_alert(*, kind, cause, text, pledge=None, due_at=None) -> Attention:
    """Add it to the list and write to the paper. The letter names nobody and no sum: the whole newsroom may read it."""
    alert, is_new = Attention.objects.get_or_create(
        cause_key=cause[:120], defaults={"kind": kind, "text": str(text)[:300], "pledge": pledge, "due_at": due_at}
    )
    if is_new:
        queue_letter(
            key=f"attention:{alert.pk}",
            to=settings.PAPER_EMAIL,
            template="attention",
            context={
                "alert": alert,
                "link": settings.SITE_URL + reverse("admin:supporters_attention_change", args=[alert.pk]),
            },
        )
    return alert


def raise_bank_lines(lines) -> None:
    """List each line that waits. Without a letter: whoever took the statement in is looking at them now.

    What the bank says of a line stays with the line, so that erasing its payer leaves no name here.
    """
    text = _("%(amount)s of %(day)s has no pledge yet.")
    Attention.objects.bulk_create(
        [
            Attention(
                kind=Attention.Kind.BANK_LINE,
                cause_key=f"bank-line:{line.pk}",
                line=line,
                text=text % {"amount": line.printed_amount, "day": date_format(line.day, "j F Y")},
            )
            for line in lines
        ],
        ignore_conflicts=True,
    )


def settle(*, alert, by) -> bool:
    """Somebody has looked at it and it is done with; True when this call settled it."""
    alerts = Attention.objects.for_a_person_to_settle().filter(pk=alert.pk)
    return bool(alerts.update(settled_at=timezone.now(), settled_by=by))


def settle_bank_line(*, line, by) -> None:
    Attention.objects.open().filter(line=line).update(settled_at=timezone.now(), settled_by=by)
