"""People who come to the desk and people who leave it."""

from collections.abc import Iterable

from django.contrib.auth.models import Group, User
from django.db import transaction
from django.utils import timezone

from articles.models import DraftLink, PlannedStory
from articles.workflow.stages import assign
from newsroom.identity.factors import remove_all_factors
from newsroom.identity.links import Purpose
from newsroom.identity.sessions import StaffSession
from newsroom.identity.tasks import write_link_letter


@transaction.atomic
def invite(*, user: User, roles: Iterable[Group], by: User) -> None:
    """Make the login of a colleague, who is sent a link to choose the password with. It opens nothing before."""
    user.is_staff = True
    user.set_unusable_password()
    user.save()
    user.groups.set(roles)
    write_link_letter(user=user, purpose=Purpose.INVITATION, by=by)


@transaction.atomic
def set_password(*, user: User, password: str) -> None:
    """A password chosen by a link. Whoever was signed in with the one before is not any more."""
    user.set_password(password)
    user.save(update_fields=["password"])
    end_sessions(user=user)


def end_sessions(*, user: User) -> int:
    return StaffSession.objects.filter(user=user).delete()[0]


class AccountClosed(Exception):
    """Whoever asks has no account any more."""


@transaction.atomic
def close_account(*, user: User, hand_over_to: User | None, by: User) -> None:
    """Nothing opens the desk for this person any more. Bylines and what was done stay; work at hand is handed over.

    Raises AccountClosed where `by` was closed meanwhile: of two who close each other's, one is left.
    """
    both = User.objects.select_for_update().filter(pk__in=[user.pk, by.pk]).order_by("pk")
    if not {person.pk: person.is_active for person in both}[by.pk]:
        raise AccountClosed
    for article in user.assigned_articles.all():
        assign(article=article, to=hand_over_to, by=by)
    PlannedStory.objects.filter(assigned_to=user, article=None).update(assigned_to=hand_over_to)
    DraftLink.objects.open().filter(made_by=user).update(revoked_at=timezone.now())
    user.is_active = user.is_staff = user.is_superuser = False
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    user.edits.all().delete()
    for grant in user.role_grants.filter(ends_at__gt=timezone.now()):
        grant.end()
    remove_all_factors(user=user)
    end_sessions(user=user)
