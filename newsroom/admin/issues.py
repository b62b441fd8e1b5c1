"""Where an issue of a letter is put together, looked at from all sides, and sent."""

import re
from collections.abc import Callable
from functools import partial

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.csp import csp_override
from js_asset import ImportMap
from js_asset import Media as ScriptMedia

from articles.admin.story.placed_objects import addresses
from articles.body.schema import SHARED_SCRIPTS
from common.ask_page import Question, ask_page
from common.can import can
from common.dates import in_words
from common.desk_admin import DeskAdmin
from newsroom.admin.alerts import alert_view
from newsroom.admin.cards import ACTS
from newsroom.admin.fronts import LOOKUPS
from newsroom.admin.issue_acts import ACTS as STEPS
from newsroom.admin.issue_acts import steps_for, take
from newsroom.admin.issue_board import IssueBoard, board_from, stored_board
from newsroom.newsletters.composing.arrange import ChangedMeanwhile, begin_issue, save_issue
from newsroom.newsletters.composing.checks import check_issue
from newsroom.newsletters.composing.forms import IssueForm
from newsroom.newsletters.composing.moves import WrongMove
from newsroom.newsletters.counting.won import won_by, won_lately
from newsroom.newsletters.models import Issue, IssueSlot, Newsletter, PushAlert, Subscription
from newsroom.newsletters.rendering.letter import CLIPPED_AT, Letter
from newsroom.newsletters.rendering.styles import as_if_dark

MODULES = ("fronts", "drag-cards")
SCRIPTS = ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS),
    js=[*LOOKUPS, *(Script(f"newsroom/desk/{name}.js", type="module") for name in MODULES)],
)
# A letter says its styles itself. It is shown in frames in which no script runs.
PREVIEW_CSP = settings.DESK_CSP | {"style-src": [CSP.SELF, CSP.UNSAFE_INLINE]}
ADDABLE = [kind for kind in IssueSlot.Kind if kind != IssueSlot.Kind.CORRECTIONS]


class ChooseNewsletter(forms.Form):
    newsletter = forms.ModelChoiceField(
        Newsletter.objects.in_order(), label=gettext_lazy("Of which letter"), empty_label=None
    )


class SendForm(forms.Form):
    """What the question is answered with."""

    step = forms.ChoiceField(choices=[("send", "send")], initial="send", widget=forms.HiddenInput)
    sure = forms.BooleanField(initial=True, widget=forms.HiddenInput)


@admin.register(Issue)
class IssueAdmin(DeskAdmin):
    list_display = ["__str__", "subject", "state", "when", "accepted", "readers", "left", "recipients"]
    list_filter = ["newsletter", "state"]
    list_select_related = ["newsletter"]
    ordering = ["-pk"]
    search_fields = ["subject"]
    form = IssueForm

    @admin.display(description=gettext_lazy("goes out, or went"))
    def when(self, issue) -> str:
        moment = issue.over_at or issue.send_at
        return in_words(moment) if moment else ""

    @admin.display(description=gettext_lazy("readings by its links"))
    def readers(self, issue) -> str:
        return str(issue.won.readers) if issue.frozen_at else ""

    @admin.display(description=gettext_lazy("left by it"))
    def left(self, issue) -> int | str:
        return issue.won.outcome.left if issue.won.outcome else ""

    def get_changelist_instance(self, request) -> ChangeList:
        shown = super().get_changelist_instance(request)
        won = won_lately(shown.result_list)
        for issue in shown.result_list:
            issue.won = won[issue.pk]
        return shown

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        shown = csp_override(PREVIEW_CSP)(view(self._screen(self.preview_view)))
        return [
            path("add/", view(self.add_issue), name="newsroom_issue_add"),
            path("alert/<int:pk>/", view(partial(alert_view, self)), name="newsroom_issue_alert"),
            path("<int:pk>/change/", view(self._screen(self.compose_view)), name="newsroom_issue_change"),
            path("<int:pk>/preview/", shown, name="newsroom_issue_preview"),
            path("<int:pk>/step/", view(self._screen(self.step_view)), name="newsroom_issue_step"),
            *super().get_urls(),
        ]

    def _screen(self, act) -> Callable[..., HttpResponse]:
        def answer(request, pk):
            if not self.has_view_permission(request):
                raise PermissionDenied
            rows = self.get_queryset(request).select_related("newsletter")
            return act(request, get_object_or_404(rows, pk=pk))

        return answer

    def add_issue(self, request) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = ChooseNewsletter(request.POST or None)
        if request.method == "POST" and form.is_valid():
            issue = begin_issue(newsletter=form.cleaned_data["newsletter"], by=request.user)
            self.log_addition(request, issue, _("Begun."))
            return redirect("admin:newsroom_issue_change", issue.pk)
        question = Question(
            title=_("Begin an issue"),
            words=[_("It is laid out like the last one, and fills itself until you choose.")],
            form=form,
            button=_("Begin"),
            leave=_("Not now"),
        )
        return ask_page(self, request, question)

    # Putting it together

    def compose_view(self, request, issue: Issue) -> HttpResponse:
        form = IssueForm(instance=issue)
        if request.method != "POST":
            return self._page(request, issue, stored_board(issue), form)
        if not self.has_change_permission(request, issue):
            raise PermissionDenied
        form, board = IssueForm(request.POST, instance=issue), board_from(request.POST, issue)
        form.is_valid()
        act = next((name for name in ("add", *ACTS) if name in request.POST), None)
        if act:
            board.show(check_issue(issue, board.slots).places)
            return self._page(request, issue, board, form, said=board.act(act, request.POST[act]))
        if "save" in request.POST and not (board.errors or form.errors):
            return self._save(request, issue, board, form)
        return self._page(request, issue, board, form)

    def _save(self, request, issue, board, form):
        stored = Issue.objects.select_related("newsletter").get(pk=issue.pk)
        said = request.POST.get("version", "")
        version = int(said) if re.fullmatch(r"[0-9]{1,9}", said) else -1
        try:
            save_issue(issue=stored, words=form.cleaned_data, slots=board.slots, version=version, by=request.user)
        except ChangedMeanwhile:
            messages.error(
                request, _("Somebody has saved this issue since you opened it. Yours is below and is not saved.")
            )
            return self._page(request, issue, board, form)
        except WrongMove as refusal:
            messages.error(request, str(refusal))
            return self._page(request, issue, board, form)
        self.log_change(request, stored, _("Saved."))
        messages.success(request, _("The issue is saved."))
        return redirect("admin:newsroom_issue_change", issue.pk)

    def _page(self, request, issue, board: IssueBoard, form, *, said=""):
        """The issue as it stands on the screen, which may be other than what is stored."""
        checked = check_issue(issue, board.slots)
        board.show(checked.places)
        stored = Issue.objects.select_related("newsletter").get(pk=issue.pk)
        may_edit = stored.may_be_edited or stored.state in (Issue.State.APPROVED, Issue.State.SCHEDULED)
        context = {
            **self.admin_site.each_context(request),
            "title": str(stored),
            "opts": self.opts,
            "issue": stored,
            "board": board,
            "form": form,
            "media": form.media + SCRIPTS,
            "desk_addresses": addresses(request.user, None),
            "version": request.POST.get("version", stored.version),
            "said": said,
            "is_unsaved": request.method == "POST",
            "may_edit": may_edit and self.has_change_permission(request, stored),
            "steps": steps_for(request.user, stored),
            "sent": stored.current_render() if stored.is_written_down else None,
            "push": PushAlert.objects.filter(issue=stored).first(),
            "won": won_by(stored) if stored.is_written_down else None,
            "checked": checked,
            "clipped_at": CLIPPED_AT // 1024,
            "size": -(-checked.letter.size // 1024),
            "events": stored.events.select_related("by").order_by("at", "pk"),
            "kinds": [(kind.value, kind.label) for kind in ADDABLE],
        }
        return TemplateResponse(request, "admin/newsroom/issue/compose.html", context)

    # Looking at it, and what is done with it

    def preview_view(self, request, issue: Issue) -> HttpResponse:
        """The letter on a phone, at a desk, in the dark and as text, with the words as they stand in the form."""
        letter, reasons = self._letter(request, issue)
        # The desk shows its own pictures at whatever address it is opened.
        html = letter.html.replace(f'src="{settings.SITE_URL}/', 'src="/')
        context = {
            **self.admin_site.each_context(request),
            "title": _("Preview"),
            "issue": issue,
            "letter": letter,
            "html": html,
            "reasons": reasons,
            "dark": as_if_dark(html),
            "size": -(-letter.size // 1024),
        }
        response = TemplateResponse(request, "admin/newsroom/issue/preview.html", context)
        response["X-Robots-Tag"], response["Cache-Control"] = "noindex, nofollow", "no-store"
        return response

    def _letter(self, request, issue):
        """What was sent; before that what would be, and what stops it."""
        if issue.is_written_down:
            sent = issue.current_render()
            return Letter(sent.html, sent.text), []
        slots = None
        if request.method == "POST":
            form = IssueForm(request.POST, instance=issue)
            form.is_valid()
            slots = board_from(request.POST, issue).slots
        checked = check_issue(issue, slots, day=issue.goes_out_on)
        return checked.letter, checked.reasons

    def step_view(self, request: HttpRequest, issue: Issue) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        name = request.POST.get("step", "")
        step = STEPS.get(name)
        if step is None or not can(request.user, step.right, issue):
            raise PermissionDenied
        if name == "send" and "sure" not in request.POST:
            return self._ask_whether_to_send(request, issue)
        is_done, said = take(name, issue=issue, by=request.user)
        (messages.success if is_done else messages.error)(request, said)
        if is_done:
            self.log_change(request, issue, said)
        return redirect(reverse("admin:newsroom_issue_change", args=[issue.pk]))

    def _ask_whether_to_send(self, request, issue):
        """A letter that is out cannot be called back."""
        readers = Subscription.objects.may_be_written_to(issue.newsletter).count()
        words = ngettext("It goes to %(number)d reader now.", "It goes to %(number)d readers now.", readers)
        question = Question(
            title=_("Send it now?"),
            words=[words % {"number": readers}, _("What is out cannot be called back.")],
            form=SendForm(),
            button=_("Send now"),
            leave=_("Not yet"),
        )
        return ask_page(self, request, question, about=issue)
