"""The pages of the pretended provider: where a reader picks what the bank does, and what it holds afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from common.money import format_amount
from common.request_source import Source, source_of
from supporters.models import SandboxAccount
from supporters.providers.sandbox_bank import bank, clock
from supporters.providers.sandbox_bank.bank import Outcome

REGULAR_ONLY = {Outcome.RENEWAL_FAILS, Outcome.RENEWAL_APPROVAL}
LEAVES_THE_SITE = {Outcome.CLOSES_TAB, Outcome.NO_EVENT}
TIMES = {Outcome.NO_EVENT: 0, Outcome.TWICE: 2}
MONTH = 31


def demonstration_page(view) -> Callable[..., HttpResponse]:
    """There is no such page in a real paper. In a demonstration nobody stores it or lists it."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def answer(request, *args, **kwargs):
        if not settings.DEMO:
            raise Http404
        if request.method == "POST" and source_of(request) == Source.FOREIGN:
            raise PermissionDenied
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answer


@demonstration_page
def pay(request, session) -> HttpResponse:
    account = get_object_or_404(SandboxAccount, session=session)
    if account.document["status"] != "open":
        return HttpResponseRedirect(account.document["return_url"], status=303)
    outcome = request.POST.get("outcome") if request.method == "POST" else None
    if outcome not in Outcome.values:
        return pay_page(request, account)
    if outcome == Outcome.APPROVAL:
        return render(request, "supporters/sandbox/approval.html", described(account))
    with bank.opened(session, times=TIMES.get(outcome, 1)) as changed:
        is_open = changed.document["status"] == "open"  # another tab may have been quicker
        is_over = not is_open or bank.act(changed, outcome)
    if not is_over:
        return pay_page(request, changed, is_declined=True)
    if outcome in LEAVES_THE_SITE:
        return render(request, "supporters/sandbox/left.html", described(changed))
    return HttpResponseRedirect(changed.document["return_url"], status=303)


def pay_page(request, account, *, is_declined=False) -> HttpResponse:
    is_single = account.document["frequency"] == "once"
    outcomes = [each for each in Outcome if not (is_single and each in REGULAR_ONLY)]
    context = described(account) | {"outcomes": outcomes, "is_declined": is_declined}
    return render(request, "supporters/sandbox/pay.html", context)


@demonstration_page
def account(request, session) -> HttpResponse:
    """What the provider holds, and what can happen there without us."""
    found = get_object_or_404(SandboxAccount, session=session)
    if request.method == "POST":
        happen(found, request.POST.get("happening"))
        return HttpResponseRedirect(reverse("supporters:sandbox_account", args=[session]), status=303)
    return render(request, "supporters/sandbox/account.html", described(found))


def happen(found, happening) -> None:
    """A month goes by, or something happens to the money or to the subscription, where there is any."""
    if happening == "month":
        clock.advance(found.session, days=MONTH)
        return
    with bank.opened(found.session) as changed:
        paid = [payment for payment in changed.document["payments"] if payment["status"] == "succeeded"]
        if paid:
            _happen_to_payment(changed, paid[-1], happening)
        if changed.document["subscription"]:
            _happen_to_subscription(changed, changed.document["subscription"], happening)


def _happen_to_payment(changed, payment, happening):
    refunds, disputes = changed.document["refunds"], changed.document["disputes"]
    if happening == "refund" and not refunds:
        bank.give_back(changed, payment, payment["amount"])
    elif happening == "dispute" and not disputes:
        bank.dispute(changed, payment)
    elif happening in {"won", "lost"} and disputes:
        bank.settle_dispute(changed, disputes[-1], happening)


def _happen_to_subscription(changed, subscription, happening):
    if happening == "new_card":
        subscription["failing"], subscription["needs_approval"] = 0, False
    elif happening == "stop" and subscription["status"] != "canceled":
        clock.end(changed, reason="asked at the provider")


def described(found) -> dict[str, Any]:
    document = found.document
    payments = [
        payment | {"printed": format_amount(payment["amount"], payment["currency"])} for payment in document["payments"]
    ]
    return {
        "account": found,
        "document": document,
        "payments": payments,
        "printed": format_amount(document["amount"], document["currency"]),
        "is_regular": document["frequency"] != "once",
    }
