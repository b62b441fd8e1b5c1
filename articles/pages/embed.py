"""A story and a film in another site's page: a card and a player in a frame, and what oEmbed tells of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from articles.imaging.renditions import CARD_SIZES, SHARE_SIZE
from articles.models import Article, Edition, Picture, Video
from common.languages import speaking
from common.linked_data import whole_address
from common.other_sites import Space, may_be_framed, oembed_answer
from common.redirects import redirect_for_now
from common.site_version import uses
from common.tombstones import notice_of

CARD = (540, 500)  # pixels: a picture of 3:2 with three lines each of headline and standfirst under it
CARD_OF_WORDS = (540, 220)
PLAYER = (640, 360)


@require_safe
@may_be_framed
def story_embed(request: HttpRequest, section: str, slug: str, pk: int) -> HttpResponse:
    """A live story as a card. In the place of one that was withdrawn stands that it was."""
    uses(f"story:{pk}")
    edition = _live(pk)
    if edition is None:
        article = get_object_or_404(Article.objects.with_standing(), pk=pk)
        if not article.was_live:
            raise Http404
        return render(request, "articles/story_embed.html", {"notice": article.withdrawal_notice}, status=410)
    if request.path != (path := story_frame(edition)):
        return redirect_for_now(request, path)
    with speaking(edition.language):
        return render(request, "articles/story_embed.html", {"edition": edition})


@require_safe
@may_be_framed
def video_embed(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A film with its player, over the whole frame."""
    video = get_object_or_404(Video.objects.live().select_related("poster"), pk=pk)
    if request.path != (path := video_frame(video)):
        return redirect_for_now(request, path)
    return render(request, "articles/video_embed.html", {"video": video})


def story_frame(edition: Edition) -> str:
    return reverse("articles:embed", args=[edition.section.slug, edition.slug, edition.article_id])


def video_frame(video: Video) -> str:
    return reverse("articles:video_embed", args=[video.slug, video.pk])


def story_oembed(pk: int, space: Space) -> dict | None:
    """What oEmbed tells of the story, if readers have it: a stone holds before the database knows of it."""
    edition = _live(pk) if notice_of(pk) is None else None
    if edition is None:
        return None
    writers = edition.writers
    more = {"author_name": ", ".join(writer.name for writer in writers)} if writers else {}
    if len(writers) == 1:
        more["author_url"] = whole_address(writers[0].get_absolute_url())
    return oembed_answer(
        path=edition.get_absolute_url(),
        frame=story_frame(edition),
        title=edition.headline,
        words=edition.standfirst,
        size=space.cut(*(CARD if edition.shown_picture else CARD_OF_WORDS)),
        **more,
        **_thumbnail(edition, edition.shown_picture, space),
    )


def video_oembed(pk: int, space: Space) -> dict | None:
    """What oEmbed tells of the film, if readers have it."""
    video = Video.objects.live().select_related("poster").filter(pk=pk).first()
    if video is None:
        return None
    return oembed_answer(
        path=video.get_absolute_url(),
        frame=video_frame(video),
        title=video.title,
        words=video.standfirst,
        size=space.scaled(*PLAYER),
        type="video",
        **_thumbnail(video, video.shown_still, space),
    )


def _live(pk):
    return Edition.objects.live().filter(article_id=pk).with_writers().first()


def _thumbnail(shared: Edition | Video, picture: Picture | None, space):
    """The largest rendition of a known size for which there is space; without a picture the card, if it fits."""
    sizes = {"share": SHARE_SIZE}
    for width, height in sorted(CARD_SIZES, reverse=True) if picture else ():
        if picture.width >= width and picture.height >= height:  # else it was made no larger than the picture is
            sizes[f"webp_card_{width}"] = width, height
    name = next((name for name, size in sizes.items() if space.holds(*size)), None)
    if name is None:
        return {}
    width, height = sizes[name]
    url = whole_address(getattr(picture.file, name) if picture else shared.share_card.address)
    return {"thumbnail_url": url, "thumbnail_width": width, "thumbnail_height": height}
