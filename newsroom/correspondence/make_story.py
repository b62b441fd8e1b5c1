"""A draft story from letters to the editor. What is done to it then is the desk's work, as with any story."""

import re
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _

from articles.models import Article
from articles.models.story import Label
from articles.publishing.compose import read_placements
from newsroom.correspondence.letters import LetterToTheEditor


class NothingToPrint(Exception):
    """All of these letters stand in a story already, or are declined."""


@transaction.atomic
def make_story(*, letters: Sequence[LetterToTheEditor], by: User) -> Article:
    """One draft of all that stand in none yet, the oldest first, each under its words with its writer's name and town.

    Raises NothingToPrint.
    """
    free = LetterToTheEditor.objects.select_for_update().confirmed().filter(story=None, declined_at=None)
    rows = list(free.filter(pk__in=[letter.pk for letter in letters]).oldest_first())
    if not rows:
        raise NothingToPrint
    about = {letter.answers for letter in rows}
    answered = about.pop() if len(about) == 1 else None
    headline = _("Letter: %(headline)s") % {"headline": answered.headline} if answered else _("Letters to the editor")
    article = Article.objects.create(
        headline=Truncator(headline).chars(160),
        slug=slugify(headline)[:80],
        label=Label.LETTER,
        section=answered.section if answered else None,
        body="".join(map(_as_html, rows)),
        created_by=by,
        changed_by=by,
    )
    read_placements(article=article)
    now = timezone.now()
    for letter in rows:
        letter.story, letter.accepted_at = article, letter.accepted_at or now
        letter.save(update_fields=["story", "accepted_at"])
    return article


def _as_html(letter):
    paragraphs = [" ".join(words.split()) for words in re.split(r"\n\s*\n", letter.words)]
    said = format_html_join("", "<p>{}</p>", ((words,) for words in paragraphs if words))
    signed = format_html("<p><strong>{}</strong>, {}</p>", letter.name, letter.town)
    if not letter.answers_id:
        return said + signed
    return said + signed + format_html('<div data-embed="related" data-id="{}"></div>', letter.answers_id)
