"""Mail the link that opens a supporter's own page. Who is known and who is not is found out by the worker alone."""

from django.conf import settings
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from common.limits import LINKS_OF_ADDRESS
from common.outbox import WAITED_FOR
from supporters.letters.links import sign_in_token
from supporters.letters.queue import queue_letter
from supporters.models import Supporter


def ask_for_link(*, email) -> None:
    """Note that a link was asked for. The same one row for every address, so that the answer tells nothing."""
    mail_link.enqueue(email.strip())


@task(priority=WAITED_FOR)
def mail_link(email) -> None:
    """Send the link to a supporter, at most once a minute; an address that we do not know gets no letter."""
    supporter = Supporter.objects.with_address(email).first()
    if supporter is None:
        return
    if not LINKS_OF_ADDRESS.allows(supporter.public_id.hex):
        return
    path = reverse("supporters:sign_in", args=[sign_in_token(supporter)])
    queue_letter(
        key=f"sign-in:{supporter.pk}:{timezone.now():%Y%m%d%H%M}",
        to=supporter.email,
        template="sign_in",
        context={"supporter": supporter, "link": settings.SITE_URL + path},
    )
