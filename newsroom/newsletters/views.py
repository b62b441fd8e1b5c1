"""The letters that there are, and the way to get them: a form, a mail, a button."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from common.limits import LETTER_FORMS, LETTER_FORMS_OF_ALL
from common.personal_pages import personal_page, refuse_foreign_post
from newsroom.newsletters.archive import newest_issues
from newsroom.newsletters.forms import SignUpForm
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.models import Newsletter, Subscription
from newsroom.newsletters.subscribing import confirm_letters, read_confirm_token, subscriptions_to
from newsroom.newsletters.tasks import ask_for_letters
from supporters.letters.newsletter import ConsentOutOfDate


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    offered = list(Newsletter.objects.open().in_order())
    context = {"letters": offered, "form": SignUpForm() if offered else None, "title": _("Letters by e-mail")}
    context["alerts"] = [letter for letter in offered if letter.kind == Newsletter.Kind.ALERT]
    return render(request, "newsletters/letters.html", context)


@require_safe
def newsletter(request: HttpRequest, newsletter: str) -> HttpResponse:
    """One letter. It keeps its page when nobody can sign up any more."""
    letter = get_object_or_404(Newsletter, slug=newsletter)
    context = {"letter": letter, "title": letter.name, "issues": newest_issues(letter)}
    return render(request, "newsletters/letter.html", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def sign_up(request: HttpRequest) -> HttpResponse:
    """One answer for every address: what is done about it, the worker does after this was answered."""
    refuse_foreign_post(request)
    if request.method != "POST":
        if "sent" in request.GET:
            return render(request, "newsletters/sent.html")
        return render(request, "newsletters/sign_up.html", {"form": SignUpForm()})
    form = SignUpForm(request.POST)
    if form.errors:
        return render(request, "newsletters/sign_up.html", {"form": form}, status=422)
    if not (LETTER_FORMS.allows_network_of(request) and LETTER_FORMS_OF_ALL.allows("")):
        form.add_error(None, LETTER_FORMS.message)
        return render(request, "newsletters/sign_up.html", {"form": form}, status=429)
    words = {letter.slug: letter.agreed_words() for letter in form.cleaned_data["letters"]}
    ask_for_letters.enqueue(form.cleaned_data["email"], words, request.POST.get("place", "")[:40])
    return HttpResponseRedirect(f"{request.path}?sent=1", status=303)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner opens every link, so opening shows a button; only pressing it is consent.

    A mail program's one click comes here too, and withdraws what was asked for.
    """
    asked = read_confirm_token(token)
    subscriptions = subscriptions_to(asked)
    if not subscriptions:
        return render(request, "newsletters/confirm.html", {"status": "unknown"}, status=404)
    if request.method != "POST":
        context = {"status": _standing(subscriptions), "wordings": [record.wording for record in asked]}
        return render(request, "newsletters/confirm.html", context)
    if request.POST.get("act") == "confirm":
        refuse_foreign_post(request)
        with suppress(ConsentOutOfDate):
            confirm_letters(asked=asked)
        return HttpResponseRedirect(request.path, status=303)
    for subscription in subscriptions:
        leave(subscription=subscription, source="one click")
    return HttpResponse(_("Nothing will be sent.") + "\n", content_type="text/plain; charset=utf-8")


def _standing(subscriptions):
    states = {subscription.state for subscription in subscriptions}
    if Subscription.State.ASKED in states:
        return "asked"
    return "left" if states == {Subscription.State.LEFT} else "confirmed"
