"""What will be paid and when, in words: one sentence for the page, the letter and the form."""

from django.contrib.humanize.templatetags.humanize import ordinal
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.money import format_amount
from supporters.models.pages import Frequency

LAST_DAY_IN_EVERY_MONTH = 28


def day_of_month(day):
    """“the 22nd”; of days that some months lack it is the last one, whichever month it is."""
    if day.day > LAST_DAY_IN_EVERY_MONTH:
        return _("the last day")
    return _("the %(day)s") % {"day": ordinal(day.day)}


def what_will_be_paid(*, amount, currency, frequency, today):
    return sentence(
        frequency, printed=format_amount(amount, currency), a_year=format_amount(amount * 12, currency), today=today
    )


def promise_with_blanks(frequency):
    """The same sentence for a form that is not filled in yet: as it reads at first, and with blanks for its script."""
    today = timezone.localdate()
    facts = {"day": day_of_month(today), "date": date_format(today, "j F")}
    unsaid = {
        Frequency.ONCE: _("You will pay the amount you choose, once. It does not repeat."),
        Frequency.MONTH: _(
            "You will pay the amount you choose now, and again on %(day)s of every month, until you stop."
        ),
        Frequency.YEAR: _(
            "You will pay the amount you choose now, and again on %(date)s of every year, until you stop."
        ),
    }
    return unsaid[frequency] % facts, sentence(frequency, printed="{amount}", a_year="{a_year}", today=today)


def sentence(frequency, *, printed, a_year, today):
    amounts = {"amount": printed, "a_year": a_year}
    if frequency == Frequency.MONTH:
        words = _("You will pay %(amount)s now and %(amount)s on %(day)s of every month, until you stop.")
        words %= amounts | {"day": day_of_month(today)}
        return f"{words} {_('That is %(a_year)s over a year.') % amounts}" if a_year else words
    if frequency == Frequency.YEAR:
        words = _("You will pay %(amount)s now and %(amount)s on %(date)s of every year, until you stop.")
        return words % (amounts | {"date": date_format(today, "j F")})
    return _("You will pay %(amount)s once. It does not repeat.") % amounts
