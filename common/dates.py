"""Moments as the desk reads them: in the paper's time, with the zone where a mistake would be dear."""

from django.utils import timezone
from django.utils.formats import date_format


def in_words(moment):
    """The zone is asked of the clock: in the hour that comes twice a year, Django's own format would leave it out."""
    local = timezone.localtime(moment)
    return f"{date_format(local, 'j F Y, H:i')} {local:%Z}"


def briefly(moment):
    """For lists, where most moments are of this year."""
    moment = timezone.localtime(moment)
    return date_format(moment, "j M, H:i" if moment.year == timezone.localtime().year else "j M Y")
