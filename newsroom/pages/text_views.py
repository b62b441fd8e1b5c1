"""The pages of the text edition: the same stories and polls as everywhere, through the same gate, as plain words."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.fronts.fill import section_front
from articles.models import Author, AuthorListing, Edition, FrontSlot, Section, Topic, TopicListing
from articles.pages.views import not_here
from common.languages import speaking
from common.pagination import page_of
from common.redirects import redirect_for_now
from newsroom.pages.front import compose_front
from newsroom.pages.text_edition import stories_in_order, text_story
from newsroom.paper.views import own_page_as_text
from polls.counting.tally import recount_if_due
from polls.models import Poll


@require_safe
def front(request) -> HttpResponse:
    composed = compose_front()
    context = {"front": composed, "stories": stories_in_order(composed.blocks), "full_url": reverse("front")}
    return render(request, "text/front.html", context)


@require_safe
def section(request, slug) -> HttpResponse:
    section = Section.objects.select_related("parent").filter(slug=slug).first()
    if section is None:
        return own_page_as_text(request, slug)
    cursor = request.GET.get("before", "")
    slots = [] if "before" in request.GET else list(FrontSlot.objects.live_on(section))
    shown = section_front(section, slots=slots, cursor=cursor)
    stories = [*stories_in_order(shown.blocks), *shown.page.rows]
    context = {"section": section, "stories": stories, "page": shown.page, "is_first": "before" not in request.GET}
    context |= {"title": section.name, "full_url": section.get_absolute_url()}
    return render(request, "text/section.html", context)


@require_safe
def topic(request, slug) -> HttpResponse:
    topic = get_object_or_404(Topic, slug=slug)
    return _list(request, topic, TopicListing.objects.live().filter(topic=topic))


@require_safe
def author(request, slug) -> HttpResponse:
    author = get_object_or_404(Author, slug=slug)
    return _list(request, author, AuthorListing.objects.live().filter(author=author))


def _list(request, subject, listed):
    page = page_of(listed, by="first_published_at", then="edition_id", cursor=request.GET.get("before", ""))
    stories = [listing.edition for listing in page.rows]
    context = {"subject": subject, "stories": stories, "page": page, "is_first": "before" not in request.GET}
    context |= {"title": subject.name, "full_url": subject.get_absolute_url(), "newest": request.path}
    return render(request, "text/list.html", context)


@require_safe
def story(request, section, slug, pk) -> HttpResponse:
    edition = Edition.objects.live().select_related("article__translation", "section").filter(article_id=pk).first()
    if edition is None:
        return not_here(request, pk)
    if (section, slug) != (edition.section.slug, edition.slug):
        return redirect_for_now(request, "text:story", edition.section.slug, edition.slug, pk)
    with speaking(edition.language):
        context = {"page": text_story(edition), "edition": edition, "title": edition.headline}
        return render(request, "text/story.html", context | {"full_url": edition.get_absolute_url()})


@require_safe
def poll(request, slug, pk) -> HttpResponse:
    poll = get_object_or_404(Poll.objects.public().with_choices(), pk=pk)
    if slug != poll.slug:
        return redirect_for_now(request, "text:poll", poll.slug, pk)
    if poll.is_closed():
        recount_if_due(poll=poll)
    context = {"poll": poll, "title": poll.question, "full_url": poll.get_absolute_url()}
    return render(request, "polls/poll_text.html", context)
