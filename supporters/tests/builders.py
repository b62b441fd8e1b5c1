"""Supporters, pledges and payments for any test that needs some."""

import datetime as dt
import itertools
import uuid

import pytest
from django.contrib.auth.models import Permission, User
from django.utils import timezone

from common.submission import new_submission
from supporters.giving.pledge import make_pledge as give
from supporters.giving.promise import Promise
from supporters.models import ConsentWording, ContributionPage, Pledge, PresetAmount, Supporter
from supporters.models.consent import Purpose
from supporters.money.receipts import record_payment

_numbers = itertools.count(1)
PRESETS = {"once": [1000, 2500], "month": [300, 500], "year": [3000, 6000]}


@pytest.fixture
def contribution_page(db):
    """The page that readers see, with somewhere to send the money."""
    page = ContributionPage.objects.default() or ContributionPage(
        is_default=True, name="Support page", headline="Become a Supporter", introduction="Please join them."
    )
    page.currency, page.minimum, page.maximum = "GBP", 200, 500_000
    page.account_name, page.sort_code, page.account_number = "Saltmere Courier Ltd", "00-00-00", "12345678"
    page.cheque_payee = "Saltmere Courier Ltd"
    page.postal_address = "4 Quay Street\nSaltmere"
    page.front_desk = "4 Quay Street, Monday to Friday, 9 to 5"
    page.save()
    for frequency, amounts in PRESETS.items():
        for amount in amounts:
            PresetAmount.objects.get_or_create(page=page, frequency=frequency, amount=amount)
    return ContributionPage.objects.default()


@pytest.fixture
def newsletter_wording(db):
    wording = ConsentWording.objects.current(Purpose.NEWSLETTER)
    return wording or ConsentWording.objects.create(text="Send me the newsletter by e-mail.")


@pytest.fixture
def make_supporter(db):
    def make(name="Ada Marsh", **fields):
        fields.setdefault("email", f"supporter-{next(_numbers)}@example.org")
        return Supporter.objects.create(name=name, **fields)

    return make


@pytest.fixture
def make_pledge(contribution_page):
    """A pledge made as a reader makes it, so with its letter, its log and what stands around it."""

    def make(*, submission_key=None, amount=2500, **promise):
        promise = {
            "page": contribution_page,
            "frequency": "once",
            "amount_minor": amount,
            "name": "Ada Marsh",
            "email": f"pledge-{next(_numbers)}@example.org",
        } | promise
        pledge, _ = give(submission_key=submission_key or uuid.uuid4(), promise=Promise(**promise))
        return Pledge.objects.get(pk=pledge.pk)

    return make


@pytest.fixture
def make_payment(make_pledge):
    """Money that reached the office, for a pledge of its own unless one is given."""

    def make(pledge=None, amount=None, **fields):
        pledge = pledge or make_pledge()
        fields = {
            "key": uuid.uuid4().hex,
            "amount_minor": pledge.amount if amount is None else amount,
            "method": "transfer",
            "by": None,
            "received_on": dt.date(2026, 11, 20),
        } | fields
        payment, _ = record_payment(pledge=pledge, **fields)
        return payment

    return make


@pytest.fixture
def support_form(contribution_page):
    """What a reader's browser sends, a minute after the page was opened."""

    def fill(**changes):
        return {
            "submission": new_submission(timezone.now() - dt.timedelta(minutes=1)),
            "frequency": "month",
            "amount_once": "1000",
            "amount_month": "500",
            "amount_year": "3000",
            "own_amount": "",
            "name": "Ada Marsh",
            "email": "ada@example.org",
            "recognition": "anonymous",
            "website": "",
            "story": "",
        } | changes

    return fill


@pytest.fixture
def make_staff(db):
    """A login at the desk with just these permissions, written as "supporters.view_pledge"."""

    def make(*permissions):
        user = User.objects.create_user(f"staff-{next(_numbers)}", "", "a-long-password", is_staff=True)
        for permission in permissions:
            app, codename = permission.split(".")
            user.user_permissions.add(Permission.objects.get(content_type__app_label=app, codename=codename))
        return user

    return make
