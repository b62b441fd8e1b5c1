"""Consents with their wordings, and letters to supporters, of which those that failed are sent again."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common.can import can
from common.desk_admin import DeskAdmin
from common.folded_search import FoldedSearch
from common.outbox import send_letter
from supporters.admin.ledger import ReadOnlyAdmin
from supporters.models import ConsentRecord, ConsentWording, OutboxMail


class TopicFilter(admin.SimpleListFilter):
    """By letter; the box on the contribution page is a consent without one."""

    title = gettext_lazy("letter")
    parameter_name = "of"
    NONE = "-"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        topics = ConsentRecord.objects.order_by("topic").values_list("topic", flat=True).distinct()
        return [(topic or self.NONE, topic or _("None: the paper’s own news")) for topic in topics]

    def queryset(self, request, queryset) -> QuerySet:
        topic = self.value()
        return queryset if topic is None else queryset.filter(topic="" if topic == self.NONE else topic)


@admin.register(ConsentRecord)
class ConsentRecordAdmin(FoldedSearch, ReadOnlyAdmin):
    list_display = ["supporter", "topic", "action", "method", "wording", "at"]
    list_select_related = ["supporter", "wording"]
    list_filter = ["action", TopicFilter, "wording__purpose"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
    search_fields = ["supporter__folded__contains"]
    fields = ["supporter", "topic", "action", "method", "wording", "source", "at"]


@admin.register(ConsentWording)
class ConsentWordingAdmin(DeskAdmin):
    """A wording is added, never changed: people agreed to it as it stands."""

    list_display = ["text", "purpose", "since"]
    ordering = ["-since", "-pk"]
    fields = ["purpose", "text"]


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    list_display = ["subject", "to", "state", "attempts", "queued_at", "sent_at", "error"]
    list_filter = ["state"]
    date_hierarchy = "queued_at"
    ordering = ["-queued_at", "-pk"]
    search_fields = ["to", "subject", "key"]
    fields = ["to", "subject", "body", "state", "attempts", "error", "key", "queued_at", "taken_up_at", "sent_at"]
    actions = ["try_again"]

    def has_resend_permission(self, request) -> bool:
        return can(request.user, "resend", OutboxMail)

    @admin.action(description=gettext_lazy("Try to send again what was not sent"), permissions=["resend"])
    def try_again(self, request, queryset) -> None:
        letters = queryset.exclude(state=OutboxMail.State.SENT)
        sent = sum(letter.reopen() and send_letter(letter) for letter in letters)
        self.message_user(request, _("%(count)s letters sent.") % {"count": sent}, messages.INFO)
