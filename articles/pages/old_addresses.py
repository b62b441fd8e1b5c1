"""Readers who come with an address that a page had elsewhere, or before."""

import re
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from articles.models import Edition, Entry, PathRedirect
from common.old_paths import NUMBERED

ENTRY = re.compile(r"/entry/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/?$")


def leads_to(address: str) -> str | None:
    """The address, here, of what an old one led to; for a story the one that answers for it, whatever became of it.

    An entry that readers had there leads to itself.
    """
    found = PathRedirect.objects.at(address)
    if found is None:
        return None
    if found.article is None:
        return found.target.get_absolute_url()
    begun = Edition.objects.filter(article=found.article_id, starts_at__lte=timezone.now())
    had = begun.select_related("section").order_by("-starts_at").first()
    if had is None:
        return None
    story = reverse("articles:article", args=[had.section.slug, had.slug, had.article_id])
    return f"{story}{_entry_in(address, had.article_id)}"


def _entry_in(address, story):
    """The end of the address of that entry, where the story has it."""
    named = ENTRY.search(address)
    uuid = named and UUID(named[1])
    is_told = uuid and Entry.objects.filter(story=story, uuid=uuid, position__isnull=False).exists()
    return f"entry/{uuid}/" if is_told else ""


def refer_by_number(request: HttpRequest) -> HttpResponseRedirect | None:
    """The answer to `/?p=123`, which other systems give out. Raises Http404 where nobody knows the number."""
    if not any(request.GET.get(name, "").isdigit() for name in NUMBERED):
        return None
    address = leads_to(request.get_full_path())
    if address is None:
        raise Http404
    return HttpResponseRedirect(address)
