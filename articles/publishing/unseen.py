"""What a story places that readers would not see: a draft poll, a picture past its rights, a film or story not live."""

import datetime as dt
from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.body.document import Placed
from articles.body.lines import LineAbout
from articles.library.checks import files_of_story
from articles.models import Article, Edition, Picture, Video
from articles.models.library import LibraryFile
from polls.models import Poll


def may_be_shown(shown: Picture | Poll | Video | Edition | LibraryFile) -> bool:
    """Whether readers may see a thing that a live story shows, at this moment."""
    if isinstance(shown, Picture | LibraryFile):
        return shown.may_be_shown()
    if isinstance(shown, Poll):
        return shown.state != Poll.State.DRAFT
    return not isinstance(shown, Video) or shown.is_live()


def draft_polls(placed: Sequence[Placed]) -> QuerySet[Poll]:
    return Poll.objects.filter(pk__in=_ids(placed, "poll"), state=Poll.State.DRAFT).order_by("pk")


def reasons_about_polls(placed: Sequence[Placed]) -> list[str]:
    """A story that asks readers has to ask them: its poll is opened with it, or taken out."""
    if not _ids(placed, "poll"):
        return []
    message = _("The poll “%(poll)s” is a draft, which readers do not see: open it with the story, or take it out.")
    return [LineAbout("poll", poll.pk, message % {"poll": poll}) for poll in draft_polls(placed)]


def advice_on_unseen(article: Article, placed: Sequence[Placed], at: dt.datetime | None = None) -> list[str]:
    """What else of the story readers would miss at that moment; the story goes out without it."""
    at = at or timezone.now()
    return [*_about_pictures(article, placed, at), *_about_files(placed, at), *about_films_and_stories(placed, at)]


def about_films_and_stories(placed: Sequence[Placed], at: dt.datetime | None = None) -> list[str]:
    at = at or timezone.now()
    return [*_about_films(placed, at), *_about_stories(placed, at)]


def _about_pictures(article, placed, at):
    ids = [pk for pk in [article.lead_picture_id, article.social_picture_id, *_ids(placed, "picture")] if pk]
    if not ids:
        return []
    message = _("The rights to “%(picture)s” have ended: readers do not see it.")
    pictures = Picture.objects.filter(pk__in=ids).order_by("pk")
    ended = [picture for picture in pictures if picture.rights_have_ended(at)]
    return [LineAbout("picture", picture.pk, message % {"picture": picture}) for picture in ended]


def _about_files(placed, at):
    message = _("The rights to “%(file)s” have ended: readers do not see it.")
    ended = [held for held in files_of_story(placed) if held.rights_have_ended(at)]
    return [LineAbout(held.PLACED_AS, held.pk, message % {"file": held}) for held in ended]


def _about_films(placed, at):
    if not (ids := _ids(placed, "video")):
        return []
    message = _("The film “%(film)s” is not shown yet: readers do not see it.")
    films = Video.objects.filter(pk__in=ids, published_at__gt=at).order_by("pk")
    return [LineAbout("video", film.pk, message % {"film": film}) for film in films]


def _about_stories(placed, at):
    if not (ids := _ids(placed, "linked")):
        return []
    live = Edition.objects.live(at=at).filter(article__in=ids).values("article")
    message = _("The story “%(story)s” is not live: readers see no link to it.")
    unseen = Article.objects.filter(pk__in=ids).exclude(pk__in=live).order_by("pk")
    return [LineAbout("linked", story.pk, message % {"story": story}) for story in unseen]


def _ids(placed, kind):
    return [thing.pk for thing in placed if thing.kind == kind]
