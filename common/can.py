"""Who may do what with which row: the one question of every view, list, button, choice and export of the desk.

Each app declares a table of rights for each of its models, in a module named `permissions`. A right is a permission of
Django's with its reach. A reach answers for one row and for a queryset, so no list offers what a page refuses.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet

EVERY_ROW, NO_ROW = ~Q(pk__in=[]), Q(pk__in=[])  # an empty Q would not do: joined by “or”, it is nothing at all


@dataclass(frozen=True)
class Reach:
    """Some rows of a model, said twice: by what one row tells, and by what a queryset asks the database."""

    holds: Callable[[User, Model], bool]
    rows: Callable[[User], Q]

    def __and__(self, other: "Reach") -> "Reach":
        return Reach(
            lambda user, row: self.holds(user, row) and other.holds(user, row),
            lambda user: self.rows(user) & other.rows(user),
        )

    def __or__(self, other: "Reach") -> "Reach":
        return Reach(
            lambda user, row: self.holds(user, row) or other.holds(user, row),
            lambda user: self.rows(user) | other.rows(user),
        )


ANYWHERE = Reach(lambda _user, _row: True, lambda _user: EVERY_ROW)
NOWHERE = Reach(lambda _user, _row: False, lambda _user: NO_ROW)


@dataclass(frozen=True, init=False)
class Right:
    """Permissions that are needed together, and the rows that they reach."""

    permissions: tuple[str, ...]
    reach: Reach

    def __init__(self, permission: str, *more: str, reach: Reach = ANYWHERE) -> None:
        object.__setattr__(self, "permissions", (permission, *more))
        object.__setattr__(self, "reach", reach)

    def is_held_by(self, user: User) -> bool:
        return user.has_perms(self.permissions)


type Rights = tuple[Right, ...]  # any of them will do; an empty one is nobody's, not even an administrator's
NOBODY: Rights = ()
_tables: dict[type[Model], Mapping[str, Rights]] = {}


class UnknownRight(LookupError):
    """No table says who may do that: a fault of ours, never an answer."""


def declare(model: type[Model], **acts: Right | Rights) -> None:
    """Say who may do what with the rows of a model. Its table stands in one place, so a second one is refused.

    Raises ValueError.
    """
    if model in _tables:
        raise ValueError(f"{model.__name__} has its rights already")
    _tables[model] = {act: (rights,) if isinstance(rights, Right) else rights for act, rights in acts.items()}


def usual(model: type[Model], *, reach: Reach = ANYWHERE) -> dict[str, Rights]:
    """Django's own four permissions of a model. Whoever may change a row may look at it."""
    names = {act: f"{model._meta.app_label}.{act}_{model._meta.model_name}" for act in DJANGOS}
    rights = {act: (Right(name, reach=reach),) for act, name in names.items()}
    return rights | {"view": (*rights["view"], *rights["change"])}


DJANGOS = ("view", "add", "change", "delete")
READ_ONLY = dict.fromkeys(("add", "change", "delete"), NOBODY)


def can(user: User, act: str, subject: Model | type[Model]) -> bool:
    """Whether this person may do that to this row; of a model, whether there can be a row at all.

    Raises UnknownRight.
    """
    held = _held(user, act, subject)
    return bool(held) if isinstance(subject, type) else any(right.reach.holds(user, subject) for right in held)


def those[Rows: QuerySet](user: User, act: str, rows: Rows) -> Rows:
    """Of these rows, the ones to which this person may do that.

    Raises UnknownRight.
    """
    held = _held(user, act, rows.model)
    if any(right.reach is ANYWHERE for right in held):
        return rows
    return rows.filter(reduce(or_, (right.reach.rows(user) for right in held), NO_ROW))


def holders_of(act: str, subject: Model | type[Model], *, include_superusers: bool) -> QuerySet[User]:
    """The staff who may do that somewhere.

    Raises UnknownRight.
    """
    held = User.objects.none()
    for right in rights_to(act, subject):
        holders = User.objects.filter(is_staff=True)
        for permission in right.permissions:
            holders &= User.objects.with_perm(permission, include_superusers=include_superusers)
        held |= holders
    return held


def staff_who_can(act: str, subject: Model | type[Model]) -> list[User]:
    """Those whose work it is. Administrators can do everything, so it is nobody's turn to ask them.

    Raises UnknownRight.
    """
    staff = holders_of(act, subject, include_superusers=False).order_by("pk")
    return [person for person in staff if can(person, act, subject)]


def rights_to(act: str, subject: Model | type[Model]) -> Rights:
    """What the tables say of it.

    Raises UnknownRight.
    """
    model = subject._meta.concrete_model
    if act not in _tables.get(model, ()):
        raise UnknownRight(f"Nobody has said who may {act} a {model._meta.label}")
    return _tables[model][act]


def tables() -> Mapping[type[Model], Mapping[str, Rights]]:
    """All that was declared, for tests to walk over."""
    return _tables


def _held(user, act, subject):
    return [right for right in rights_to(act, subject) if right.is_held_by(user)]
