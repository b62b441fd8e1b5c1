"""Fronts for tests, in one line each."""

import datetime as dt

from django.utils import timezone

from articles.fronts.arrange import front_of, publish_front, save_draft
from articles.models import BreakingBar, FrontSlot


def pin(article, size="card", **words):
    return FrontSlot(article=article, size=size, **words)


def automatic(size="card"):
    return FrontSlot(size=size)


def put_draft(*slots, section=None, by=None):
    return save_draft(section=section, slots=slots, version=front_of(section).version, by=by)


def put_live(*slots, section=None, by=None):
    put_draft(*slots, section=section, by=by)
    return publish_front(section=section, version=front_of(section).version, by=by)


def put_up_bar(words="Barrier closed", *, lasts=dt.timedelta(hours=2), starts_at=None, **fields):
    starts_at = starts_at or timezone.now()
    return BreakingBar.objects.create(words=words, starts_at=starts_at, ends_at=starts_at + lasts, **fields)
