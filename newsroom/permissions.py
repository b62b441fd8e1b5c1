"""Who may do what with rows that come from elsewhere: logins, roles and the worker's tasks. Administrators alone."""

from django.contrib.auth.models import Group, User
from django_tasks_db.models import DBTaskResult

from common.can import NOBODY, READ_ONLY, Right, declare, usual
from newsroom.audit.models import AuditEntry


class OfAdministrators(Right):
    """Whoever changes logins or roles could take any of them, so no permission that can be given is enough."""

    def is_held_by(self, user: User) -> bool:
        return user.is_superuser


BY_ADMINISTRATORS = dict.fromkeys(("add", "change", "delete"), (OfAdministrators("auth.change_user"),))
declare(User, **usual(User) | BY_ADMINISTRATORS | {"delete": NOBODY})  # an account is closed, and its work stays
declare(Group, **usual(Group) | BY_ADMINISTRATORS)
declare(DBTaskResult, **usual(DBTaskResult) | READ_ONLY)
declare(AuditEntry, **usual(AuditEntry) | READ_ONLY)
