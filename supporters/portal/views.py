"""The supporter's own page, opened by a mailed link, and the links that stop something without signing in."""

import datetime as dt
from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.csv_safety import csv_file
from common.limits import ACTS_OF_SUPPORTER, LINKS
from common.personal_pages import personal_page, refuse_foreign_post
from supporters.letters.links import read_sign_in, read_stop_newsletter, read_stop_pledge
from supporters.letters.newsletter import agree_to_newsletter, newest_decision, withdraw_newsletter
from supporters.models import ConsentRecord, ConsentWording, Payment, Pledge
from supporters.models.consent import Purpose
from supporters.money import pledge_actions
from supporters.money.receipts import resend_receipt
from supporters.people.erase import StillGiving, erase, what_erasure_does
from supporters.portal.forms import AddressForm, NewAmountForm
from supporters.portal.page import page_of, prove_address
from supporters.portal.session import read_cookie, remove_cookie, set_cookie, take_link
from supporters.portal.sign_in import ask_for_link
from supporters.portal.year_statement import rows_for_spreadsheet, statement_of
from supporters.providers import provider_of
from supporters.providers.base import ProviderError

METHOD = ConsentRecord.Method
ACTS = {"pause": pledge_actions.pause, "resume": pledge_actions.resume, "cancel": pledge_actions.stop_pledge}


def back(name="supporters:yours", *args, message="") -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=args) + (f"?said={message}" if message else ""), status=303)


def own_page(view) -> Callable[..., HttpResponse]:
    """For who is signed in. Everybody else is led to where a link can be asked for."""

    @csrf_exempt
    @personal_page
    @wraps(view)
    def answer(request, *args, **kwargs):
        refuse_foreign_post(request)
        signed_in = read_cookie(request)
        if signed_in is None:
            return back()
        if request.method == "POST" and not ACTS_OF_SUPPORTER.allows(signed_in.supporter.public_id.hex):
            return back(message="often")
        return view(request, signed_in.supporter, *args, **kwargs)

    return answer


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def yours(request) -> HttpResponse:
    """The page of who is signed in; for everybody else the form that asks for a link."""
    refuse_foreign_post(request)
    signed_in = read_cookie(request)
    if request.method == "POST":
        return answer_address(request)
    if signed_in is None:
        context = {"form": AddressForm(), "was_sent": "sent" in request.GET}
        return render(request, "supporters/sign_in.html", context)
    supporter = signed_in.supporter
    consent = newest_decision(supporter)
    context = vars(page_of(supporter)) | {
        "consent": consent,
        "wording": ConsentWording.objects.current(Purpose.NEWSLETTER),
        "gets_newsletter": bool(consent) and consent.action == ConsentRecord.Action.CONFIRMED,
        "message": request.GET.get("said", ""),
    }
    return render(request, "supporters/yours.html", context)


def answer_address(request) -> HttpResponse:
    """One answer for every address: what is done about it, the worker does after this was answered."""
    form = AddressForm(request.POST)
    if not form.is_valid():
        return render(request, "supporters/sign_in.html", {"form": form}, status=422)
    if not LINKS.allows_network_of(request):
        form.add_error(None, LINKS.message)
        return render(request, "supporters/sign_in.html", {"form": form}, status=429)
    ask_for_link(email=form.cleaned_data["email"])
    return HttpResponseRedirect(reverse("supporters:yours") + "?sent=1", status=303)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def sign_in(request, token) -> HttpResponse:
    """A mail scanner opens every link, so opening shows a button; pressing it signs this browser in."""
    refuse_foreign_post(request)
    found = read_sign_in(token)
    if found is None:
        return render(request, "supporters/sign_in_link.html", {"status": "unknown"}, status=404)
    if request.method != "POST":
        return render(request, "supporters/sign_in_link.html", {"status": "open"})
    if not take_link(request, found):
        return render(request, "supporters/sign_in_link.html", {"status": "used"}, status=403)
    prove_address(found.supporter)
    response = back()
    set_cookie(response, found)
    return response


@csrf_exempt
@require_POST
@personal_page
def sign_out(request) -> HttpResponse:
    """End the session here, in every other browser of the supporter, and for whoever has kept the cookie."""
    refuse_foreign_post(request)
    if signed_in := read_cookie(request):
        signed_in.supporter.end_sessions()
    response = back()
    remove_cookie(response)
    return response


@require_POST
@own_page
def resend(request, supporter, number) -> HttpResponse:
    payment = get_object_or_404(
        Payment.objects.select_related("pledge__supporter", "pledge__page"),
        receipt_number=number,
        pledge__supporter=supporter,
    )
    resend_receipt(payment=payment)
    return back(message="receipt")


@own_page
@require_safe
def own_year(request, supporter, year) -> HttpResponse:
    """What was given in a year: a page that prints well, and a spreadsheet."""
    if not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise Http404
    statement = statement_of(supporter, year)
    if not statement.rows:
        raise Http404
    if request.GET.get("as") == "csv":
        return csv_file(rows_for_spreadsheet(statement), name=f"support-{year}.csv")
    has_returns = any(back for _payment, back in statement.rows)
    context = {
        "supporter": supporter,
        "year": str(year),
        "today": timezone.localdate(),
        "has_returns": has_returns,
        "has_benefits": any(payment.pledge.page.gives_benefits for payment, _back in statement.rows),
    }
    return render(request, "supporters/yours_year.html", context | vars(statement))


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def change_pledge(request, supporter, public_id) -> HttpResponse:
    """One pledge: its amount, a pause, an end. What is not offered for it is refused too."""
    pledge = get_object_or_404(
        Pledge.objects.select_related("page", "supporter"), public_id=public_id, supporter=supporter
    )
    acts = pledge_actions.acts_on(pledge)
    act = request.POST.get("act", "change_amount")
    form = NewAmountForm(pledge=pledge, initial={"amount": pledge.amount})
    if request.method == "POST" and act in acts:
        form = NewAmountForm(request.POST, pledge=pledge) if act == "change_amount" else form
        if act != "change_amount" or form.is_valid():
            return carry_out(request, pledge, act, form)
    context = {"pledge": pledge, "acts": acts, "form": form, "log": pledge.log.order_by("-at", "-pk")}
    return render(request, "supporters/yours_pledge.html", context, status=422 if form.errors else 200)


def carry_out(request, pledge, act, form) -> HttpResponse:
    try:
        if act == "portal":
            return HttpResponseRedirect(provider_of(pledge).portal_url(pledge), status=303)
        if act == "change_amount":
            pledge_actions.change_amount(pledge=pledge, amount=form.cleaned_data["amount"])
        else:
            ACTS[act](pledge=pledge)
    except ProviderError:
        return back(message="later")
    return back(message=f"{act}-card" if act == "pause" and pledge.is_by_card else act)


@require_POST
@own_page
def hide_name(request, supporter, public_id) -> HttpResponse:
    """Off the list of supporters, at once and without a reason."""
    pledge = get_object_or_404(Pledge.objects.select_related("recognition"), public_id=public_id, supporter=supporter)
    pledge.recognition.hide()
    return back(message="hidden")


@require_POST
@own_page
def own_newsletter(request, supporter) -> HttpResponse:
    if request.POST.get("act") == "agree":
        agree_to_newsletter(supporter=supporter, source=request.path)
        return back(message="newsletter")
    withdraw_newsletter(supporter=supporter, method=METHOD.OWN, source=request.path)
    return back(message="no-newsletter")


@require_http_methods(["GET", "HEAD", "POST"])
@own_page
def own_facts(request, supporter) -> HttpResponse:
    """What we keep, what erasing removes, and the button that does it."""
    context = {"supporter": supporter, "was_refused": False, **vars(what_erasure_does(supporter))}
    if request.method == "POST":
        try:
            erase(supporter=supporter, stop_first="stop" in request.POST)
        except StillGiving:
            return render(request, "supporters/yours_facts.html", context | {"was_refused": True}, status=409)
        response = render(request, "supporters/erased.html", {"kept_until": context["kept_until"]})
        remove_cookie(response)
        return response
    return render(request, "supporters/yours_facts.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def stop(request, token) -> HttpResponse:
    """Stops one pledge and can do nothing else: a click on the link in a receipt, and one on the button."""
    refuse_foreign_post(request)
    pledge = read_stop_pledge(token)
    if pledge is None:
        raise Http404
    if request.method == "POST":
        pledge_actions.stop_pledge(pledge=pledge, text="link")
        return HttpResponseRedirect(request.path, status=303)
    context = {"pledge": pledge, "is_over": pledge_actions.is_stopped(pledge)}
    return render(request, "supporters/stop.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def stop_newsletter(request, token) -> HttpResponse:
    """A button for people; for mail programs one POST, which comes from no browser and so from no site."""
    refuse_foreign_post(request)
    supporter = read_stop_newsletter(token)
    if supporter is None:
        raise Http404
    if request.method == "POST":
        withdraw_newsletter(supporter=supporter, method=METHOD.LINK, source="stop")
        if request.POST.get("List-Unsubscribe") == "One-Click":
            return HttpResponse(status=204)
        return HttpResponseRedirect(request.path, status=303)
    newest = newest_decision(supporter)
    context = {"is_over": newest is None or newest.action == ConsentRecord.Action.WITHDRAWN, "consent": newest}
    return render(request, "supporters/stop_newsletter.html", context)
