"""What a story's flags forbid at the publish gate: polls on a running case, protected names, open counts."""

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from articles.body.document import Placed
from articles.models import Article, Document, Picture, Sound, Video
from articles.models.story import OUTSIDE
from polls.models import Poll

WORDS = ("kicker", "headline", "standfirst", "slug", "lead_caption")
# What readers meet of a file that a story places, its name in the address among it.
WORDS_OF_FILES = {
    Document: ("title", "description", "file_name", "says"),
    Sound: ("title", "description", "file_name", "transcript"),
    Video: ("title", "standfirst", "slug", "transcript"),
}


def reasons_of_sensitivity(article: Article, placed: Sequence[Placed]) -> list[str]:
    """What the flags of a story forbid, given what its body shows."""
    return [*_reasons_about_polls(article, placed), *_reasons_about_names(article, placed)]


def _reasons_about_polls(article, placed):
    if not (article.active_proceedings or article.election):
        return []
    polls = Poll.objects.filter(pk__in=[thing.pk for thing in placed if thing.kind == "poll"])
    reasons = []
    if article.active_proceedings and polls:
        reasons.append(_("Proceedings are active: no poll may stand in this story."))
    if article.election and any(poll.results != Poll.Results.SEALED and not poll.is_closed() for poll in polls):
        reasons.append(_("The story is about an election: seal the poll’s result until it closes."))
    return reasons


def _reasons_about_names(article, placed):
    """Where a withheld name stands; never which one, for not everybody who publishes may know it."""
    names = [plain(name) for name in article.withheld_names.values_list("name", flat=True)]
    if not names:
        return []
    message = _("A withheld name stands in: %(place)s.")
    return [message % {"place": place} for place, text in words_of(article, placed) if gives_away(text, names)]


def words_of(article: Article, placed: Sequence[Placed]) -> Iterator[tuple[str, str]]:
    """All that readers would see of the story, each with what the desk calls it."""
    for name in (*WORDS, *OUTSIDE):
        yield article._meta.get_field(name).verbose_name, getattr(article, name)
    # Once with every tag as a gap and once without: a name must not hide behind bold letters.
    yield _("body"), re.sub(r"<[^>]*>", " ", article.body)
    yield _("body"), re.sub(r"<[^>]*>", "", article.body)
    placed_ids = [thing.pk for thing in placed if thing.kind == "picture"]
    pictures = [pk for pk in (article.lead_picture_id, article.social_picture_id, *placed_ids) if pk]
    for picture in Picture.objects.filter(pk__in=pictures):
        yield _("caption of a picture"), picture.caption
        yield _("alternative text of a picture"), picture.alt
    yield from _words_of_files(placed)
    for topic in article.topics.all():
        yield _("topics"), topic.name


def _words_of_files(placed):
    for model, names in WORDS_OF_FILES.items():
        kind = model._meta.model_name
        wanted = [thing.pk for thing in placed if thing.kind == kind]
        for row in model.objects.filter(pk__in=wanted) if wanted else ():
            yield model._meta.verbose_name, " ".join(getattr(row, name) for name in names)


def plain(text: str) -> str:
    """Letters and figures alone, so that no accent, hyphen, capital or invisible sign hides a name."""
    text = unicodedata.normalize("NFKD", html.unescape(text)).casefold()
    kept = (sign for sign in text if unicodedata.category(sign) not in {"Mn", "Cf"})
    return " ".join(re.sub(r"[^\w]+|_", " ", "".join(kept)).split())


def gives_away(text: str, names: list[str]) -> bool:
    text = f" {plain(text)} "
    return any(name and (f" {name} " in text or f" {name}s " in text) for name in names)
