"""Who may do what with rows of the project: administrators with logins, roles and tasks, editors with own pages."""

from django.contrib.auth.models import Group, User
from django.db.models import Q
from django_tasks_db.models import DBTaskResult

from common.can import NOBODY, READ_ONLY, Reach, Right, declare, usual
from newsroom.audit.models import AuditEntry
from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.events.models import Event
from newsroom.newsletters.models import BounceEvent, Issue, ListImport, Newsletter, Subscription, Suppression
from newsroom.paper.identity import Paper
from newsroom.paper.models import Page


class OfAdministrators(Right):
    """Whoever changes logins or roles could take any of them, so no permission that can be given is enough."""

    def is_held_by(self, user: User) -> bool:
        return user.is_superuser


BY_ADMINISTRATORS = dict.fromkeys(("add", "change", "delete"), (OfAdministrators("auth.change_user"),))
declare(User, **usual(User) | BY_ADMINISTRATORS | {"delete": NOBODY})  # an account is closed, and its work stays
declare(Group, **usual(Group) | BY_ADMINISTRATORS)
declare(DBTaskResult, **usual(DBTaskResult) | READ_ONLY)
declare(AuditEntry, **usual(AuditEntry) | READ_ONLY)
# A page that readers have may be linked to from anywhere: first it is taken offline.
UNSEEN = Reach(lambda _user, page: not page.is_live, lambda _user: Q(is_live=False))
declare(Page, **usual(Page) | {"delete": (Right("newsroom.delete_page", reach=UNSEEN),)})
declare(Event, **usual(Event))
declare(LetterToTheEditor, **usual(LetterToTheEditor) | {"add": NOBODY})
declare(Paper, **usual(Paper) | {"add": NOBODY, "delete": NOBODY})
# A letter is closed, never deleted: consents and issues are filed under it. Whoever composes it reads no address.
declare(Newsletter, **usual(Newsletter) | {"delete": NOBODY})
declare(
    Subscription,
    **usual(Subscription) | READ_ONLY,
    export=Right("newsroom.export_subscription", "newsroom.view_subscription"),
)
for model in (BounceEvent, Suppression):
    declare(model, **usual(model) | READ_ONLY)
ADD_LIST = Right("newsroom.add_listimport")
declare(ListImport, **usual(ListImport) | READ_ONLY | {"add": (ADD_LIST,)}, undo=ADD_LIST)
# An issue is stopped, never deleted: it says what readers got. Whoever composes letters reads no address by that.
declare(Issue, **usual(Issue) | {"delete": NOBODY, "send": (Right("newsroom.send_issue"),)})
