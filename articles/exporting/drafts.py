"""What lies on the desk and readers do not have: words that are not published yet, or not any more as they stand there.

A story that was withdrawn or taken down is none of it: its words are the paper's own affair.
"""

from collections.abc import Iterator

from django.db.models import Prefetch, QuerySet

from articles.exporting.facts import (
    DocumentFacts,
    FilmFacts,
    KeyOf,
    LinkFacts,
    PictureFacts,
    PollFacts,
    SoundFacts,
    as_values,
)
from articles.exporting.stories import (
    moment,
    public_editions,
    running_facts,
    social_picture,
    things_shown,
    values_of,
    words_of,
)
from articles.exporting.story_html import story_html
from articles.models import Article, ArticlePlacement, Byline, Takedown, Topic
from common import tombstones

FORM = "newsroom-draft/1"
STANDINGS = ("never", "scheduled", "changed", "live_scheduled")
CARE = ("sensitivity", "active_proceedings", "protected_identity", "abuse_or_suicide", "election", "needs_legal")


def drafts(*, key_of: KeyOf) -> Iterator[dict]:
    """Each as plain values, in the order in which they were begun."""
    for article in _on_desk().order_by("pk").iterator(chunk_size=100):
        shown = things_shown(article, key_of, may_be_shown=bool)
        lead = article.lead_picture
        told = {
            "form": FORM,
            "id": str(article.uuid),
            "version": article.version,
            **words_of(article),
            "standing": article.standing,
            "stage": article.stage,
            "is_template": article.is_template,
            "begun_at": moment(article.created_at),
            "changed_at": moment(article.changed_at),
            "embargoed_until": moment(article.embargoed_until),
            "planned_for": moment(article.scheduled_for),
            "care": {name: value for name in CARE if (value := getattr(article, name))},
            "html": story_html(article.body, shown),
            "picture": lead and as_values(PictureFacts.of(lead, key_of, caption=article.lead_caption)),
            "social_picture": social_picture(article, key_of, bool),
            "pictures": values_of(shown, PictureFacts),
            "films": values_of(shown, FilmFacts),
            "documents": values_of(shown, DocumentFacts),
            "sounds": values_of(shown, SoundFacts),
            "links": [fact.key for fact in shown.values() if isinstance(fact, LinkFacts)],
            "polls": [fact.as_dict() for fact in shown.values() if isinstance(fact, PollFacts)],
            "running": running_facts(article),
        }
        yield {name: value for name, value in told.items() if value not in ("", None, [])}


def _on_desk() -> QuerySet[Article]:
    down = Takedown.objects.standing().values("article")
    articles = Article.objects.on_desk().with_standing().filter(standing__in=STANDINGS)
    placed = ArticlePlacement.objects.select_related(
        "picture", "video__poster", "poll__tally", "linked", "document", "sound"
    )
    now = public_editions().select_related("section").defer("body")
    placed = placed.prefetch_related("poll__choices", Prefetch("linked__editions", now, to_attr="live_now"))
    rows = articles.exclude(pk__in=down).exclude(pk__in=list(tombstones.taken_down()))
    return rows.select_related("section", "lead_picture", "social_picture", "running").prefetch_related(
        Prefetch("bylines", Byline.objects.select_related("author")),
        Prefetch("topics", Topic.objects.order_by("name")),
        Prefetch("placements", placed),
    )
