"""A reader's report of a mistake becomes a complaint of the news desk, and its settling an answer."""

import hashlib

from django.conf import settings
from django.db import IntegrityError, transaction

from articles.models import Complaint, Edition
from common.folding import fold
from newsroom.correspondence.models import ReportedMistake
from supporters.letters.queue import queue_letter


def report_mistake(*, edition: Edition, words: str, passage: str, source: str, email: str) -> bool:
    """Note it with the usual time to answer. Whether it is new: said of a story in the same words, it is noted once."""
    known = f"{edition.article_id}\n{fold(passage)}\n{fold(words)}"
    fingerprint = hashlib.sha256(known.encode()).hexdigest()
    try:
        with transaction.atomic():
            complaint = Complaint.objects.create(article_id=edition.article_id, words=words)
            told = {"edition": edition, "passage": passage, "source": source, "email": email}
            ReportedMistake.objects.create(complaint=complaint, fingerprint=fingerprint, **told)
    except IntegrityError:
        ReportedMistake.objects.get(fingerprint=fingerprint).take_address(email)
        return False
    return True


@transaction.atomic
def answer_reader(*, complaint: Complaint) -> bool:
    """Write to the reader who reported what is settled now; whether there was somebody to write to. Once is enough."""
    report = ReportedMistake.objects.to_answer().select_for_update().filter(complaint=complaint).first()
    if report is None:
        return False
    story = complaint.article.live_edition()
    queue_letter(
        key=f"mistake:{report.pk}",
        to=report.email,
        template="mistake_answer",
        context={
            "complaint": complaint,
            "answer": report.answer,
            "headline": report.edition.headline,
            "address": f"{settings.SITE_URL}{story.get_absolute_url()}" if story else "",
        },
    )
    report.note_answer()
    return True
