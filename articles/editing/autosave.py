"""Keeping what is being typed, apart from every version, and giving it back."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.crypto import salted_hmac

from articles.editing.snapshots import Difference, fields
from articles.models import Article, Autosave
from common.counters import is_marked, mark

KEY = "autosave_key"
LONGEST_KEY = 40
KEPT = 20  # of one person; the oldest give way
LATEST = 120  # seconds after which no words are still on their way from a page that was left


@transaction.atomic
def autosave(*, user: User, article: Article | None, data: QueryDict) -> Autosave:
    """Write over what this form kept before. Nothing is checked: half a sentence is worth keeping."""
    version = data.get("version", "")
    kept, _made = Autosave.objects.update_or_create(
        user=user,
        key=data.get(KEY, "")[:LONGEST_KEY],
        defaults={
            "article": article,
            "version": int(version) if version.isdecimal() and len(version) < 10 else None,
            "fields": words_in(data),
            "saved_at": timezone.now(),
        },
    )
    newest = Autosave.objects.filter(user=user).order_by("-saved_at").values_list("pk", flat=True)[:KEPT]
    Autosave.objects.filter(user=user).exclude(pk__in=list(newest)).delete()
    return kept


def forget_saved(*, user: User, key: str) -> None:
    """The form was saved: what it kept goes, and what is still on its way from it comes too late."""
    key = key[:LONGEST_KEY]
    mark(_saved(user, key), seconds=LATEST)
    Autosave.objects.filter(user=user, key=key).delete()


def comes_too_late(*, user: User, key: str) -> bool:
    return is_marked(_saved(user, key[:LONGEST_KEY]))


def _saved(user, key):
    return f"desk-saved:{user.pk}:{salted_hmac('articles.autosaving', key, algorithm='sha256').hexdigest()}"


def words_in(data: QueryDict) -> dict[str, list[str]]:
    """What an editor fills in; tokens, buttons and the like are left out."""
    names = {*fields(), "version"}
    return {name: values for name, values in data.lists() if name in names or name.startswith("bylines-")}


def as_sent(autosave: Autosave) -> QueryDict:
    """The kept words as the form sent them."""
    data = QueryDict(mutable=True)
    for name, values in autosave.fields.items():
        data.setlist(name, values)
    data[KEY] = autosave.key
    return data


@dataclass
class Offer:
    """Words that were typed and not saved, and how they differ from the story."""

    autosave: Autosave
    differences: list[Difference]
