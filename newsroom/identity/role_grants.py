"""Roles with an end: for a night shift, a holiday, an election. The clock ends them, whether or not anything runs."""

import datetime as dt
from typing import Self

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Group, Permission, User
from django.db import models
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.prepared import Prepared

LONGEST = dt.timedelta(days=31)


class RoleGrantQuerySet(models.QuerySet):
    def in_force(self, at: dt.datetime | None = None) -> Self:
        at = at or timezone.now()
        return self.filter(starts_at__lte=at, ends_at__gt=at)


class RoleGrant(models.Model):
    """A role that somebody holds from one moment until another."""

    user = models.ForeignKey(User, models.CASCADE, related_name="role_grants", verbose_name=_("person"))
    group = models.ForeignKey(Group, models.CASCADE, related_name="grants", verbose_name=_("role"))
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"))
    given_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+", verbose_name=_("given by"))

    objects = RoleGrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("role for a time")
        verbose_name_plural = _("roles for a time")
        default_permissions = ()
        constraints = [
            models.CheckConstraint(name="role_grant_ends", condition=Q(ends_at__gte=models.F("starts_at"))),
        ]

    def __str__(self):
        return self.group.name

    @property
    def is_in_force(self) -> bool:
        """As `in_force` has it, for a grant at hand."""
        return self.starts_at <= timezone.now() < self.ends_at

    def end(self) -> None:
        """End it now, unless it has ended."""
        self.ends_at = max(self.starts_at, min(self.ends_at, timezone.now()))
        self.save(update_fields=["ends_at"])


def roles_held(user: User | int, at: dt.datetime | None = None) -> QuerySet[Group]:
    """Those of the login, and those that are given to it at this moment."""
    granted = RoleGrant.objects.in_force(at).filter(user=user)
    return Group.objects.filter(Q(user=user) | Q(grants__in=granted)).distinct()


def _names_of(**held: object) -> QuerySet[Permission, tuple[str, str]]:
    return Permission.objects.filter(**held).values_list("content_type__app_label", "codename").order_by()


# Asked with each request of the desk.
OF_ROLES = Prepared(lambda at, ids: _names_of(group__in=roles_held(ids[0], at)))
OF_LOGIN = Prepared(lambda _at, ids: _names_of(user=ids[0]))


class RoleBackend(ModelBackend):
    """Django's own, which asks of each role whether it is held now."""

    def get_all_permissions(self, user_obj, obj=None) -> set[str]:
        """As Django has them, and remembered as long, by questions that are written once."""
        if obj is not None or user_obj.is_superuser or user_obj.is_anonymous or not user_obj.is_active:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            held = [*OF_ROLES.rows([user_obj.pk]), *OF_LOGIN.rows([user_obj.pk])]
            user_obj._perm_cache = {f"{app}.{codename}" for app, codename in held}
        return user_obj._perm_cache

    def _get_group_permissions(self, user_obj) -> QuerySet[Permission]:
        return Permission.objects.filter(group__in=roles_held(user_obj))

    def with_perm(self, perm, is_active=True, include_superusers=True, obj=None) -> QuerySet[User]:
        people = super().with_perm(perm, is_active=is_active, include_superusers=include_superusers, obj=obj)
        app, _dot, codename = perm.rpartition(".")
        granted = RoleGrant.objects.in_force().filter(
            group__permissions__codename=codename, group__permissions__content_type__app_label=app
        )
        active = {} if is_active is None else {"is_active": is_active}
        return User.objects.filter(Q(pk__in=people.values("pk")) | Q(pk__in=granted.values("user"), **active))
