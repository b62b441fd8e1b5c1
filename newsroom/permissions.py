"""Who may do what with rows that come from elsewhere: logins, roles and the worker's tasks. Administrators alone."""

from django.contrib.auth.models import Group, User
from django_tasks_db.models import DBTaskResult

from common.can import READ_ONLY, declare, usual

declare(User, **usual(User))
declare(Group, **usual(Group))
declare(DBTaskResult, **usual(DBTaskResult) | READ_ONLY)
