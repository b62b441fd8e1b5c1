"""Who may do what with which story. Every view, list, button and choice of the desk asks here and nowhere else."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from articles.models import Article, Byline, Section


def anywhere(user, article) -> bool:
    return True


def in_own_sections(user, article) -> bool:
    """A section editor's rights end where the sections end; others hold theirs over every story."""
    return user.has_perm("articles.reach_every_article") or article.section_id in sections_of(user)


def own_or_in_own_sections(user, article) -> bool:
    return in_own_sections(user, article) or is_own(user, article)


class Right(NamedTuple):
    permission: str
    reach: Callable[[User, Article], bool]


RIGHTS = {
    "view": Right("articles.view_article", anywhere),
    "change": Right("articles.change_article", own_or_in_own_sections),
    "assign": Right("articles.assign_article", in_own_sections),
    "review": Right("articles.review_article", in_own_sections),
    "pass_legal": Right("articles.pass_legal_article", anywhere),
    "lift_embargo": Right("articles.lift_embargo_article", in_own_sections),
    "lift_protected_identity": Right("articles.lift_protected_identity_article", in_own_sections),
    "lift_abuse_or_suicide": Right("articles.lift_abuse_or_suicide_article", in_own_sections),
    "lift_election": Right("articles.lift_election_article", in_own_sections),
    "publish": Right("articles.publish_article", in_own_sections),
    "withdraw": Right("articles.withdraw_article", in_own_sections),
    "take_down": Right("articles.take_down_article", anywhere),
    "copy": Right("articles.add_article", anywhere),
    "make_template": Right("articles.assign_article", in_own_sections),
    "delete": Right("articles.delete_article", in_own_sections),
    "bring_back": Right("articles.delete_article", in_own_sections),
    "destroy": Right("articles.destroy_article", in_own_sections),
}
# What guards a story, once it is set: whoever may change the story may set it, and this right takes it off again.
LIFTED_BY = {
    "needs_legal": "pass_legal",
    "active_proceedings": "pass_legal",
    "embargoed_until": "lift_embargo",
    "protected_identity": "lift_protected_identity",
    "abuse_or_suicide": "lift_abuse_or_suicide",
    "election": "lift_election",
}
IN_BIN = {"bring_back", "destroy"}  # all that can be done to a story there, and nowhere else


def may(user: User, act: str, article: Article | None = None) -> bool:
    """Whether this person may do that to this story; without a story, whether there can be one at all."""
    right = RIGHTS[act]
    if not user.has_perm(right.permission):
        return False
    if article is None:
        return True
    return bool(article.binned_at) == (act in IN_BIN) and right.reach(user, article)


def locked_fields(user: User, article: Article) -> list[str]:
    """The guards that are set on this story and that this person may not take off.

    Nor can whoever has the right in other sections move the story there first.
    """
    locked = [name for name, act in LIFTED_BY.items() if getattr(article, name) and not may(user, act, article)]
    would_gain = any(user.has_perm(RIGHTS[LIFTED_BY[name]].permission) for name in locked)
    return [*locked, "section"] if would_gain else locked


def is_own(user: User, article: Article) -> bool:
    """A story is its beginner's, its writers', and theirs to whom it is assigned."""
    if user.pk in {article.created_by_id, article.assigned_to_id}:
        return True
    return article.pk is not None and user.pk in _writers(article)


def _writers(article):
    """The logins in the byline; asked once, for a form asks many times."""
    if not hasattr(article, "_writers"):
        article._writers = set(article.bylines.values_list("author__user", flat=True))
    return article._writers


def concern_of(user: User) -> Q:
    """The stories that are this person's to look after: all of them, or those of their sections and their own."""
    if user.has_perm("articles.reach_every_article"):
        return Q()
    written = Byline.objects.filter(author__user=user).values("article")
    return Q(created_by=user) | Q(assigned_to=user) | Q(pk__in=written) | Q(section__in=sections_of(user))


def sections_of(user: User) -> set[int]:
    """The sections that this person edits, with those inside them."""
    if not hasattr(user, "_sections"):
        edited = Q(editors__user=user) | Q(parent__editors__user=user)
        user._sections = set(Section.objects.filter(edited).values_list("pk", flat=True))
    return user._sections


def may_arrange(user: User, section: Section | None) -> bool:
    """Whether this person may arrange the front of that section, or of the paper; section editors have their own."""
    if user.has_perm("articles.arrange_front"):
        return True
    return section is not None and user.has_perm("articles.arrange_section_front") and section.pk in sections_of(user)


def sections_to_arrange(user: User) -> QuerySet[Section]:
    sections = Section.objects.in_order()
    if user.has_perm("articles.arrange_front"):
        return sections
    return sections.filter(pk__in=sections_of(user) if user.has_perm("articles.arrange_section_front") else [])


def people_who_may(act: str, article: Article) -> list[User]:
    """The staff who may do that to this story. Where its section has editors of its own, only they are asked."""
    staff = User.objects.with_perm(RIGHTS[act].permission, include_superusers=False).filter(is_staff=True)
    able = [person for person in staff.order_by("pk") if may(person, act, article)]
    return [person for person in able if article.section_id in sections_of(person)] or able
