"""The paper's own office: bank transfer, cheque and cash. Nobody is charged; the desk records what arrives."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from supporters.letters.terms import day_of_month, in_shorter_months
from supporters.models.pages import Frequency
from supporters.models.pledges import OFFICE
from supporters.providers.base import Instructions, Way


class Office:
    name = OFFICE
    label = gettext_lazy("Bank transfer, cheque or cash")
    calls_out = False
    capabilities = frozenset()

    def start(self, pledge) -> Instructions:
        """How to pay this pledge, by every way for which the desk has filled in where the money goes."""
        page = pledge.page
        ways = [
            page.account_number and self._transfer(pledge, page),
            page.cheque_payee and self._cheque(pledge, page),
            page.front_desk and self._cash(pledge, page),
        ]
        return Instructions(pledge.spaced_reference, [way for way in ways if way])

    def _transfer(self, pledge, page):
        facts = [
            (_("Account name"), page.account_name),
            (_("Sort code"), page.sort_code),
            (_("Account number"), page.account_number),
            (_("Reference"), pledge.spaced_reference),
            (_("Amount"), pledge.printed_amount),
        ]
        title = _("By standing order") if pledge.is_repeating else _("By bank transfer")
        return Way("transfer", title, self._transfer_steps(pledge), [fact for fact in facts if fact[1]])

    def _transfer_steps(self, pledge):
        if pledge.frequency == Frequency.MONTH:
            steps = _("Set up a standing order with your bank for %(day)s of every month. You alone can change it.")
            return f"{steps % {'day': day_of_month(pledge.made_on)}} {in_shorter_months(pledge.made_on)}".strip()
        if pledge.frequency == Frequency.YEAR:
            return _("Set up a yearly standing order with your bank. You alone can change it.")
        return _("Make one transfer with your bank and copy the reference exactly.")

    def _cheque(self, pledge, page):
        facts = [(_("Payable to"), page.cheque_payee), (_("On the back"), pledge.spaced_reference)]
        steps = _("Write the reference on the back and post it to us.")
        return Way("cheque", _("By cheque"), steps, [*facts, (_("Send to"), page.postal_address)])

    def _cash(self, pledge, page):
        facts = [(_("Where and when"), page.front_desk), (_("Give the reference"), pledge.spaced_reference)]
        return Way("cash", _("In cash"), _("Bring it to the front desk and ask for a slip."), facts)
