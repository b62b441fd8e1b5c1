"""What an editor says of a matter: it is dealt with, the story is no longer the agency's, or the item is free."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import WireItem, WireUse, WireVersion
from articles.models.importing import packed
from articles.wires.copies import share_of

MOST_SHARED = 0.3  # of an item's runs of four words: quotations, names and figures may stand in a story of our own


class CannotCut(Exception):
    """The tie holds for as long as an embargo does, and as the words do. Says which."""


@transaction.atomic
def answer(*, use: WireUse, seen: WireVersion) -> None:
    """The desk has dealt with all that was heard up to what it has seen. What came later is a matter still."""
    WireUse.objects.filter(pk=use.pk, answered__lt=seen.pk).update(answered=seen)


@transaction.atomic
def cut(*, use: WireUse, by: User) -> None:
    """The story holds nothing of the item any more, so it waits for it no longer. Raises CannotCut."""
    item = WireItem.objects.select_for_update().get(pk=use.item_id)
    if item.is_embargoed():
        raise CannotCut(_("The item is under embargo: what was written from it waits, in whatever words."))
    if share_of(item, use.article) > MOST_SHARED:
        raise CannotCut(_("The story still holds words of the item: write it anew, or withdraw it."))
    WireUse.objects.filter(pk=use.pk, cut_at=None).update(cut_at=timezone.now(), cut_by=by)


@transaction.atomic
def release(*, item: WireItem, by: User) -> bool:
    """End an embargo that has no time, once the source has said so. One with a time is never ended by hand."""
    item = WireItem.objects.select_for_update().get(pk=item.pk)
    if not item.is_held:
        return False
    item.is_held, item.was_released = False, True
    item.save(update_fields=["is_held", "was_released"])
    WireVersion.objects.create(
        item=item,
        effect=WireVersion.Effect.RELEASE,
        headline=item.headline,
        standfirst=item.standfirst,
        html=item.html,
        note=_("Released by %(person)s.") % {"person": by.get_full_name() or by.get_username()},
        sha256="",
        message=packed({}),
    )
    return True
