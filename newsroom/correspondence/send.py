"""A letter to the editor on its way: written, confirmed from its writer's mailbox, taken back."""

import hashlib
from typing import Any

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from articles.editing.bin import destroy, put_in_bin
from articles.models import Article
from articles.publishing.compose import drop_schedule
from articles.workflow.notifications import write_letter
from common.can import staff_who_can
from common.folding import fold
from common.mailbox import mailbox_of
from newsroom.correspondence.letters import LONGEST, LetterToTheEditor
from supporters.letters.queue import queue_letter

SALT = "newsroom.correspondence.letter"


class LetterIsPrinted(Exception):
    """Readers have it: what is printed is not taken back by a click."""


@transaction.atomic
def send_letter(*, words: str, email: str, **fields: Any) -> LetterToTheEditor:
    """Keep it, and mail the link that confirms it. The same words from the same mailbox are one letter."""
    fingerprint = hashlib.sha256(f"{mailbox_of(email)}\n{fold(words)}".encode()).hexdigest()
    given = {"words": words, "email": email, **fields}
    letter, is_new = LetterToTheEditor.objects.get_or_create(fingerprint=fingerprint, defaults=given)
    if is_new:
        link = settings.SITE_URL + reverse("letter", args=[token_of(letter)])
        context = {"letter": letter, "link": link, "longest": LONGEST}
        queue_letter(key=f"letter:{letter.pk}", to=email, template="letter_confirm", context=context)
    return letter


def token_of(letter: LetterToTheEditor) -> str:
    return signing.dumps(letter.pk, salt=SALT)


def read_token(token: str) -> LetterToTheEditor | None:
    """The letter that a mailed link is about. It has no end: until a letter is printed it can be taken back."""
    try:
        pk = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    return LetterToTheEditor.objects.select_related("story").filter(pk=pk).first()


def confirm_letter(*, letter: LetterToTheEditor) -> bool:
    """Whether this click has sent it, so that the desk sees it from now on. The link does so once, within its time."""
    if not letter.can_be_confirmed():
        return False
    unconfirmed = LetterToTheEditor.objects.filter(pk=letter.pk, confirmed_at=None)
    return bool(unconfirmed.update(confirmed_at=timezone.now()))


@transaction.atomic
def take_back(*, letter: LetterToTheEditor) -> None:
    """Forget a letter whose writer agrees no more. A draft that has its words leaves the desk.

    Raises LetterIsPrinted.
    """
    story = Article.objects.select_for_update().filter(pk=letter.story_id).first()
    if letter.is_printed():
        raise LetterIsPrinted
    letter.delete()
    if story:
        _take_off_the_desk(story, letter)


def _take_off_the_desk(story, letter):
    """Nobody else's words are lost: a draft of several letters waits in the bin until an editor takes this one out."""
    drop_schedule(story)
    if story.binned_at is None:
        put_in_bin(article=story, by=None)
    if not story.letters.exists():
        Version.objects.get_for_object(story).delete()
        destroy(article=story)
        return
    for person in staff_who_can("change", LetterToTheEditor):
        key = f"taken-back:{letter.fingerprint[:20]}:{person.pk}"
        path = reverse("admin:articles_article_bin")
        write_letter(key=key, to=person, template="desk_letter_taken_back", path=path, story=story, letter=letter)
