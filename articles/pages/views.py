"""The pages that readers read. All of them start at `Edition.objects.live()`."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from articles.body.rendering import data_block
from articles.fronts.fill import section_front
from articles.models import (
    Article,
    Author,
    AuthorListing,
    Correction,
    Edition,
    Series,
    Topic,
    TopicListing,
    Video,
)
from articles.pages.front_cards import ReadyStories, section_called, slots_of
from articles.pages.live_story import live_page
from articles.pages.old_addresses import leads_to
from articles.pages.read_counter import count_reader
from articles.pages.ready_story import ready_story
from articles.pages.series import stories_of
from articles.pages.shared_draft import draft_page
from articles.pages.subject_data import author_data, subject_data, video_data
from articles.publishing.draft_links import opened
from common.frames import let_in
from common.languages import speaking
from common.live_parts import frame
from common.pagination import Page, page_of
from common.redirects import redirect_for_now
from common.request_source import Source, source_of
from common.site_version import uses

# Set by the project: what else has addresses like those of sections.
beside_sections: Callable[[HttpRequest, str], HttpResponse] | None = None


@require_safe
def article(request, section, slug, pk) -> HttpResponse:
    uses(f"story:{pk}")
    story = ready_story(pk)
    if story is None:
        return not_here(request, pk)
    if request.path != story.get_absolute_url:
        # Other systems end their slugs with numbers too, which are not ours.
        return redirect_for_now(request, leads_to(request.path) or story.get_absolute_url)
    page = live_page(request, story)
    return let_in(HttpResponse(page), story.frames)


def not_here(request, pk) -> HttpResponse:
    """A story that readers once had is gone (410); any other has never been (404)."""
    if (there := leads_to(request.path)) and there != request.path:
        return redirect_for_now(request, there)
    article = get_object_or_404(Article.objects.with_standing(), pk=pk)
    if not article.was_live:
        raise Http404
    instead = article.withdrawn_to_id and Edition.objects.live().filter(article_id=article.withdrawn_to_id).first()
    if instead:
        uses(f"story:{instead.article_id}")
        return redirect_for_now(request, instead)
    return render(request, "410.html", {"notice": article.withdrawal_notice}, status=410)


@require_safe
def section(request, slug) -> HttpResponse:
    section = section_called(slug)
    if section is None:
        return beside_sections(request, slug)
    is_first = "before" not in request.GET
    slots, cursor = slots_of(section) if is_first else [], request.GET.get("before", "")
    front = section_front(section, slots=slots, cursor=cursor, stories=ReadyStories(section))
    context = {"section": section, "blocks": front.blocks, "page": front.page, "is_first": is_first}
    context |= {"frame": frame(request), "linked_data": data_block(subject_data(section))}
    return render(request, "articles/section_detail.html", context)


@require_safe
def topic(request, slug) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    listed = TopicListing.objects.live().filter(topic=topic)
    return _list(
        request, "articles/topic_detail.html", listed, topic=topic, linked_data=data_block(subject_data(topic))
    )


@require_safe
def series(request, slug) -> HttpResponse:
    series = get_object_or_404(Series, slug=slug)
    stories = list(stories_of(series))
    if not stories:  # its name alone would say what is yet to come
        raise Http404
    context = {"series": series, "page": Page(stories, ""), "linked_data": data_block(subject_data(series))}
    return render(request, "articles/series_detail.html", context)


@require_safe
def author(request, slug) -> HttpResponse:
    author = get_object_or_404(Author.objects.select_related("portrait"), slug=slug)
    listed = AuthorListing.objects.live().filter(author=author)
    data = data_block(author_data(author))
    return _list(request, "articles/author_detail.html", listed, author=author, linked_data=data)


def _list(request, template, listed, **context):
    page = page_of(listed, by="first_published_at", then="edition_id", cursor=request.GET.get("before", ""))
    page.rows = [listing.edition for listing in page.rows]
    return render(request, template, {"page": page, "is_first": "before" not in request.GET, **context})


@require_safe
def video(request, slug, pk) -> HttpResponse:
    video = get_object_or_404(Video.objects.live().select_related("poster"), pk=pk)
    if request.path != video.get_absolute_url():
        return redirect_for_now(request, video)
    context = {"video": video, "linked_data": data_block(video_data(video))}
    return render(request, "articles/video_detail.html", context)


@require_safe
def videos(request) -> HttpResponse:
    live = Video.objects.live().select_related("poster")
    page = page_of(live, by="published_at", cursor=request.GET.get("before", ""))
    context = {"page": page, "is_first": "before" not in request.GET, "title": _("Films")}
    return render(request, "articles/videos.html", context)


@require_safe
def draft(request, token) -> HttpResponse:
    """One version of a story for whoever was given the link; kept by nobody, found by no search engine."""
    link = opened(token=token, request=request)
    if link is None:
        response = render(request, "articles/draft_closed.html", status=404)
    else:
        page = draft_page(link)
        with speaking(page.edition.language):
            response = render(request, "articles/draft.html", {"page": page, "edition": page.edition, "link": link})
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response


@require_safe
def corrections(request) -> HttpResponse:
    made = Correction.objects.of_live_stories().prefetch_related("superseded_by")
    page = page_of(made, by="made_at", cursor=request.GET.get("before", ""))
    wanted = [correction.article_id for correction in page.rows]
    stories = {edition.article_id: edition for edition in Edition.objects.live().filter(article__in=wanted).for_cards()}
    rows = [(correction, stories[correction.article_id]) for correction in page.rows]
    context = {"rows": rows, "page": page, "is_first": "before" not in request.GET, "title": _("Corrections")}
    return render(request, "articles/corrections.html", context)


@csrf_exempt
@require_POST
def read(request, pk) -> HttpResponse:
    """The beacon of a page that was open long enough to be read. It answers alike whether it counted or not."""
    if source_of(request) is Source.OURS:
        count_reader(request=request, article_id=pk)
    return HttpResponse(status=204)
