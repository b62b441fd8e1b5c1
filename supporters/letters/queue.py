"""Write a letter together with its cause."""

from django.conf import settings
from django.template.loader import render_to_string

from supporters.letters.tasks import deliver
from supporters.models import OutboxMail


def about_the_paper() -> dict[str, str]:
    return {"paper": settings.PAPER_NAME, "paper_email": settings.PAPER_EMAIL, "site_url": settings.SITE_URL}


def queue_letter(*, key, to, template, context, unsubscribe="") -> OutboxMail:
    """Write a letter and hand it to the worker, both with the caller's own transaction. A known key changes nothing.

    A letter that its reader can do without says with `unsubscribe` how to get no more of them.
    """
    words = render_to_string(f"emails/{template}.txt", about_the_paper() | context)
    subject, _, body = words.strip().partition("\n")
    letter, is_new = OutboxMail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": subject.strip()[:200],
            "body": body.strip() + "\n",
            "unsubscribe": unsubscribe,
        },
    )
    if is_new:
        deliver.enqueue(letter.pk)
    return letter
