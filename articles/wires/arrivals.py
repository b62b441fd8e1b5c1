"""Take in what a message tells of an item: set the item right, write the version down, warn whoever used it."""

import dataclasses
import datetime as dt
import hashlib
import json
from contextlib import suppress

from django.db import transaction
from django.utils import timezone

from articles.importing.body import to_body
from articles.models import Article, WireItem, WireSource, WireUse, WireVersion
from articles.models.importing import packed
from articles.publishing.agencies import reasons_of_agencies
from articles.publishing.publish import NotLive, cancel_schedule
from articles.wires.copies import fold
from articles.wires.told import Embargo, Told
from articles.wires.versions import ENDS, effect_of, hint_of, moves_embargo, order_of, replaces
from articles.wires.warnings import warn_users
from common.text import clean_block, clean_text

Effect = WireVersion.Effect
LONGEST = {"headline": 300, "standfirst": 1000, "byline": 200, "language": 20, "terms": 2000, "credit": 300}
LONGEST_LINK, LONGEST_NOTE, LONGEST_NUMBER, LONGEST_HTML = 500, 2000, 40, 500_000
DAY = dt.timedelta(days=1)


def take_in(*, source: WireSource, told: Told, at: dt.datetime | None = None) -> WireVersion | None:
    """The version as it was written down; None where this very message came before."""
    told = dataclasses.replace(told, number=clean_text(told.number)[:LONGEST_NUMBER])
    words, sha256 = _cut(told), _sha_of(told)  # before the transaction, in which others would wait for it
    return _keep(source, told, words, sha256, at or timezone.now())


@transaction.atomic
def _keep(source, told, words, sha256, at):
    item, is_new = WireItem.objects.select_for_update().get_or_create(
        source=source, key=told.key, defaults={"came_at": at, "changed_at": at}
    )
    if not is_new and _is_known(item, told, sha256):
        return None
    if told.embargo is None and told.goes_out_at and told.goes_out_at > at:
        told = dataclasses.replace(told, embargo=Embargo(told.goes_out_at))
    effect = _first(told) if is_new else effect_of(item, told, at)
    before = _words_of(item)
    _set_right(item, told, words, effect, at)
    if effect in {Effect.UPDATE, Effect.UNNUMBERED} and _words_of(item) == before:
        effect = Effect.SAME
    item.save()
    version = WireVersion.objects.create(
        item=item,
        number=told.number,
        made_at=told.made_at,
        came_at=at,
        effect=effect,
        note=clean_block(told.note)[:LONGEST_NOTE],
        headline=item.headline,
        standfirst=item.standfirst,
        html=item.html,
        sha256=sha256,
        message=packed(_plain(told)),
    )
    fold(item, at=at)
    if effect in WireVersion.MATTERS:
        _warn(version, at)
    return version


def _is_known(item, told, sha256):
    """Whether the last of its number said the same. What says again what was said before that was changed back."""
    if item.seen_at < timezone.now() - DAY:
        WireItem.objects.filter(pk=item.pk).update(seen_at=timezone.now())
    told_before = item.versions.filter(number=told.number).exclude(effect=Effect.RELEASE)
    return told_before.order_by("-pk").values_list("sha256", flat=True).first() == sha256


def _first(told):
    return ENDS[told.status] if told.is_dead else Effect.FIRST


def _words_of(item):
    return (item.headline, item.standfirst, item.html)


def _set_right(item, told, words, effect, at):
    """Every fact of the item after this message. Asks what is known before it changes anything."""
    is_first = effect == Effect.FIRST or (effect in ENDS.values() and not item.number and not item.headline)
    moves, replaced, order = moves_embargo(item, told, at), replaces(item, told), order_of(item, told)
    if moves or (told.embargo and told.embargo.until and order != -1):
        item.embargoed_until, item.is_held = told.embargo.until, told.embargo.until is None
    if effect in ENDS.values():
        item.status = told.status
    elif effect == Effect.REOPEN:
        item.was_reopened = True
        item.status = item.status if told.is_dead else told.status
    if not told.is_dead:
        _take_words(item, told, words, replaced=replaced or is_first)
    if is_first or (order != -1 and effect not in {Effect.LATE, Effect.FILL}):
        item.number, item.made_at = told.number or item.number, told.made_at or item.made_at
    item.seen_at = at
    if effect != Effect.LATE:
        item.changed_at = at


def _take_words(item, told, words, *, replaced):
    for name, said in words.items():
        if said and (replaced or not getattr(item, name)):
            setattr(item, name, said)
    item.hint = hint_of(item.headline)
    if not told.is_partial:
        item.is_partial = False
    elif not item.versions.exists():
        item.is_partial = True


def _cut(told) -> dict[str, str]:
    """Its words, cleaned, and none longer than there is room for."""
    cleaned = {name: clean_text(getattr(told, name))[:most] for name, most in LONGEST.items()}
    cleaned["terms"] = clean_block(told.terms)[: LONGEST["terms"]]
    is_address = told.link.startswith(("https://", "http://")) and len(told.link) <= LONGEST_LINK
    html = to_body(told.html[:LONGEST_HTML], picture=_no_picture, address=_no_address, old_hosts=set()).html
    return cleaned | {"html": html, "link": told.link if is_address else ""}


def _no_picture(_place):
    """A stranger's text names no picture of ours, and brings none."""
    return


def _no_address(_href, _key) -> str:
    return ""


def _warn(version, at):
    """Call off what may not go out any more, then tell the people who used the item."""
    uses = list(WireUse.objects.tied().filter(item=version.item).select_related("article", "by"))
    # Held first: whoever is just scheduling one of them is done by then, or sees the item as it is now.
    locked = Article.objects.select_for_update().filter(pk__in=[use.article_id for use in uses])
    articles = {article.pk: article for article in locked.order_by("pk")}
    for use in uses:
        article = articles[use.article_id]
        scheduled = article.editions.scheduled(at=at).order_by("starts_at").first()
        if scheduled and reasons_of_agencies(article, scheduled.starts_at):
            with suppress(NotLive):  # it went out in this very moment: the letter says so to who may withdraw it
                cancel_schedule(article=article)
        if article.binned_at is None:
            warn_users(use, version)


def _plain(told) -> dict:
    return json.loads(json.dumps(dataclasses.asdict(told), default=str))


def _sha_of(told) -> str:
    return hashlib.sha256(json.dumps(_plain(told), sort_keys=True).encode()).hexdigest()
