"""What a browser that was left open may not do: these addresses ask who sits there, unless they did so a moment ago.

The words that were posted wait in the page that asks, and go on when it is answered; a password is typed again.
"""

import re

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from newsroom.identity.forms import ProofForm
from newsroom.identity.passkeys import request_options
from newsroom.identity.proved import is_fresh, note_factor

SENSITIVE = re.compile(
    "admin:(?:"
    r"auth_(?:user|group)_\w+"  # people and roles
    r"|add_app|add_passkey|factor|recovery_codes|remove_factors"
    r"|\w+_export|supporters_supporter_crm|polls_poll_csv"
    r"|supporters_(?:payment|pledge|supporter)_changelist"  # their actions export
    r"|supporters_payment_refund"
    r"|articles_article_(?:take_down(?:_entry)?|lift)"
    r"|articles_partner_\w+"  # who may read what, and by which token
    r"|newsroom_paper_\w+"  # what the paper is called
    r"|(?:articles_section|supporters_contributionpage|supporters_consentwording|supporters_brakechange)_\w+"
    ")"
)
TO_LOOK_AT = ("_changelist", "_history")
ASKED = "proof-asked"


def is_sensitive(view_name: str, method: str) -> bool:
    only_shows = method in {"GET", "HEAD"} and view_name.endswith(TO_LOOK_AT)
    return bool(SENSITIVE.fullmatch(view_name)) and not only_shows


def ask_to_prove(request: HttpRequest) -> HttpResponse | None:
    """The page that asks, where it has to be asked; None lets the request go on."""
    if not is_sensitive(request.resolver_match.view_name, request.method) or not request.user.is_authenticated:
        return None
    answered = request.POST.get(ASKED)
    if not is_fresh(request):
        form = ProofForm(request.POST if answered else None, request=request, user=request.user, with_password=True)
        if not form.is_valid():
            return _ask(request, form)
        note_factor(request, request.user, form.factor)
    return HttpResponseRedirect(request.get_full_path()) if answered == "GET" else None


@csp_override(settings.DESK_CSP)
def _ask(request, form):
    own = {"csrfmiddlewaretoken", ASKED, *(form.add_prefix(name) for name in form.fields)}
    fields = request.POST.lists()
    waiting = [
        (name, value) for name, values in fields if name not in own and "password" not in name for value in values
    ]
    context = {
        **admin.site.each_context(request),
        "title": _("Is it you?"),
        "form": form,
        "waiting": waiting,
        "has_files": bool(request.FILES),
        "asked": request.POST.get(ASKED, request.method),
        "passkey_options": request_options(request, request.user) if "passkey" in form.fields else "",
    }
    response = render(request, "admin/identity/prove.html", context, status=403)
    response["Cache-Control"] = "no-store"
    return response
