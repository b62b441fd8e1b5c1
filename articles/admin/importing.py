"""Moving in at the desk: begin, look at the plan, decide, follow, pause, take back."""

import datetime as dt
from collections.abc import Iterator
from contextlib import ExitStack

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import Media, Script
from django.http import HttpResponse, HttpResponseNotAllowed, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from articles.admin.import_decisions import DecisionsForm
from articles.admin.import_forms import BeginForm, source_of
from articles.importing import runs
from articles.importing.items import Kind, Visibility
from articles.importing.retention import drop
from articles.importing.source import CannotRead
from articles.importing.sources.registry import SOURCES
from articles.importing.tasks import undo_import, work_on_import
from articles.models import ImportRow, ImportRun
from common.can import can
from common.dates import briefly
from common.desk_admin import DeskAdmin

SILENT = dt.timedelta(minutes=10)
BEING_BROUGHT_IN = _lazy("This site is being brought in at this moment.")
SHOWN = 50  # lines of a list in the report
State = ImportRun.State


@admin.register(ImportRun)
class ImportRunAdmin(DeskAdmin):
    list_display = ["site", "source", "state", "begun", "started_by"]
    list_display_links = ["site"]
    ordering = ["-started_at", "-pk"]
    list_select_related = ["started_by"]
    change_list_template = "admin/articles/importrun/change_list.html"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        return [
            path("begin/", view(self.begin_view), name="articles_importrun_begin"),
            path("<int:pk>/act/", view(self.act_view), name="articles_importrun_act"),
            path("<int:pk>/change/", view(self.run_view), name="articles_importrun_change"),
            *super().get_urls(),
        ]

    @admin.display(description=_lazy("begun"), ordering="started_at")
    def begun(self, run: ImportRun) -> str:
        return briefly(run.started_at)

    def begin_view(self, request) -> HttpResponse:
        _need(request, "run")
        form = BeginForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.is_valid():
            try:
                return redirect("admin:articles_importrun_change", _begun(form, request.user).pk)
            except (CannotRead, runs.AlreadyRunning) as refusal:
                form.add_error(None, str(refusal) or BEING_BROUGHT_IN)
        # Templates call what can be called, and a class is: its name and words would be lost.
        sources = [(source.verbose_name, source.how_to_get) for source in SOURCES.values()]
        context = {"title": _("Bring an archive in"), "form": form, "sources": sources}
        return self._page(request, "begin", context)

    def run_view(self, request, pk) -> HttpResponse:
        _need(request, "view" if request.method in {"GET", "HEAD"} else "change")
        run = get_object_or_404(ImportRun, pk=pk)
        return self._run_page(request, run, _asked(run, request.GET) if run.state == State.PLANNED else None)

    def act_view(self, request, pk) -> HttpResponse:
        """Keep what is decided, start, pause, go on, take back, let go of: one button each."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        _need(request, "run")
        run = get_object_or_404(ImportRun, pk=pk)
        if run.state == State.PLANNED and not {"start", "go", "few_out"}.isdisjoint(request.POST):
            return self._decide(request, run)
        if "pause" in request.POST:
            runs.pause(run)
        elif "resume" in request.POST and (run.state in {State.PAUSED, State.FAILED} or has_stopped(run)):
            self._go_on(request, run)
        elif "undo" in request.POST and may_undo(run):
            return self._undo(request, run)
        elif "drop" in request.POST and may_drop(run):
            return self._drop(request, run)
        return redirect("admin:articles_importrun_change", pk)

    def _decide(self, request, run):
        """What was sent is kept, whether it starts now or another page is looked at."""
        form = DecisionsForm(request.POST, run=run, words=request.POST.get("words", ""))
        if not form.is_valid():
            return self._run_page(request, run, form)
        run.choices = form.without_the_few() if "few_out" in request.POST else form.decided()
        run.touched_at = timezone.now()
        run.save(update_fields=["choices", "touched_at"])
        if "start" in request.POST:
            self._go_on(request, run)
            return redirect("admin:articles_importrun_change", run.pk)
        looked_at = {"words": form.words, "page": request.POST.get("go") or "1"}
        return redirect(f"{reverse('admin:articles_importrun_change', args=[run.pk])}?{urlencode(looked_at)}#terms")

    def _go_on(self, request, run):
        try:
            runs.go_on(run)
        except (CannotRead, runs.AlreadyRunning) as refusal:
            messages.error(request, str(refusal) or BEING_BROUGHT_IN)
        else:
            work_on_import.enqueue(run.pk)
            self.log_change(request, run, _("Set going"))

    def _undo(self, request, run):
        page = reverse("admin:articles_importrun_change", args=[run.pk])
        if "sure" not in request.POST:
            messages.error(request, _("Nothing was taken back: tick the box beside the button first."))
            return redirect(page)
        self.log_change(request, run, _("Taken back"))
        undo_import.enqueue(run.pk)
        return redirect(f"{page}?undoing=1")

    def _drop(self, request, run):
        if "sure" not in request.POST:
            messages.error(request, _("The plan stays: tick the box beside the button first."))
            return redirect("admin:articles_importrun_change", run.pk)
        if not drop(run=run):
            messages.error(request, BEING_BROUGHT_IN)
            return redirect("admin:articles_importrun_change", run.pk)
        self.log_change(request, run, _("Let go of"))
        messages.success(request, _("The plan is gone, and so is what was read and sent for it."))
        return redirect("admin:articles_importrun_changelist")

    @property
    def media(self) -> Media:
        scripts = [Script(f"newsroom/desk/{name}.js", type="module") for name in ("look-again", "largest-file")]
        return super().media + Media(js=scripts)

    def _run_page(self, request, run, form):
        done, total = progress_of(run)
        is_undoing = "undoing" in request.GET and may_undo(run)
        context = {
            "title": str(run),
            "run": run,
            "form": form,
            "report": run.report,
            "counts": list(_counted(run.report.get("counts", {}))),
            "audience": _audience(run),
            "missing": run.report.get("pictures", {}).get("missing", [])[:SHOWN],
            "left": run.report.get("left", [])[:SHOWN],
            "below": run.report.get("text", {}).get("below", [])[:SHOWN],
            "is_at_work": run.state in ImportRun.AT_WORK,
            "is_undoing": is_undoing,
            "may_undo": may_undo(run),
            "may_drop": may_drop(run),
            "has_stopped": has_stopped(run),
            "may_run": can(request.user, "run", ImportRun) and not is_undoing,
            "done": done,
            "total": total,
        }
        return self._page(request, "run", context)

    def _page(self, request, name, context):
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "media": self.media, **context}
        return TemplateResponse(request, f"admin/articles/importrun/{name}.html", whole)


def _asked(run: ImportRun, looked_at: QueryDict) -> DecisionsForm:
    page = looked_at.get("page", "")
    number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
    return DecisionsForm(run=run, words=looked_at.get("words", ""), page=max(number, 1))


def has_stopped(run: ImportRun) -> bool:
    """At work by its state, and without a sign of life for longer than any step takes."""
    return run.state in ImportRun.AT_WORK and run.beat_at < timezone.now() - SILENT


def may_undo(run: ImportRun) -> bool:
    """At rest, and with something that can be taken back."""
    return run.state in {State.DONE, State.PAUSED, State.FAILED} and runs.has_written(run)


def may_drop(run: ImportRun) -> bool:
    """At rest, and a plan alone. Where it was paused, its worker may go on to the end of a batch."""
    is_paused = run.state == State.PAUSED and run.beat_at < timezone.now() - SILENT
    return (run.state in {State.PLANNED, State.FAILED} or is_paused) and not runs.has_written(run)


def progress_of(run: ImportRun) -> tuple[int, int]:
    """How many steps of stories are done, and of how many: each is planned, written, and given to readers."""
    stories = ImportRow.objects.filter(run=run, kind=Kind.STORY)
    weights = {ImportRow.Status.READ: 0, ImportRow.Status.PLANNED: 1, ImportRow.Status.DRAFTED: 2}
    statuses = list(stories.values_list("status", flat=True))
    return sum(weights.get(status, 3) for status in statuses), 3 * len(statuses)


def _counted(counts: dict) -> Iterator[str]:
    """A line a kind, such as “Stories: 10 found, 9 planned, 1 left out”."""
    kinds = {
        "story": _("Stories"),
        "poll": _("Polls"),
        "asset": _("Files"),
        "author": _("Authors"),
        "term": _("Sections and tags"),
    }
    fates = {
        "found": _("%(count)d found"),
        "planned": _("%(count)d planned"),
        "in": _("%(count)d brought in"),
        "same": _("%(count)d here already"),
        "left": _("%(count)d left out"),
        "kept": _("%(count)d changed on both sides"),
        "failed": _("%(count)d failed"),
    }
    for kind, name in kinds.items():
        told = [
            words % {"count": counts[kind][fate]} for fate, words in fates.items() if counts.get(kind, {}).get(fate)
        ]
        if told:
            yield f"{name}: {', '.join(told)}"


def _audience(run: ImportRun) -> str:
    """How many of the stories readers get, as it is decided so far."""
    visible = run.report.get("visible", {})
    part = visible.get(Visibility.PART, 0)
    is_given = run.choices.get("parts") == "public"
    numbers = {
        "public": visible.get(Visibility.PUBLIC, 0) + part * is_given,
        "drafts": visible.get(Visibility.DRAFT, 0) + part * (not is_given),
    }
    return _("Readers get %(public)d of the stories; %(drafts)d are drafts for the desk.") % numbers if visible else ""


def _begun(form, user):
    path = form.kept_file()
    told = {name: form.cleaned_data[name] for name in ("address", "time_zone", "fetch", "pages")}
    with ExitStack() as left:
        if form.cleaned_data["upload"]:
            left.callback(path.unlink, missing_ok=True)
        run = runs.begin(source=source_of(path), path=path, media=form.media_folder(), options=told, by=user)
        left.pop_all()
    work_on_import.enqueue(run.pk)
    return run


def _need(request, act):
    if not can(request.user, act, ImportRun):
        raise PermissionDenied
