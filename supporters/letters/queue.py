"""Write a letter together with its cause."""

from django.conf import settings

from common.outbox import compose, write_once
from common.paper import paper_name
from supporters.letters.tasks import deliver
from supporters.models import OutboxMail


def about_the_paper() -> dict[str, str]:
    return {"paper": paper_name(), "paper_email": settings.PAPER_EMAIL, "site_url": settings.SITE_URL}


def queue_letter(*, key, to, template, context, unsubscribe="") -> OutboxMail:
    """Write a letter and hand it to the worker, both with the caller's own transaction. A known key changes nothing.

    A letter that its reader can do without says with `unsubscribe` how to get no more of them.
    """
    words = compose(template, about_the_paper() | context)
    return write_once(OutboxMail.objects, task=deliver, key=key, words=words, to=to, unsubscribe=unsubscribe)
