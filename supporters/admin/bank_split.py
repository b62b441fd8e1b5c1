"""One line of the bank that is money for several pledges, such as of a couple or a club."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.can import can
from common.form_fields import CleanCharField
from common.money import format_amount
from common.money_field import AmountField
from common.payment_reference import read_reference
from supporters.models import Pledge, StatementLine
from supporters.money.bank_matching import propose
from supporters.money.bank_statements import CannotRecord, split_line

SHARES = 6


class ShareForm(forms.Form):
    """A pledge, by its reference, and what of the line is for it."""

    reference = CleanCharField(
        label=gettext_lazy("Payment reference"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )

    def __init__(self, *args, currency, **options):
        super().__init__(*args, **options)
        self.fields["amount"] = AmountField(label=_("Amount"), currency=currency)

    def clean_reference(self) -> Pledge:
        typed = self.cleaned_data["reference"]
        pledge = Pledge.objects.filter(reference=read_reference(typed)).first()
        if pledge is None:
            raise ValidationError(_("No pledge has the reference %(reference)s."), params={"reference": typed})
        return pledge


class _Shares(forms.BaseFormSet):
    def clean(self) -> None:
        shares = self.shares()
        if not any(self.errors) and len(shares) < 2:
            raise ValidationError(_("Name at least two pledges; one alone is chosen on the page before."))

    def shares(self) -> list[tuple[Pledge, int]]:
        """Pairs of a pledge and its amount in minor units."""
        filled = [form.cleaned_data for form in self.forms if getattr(form, "cleaned_data", None)]
        return [(data["reference"], data["amount"]) for data in filled if "reference" in data and "amount" in data]


ShareFormSet = forms.formset_factory(ShareForm, formset=_Shares, extra=SHARES, max_num=SHARES, validate_max=True)


def split_view(model_admin, request: HttpRequest, pk: int) -> HttpResponse:
    """Say how much of a line is for which pledge. Together it has to be the line."""
    if not can(request.user, "match", StatementLine):
        raise PermissionDenied
    line = get_object_or_404(StatementLine, pk=pk)
    back = f"{reverse('admin:supporters_statementline_match')}#line-{line.pk}"
    if line.state != StatementLine.State.OPEN:
        messages.warning(request, _("This line was decided before."))
        return HttpResponseRedirect(back)
    shares = ShareFormSet(request.POST or None, initial=_first_shares(line), form_kwargs={"currency": line.currency})
    if request.method == "POST" and shares.is_valid() and _splits(request, line, shares):
        return HttpResponseRedirect(back)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Split over several pledges"),
        "opts": model_admin.opts,
        "line": line,
        "shares": shares,
        "back": back,
    }
    return render(request, "admin/supporters/statementline/split.html", context)


def _first_shares(line):
    """The pledges that the line names itself, each with its own amount."""
    ((_line, proposals),) = propose([line])
    named = [proposal.pledge for proposal in proposals if proposal.is_by_reference]
    return [{"reference": pledge.spaced_reference, "amount": pledge.amount} for pledge in named]


def _splits(request, line, shares):
    try:
        payments = split_line(line=line, shares=shares.shares(), by=request.user)
    except CannotRecord as refusal:
        shares.non_form_errors().append(str(refusal))
        return False
    printed = format_amount(sum(payment.amount for payment in payments), line.currency)
    words = _("%(amount)s recorded as %(count)s payments.")
    messages.success(request, words % {"amount": printed, "count": len(payments)})
    return True
