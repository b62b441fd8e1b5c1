"""The page on which somebody says once what the columns of a bank's file are."""

import base64

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from common.can import can
from supporters.bank_files.base import StatementUnreadable
from supporters.bank_files.layouts import ONE_OF_A_KIND, Layout, Role, likely_roles
from supporters.bank_files.reading import explain_columns
from supporters.models import BankLayout, StatementLine
from supporters.money.bank_statements import Taken, kept_layouts, take_statement

WAITING = "bank_file"  # the file's place in the session, until its columns have names
LABELS = {
    Role.NOTHING: gettext_lazy("nothing we need"),
    Role.DAY: gettext_lazy("the day"),
    Role.PAYER: gettext_lazy("who paid"),
    Role.WORDS: gettext_lazy("words or reference"),
    Role.AMOUNT: gettext_lazy("the amount, with a minus for what went out"),
    Role.PAID_IN: gettext_lazy("what came in"),
    Role.PAID_OUT: gettext_lazy("what went out"),
    Role.DIRECTION: gettext_lazy("a word for in or out"),
    Role.BALANCE: gettext_lazy("the balance"),
    Role.ACCOUNT: gettext_lazy("the account"),
    Role.CURRENCY: gettext_lazy("the currency"),
    Role.STATUS: gettext_lazy("whether it was made"),
}
SINGLE = {*ONE_OF_A_KIND, Role.AMOUNT, Role.PAID_IN, Role.PAID_OUT, Role.DIRECTION}


class ColumnsForm(forms.Form):
    """One choice a column."""

    def __init__(self, *args, table, **options):
        super().__init__(*args, **options)
        self.table = table
        guessed = likely_roles(table.headings, table.sample, settings.CURRENCY)
        for place, role in enumerate(guessed):
            label = table.headings[place] if table.has_heading else _("Column %(number)s") % {"number": place + 1}
            self.fields[f"column-{place}"] = forms.ChoiceField(
                label=label or _("Column %(number)s") % {"number": place + 1},
                choices=LABELS.items(),
                required=False,
                initial=role,
            )

    @property
    def layout(self) -> Layout:
        roles = (Role(self.cleaned_data.get(name, "")) for name in self.fields)
        return Layout(tuple(roles), has_heading=self.table.has_heading)

    def clean(self) -> None:
        if self.errors:
            return
        layout = self.layout
        if not layout.is_enough:
            raise ValidationError(_("Name at least the day, an amount, and who paid or the words."))
        if Role.AMOUNT in layout.roles and Role.PAID_IN in layout.roles:
            raise ValidationError(_("Either one column has the amount with its sign, or one has what came in."))
        twice = [LABELS[role] for role in SINGLE if len(layout.places(role)) > 1]
        if twice:
            raise ValidationError(_("Only one column can be: %(what)s.") % {"what": ", ".join(map(str, twice))})


def keep_for_columns(request: HttpRequest, name: str, content: bytes) -> None:
    """In the session, so that nobody has to choose the file twice."""
    request.session[WAITING] = {"name": name, "content": base64.b64encode(content).decode()}


def columns_view(model_admin, request: HttpRequest) -> HttpResponse:
    """The first rows of the file, a choice above each column; then the file is read."""
    if not can(request.user, "match", StatementLine):
        raise PermissionDenied
    here = reverse("admin:supporters_statementline_match")
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("What are the columns?"),
        "opts": model_admin.opts,
    }
    waiting = request.session.get(WAITING)
    if waiting is None:
        return render(request, "admin/supporters/statementline/columns.html", context)
    content = base64.b64decode(waiting["content"])
    try:
        table = explain_columns(content, currency=settings.CURRENCY, kept=kept_layouts())
    except StatementUnreadable as error:
        del request.session[WAITING]
        messages.error(request, str(error))
        return HttpResponseRedirect(here)
    form = ColumnsForm(request.POST or None, table=table)
    if form.is_valid() and _reads(request, form, waiting["name"], content):
        del request.session[WAITING]
        return HttpResponseRedirect(here)
    context |= {"form": form, "name": waiting["name"]}
    return render(request, "admin/supporters/statementline/columns.html", context)


def _reads(request, form, name, content):
    """Keep the layout with the lines that it gives, or neither."""
    try:
        with transaction.atomic():
            _keep_layout(form, request.user)
            taken = take_statement(content=content, name=name, by=request.user)
            if not taken.new + taken.known and taken.unread:
                raise StatementUnreadable(_("No row could be read so: %(row)s") % {"row": taken.unread[0]})
    except StatementUnreadable as error:
        form.add_error(None, str(error))
        return False
    tell_taken(request, taken)
    return True


def _keep_layout(form, user):
    table = form.table
    BankLayout.objects.update_or_create(
        fingerprint=table.fingerprint,
        defaults={
            "headings": table.headings if table.has_heading else [],
            "has_heading": table.has_heading,
            "roles": [str(role) for role in form.layout.roles],
            "named_by": user,
            "named_at": timezone.now(),
        },
    )


def tell_taken(request: HttpRequest, taken: Taken) -> None:
    words = _("%(new)s new lines; %(known)s were known already.")
    messages.success(request, words % {"new": taken.new, "known": taken.known})
    if taken.doubtful:
        words = ngettext(
            "%(count)s of them may be a second copy of a payment: look at it before you record it.",
            "%(count)s of them may be second copies of payments: look at them before you record them.",
            taken.doubtful,
        )
        messages.warning(request, words % {"count": taken.doubtful})
    for doubt in taken.doubts:
        messages.warning(request, doubt)
    for unread in taken.unread[:10]:
        messages.warning(request, _("Could not be read: %(line)s") % {"line": unread})
