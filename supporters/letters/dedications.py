"""Tell somebody that a pledge was made in their honour, or in memory of one of theirs: once, after money has come."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from common.outbox import Words, compose
from supporters.letters.queue import about_the_paper, queue_letter
from supporters.models import Dedication, OutboxMail, PledgeLog

LETTER = "dedication"


def tell_of_dedication(*, pledge) -> OutboxMail | None:
    """Write the letter that the giver asked for. The address is used this once, and then nowhere any more."""
    waiting = Dedication.objects.filter(pledge=pledge, told_at=None).exclude(notify_email="")
    dedication = waiting.select_for_update().first()
    if dedication is None:
        return None
    context = _context(giver=pledge.supporter.name, kind=dedication.kind, whom=dedication.name)
    letter = queue_letter(key=key_of(pledge.pk), to=dedication.notify_email, template=LETTER, context=context)
    dedication.notify_email, dedication.told_at = "", timezone.now()
    dedication.save(update_fields=["notify_email", "told_at"])
    pledge.note(source=PledgeLog.Source.SYSTEM, text=_("The letter about the dedication was written."))
    return letter


def key_of(pledge_id) -> str:
    return f"{LETTER}:{pledge_id}"


def _context(*, giver, kind, whom) -> dict[str, Any]:
    return {"giver": giver, "whom": whom, "is_memory": kind == Dedication.Kind.MEMORY}


def letter_as_it_will_read() -> Words:
    """The letter with blanks where the giver's and the other name will stand, for the page that asks."""
    blanks = _context(giver=_("[your name]"), kind=Dedication.Kind.HONOUR, whom=_("[their name]"))
    return compose(LETTER, about_the_paper() | blanks)
