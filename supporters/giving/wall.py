"""The list of supporters who wished to be named, without a word about what they gave."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from common.pagination import Page, page_of
from supporters.models import Recognition

SHOWN = 120


def names_on_the_wall(cursor="") -> Page:
    """The newest first; a name that stands there twice is one supporter who gave again."""
    page = page_of(Recognition.objects.on_the_wall().distinct(), by="moderated_at", cursor=cursor, size=SHOWN)
    once = {row.display_name.casefold(): row for row in reversed(page.rows)}
    page.rows = [row for row in page.rows if once.get(row.display_name.casefold()) is row]
    return page


@require_safe
def wall(request) -> HttpResponse:
    page = names_on_the_wall(request.GET.get("after", ""))
    context = {"names": page.rows, "older": page.older, "title": _("Our supporters")}
    return render(request, "supporters/wall.html", context)
