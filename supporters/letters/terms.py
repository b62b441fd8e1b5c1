"""What will be paid and when, in words: the same for the page, the letter and the form."""

import datetime as dt

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from common.dates import ordinal
from common.money import format_amount
from supporters.models.pages import Frequency

DAYS_IN_EVERY_MONTH = 28
DAYS_IN_LONGEST_MONTH = 31


def day_of_month(day: dt.date) -> str:
    """“the 22nd”; the 31st is the last day, whichever month it is."""
    if day.day == DAYS_IN_LONGEST_MONTH:
        return _("the last day")
    return _("the %(day)s") % {"day": ordinal(day.day)}


def in_shorter_months(day: dt.date) -> str:
    """What every provider does with a day that some months lack; nothing of the others and of the last day."""
    if DAYS_IN_EVERY_MONTH < day.day < DAYS_IN_LONGEST_MONTH:
        return _("In shorter months: the last day.")
    return ""


def in_shorter_years(day: dt.date) -> str:
    if (day.month, day.day) == (2, 29):
        return _("In shorter years: 28 February.")
    return ""


def what_will_be_paid(*, amount: int, currency: str, frequency: str, today: dt.date) -> str:
    """The promise in words. The amount is in minor units; `today` is the day from which payments are counted."""
    return sentence(
        frequency, printed=format_amount(amount, currency), a_year=format_amount(amount * 12, currency), today=today
    )


def promise_with_blanks(frequency: str) -> tuple[str, str]:
    """The same promise for a form that is not filled in yet: as it reads at first, and with blanks for its script."""
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
    words = _joined(unsaid[frequency] % facts, _where_the_day_is_missing(frequency, today))
    return words, sentence(frequency, printed="{amount}", a_year="{a_year}", today=today)


def sentence(frequency: str, *, printed: str, a_year: str, today: dt.date) -> str:
    facts = {"amount": printed, "a_year": a_year, "day": day_of_month(today), "date": date_format(today, "j F")}
    words = {
        Frequency.ONCE: _("You will pay %(amount)s once. It does not repeat."),
        Frequency.MONTH: _("You will pay %(amount)s now and %(amount)s on %(day)s of every month, until you stop."),
        Frequency.YEAR: _("You will pay %(amount)s now and %(amount)s on %(date)s of every year, until you stop."),
    }
    in_all = _("That is %(a_year)s over a year.") if frequency == Frequency.MONTH else ""
    return _joined(words[frequency] % facts, _where_the_day_is_missing(frequency, today), in_all % facts)


def _where_the_day_is_missing(frequency, day):
    missing = {Frequency.MONTH: in_shorter_months, Frequency.YEAR: in_shorter_years}
    return missing[frequency](day) if frequency in missing else ""


def _joined(*sentences):
    return " ".join(filter(None, sentences))
