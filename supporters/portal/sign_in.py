"""Mail the link that opens a supporter's own page. Who is known and who is not is found out by the worker alone."""

from django.conf import settings
from django.tasks import task
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac

from common.limits import LINKS_OF_ADDRESS
from common.outbox import WAITED_FOR
from supporters.letters.links import sign_in_token
from supporters.letters.queue import queue_letter
from supporters.models import Supporter
from supporters.models.letters import KEYS_OF_NOBODY


def ask_for_link(*, email) -> None:
    """Note that a link was asked for. The same one row for every address, so that the answer tells nothing."""
    mail_link.enqueue(email.strip())


@task(priority=WAITED_FOR)
def mail_link(email) -> None:
    """Send the link to a supporter, at most once a minute; an address that we do not know gets no letter.

    The same is counted and written for it, and the letter let go of at the end: how long the paper is busy afterwards
    tells nothing either.
    """
    known = Supporter.objects.with_address(email).first()
    supporter = known or Supporter(email=email)
    mark = salted_hmac("supporters.sign-in", email.lower(), algorithm="sha256").hexdigest()[:32]
    if not LINKS_OF_ADDRESS.allows(known.public_id.hex if known else mark):
        return
    path = reverse("supporters:sign_in", args=[sign_in_token(supporter)])
    queue_letter(
        key=f"{f'sign-in:{known.pk}' if known else f'{KEYS_OF_NOBODY}{mark}'}:{timezone.now():%Y%m%d%H%M}",
        to=known.email if known else "",
        template="sign_in",
        context={"supporter": supporter, "link": settings.SITE_URL + path},
    )
