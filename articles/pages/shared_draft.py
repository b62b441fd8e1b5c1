"""The page that a shared draft shows."""

from django.utils import timezone

from articles.models import Author, DraftLink, Edition, EditionByline, Section, Topic
from articles.pages.story_page import StoryPage, preview_page


def draft_page(link: DraftLink) -> StoryPage:
    """The page of the frozen words, with the dates that they would have if they were published now."""
    now = timezone.now()
    known = {field.attname for field in Edition._meta.concrete_fields}
    fields = {name: value for name, value in link.words["fields"].items() if name in known}
    edition = Edition(**fields, article=link.article, starts_at=now, first_published_at=now, updated_at=now)
    if not Section.objects.filter(pk=edition.section_id).exists():
        edition.section = link.article.section
    authors = Author.objects.in_bulk([line["author_id"] for line in link.words["bylines"]])
    bylines = [
        EditionByline(author=authors[line["author_id"]], role=line["role"], position=line["position"])
        for line in link.words["bylines"]
        if line["author_id"] in authors
    ]
    topics = Topic.objects.filter(pk__in=link.words["topics"]).order_by("name")
    return preview_page(edition, bylines=bylines, topics=topics)
