"""The screen of a running story: read it, write an entry, change one where it stands."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.paginator import Paginator
from django.forms import Script
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from js_asset import ImportMap
from js_asset import Media as ScriptMedia

from articles.admin.running.entries import ListedEntry, marker_of
from articles.admin.running.forms import EntryCorrectionForm, EntryForm, EntryScheduleForm
from articles.admin.story.placed_objects import addresses
from articles.admin.story.rights import story_for
from articles.body.schema import SHARED_SCRIPTS
from articles.editing.optimistic_lock import StaleVersion
from articles.models import Article, Author, Entry, RunningStory
from articles.publishing.publish import CannotPublish, NotLive
from articles.running.publish import correct_entry, publish_entry
from articles.running.schedule import schedule_entry
from articles.running.write import change_entry, offer, write_entry
from common.ask_page import Question, ask_page
from common.can import can
from common.dates import in_words, zone_in_words

OWN_SCRIPTS = ("entry-kept", "entry-picture")
SCRIPTS = ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS | {f"desk/{name}": f"articles/desk/{name}.js" for name in OWN_SCRIPTS}),
    js=[
        Script(f"articles/desk/{name}.js", type="module")
        for name in ("picture-files", "unsaved", "running", "entry-send")
    ],
)
ON_A_SCREEN = 50
FIRST = 1  # version of an entry that nobody has changed
TEMPLATE = "admin/articles/article/running.html"


@dataclass
class Answered:
    """The form as it stands, and what keeps it from being done."""

    form: EntryForm
    correction: EntryCorrectionForm
    schedule: EntryScheduleForm
    entry: Entry | None = None
    theirs: ListedEntry | None = None  # what somebody else saved meanwhile


def running_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The screen. What is posted is saved first, whatever becomes of the button's other wish."""
    article = story_for(admin, request, pk, "change" if request.method == "POST" else "view")
    running = RunningStory.objects.filter(pk=article.pk).first()
    if running is None:
        return ask_page(
            admin, request, _whether_to_begin(article, may_begin=can(request.user, "change", article)), about=article
        )
    wanted = (request.POST if request.method == "POST" else request.GET).get("entry", "")
    entry = get_object_or_404(article.entries, pk=wanted) if wanted.isdecimal() and len(wanted) < 19 else None
    answered = _answered(request, article, entry)
    if request.method == "POST" and answered.form.is_valid() and _is_said(answered):
        try:
            return _save(admin, request, article, answered)
        except StaleVersion:
            _meet(answered)
    return _screen(admin, request, running, article, answered)


def _whether_to_begin(article: Article, *, may_begin: bool) -> Question:
    words = _(
        "A running story is written by several people at once, an entry at a time: the flood, the count, the trial. "
        "Entries stand below the story’s own words, and each is published, corrected and withdrawn by itself."
    )
    return Question(
        title=_("Tell this story in entries?"),
        words=[words],
        button=_("Begin") if may_begin else "",
        leave=_("Back to the story"),
        action=reverse("admin:articles_article_begin_running", args=[article.pk]),
    )


def entries_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The list alone, for a screen that is open; nothing (204) where it is as that screen has it."""
    article = story_for(admin, request, pk, "view")
    running = RunningStory.objects.filter(pk=article.pk).first()
    if running is None:
        raise Http404
    if request.GET.get("seen") == marker_of(running):
        return HttpResponse(status=204)
    context = _list(request, running, article)
    return TemplateResponse(request, "admin/articles/article/_entries.html", context)


def _answered(request, article, entry):
    data = request.POST if request.method == "POST" else None
    writer = Author.objects.filter(user=request.user).first()
    form = EntryForm(data, instance=entry, story=article, writer=writer)
    pressed = data or {}
    correction = EntryCorrectionForm(data if _corrects(pressed) else None)
    planned = {"goes_out_at": entry.goes_out_at} if entry else None
    schedule = EntryScheduleForm(data if "_schedule" in pressed else None, initial=planned)
    return Answered(form, correction, schedule, entry)


def _corrects(pressed) -> bool:
    """What was wrong is said to readers, whichever of the two buttons publishes: it would be lost otherwise."""
    return "_correct" in pressed or ("_publish" in pressed and bool(pressed.get("wording", "").strip()))


def _is_said(answered) -> bool:
    """Whether the button's own questions are answered."""
    return all(form.is_valid() for form in (answered.correction, answered.schedule) if form.is_bound)


def _save(admin, request, article, answered) -> HttpResponse:
    form, by = answered.form, request.user
    if answered.entry:
        stored = Entry.objects.get(pk=answered.entry.pk)  # the form has written into the other one
        seen = form.cleaned_data["version"] or 0
        planned = stored.goes_out_at
        entry = change_entry(entry=stored, seen=seen, by=by, written=form.written())
        if planned and not entry.goes_out_at:
            called_off = _("It was to go out on %(time)s. Its words are others now, so that is called off.")
            messages.warning(request, called_off % {"time": in_words(planned)})
    else:
        key = form.cleaned_data["client_uuid"] or form.initial["client_uuid"]
        entry, is_new = write_entry(story=article, by=by, client_uuid=key, written=form.written())
        if entry.story_id != article.pk:
            raise Http404
        if is_new:
            admin.log_change(request, article, _("Wrote an entry: %s.") % entry)
        else:  # sent again by who heard no answer, perhaps with other words
            answered.entry = entry
            entry = change_entry(entry=entry, seen=FIRST, by=by, written=form.written())
    _act(admin, request, article, entry, answered)
    url = f"{reverse('admin:articles_article_running', args=[article.pk])}#entry-{entry.pk}"
    return JsonResponse({"url": url}) if request.headers.get("Accept") == "application/json" else redirect(url)


def _act(admin, request, article, entry, answered):
    """What the button asks besides saving. A refusal leaves what was saved as it is."""
    try:
        if answered.correction.is_bound and can(request.user, "publish", article):
            correct_entry(entry=entry, by=request.user, **answered.correction.cleaned_data)
            messages.success(request, _("The correction is live."))
        elif "_publish" in request.POST and can(request.user, "publish", article):
            publish_entry(entry=entry, by=request.user)
            messages.success(request, _("The entry is live."))
        elif "_schedule" in request.POST and can(request.user, "publish", article):
            at = answered.schedule.cleaned_data["goes_out_at"]
            schedule_entry(entry=entry, by=request.user, at=at)
            messages.success(request, _("The entry is scheduled for %(time)s.") % {"time": in_words(at)})
        elif _is_read(entry):
            messages.info(request, _("Readers already have these words: nothing has changed since they went live."))
        elif request.POST.keys() & {"_offer", "_publish", "_schedule"}:
            offer(entry=entry)
            messages.success(request, _("The entry waits for an editor."))
        else:
            messages.success(request, _("The entry is kept. Readers do not see it yet."))
    except CannotPublish as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
        if not _is_read(entry):
            messages.info(request, _("What you wrote is kept. Readers do not see it yet."))
    except NotLive:
        messages.error(request, _("Readers do not have this entry, so there is nothing to correct: publish it."))


def _is_read(entry):
    """Whether readers have it as it is saved: it may have gone out before it was sent again."""
    live = entry.live_edition()
    return live is not None and live.version == entry.version


def _meet(answered):
    """Somebody else saved first: their words stand beside, and what was typed stays in the form."""
    stored = Entry.objects.with_standing().select_related("changed_by", "author").get(pk=answered.entry.pk)
    answered.theirs = ListedEntry(stored)
    answered.form.data = answered.form.data.copy()
    answered.form.data["version"] = stored.version


def _list(request, running, article) -> dict:
    entries = article.entries.with_standing().select_related("author", "changed_by").newest_first()
    page = Paginator(entries, ON_A_SCREEN).get_page(request.GET.get("p"))
    waiting = article.entries.with_standing().select_related("author", "changed_by").waiting()
    return {
        "running": running,
        "original": article,
        "screen_url": reverse("admin:articles_article_running", args=[article.pk]),
        "page": page,
        "entries": [ListedEntry(entry) for entry in page],
        "waiting": [ListedEntry(entry) for entry in waiting],
        "marker": marker_of(running),
        "may_change": can(request.user, "change", article),
        "may_publish": can(request.user, "publish", article),
        "may_withdraw": can(request.user, "withdraw", article),
        "may_take_down": can(request.user, "take_down", article),
    }


def _screen(admin, request, running: RunningStory, article: Article, answered: Answered) -> HttpResponse:
    context = {
        **admin.admin_site.each_context(request),
        **_list(request, running, article),
        "title": article.headline,
        "opts": admin.opts,
        "form": answered.form,
        "correction": answered.correction,
        "schedule": answered.schedule,
        "zone": zone_in_words(),
        "edited": answered.entry,
        "theirs": answered.theirs,
        "media": answered.form.media + SCRIPTS,
        "desk_addresses": addresses(request.user, article),
        "live": article.live_edition(),
    }
    return TemplateResponse(request, TEMPLATE, context)
