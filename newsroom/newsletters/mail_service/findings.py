"""What `check_mail` says of a sending service: which it is, where it has to report, who may follow readers."""

from collections.abc import Iterator
from importlib.metadata import version

from django.conf import settings
from django.urls import reverse

from newsroom.newsletters.domain.findings import Finding
from newsroom.newsletters.mail_service.known import SERVICES
from newsroom.newsletters.models import BounceEvent


def service_findings() -> Iterator[Finding]:
    """Nothing where none is used. The service itself is not asked."""
    if not settings.MAIL_SERVICE:
        return
    service = SERVICES[settings.MAIL_SERVICE]
    yield Finding("Service", f"{service.name} sends, by django-anymail {version('django-anymail')}")
    yield _reports()
    switched_off = "each letter says that opens and clicks are not to be followed"
    by_hand = f"a letter cannot say that nobody is to be followed by it: switch opens and clicks off at {service.name}"
    yield Finding("Following readers", switched_off if service.says_no_tracking else by_hand)


def _reports():
    address = f"{settings.SITE_URL}{reverse('mail_service')}"
    if not settings.HTTPS:
        return Finding("Reports", f"Services report to https alone, and {address} is none.", is_good=False)
    newest = BounceEvent.objects.filter(source=BounceEvent.Source.SERVICE).order_by("-at").first()
    came = f"the newest of a letter that did not arrive came {newest.at:%d.%m.%Y}" if newest else "none has come yet"
    return Finding("Reports", f"have to be sent to {address} with the name and word of the secret; {came}")
