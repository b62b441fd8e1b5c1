import datetime as dt
import ipaddress
from statistics import median
from time import perf_counter, process_time

from django.core.management.base import BaseCommand
from django.db import transaction
from django.test import Client
from django.utils import timezone

from common.submission import new_submission
from supporters.letters.tasks import deliver
from supporters.models import ContributionPage, OutboxMail, Supporter
from supporters.portal.sign_in import mail_link

ADDRESSES = ("known", "k{:05}@reader.example"), ("unknown", "a{:05}@reader.example")
NETWORKS = int(ipaddress.IPv4Address("10.0.0.0"))


class Command(BaseCommand):
    """Each try is of another address and network, so that no limit is met.

    Everything is undone at the end; what Redis counted goes by itself within the hour.
    """

    help = "Measure whether the time of an answer tells a known address from an unknown one."

    def add_arguments(self, parser) -> None:
        parser.add_argument("--tries", type=int, default=1000)

    def handle(self, *args, tries, **options) -> None:
        with transaction.atomic():
            for number in range(tries):
                Supporter.objects.create(email=ADDRESSES[0][1].format(number), name="Known")
            self.measure("magic link", tries, lambda email: ("/support/yours/", {"email": email}))
            self.measure_worker(tries)
            page = ContributionPage.objects.default()
            self.measure("sign-up", tries, lambda email: ("/support/", filled_in(page, email)))
            transaction.set_rollback(True)

    def measure(self, name, tries, form_for) -> None:
        times, sizes = {"known": [], "unknown": []}, {"known": set(), "unknown": set()}
        client = Client(SERVER_NAME="localhost")
        for number in range(tries):
            for kind, email in ADDRESSES if number % 2 else reversed(ADDRESSES):
                path, form = form_for(email.format(number))
                began = perf_counter()
                response = client.post(path, form, REMOTE_ADDR=str(ipaddress.IPv4Address(NETWORKS + number)))
                times[kind].append(perf_counter() - began)
                sizes[kind].add((response.status_code, len(response.content)))
        known, unknown = (median(times[kind]) * 1000 for kind in ("known", "unknown"))
        apart = abs(known - unknown) / unknown * 100
        self.stdout.write(f"{name}: p50 known {known:.2f} ms, unknown {unknown:.2f} ms, {apart:.1f} % apart")
        self.stdout.write(
            f"  answers {'alike' if sizes['known'] == sizes['unknown'] else 'NOT ALIKE'}: {sizes['known']}"
        )

    def measure_worker(self, tries) -> None:
        """What comes after the answer, in CPU: from the task to the letter that is sent, or let go of."""
        used, letters = {"known": [], "unknown": []}, OutboxMail.objects.filter(key__startswith="sign-in:")
        for number in range(tries):
            for kind, email in ADDRESSES if number % 2 else reversed(ADDRESSES):
                began = process_time()
                mail_link.call(email.format(number))
                deliver.call(letters.values_list("pk", flat=True)[0])
                used[kind].append(process_time() - began)
                letters.delete()
        known, unknown = (median(used[kind]) * 1000 for kind in ("known", "unknown"))
        self.stdout.write(
            f"magic link, the worker: p50 known {known:.2f} ms, unknown {unknown:.2f} ms,"
            f" {max(known, unknown) / min(known, unknown):.3f} ×"
        )


def filled_in(page, email) -> dict[str, str]:
    opened = timezone.now() - dt.timedelta(minutes=1)
    return {
        "submission": new_submission(opened),
        "frequency": "once",
        "amount_once": "",
        "own_amount": page.minimum // 100,
        "name": "Known",
        "email": email,
        "recognition": "anonymous",
        "newsletter": "on",
        "by": "office",
    }
