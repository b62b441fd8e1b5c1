"""What stories are filed under and who made them, as plain values."""

from collections.abc import Iterator

from articles.exporting.facts import KeyOf
from articles.models import Author, Edition, Section, Series, Topic
from common.linked_data import whole_address


def authors(key_of: KeyOf) -> Iterator[dict]:
    """Everybody who has a page. Nothing of their logins."""
    for author in Author.objects.select_related("portrait").order_by("name", "pk").iterator():
        portrait = author.shown_portrait
        told = {
            "slug": author.slug,
            "name": author.name,
            "title": author.title,
            "biography": author.biography,
            "email": author.email,
            "portrait": key_of(portrait) if portrait else "",
            "address": whole_address(author.get_absolute_url()),
        }
        yield _filled(told)


def sections() -> Iterator[dict]:
    for section in Section.objects.select_related("parent").in_order():
        parent = section.parent.slug if section.parent else ""
        told = {"parent": parent, "standfirst": section.standfirst, "position": section.position or ""}
        yield _filled(_named(section) | told)


def topics() -> Iterator[dict]:
    for topic in Topic.objects.order_by("name", "pk").iterator():
        yield _filled(_named(topic) | {"standfirst": topic.standfirst})


def series() -> Iterator[dict]:
    """Those of which readers have a story: the name of another would say what is yet to come."""
    live = Edition.objects.live().values("article")
    for one in Series.objects.filter(parts__article__in=live).distinct().by_name():
        yield _filled(_named(one) | {"standfirst": one.standfirst})


def _named(term):
    return {"slug": term.slug, "name": term.name, "address": whole_address(term.get_absolute_url())}


def _filled(told):
    return {name: value for name, value in told.items() if value != ""}
