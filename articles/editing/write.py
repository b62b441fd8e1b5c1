"""Write what somebody changed of a story that is there, upon the version that they saw."""

from collections.abc import Iterable

from django.contrib.auth.models import User

from articles.editing.optimistic_lock import bump_version
from articles.models import Article


def write_fields(*, article: Article, fields: Iterable[str], seen: int, by: User, is_changed: bool = True) -> None:
    """These fields alone, and what is looked for of them: a withdrawal or a move of this very moment stays as it is.

    Raises StaleVersion.
    """
    bump_version(article=article, seen=seen, by=by, is_changed=is_changed)
    article.save(update_fields=[*fields, "folded"])
