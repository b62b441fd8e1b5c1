"""What the desk has to know of a story's pictures before it goes out: what stops it, and what its rights say."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.body.document import Placed, things_placed
from articles.body.lines import LineAbout
from articles.models import Article, Picture, Video
from articles.models.rights import HeldRights


def pictures_of(article: Article, placed: Sequence[Placed] | None = None) -> list[Picture]:
    """The lead picture, that for sharing and those in the text, galleries included, once each; one query.

    `placed` is what its body shows, for whoever has read the body already.
    """
    placed = things_placed(article.body) if placed is None else placed
    wanted = [
        article.lead_picture_id,
        article.social_picture_id,
        *(thing.pk for thing in placed if thing.kind == "picture"),
    ]
    found = Picture.objects.in_bulk({pk for pk in wanted if pk})
    return [found[pk] for pk in dict.fromkeys(wanted) if pk in found]


def reasons_about_pictures(article: Article, placed: Sequence[Placed] | None = None) -> list[str]:
    """No picture goes out without the name of who made it, nor unseen by those who cannot see."""
    reasons = []
    for picture in pictures_of(article, placed):
        no_credit, no_words = _wordings(article, picture)
        reasons += [] if picture.credit.strip() else [_about(picture, no_credit)]
        reasons += [] if picture.is_described else [_about(picture, no_words)]
    return reasons


def _wordings(article, picture):
    """What is said of a picture at its place without a credit, and without alternative text."""
    if picture.pk == article.lead_picture_id:
        return _("The lead picture has no credit."), _("The lead picture has no alternative text.")
    if picture.pk == article.social_picture_id:
        return _("The picture for sharing has no credit."), _("The picture for sharing has no alternative text.")
    return (
        _("A picture in the text has no credit: %(picture)s."),
        _("A picture in the text has no alternative text: %(picture)s."),
    )


def about_rights(article: Article, pictures: Iterable[Picture]) -> list[str]:
    """Which pictures readers will not see, or not for long, from the moment at which the story is to stand there."""
    limited = [picture for picture in pictures if picture.rights_until]
    at = _stands_from(article) if limited else None
    ending = _("The rights to “%(picture)s” end on %(day)s: the story stays, without it.")
    ended = _("The rights to “%(picture)s” ended on %(day)s: readers do not see it. Take another one.")
    return [
        *(_says(picture, ending) for picture in limited if picture.rights_end_soon(at)),
        *(_says(picture, ended) for picture in limited if picture.rights_have_ended(at)),
    ]


def about_origin(pictures: Iterable[Picture]) -> list[str]:
    """Readers are told of a picture that was made with AI, under the picture itself."""
    return [
        _about(
            picture,
            _("“%(picture)s” was made with AI (%(how)s): see that its caption says so."),
            how=picture.ai_system or picture.get_source_type_display(),
        )
        for picture in pictures
        if picture.is_made_with_ai
    ]


def about_films(article: Article) -> list[str]:
    """Whoever cannot hear a film in the text needs its words while it runs."""
    placed = [thing.pk for thing in things_placed(article.body) if thing.kind == "video"]
    films = Video.objects.without_subtitles().filter(pk__in=placed).order_by("pk") if placed else []
    told = _("The film “%(film)s” has no subtitles. Bring them, or say that nobody speaks in it.")
    return [LineAbout("video", film.pk, told % {"film": film}) for film in films]


def warnings_of(picture: Picture) -> list[str]:
    """In a few words, what keeps readers from this picture now or soon; said wherever the desk chooses it."""
    warnings = {
        _("made with AI"): picture.is_made_with_ai,
        _("no credit"): not picture.credit,
        _("no alternative text"): not picture.is_described,
    }
    return [*warnings_of_rights(picture), *(words for words, is_so in warnings.items() if is_so)]


def warnings_of_rights(held: HeldRights) -> list[str]:
    """That they have ended, or end soon."""
    day = date_format(held.rights_until, "j M Y") if held.rights_until else ""
    if held.rights_have_ended():
        return [_("rights ended %(day)s") % {"day": day}]
    return [_("rights end %(day)s") % {"day": day}] if held.rights_end_soon() else []


def _says(picture, words):
    return _about(picture, words, day=date_format(picture.rights_until, "j F Y"))


def _about(picture, words, **told):
    return LineAbout("picture", picture.pk, words % {"picture": picture, **told})


def _stands_from(article):
    """Now, or when the story is scheduled or its embargo ends."""
    scheduled = article.editions.scheduled().order_by("starts_at").first() if article.pk else None
    moments = [scheduled and scheduled.starts_at, article.embargoed_until, timezone.now()]
    return max(moment for moment in moments if moment)
