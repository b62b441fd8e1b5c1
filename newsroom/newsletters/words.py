"""What readers are told of a letter in the paper's own words."""

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from common.paper import paper_name


def agreed_words(letter: str) -> str:
    facts = {"letter": letter, "paper": paper_name()}
    return _("Send me “%(letter)s” of %(paper)s by e-mail. I can leave with one click at any time.") % facts


def days(weekdays: str) -> str:
    known = {"1234567": _("Every day"), "12345": _("Monday to Friday")}
    return known.get(weekdays) or ", ".join(str(WEEKDAYS[int(day) - 1]) for day in weekdays)
