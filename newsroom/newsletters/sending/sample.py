"""A test of an issue, to the person who puts it together."""

from copy import copy

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from newsroom.newsletters.composing.approve import CannotSend
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.models import Issue
from newsroom.newsletters.rendering.message import CannotBeAddressed, LetterBytes, Recipient, build_message, sender
from newsroom.newsletters.sending.transport import send_alone, transports
from newsroom.newsletters.sending.ways import Lost, Refused


def send_sample(*, issue: Issue, to: User) -> None:
    """The letter as it would be now; its personal links lead to the front page. Raises CannotSend."""
    if not to.email:
        raise CannotSend([_("Your login has no address: an administrator can write it down.")])
    if not issue.subject:
        raise CannotSend([_("It has no subject.")])
    marked = copy(issue)
    marked.subject = _("Test: %(subject)s") % {"subject": issue.subject}
    message = LetterBytes(build_message(marked, check_issue(issue).letter))
    name = f"test.{issue.pk}.{get_random_string(12)}@{settings.SITE_HOST}"
    recipient = Recipient(to.email, name, leave=f"{settings.SITE_URL}/", page=f"{settings.SITE_URL}/")
    try:
        with transports() as (way,):
            send_alone(way, sender=sender(), to=to.email, message=message.for_recipient(recipient))
    except (OSError, Lost, Refused, CannotBeAddressed) as error:
        raise CannotSend([_("The mail server did not take it: %(answer)s") % {"answer": error}]) from error
