"""Take back what a run brought in, as far as nobody has worked with it since."""

from collections.abc import Iterable, Sequence
from itertools import batched

from django.db import transaction
from django.db.models import ProtectedError, RestrictedError

from articles.importing.items import Kind
from articles.models import (
    Article,
    ArticlePlacement,
    Correction,
    Edition,
    EditionPlacement,
    Entry,
    EntryEdition,
    PathRedirect,
    Series,
    SourceKey,
    Topic,
)
from articles.models.importing import ImportRun
from articles.search.index import forget
from polls.counting.past import forget_past_poll, state_of
from polls.models import Poll

# What would go with the story, or forget it.
IN_USE = ("acquisitions", "partner_takes", "draft_links", "comment_threads")
AT_ONCE = 50  # stories a transaction


def undo(*, run: ImportRun) -> list[str]:
    """Stories, then what they were filed under and showed. What was kept, in words: it was edited, or is in use."""
    kept: list[str] = []
    keys = SourceKey.objects.filter(run=run, kind=Kind.STORY, was_here=False).order_by("-pk")
    held, before = _without(keys.values_list("pk", flat=True), run, kept), None
    while held and len(held) != before:  # a story that another shows goes after that
        before, held = len(held), _without(held, run, kept)
    kept += _without_circle(held)
    PathRedirect.objects.filter(run=run).exclude(article__isnull=False).delete()
    kept += _polls_that_stay(run)
    for kind in ("author", "picture", "document", "sound", "topic", "section", "series"):
        keys = SourceKey.objects.filter(run=run, was_here=False, **{f"{kind}__isnull": False})
        for key in keys.select_related(kind).order_by("-pk"):  # what is inside another was made after it
            _delete(getattr(key, kind))
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.UNDONE)
    return kept


def _without(keys: Iterable[int], run: ImportRun, kept: list[str]) -> list[int]:
    """Delete the stories of these keys; those that something holds. What somebody worked with is kept for good."""
    held = []
    for some in batched(keys, AT_ONCE):
        with transaction.atomic():
            for key in SourceKey.objects.filter(pk__in=some).select_related("article").order_by("-pk"):
                if _was_worked_with(key, run):
                    kept.append(key.article.headline)
                elif not _delete_story(key.article):
                    held.append(key.pk)
    return held


def _without_circle(keys: Sequence[int]) -> list[str]:
    """Delete stories that hold each other alone, by their links, all or none; the headlines of what stays."""
    stay: list[str] = []
    going = set(SourceKey.objects.filter(pk__in=keys).values_list("article", flat=True))
    while going:
        with transaction.atomic():
            ArticlePlacement.objects.filter(article__in=going, linked__in=going).delete()
            EditionPlacement.objects.filter(edition__article__in=going, linked__in=going).delete()
            refused = {story.pk: story.headline for story in _stories(going) if not _delete_story(story)}
            if refused:
                transaction.set_rollback(True)
        stay += refused.values()
        going = going - refused.keys() if refused else set()
    return stay


def _stories(ids):
    return list(Article.objects.filter(pk__in=ids).order_by("-pk"))


def _was_worked_with(key: SourceKey, run: ImportRun) -> bool:
    """Whether an editor saved the story, or published it, since the run was over or a later one wrote it anew."""
    written_at = max(filter(None, [run.finished_at or run.beat_at, key.written_at]))
    later = Edition.objects.filter(article=key.article, composed_at__gt=written_at)
    own = EntryEdition.objects.filter(story=key.article, run=None)
    changed = Entry.objects.filter(story=key.article, changed_at__gt=written_at)
    return key.article.version != key.written_version or later.exists() or own.exists() or changed.exists()


def _delete_story(article: Article) -> bool:
    """Whether it could go: a vote, a gift, a correction, a partner or a letter that points at it holds it."""
    if any(getattr(article, name).exists() for name in IN_USE):
        return False
    try:
        with transaction.atomic():
            forget(article)
            # In one statement: what another took the place of goes with that.
            brought = Correction.objects.filter(article=article, run__isnull=False)
            brought._raw_delete(brought.db)
            EntryEdition.objects.filter(story=article).delete()
            Edition.objects.filter(article=article).delete()
            article.delete()
    except (ProtectedError, RestrictedError):
        return False
    return True


def _polls_that_stay(run: ImportRun) -> list[str]:
    """The questions of those that somebody changed since, or that a story shows; the others go."""
    stay = []
    for key in SourceKey.objects.filter(run=run, poll__isnull=False).order_by("-pk"):
        poll = Poll.objects.with_choices().get(pk=key.poll_id)
        if state_of(poll) != key.written_sha or not _delete_poll(poll):
            stay.append(poll.question)
    return stay


def _delete_poll(poll):
    try:
        forget_past_poll(poll=poll)
    except (ProtectedError, RestrictedError):
        return False
    return True


def _delete(row):
    """A topic, or a series, that a story has would go from it without a word."""
    if isinstance(row, Topic) and (row.articles.exists() or row.editions.exists()):
        return
    if isinstance(row, Series) and row.parts.exists():
        return
    try:
        with transaction.atomic():
            row.delete()
    except (ProtectedError, RestrictedError):
        return
