"""What changes a front page: a draft is saved, published, dropped, or an earlier arrangement is put back.

Every verb takes the version that its editor has on screen. Where the front has moved on since, it refuses.
"""

from collections.abc import Iterable, Mapping

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from articles.models import Front, FrontArrangement, FrontSlot, Section


class ChangedMeanwhile(Exception):
    """Somebody else has saved this front since it was opened; `front` says who, and when."""

    def __init__(self, front):
        super().__init__(front)
        self.front = front


class NothingToPublish(Exception):
    """Readers have this very arrangement already."""


def front_of(section: Section | None) -> Front:
    """The front of that section, or of the paper; one that nobody has arranged yet is not in the database."""
    front = Front.objects.select_related("changed_by").filter(section=section).first()
    return front or Front(section=section)


def standing_draft(section: Section | None) -> FrontArrangement | None:
    return FrontArrangement.objects.drafts().of(section).with_slots().first()


def live_arrangement(section: Section | None) -> FrontArrangement | None:
    return FrontArrangement.objects.published().of(section).newest_first().with_slots().first()


@transaction.atomic
def save_draft(
    *,
    section: Section | None,
    slots: Iterable[FrontSlot],
    version: int,
    by: User | None,
    bands: Mapping[str, str] | None = None,
) -> FrontArrangement:
    """Keep this arrangement at the desk. Readers go on with the one that they have. Raises ChangedMeanwhile."""
    front = _bump_version(section, version, by)
    draft, _ = FrontArrangement.objects.get_or_create(front=front, published_at=None, defaults={"made_by": by})
    FrontArrangement.objects.filter(pk=draft.pk).update(made_by=by, made_at=timezone.now(), bands=bands or {})
    draft.slots.all().delete()
    _lay_out(draft, slots)
    return draft


@transaction.atomic
def publish_front(*, section: Section | None, version: int, by: User | None) -> FrontArrangement:
    """Give readers the draft. What they had until now is kept, and can be put back.

    Raises ChangedMeanwhile or NothingToPublish.
    """
    front = _bump_version(section, version, by)
    draft = FrontArrangement.objects.drafts().with_slots().filter(front=front).first()
    live = live_arrangement(section)
    if draft is None or (live and _is_like(draft, live)):
        raise NothingToPublish
    draft.made_by, draft.published_at = by, timezone.now()
    draft.save(update_fields=["made_by", "published_at"])
    return draft


@transaction.atomic
def undo_to(*, arrangement: FrontArrangement, version: int, by: User | None) -> FrontArrangement:
    """Give readers an earlier arrangement again, as a new one. A draft stays what it is.

    Raises ChangedMeanwhile or NothingToPublish.
    """
    front = _bump_version(arrangement.front.section, version, by)
    live = live_arrangement(front.section)
    if live is None or arrangement.published_at is None or _is_like(arrangement, live):
        raise NothingToPublish
    restored = FrontArrangement.objects.create(
        front=front, made_by=by, published_at=timezone.now(), restores=arrangement, bands=arrangement.bands
    )
    _lay_out(restored, arrangement.slots.in_order())
    return restored


@transaction.atomic
def drop_draft(*, section: Section | None, version: int, by: User | None) -> None:
    """Begin again from what readers have. Raises ChangedMeanwhile."""
    front = _bump_version(section, version, by)
    FrontArrangement.objects.drafts().filter(front=front).delete()


def are_alike(slots: Iterable[FrontSlot], others: Iterable[FrontSlot]) -> bool:
    """Whether readers would see no difference between two arrangements, given in their order."""
    return [_facts(slot) for slot in slots] == [_facts(slot) for slot in others]


def _is_like(arrangement, live):
    return arrangement.bands == live.bands and are_alike(arrangement.slots.in_order(), live.slots.all())


def _facts(slot):
    return slot.size, slot.article_id, *(getattr(slot, name) for name in FrontSlot.WORDS)


def _bump_version(section, version, by):
    """Compare the version and raise it in one statement, so that of two editors at once only one gets through."""
    front = front_of(section)
    if front.pk is None:
        front, _ = Front.objects.get_or_create(section=section)
    unchanged = Front.objects.filter(pk=front.pk, version=version)
    if not unchanged.update(version=F("version") + 1, changed_at=timezone.now(), changed_by=by):
        raise ChangedMeanwhile(front_of(section))
    return front


def _lay_out(arrangement, slots):
    copies = [slot.copy() for slot in slots]
    for position, slot in enumerate(copies):
        slot.arrangement, slot.position = arrangement, position
    FrontSlot.objects.bulk_create(copies)
