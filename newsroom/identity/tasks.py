"""What the worker does for people at the desk. Who is known and who is not is found out here alone."""

import datetime as dt

from django.contrib.auth.models import User
from django.tasks import task
from django.utils import timezone

from common import outbox
from common.limits import PASSWORD_LINKS_OF_PERSON
from common.outbox import compose, write_once
from common.paper import paper_name
from newsroom.identity.link_letters import PLACE, LinkLetter
from newsroom.identity.links import Purpose

KEPT = dt.timedelta(days=30)


@task
def deliver(letter_id) -> None:
    """Send one letter, unless it went out before."""
    if letter := LinkLetter.objects.unsent().filter(pk=letter_id).select_related("user").first():
        outbox.deliver(letter, deliver)


def write_link_letter(*, user: User, purpose: Purpose, by: User | None = None) -> None:
    """At most one a minute for each person and purpose."""
    write_once(
        LinkLetter.objects,
        task=deliver,
        key=f"{purpose}:{user.pk}:{timezone.now():%Y%m%d%H%M}",
        words=compose(f"desk_{purpose}", {"person": user, "by": by, "paper": paper_name(), "link": PLACE}),
        to=user.email,
        user=user,
        purpose=purpose,
    )


@task(priority=outbox.WAITED_FOR)
def mail_reset_links(email) -> None:
    """To everybody at the desk who has this address. One that nobody has gets no letter."""
    for user in User.objects.filter(email__iexact=email, is_active=True, is_staff=True).exclude(email=""):
        if PASSWORD_LINKS_OF_PERSON.allows(str(user.pk)):
            write_link_letter(user=user, purpose=Purpose.RESET)


def prune_link_letters() -> int:
    return LinkLetter.objects.filter(queued_at__lt=timezone.now() - KEPT).delete()[0]
