"""What the desk does for somebody at the counter or on the telephone: find their pledge, or enter a new one."""

import uuid

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminRadioSelect
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.ask_page import Question
from common.can import can
from common.form_fields import CleanCharField, CleanEmailField
from common.money_field import AmountField
from common.payment_reference import read_reference
from common.reference_likeness import likely_references, references_in
from supporters.admin.act_page import act_page
from supporters.admin.recording import ReceivedOnField
from supporters.giving.at_the_desk import FirstPayment, enter_pledge
from supporters.giving.name_field import refuse_links
from supporters.giving.promise import Promise
from supporters.models import ContributionPage, Payment, Pledge
from supporters.models.pages import Frequency

SHOWN = 20
NOT_YET = ("", gettext_lazy("Not yet"))


class EnterPledgeForm(forms.Form):
    """Who gives what, how they told us, and whether the money came with it."""

    name = CleanCharField(label=gettext_lazy("Name"), max_length=80, validators=[refuse_links])
    organisation = CleanCharField(label=gettext_lazy("Organisation"), max_length=120, required=False)
    email = CleanEmailField(
        label=gettext_lazy("E-mail"), max_length=254, help_text=gettext_lazy("For how to pay and the receipt.")
    )
    frequency = forms.ChoiceField(
        label=gettext_lazy("How often"), choices=Frequency, widget=AdminRadioSelect(attrs={"class": "radiolist"})
    )
    how = forms.ChoiceField(
        label=gettext_lazy("How they told us"),
        choices=[
            ("at the counter", gettext_lazy("At the counter")),
            ("by telephone", gettext_lazy("By telephone")),
            ("by letter", gettext_lazy("By letter")),
        ],
        widget=AdminRadioSelect(attrs={"class": "radiolist"}),
    )
    method = forms.ChoiceField(
        label=gettext_lazy("First payment"),
        choices=[NOT_YET, *[(method.value, method.label) for method in Payment.OFFICE_METHODS]],
        required=False,
        widget=AdminRadioSelect(attrs={"class": "radiolist"}),
        help_text=gettext_lazy("If the money came with the pledge, all of it is recorded and the receipt is sent."),
    )
    received_on = ReceivedOnField(label=gettext_lazy("Received on"), required=False)
    submission_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["name", "organisation", "email", "amount", "frequency", "how", "method", "received_on"]

    def __init__(self, *args, page, **options):
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(
            label=_("Amount"), currency=page.currency, minimum=page.minimum, maximum=page.maximum
        )
        self.order_fields(self.field_order)

    def first_payment(self) -> FirstPayment | None:
        method = self.cleaned_data["method"]
        return FirstPayment(method, self.cleaned_data["received_on"] or timezone.localdate()) if method else None


def enter_pledge_view(model_admin, request: HttpRequest) -> HttpResponse:
    """One form; sending it twice makes one pledge."""
    if not can(request.user, "add", Pledge):
        raise PermissionDenied
    page = ContributionPage.objects.default()
    if page is None:
        messages.error(request, _("There is no contribution page. Make one first: it says in which currency."))
        return HttpResponseRedirect(reverse("admin:supporters_pledge_changelist"))
    fresh = {
        "submission_key": uuid.uuid4(),
        "frequency": "once",
        "how": "at the counter",
        "received_on": timezone.localdate(),
    }
    form = EnterPledgeForm(request.POST or None, page=page, initial=fresh)
    if form.is_valid():
        pledge, is_new = _enter(form, page, request.user)
        _tell_entered(request, pledge, is_new)
        return HttpResponseRedirect(reverse("admin:supporters_pledge_change", args=[pledge.pk]))
    question = Question(
        title=_("Enter a pledge"),
        words=[_("For somebody at the counter, on the telephone or by letter. Its reference is made for you.")],
        form=form,
        button=_("Enter it, and send the letter"),
        leave=_("Cancel"),
    )
    return act_page(model_admin, request, question)


def _enter(form, page, user):
    data = form.cleaned_data
    promise = Promise(
        page=page,
        name=data["name"],
        email=data["email"],
        organisation=data["organisation"],
        frequency=data["frequency"],
        amount_minor=data["amount"],
        source=data["how"],
        by=user,
    )
    return enter_pledge(submission_key=data["submission_key"], promise=promise, first_payment=form.first_payment())


def _tell_entered(request, pledge, is_new):
    if not is_new:
        messages.warning(request, _("This pledge was entered before."))
        return
    words = _("Entered: reference %(reference)s. The letter goes to %(email)s.")
    messages.success(request, words % {"reference": pledge.spaced_reference, "email": pledge.supporter.email})


def find_pledge_view(model_admin, request: HttpRequest) -> HttpResponse:
    """For which pledge is the money? A whole reference leads to the form at once; other words give a list."""
    if not can(request.user, "record_payment", Pledge):
        raise PermissionDenied
    asked = request.GET.get("q", "").strip()
    pledges = _found(model_admin, request, asked) if asked else []
    if len(pledges) == 1 and pledges[0].reference == read_reference(asked):
        return HttpResponseRedirect(reverse("admin:supporters_pledge_record_payment", args=[pledges[0].pk]))
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Record a payment"),
        "opts": model_admin.opts,
        "asked": asked,
        "pledges": pledges,
        "may_enter": can(request.user, "add", Pledge),
    }
    return render(request, "admin/supporters/pledge/find.html", context)


def _found(model_admin, request, asked):
    """By reference, also with a slip in it, else by name or address."""
    pledges = Pledge.objects.select_related("supporter").newest_first()
    for references in (references_in, likely_references):
        named = list(pledges.filter(reference__in=references(asked)[:500])[:SHOWN])
        if named:
            return named
    rows, _may_repeat = model_admin.get_search_results(request, pledges, asked)
    return list(rows.distinct()[:SHOWN])
