"""The addresses of a running story beside its own. Each asks first whether readers have the story."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from articles.models import Entry, EntryEdition, RunningStory
from articles.models.running import ON_A_PAGE
from articles.pages.old_addresses import leads_to
from articles.pages.ready_story import ReadyStory, ready_story
from articles.pages.running.entries import frames_of, shown_entries
from articles.pages.running.page import older_page
from articles.pages.views import not_here
from common.frames import let_in
from common.languages import speaking
from common.redirects import redirect_for_now
from common.site_version import uses

MOST_NEW = 50  # entries that are put into an open page; beyond that it is opened anew
ASK_AGAIN = "public, max-age=1"  # second: open pages ask every one and a half


@require_safe
def older(request: HttpRequest, section: str, slug: str, pk: int, number: int) -> HttpResponse:
    """A page of older entries."""
    story, answer = story_or_answer(request, pk, f"entries/{number}/", f"entries:{pk}:{max(number, 1) - 1}")
    if story is None:
        return answer
    page = older_page(RunningStory.objects.get(pk=pk), number, story.get_absolute_url)
    if page is None:
        raise Http404
    with speaking(story.language):
        answer = render(request, "articles/entries.html", {"page": page, "story": story, "title": story.headline})
    return let_in(answer, frames_of(page.entries))


@require_safe
def entry(request: HttpRequest, section: str, slug: str, pk: int, uuid: UUID) -> HttpResponse:
    """An entry's own address leads to where it stands for ever. One that was withdrawn is gone (410)."""
    story, answer = story_or_answer(request, pk, f"entry/{uuid}/", f"entries:{pk}")
    if story is None:
        return answer
    live = EntryEdition.objects.live().filter(story=pk, uuid=uuid).first()
    if live:
        page = f"{story.get_absolute_url}entries/{live.page}/#{live.anchor}"
        return HttpResponsePermanentRedirect(page)
    get_object_or_404(Entry, story=pk, uuid=uuid, position__isnull=False)
    return render(request, "410.html", {"notice": ""}, status=410)


@require_safe
def news(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """What a page that is open asks for again and again: how far the story is, alike for all. Under a kilobyte."""
    story, answer = story_or_answer(request, pk, "news/", f"entries:{pk}")
    if story is None:
        return answer
    running = RunningStory.objects.get(pk=pk)
    live = EntryEdition.objects.live().filter(story=pk)
    latest = live.newest_first().values_list("uuid", "news", "at")[:ON_A_PAGE]
    told = {
        "v": running.news,
        "n": live.count(),
        "over": running.is_over,
        "latest": [{"id": uuid.hex[:8], "v": number, "at": int(at.timestamp())} for uuid, number, at in latest],
    }
    answer = JsonResponse(told, json_dumps_params={"separators": (",", ":")})
    answer["Cache-Control"] = ASK_AGAIN
    return answer


@require_safe
def since(request: HttpRequest, section: str, slug: str, pk: int, number: int) -> HttpResponse:
    """A piece of HTML: the entries that came or changed after that number of the news, and those that went."""
    story, answer = story_or_answer(request, pk, f"since/{number}/", f"entries:{pk}")
    if story is None:
        return answer
    running = RunningStory.objects.get(pk=pk)
    if number > running.news:
        raise Http404
    live = EntryEdition.objects.live().filter(story=pk)
    new = list(live.filter(news__gt=number).select_related("author").newest_first()[: MOST_NEW + 1])
    is_too_much = len(new) > MOST_NEW
    gone = EntryEdition.objects.filter(story=pk, news__lte=number, ended_news__gt=number)
    with speaking(story.language):
        context = {
            "running": running,
            "is_too_much": is_too_much,
            "entries": [] if is_too_much else shown_entries(new, story=pk, story_url=story.get_absolute_url),
            "gone": gone.exclude(entry__in=live.values("entry")).values_list("uuid", flat=True),
        }
        answer = render(request, "articles/entries_since.html", context)
    answer["Cache-Control"] = ASK_AGAIN
    answer["X-Robots-Tag"] = "noindex"
    return answer


def story_or_answer(
    request: HttpRequest, pk: int, tail: str, *scopes: str
) -> tuple[ReadyStory | None, HttpResponse | None]:
    """The story if readers have it, it is told in entries and this is its address; else the answer that says so."""
    uses(f"story:{pk}", *scopes)
    story = ready_story(pk)
    if story is None:
        return None, not_here(request, pk)
    if not story.is_running:
        raise Http404
    address = f"{story.get_absolute_url}{tail}"
    if request.path == address:
        return story, None
    # At another address than its own, the number may be another paper's.
    there = leads_to(request.path)
    is_elsewhere = there and not there.startswith(story.get_absolute_url)
    return None, redirect_for_now(request, there if is_elsewhere else address)
