"""What readers open: the list by day, and the same as a calendar."""

import datetime as dt

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.body.rendering import data_block
from newsroom.events.calendar import calendar_of
from newsroom.events.listing import listing_data, listing_from
from newsroom.events.models import Event

IN_CALENDAR = 500


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """From today, or from the day that `after` names. A day that is over, or none, leads to today's list."""
    today = timezone.localdate()
    asked = request.GET.get("after")
    try:
        day = today if asked is None else dt.date.fromisoformat(asked)
    except ValueError:
        day = dt.date.min
    if day < today or asked == today.isoformat():
        return HttpResponseRedirect(request.path)
    listing = listing_from(day, today=today)
    context = {
        "listing": listing,
        "is_first": asked is None,
        "title": _("Events"),
        "linked_data": data_block(listing_data(listing.events)),
    }
    return render(request, "events/events.html", context)


@require_safe
def calendar(_request: HttpRequest) -> HttpResponse:
    events = Event.objects.live().not_over(timezone.localdate()).in_order()[:IN_CALENDAR]
    return HttpResponse(calendar_of(events), content_type="text/calendar; charset=utf-8")
