"""The reader's way: a form, the page with the payment reference, and the mailed link of the newsletter."""

from contextlib import suppress

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from common.limits import CHECKOUTS, PLEDGES, PLEDGES_OF_ADDRESS
from common.mailbox import mailbox_of
from common.personal_pages import personal_page, refuse_foreign_post
from common.submission import new_submission
from supporters.appeals.link_token import read_token
from supporters.appeals.utm import read_utm, utm_of
from supporters.appeals.variants import campaign_now, note_click
from supporters.giving.card_testing import challenge_for, count_checkout, is_right_proof, must_show_work
from supporters.giving.forms import SupportForm
from supporters.giving.pledge import make_pledge
from supporters.giving.promise import Promise
from supporters.letters.dedications import letter_as_it_will_read
from supporters.letters.newsletter import ConsentOutOfDate, confirm_newsletter, read_newsletter_token, status_of
from supporters.letters.terms import promise_with_blanks, what_will_be_paid
from supporters.models import ConsentWording, ContributionPage, Pledge
from supporters.models.consent import Purpose
from supporters.money.checkout import card_status, checkout_url, switch_to_office, synced
from supporters.providers import OFFICE, provider_of


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def support(request) -> HttpResponse:
    refuse_foreign_post(request)
    page = ContributionPage.objects.default()
    if page is None:
        raise Http404
    wording = ConsentWording.objects.current(Purpose.NEWSLETTER)
    if request.method != "POST" and "mailed" in request.GET:
        return render(request, "supporters/mailed.html")
    if request.method != "POST":
        note_click(request, read_token(request.GET.get("from")))
        given = {
            "submission": new_submission(),
            "story": request.GET.get("from", ""),
            "link": utm_of(request).packed(),
        }
        return support_page(request, SupportForm(page=page, wording=wording, initial=given))
    form = SupportForm(request.POST, page=page, wording=wording)
    return take_pledge(request, form)


def take_pledge(request, form) -> HttpResponse:
    """Check what came with the form, make its pledge once, and lead to the page with the reference."""
    submission = form.read_submission()
    made = submission and Pledge.objects.filter(submission_key=submission.key).first()
    if made:
        return to_pledge(made, is_new=False)
    if form.errors:
        return support_page(request, form, status=422)
    is_by_mail = asks_for_work(request, form, submission)
    if is_by_mail and "by_mail" not in request.POST:
        return work_page(request, form, submission)
    if not is_allowed_another(request, form.cleaned_data["email"]):
        form.add_error(None, PLEDGES.message)
        return support_page(request, form, status=429)
    return to_pledge(*pledge_from(request, form, submission.key, is_by_mail))


def asks_for_work(request, form, submission) -> bool:
    """Whether the way to the card page is closed to this form: it costs work now, and the proof is not here."""
    if form.provider == OFFICE or is_right_proof(form.cleaned_data["proof"], submission):
        return False
    return must_show_work(request)


def work_page(request, form, submission) -> HttpResponse:
    """The form once more, with work for the browser; where that led to nothing before, with the letter alone."""
    form.offers_letter = True
    if not form.cleaned_data["proof"]:
        form.ask_for_work(challenge_for(submission))
    return support_page(request, form, status=428)


def pledge_from(request, form, key, is_by_mail) -> tuple[Pledge, bool]:
    words = form.cleaned_data
    promise = Promise(
        page=form.page,
        frequency=words["frequency"],
        amount_minor=words["amount"],
        name=words["name"],
        email=words["email"],
        wants_newsletter=words.get("newsletter", False),
        story=read_token(words["story"]),
        link=read_utm(words["link"]),
        source=request.path,
        is_by_mail=is_by_mail,
        # While cards are paused the office takes the money. A letter is counted when it is followed.
        provider=form.provider if form.provider == OFFICE or is_by_mail or count_checkout() else OFFICE,
        **form.extras,
    )
    return make_pledge(submission_key=key, promise=promise)


def to_pledge(made, is_new) -> HttpResponse:
    """On to the card page, or to the page that says how to pay."""
    if made.waits_for_its_mail:
        return HttpResponseRedirect(reverse("supporters:support") + "?mailed=1", status=303)
    again = "" if is_new else "?again=1"
    return HttpResponseRedirect(checkout_url(pledge=made) or made.get_absolute_url() + again, status=303)


def is_allowed_another(request, email) -> bool:
    return PLEDGES.allows_network_of(request) and PLEDGES_OF_ADDRESS.allows(mailbox_of(email))


def support_page(request, form, status=200) -> HttpResponse:
    promises = [(each, *promise_with_blanks(each)) for each in form.presets]
    context = {"page": form.page, "form": form, "promises": promises, "story": read_token(form["story"].value())}
    context |= {"campaign": campaign_now(), "dedication_letter": letter_as_it_will_read()}
    return render(request, "supporters/support.html", context, status=status)


@require_safe
@personal_page
def pledge(request, public_id) -> HttpResponse:
    """What was promised and how to pay it. The address is known to nobody but the supporter, and grants nothing."""
    made = get_object_or_404(Pledge.objects.select_related("page", "acquisition"), public_id=public_id)
    is_returned = "returned" in request.GET
    if is_returned:
        made = synced(pledge=made)
    promise = what_will_be_paid(
        amount=made.amount, currency=made.currency, frequency=made.frequency, today=made.began_on
    )
    context = {
        "pledge": made,
        "promise": promise,
        "card": card_status(made, is_returned=is_returned),
        "instructions": None if made.is_by_card else provider_of(made).start(made),
        "is_again": "again" in request.GET,
        "is_unreachable": "unreachable" in request.GET,
    }
    return render(request, "supporters/pledge.html", context)


@csrf_exempt
@require_POST
@personal_page
def checkout(request, public_id) -> HttpResponse:
    """The way back to the card page for whoever left it, or over to the office."""
    refuse_foreign_post(request)
    made = get_object_or_404(Pledge, public_id=public_id)
    if request.POST.get("by") == OFFICE:
        switch_to_office(pledge=made)
    elif CHECKOUTS.allows_network_of(request) and count_checkout():
        return HttpResponseRedirect(checkout_url(pledge=made) or made.get_absolute_url(), status=303)
    return HttpResponseRedirect(made.get_absolute_url(), status=303)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def newsletter(request, token) -> HttpResponse:
    """A mail scanner opens every link, so opening shows a button; only pressing it is consent."""
    refuse_foreign_post(request)
    asked = read_newsletter_token(token)
    if asked is None:
        return render(request, "supporters/newsletter.html", {"status": "unknown"}, status=404)
    if request.method == "POST":
        with suppress(ConsentOutOfDate):
            confirm_newsletter(asked=asked)
        return HttpResponseRedirect(request.path, status=303)
    context = {"status": status_of(asked), "wording": asked.wording}
    return render(request, "supporters/newsletter.html", context)
