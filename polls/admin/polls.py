"""The desk's list and form of polls."""

from django.contrib import admin
from django.db import transaction
from django.forms import Field
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from common.can import can
from common.desk_admin import DeskAdmin, PartOfRow
from common.dialog_forms import ShownInDialog, is_in_dialog
from common.folded_search import FoldedSearch
from polls.admin.desk import IntegrityDesk
from polls.admin.forms import MOST_ANSWERS, ChoiceForm, ChoiceFormSet, PollForm
from polls.admin.results import ResultsDesk, advice_for
from polls.counting.tally import recount_if_due
from polls.desk.audit_log import log_changes
from polls.models import Choice, Poll
from polls.models.poll_queryset import PollQuerySet
from polls.results.policy import Audience, result_for

SCALE = ("scale_from", "scale_to")
# What is put in for an editor, while there are no answers yet.
READY = ("ready_answers", SCALE)
# The same fields where a story asks for a poll: what it needs at least, and the rest folded.
IN_DIALOG = [
    (_("Question"), {"fields": ["question", "context"]}),
    (_("Ballot"), {"fields": ["ready_answers"]}),
    (_("Voting"), {"fields": ["closes_at", "state"]}),
    (
        _("Times, kind of ballot, care"),
        {
            "fields": [
                "opens_at",
                "results",
                "kind",
                ("least", "most"),
                SCALE,
                ("scale_low", "scale_high"),
                "stakes",
                "is_election",
                "is_court",
                "legal_note",
                "outcome",
                "slug",
            ],
            "classes": ["collapse"],
        },
    ),
]


class PhaseFilter(admin.SimpleListFilter):
    """Where polls stand by their state and the clock."""

    title = _("phase")
    parameter_name = "phase"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return Poll.Phase.choices

    def queryset(self, request, queryset) -> PollQuerySet:
        return queryset.in_phase(self.value()) if self.value() in Poll.Phase else queryset


class ChoiceInline(PartOfRow, admin.TabularInline):
    """A poll's answers. Who may change the poll may change them; the first vote fixes them for everybody."""

    model = Choice
    form = ChoiceForm
    formset = ChoiceFormSet
    fields = ["position", "label", "role"]
    ordering = ["position", "pk"]
    max_num = MOST_ANSWERS

    def get_fields(self, request, obj=None) -> list[str]:
        """In a dialog they stand in the order in which they are written."""
        return self.fields[1:] if is_in_dialog(request) and obj is None else self.fields

    def get_extra(self, request, obj=None, **kwargs) -> int:
        return 0 if obj else 3

    def get_formset(self, request, obj=None, **kwargs) -> type[ChoiceFormSet]:
        formset = super().get_formset(request, obj, validate_max=True, **kwargs)
        if _is_fixed(request, obj):
            formset.max_num = 0
        return formset

    def has_delete_permission(self, request, obj=None) -> bool:
        return super().has_delete_permission(request, obj) and not _is_fixed(request, obj)


def _is_fixed(request, poll):
    """Whether to draw the answers as fixed. What is sent is checked in any case, and refused with the reason."""
    return request.method != "POST" and bool(poll and poll.locked_at)


@admin.register(Poll)
class PollAdmin(ShownInDialog, FoldedSearch, IntegrityDesk, ResultsDesk, DeskAdmin):
    list_display = ["question", "shown_phase", "opens", "closes", "votes", "leader", "results"]
    list_filter = [PhaseFilter, "results"]
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["folded__contains", "=id"]
    search_help_text = _("Words of the question, its context or outcome, or a poll’s number")
    ordering = ["-closes_at", "-pk"]

    form = PollForm
    fieldsets = [
        (_("Question"), {"fields": ["question", "slug", "context"]}),
        (_("Ballot"), {"fields": ["kind", ("least", "most"), SCALE, ("scale_low", "scale_high"), "ready_answers"]}),
        (_("Afterwards"), {"fields": ["outcome"]}),
        (_("Voting"), {"fields": ["state", "opens_at", "closes_at", "results"], "classes": ["side"]}),
        (_("Care"), {"fields": ["stakes", "is_election", "is_court", "legal_note"], "classes": ["side"]}),
    ]
    prepopulated_fields = {"slug": ["question"]}
    inlines = [ChoiceInline]

    # The list

    def get_queryset(self, request) -> PollQuerySet:
        return super().get_queryset(request).with_choices()

    @admin.display(description=_("phase"))
    def shown_phase(self, poll) -> str:
        return render_to_string("admin/polls/poll/_phase.html", {"phase": poll.phase()})

    @admin.display(description=_("opens"), ordering="opens_at")
    def opens(self, poll) -> str:
        return date_format(timezone.localtime(poll.opens_at), "j M Y, H:i")

    @admin.display(description=_("closes"), ordering="closes_at")
    def closes(self, poll) -> str:
        return date_format(timezone.localtime(poll.closes_at), "j M Y, H:i")

    @admin.display(description=_("votes"))
    def votes(self, poll) -> str:
        result = result_for(poll, audience=Audience.STAFF)
        return result.readers if result else _("sealed")

    @admin.display(description=_("result"), empty_value="–")
    def leader(self, poll) -> str | None:
        result = result_for(poll, audience=Audience.STAFF)
        row = result.leader if result else None
        if row is None:
            return None
        return f"{row.choice}: {row.votes if row.percent is None else f'{row.percent}%'}"

    # The form

    def formfield_for_choice_field(self, db_field, request, **kwargs) -> Field:
        """The front page shows what is live, so who may not open a poll is offered no other state than the draft's."""
        if db_field.name == "state" and not can(request.user, "open", Poll):
            kwargs["choices"] = [(Poll.State.DRAFT.value, Poll.State.DRAFT.label)]
        return super().formfield_for_choice_field(db_field, request, **kwargs)

    def get_fieldsets(self, request, obj=None) -> list[tuple]:
        """Ready answers are for a poll that has none yet."""
        if obj is None and is_in_dialog(request):
            return IN_DIALOG
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        if may_write and not (obj and obj.choices.all()):
            return self.fieldsets
        return [
            (name, options | {"fields": [field for field in options["fields"] if field not in READY]})
            for name, options in self.fieldsets
        ]

    def get_object(self, request, object_id, from_field=None) -> Poll | None:
        """What is about to be changed is locked first, so that no vote can slip in between the check and the change."""
        poll = super().get_object(request, object_id, from_field)
        if poll and request.method == "POST" and transaction.get_connection().in_atomic_block:
            poll.locked_at = Poll.objects.select_for_update().get(pk=poll.pk).locked_at
        return poll

    def render_change_form(self, request, context, *args, obj=None, **kwargs) -> HttpResponse:
        if obj:
            recount_if_due(poll=obj)
            context["result"] = result_for(obj, audience=Audience.STAFF)
            context["advice"] = advice_for(obj)
            context["may_export"] = can(request.user, "export", obj)
            context["events"] = obj.events.select_related("by").order_by("-at", "-pk")
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    # Saving

    def save_model(self, request, obj, form, change) -> None:
        was = Poll.objects.get(pk=obj.pk) if change else None
        super().save_model(request, obj, form, change)
        log_changes(poll=obj, was=was, by=request.user)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        for choice in form.ready_choices():
            choice.poll = form.instance
            choice.save()
