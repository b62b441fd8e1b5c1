"""A comment on a passage, the answers to it, and its end. Who is named in one is told."""

import re

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.comments.places import add_place
from articles.models import Article, CommentMention, CommentReply, CommentThread
from articles.wording.anchors import Anchor
from articles.wording.text import plain_text
from articles.workflow.notifications import write_letter
from common.can import holders_of

MOST_ASKED = 10  # people in one comment


class CannotComment(Exception):
    """There is nothing to comment on; the text says why, in words for the editor."""


def passage_of(article: Article, quote: str) -> Anchor:
    """The one place where these words stand in the story as it is saved.

    Raises CannotComment.
    """
    words = [re.escape(word) for word in quote.split()]
    found = list(re.finditer(r"\s+".join(words), plain_text(article.body))) if words else []
    if not found:
        raise CannotComment(_("These words do not stand in the story as it is saved. Copy them from it."))
    if len(found) > 1:
        raise CannotComment(_("These words stand in the story more than once. Copy some more of those around them."))
    start, end = found[0].span()
    return Anchor.at(plain_text(article.body), start, end)


@transaction.atomic
def begin_thread(*, article: Article, by: User, place: Anchor, words: str, asks: User | None = None) -> CommentThread:
    """Say something about a passage."""
    thread = CommentThread.objects.create(article=article, quote=place.exact)
    add_place(article=article, thread=thread.pk, place=place)
    _say(thread, by, words, asks)
    return thread


@transaction.atomic
def answer(*, thread: CommentThread, by: User, words: str, asks: User | None = None) -> CommentReply:
    """Say something to what was said. A thread that was done is open again."""
    if thread.done_at:
        reopen(thread=thread)
    return _say(thread, by, words, asks)


def mark_done(*, thread: CommentThread, by: User) -> None:
    CommentThread.objects.open().filter(pk=thread.pk).update(done_at=timezone.now(), done_by=by)


def reopen(*, thread: CommentThread) -> None:
    CommentThread.objects.filter(pk=thread.pk).update(done_at=None, done_by=None)


def colleagues() -> list[User]:
    """Who can be asked in a comment: whoever can read one."""
    staff = holders_of("comment", Article, include_superusers=True).filter(is_active=True)
    return list(staff.order_by("first_name", "last_name", "username"))


def named_in(words: str, people: list[User]) -> list[User]:
    """Whose name stands in the words with an @ before it: the whole one, or the one that they sign in with."""
    text = " ".join(words.split()).casefold()
    return [person for person in people if any(_is_named(name, text) for name in _names(person))]


def _names(person):
    return [name.casefold() for name in (person.get_full_name(), person.get_username()) if name]


def _is_named(name, text):
    return re.search(rf"@{re.escape(name)}(?![\w-])", text) is not None


def _say(thread, by, words, asks):
    reply = CommentReply.objects.create(thread=thread, by=by, words=words)
    people = colleagues()
    asked = [person for person in people if person == asks] + named_in(words, people)
    for person in list(dict.fromkeys(asked))[:MOST_ASKED]:
        if person != by:
            CommentMention.objects.create(reply=reply, person=person)
            _tell(reply, person)
    return reply


def _tell(reply, person):
    article = reply.thread.article
    path = reverse("admin:articles_article_comments", args=[article.pk]) + f"#comment-{reply.thread_id}"
    key = f"comment:{reply.pk}:{person.pk}"
    write_letter(key=key, to=person, template="desk_comment", path=path, article=article, reply=reply)
