"""Letters to whoever made a story of an item, when more is heard of it."""

from django.urls import reverse

from articles.models import WireUse, WireVersion
from articles.workflow.notifications import write_letter
from articles.workflow.permissions import people_who_may


def warn_users(use: WireUse, version: WireVersion) -> None:
    """To whoever made the story of it and has it now; what must not stand any longer, to all who may withdraw it."""
    article = use.article
    people = {person for person in (use.by, article.assigned_to, article.created_by) if person and person.is_active}
    if version.is_grave:
        people |= set(people_who_may("withdraw", article))
    path = reverse("admin:articles_article_change", args=[article.pk])
    for person in sorted(people, key=lambda person: person.pk):
        write_letter(
            key=f"wire:{version.pk}:{article.pk}:{person.pk}",
            to=person,
            template="desk_wire",
            path=path,
            article=article,
            version=version,
            item=version.item,
        )
