"""What is done with the paper's own pages: save one, find one, and know which words their addresses take."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from articles.body.document import Placed, things_placed
from articles.body.rendering import Html, Objects, Renderer
from articles.models import Picture
from articles.pictures.usage import Beside
from common.site_version import remembered
from newsroom.paper.identity import Paper
from newsroom.paper.models import FormerAddress, Page, PagePicture

TEMPLATES = {"picture": "components/picture_figure.html", "gallery": "components/gallery.html"}
TEMPLATES |= {"table": "components/table.html", "quote": "components/pull_quote.html"}


@dataclass(frozen=True)
class OwnPages:
    """The live pages as the footer lists them, and where links to their former addresses lead."""

    live: list[Page]
    former: dict[str, str]

    def of_group(self, group: str) -> list[Page]:
        return [page for page in self.live if page.group == group]

    def called(self, slug: str) -> Page | None:
        return next((page for page in self.live if page.slug == slug), None)


@transaction.atomic
def save_page(*, page: Page, is_substantive: bool) -> None:
    """Write the page, and leave behind the address that it had. Readers are told of a change that is substantive."""
    before = Page.objects.filter(pk=page.pk).values_list("slug", "is_live").first() if page.pk else None
    if page.is_live and (is_substantive or page.changed_on is None):
        page.changed_on = timezone.localdate()
    if before:
        page.version += 1
    page.save()
    _keep_pictures(page)
    FormerAddress.objects.filter(slug=page.slug).delete()
    if before and before[0] != page.slug:
        FormerAddress.objects.update_or_create(slug=before[0], defaults={"page": page})


def _keep_pictures(page):
    shown = Picture.objects.filter(pk__in=_pictures_in(page.body))
    page.pictures.exclude(picture__in=shown).delete()
    rows = [PagePicture(page=page, picture=picture) for picture in shown]
    PagePicture.objects.bulk_create(rows, ignore_conflicts=True)


def _pictures_in(body):
    return [thing.pk for thing in things_placed(body) if thing.kind == "picture"]


def shown_beside_stories() -> list[Beside]:
    """What the paper shows pictures in beside its stories."""
    papers = Paper.objects.all()
    pages = PagePicture.objects.select_related("page")
    return [Beside(pages, "picture"), Beside(papers, "logo"), Beside(papers, "sharing_picture")]


def own_pages() -> OwnPages:
    """What every page's footer says of them, remembered until one of them changes."""
    return remembered("own-pages", ["site"], _fetched)


def _fetched():
    live = list(Page.objects.live().in_order().defer("body"))
    addresses = {page.pk: page.get_absolute_url() for page in live}
    former = FormerAddress.objects.filter(page__in=addresses).values_list("slug", "page")
    return OwnPages(live, {slug: addresses[page] for slug, page in former})


def taken_slugs() -> set[str]:
    """The words that pages have, or had: no section can be called so."""
    return {*Page.objects.values_list("slug", flat=True), *FormerAddress.objects.values_list("slug", flat=True)}


def drawn_blocks(page: Page, *, templates: dict[str, str] = TEMPLATES, medium: str = "page") -> list[Html]:
    """The body, drawn as a story's is. Of the things that can be placed, only pictures stand in these pages."""
    wanted = _pictures_in(page.body)
    found = Picture.objects.in_bulk(wanted) if wanted else {}
    shown = {Placed("picture", pk): picture for pk, picture in found.items() if picture.may_be_shown()}
    return Renderer(Objects(shown), templates=templates, medium=medium).blocks(page.body)
