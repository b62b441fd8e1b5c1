"""What the worker does about letters. Who is known is found out here alone, after the reader's answer."""

from django.tasks import task

from common.limits import LETTER_MAILS_OF_ADDRESS
from common.mailbox import mailbox_of
from common.outbox import WAITED_FOR
from newsroom.newsletters import moving, subscribing
from newsroom.newsletters.lists.bring_in import read_in
from newsroom.newsletters.models import ListImport, Subscription
from supporters.models import Supporter


@task(priority=WAITED_FOR)
def ask_for_letters(email: str, words: dict, source: str) -> None:
    """Write a request down and mail the link that confirms it."""
    subscribing.request_letters(email=email, words=words, source=source)


@task(priority=WAITED_FOR)
def ask_for_page(email: str) -> None:
    """Mail the link to their own page to whoever has letters. An address that we do not know gets nothing."""
    subscription = _newest_of(email)
    if subscription and LETTER_MAILS_OF_ADDRESS.allows(mailbox_of(email)):
        subscribing.mail_page_link(subscription=subscription)


@task(priority=WAITED_FOR)
def ask_new_address(supporter_id: int, email: str) -> None:
    """Ask another address whether somebody's letters may go there."""
    supporter = Supporter.objects.known().filter(pk=supporter_id).first()
    if supporter:
        moving.mail_new_address(supporter=supporter, email=email)


@task
def read_list_in(import_id: int) -> None:
    """Read a list that was brought in. Done twice, it goes on where it was."""
    read_in(found=ListImport.objects.select_related("newsletter").get(pk=import_id))


def _newest_of(email):
    supporter = Supporter.objects.with_address(email).first()
    confirmed = Subscription.objects.exclude(consent=None).filter(supporter=supporter, moved_to=None)
    return confirmed.order_by("-pk").first() if supporter else None
