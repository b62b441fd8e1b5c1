"""How a story's form is saved: upon the version that was seen, with its history, and what the pressed button asks."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from reversion import add_to_revision, is_active
from reversion.models import Version

from articles.admin.story import publish, workflow
from articles.admin.story.autosave import forget_form
from articles.admin.story.form import is_old_version
from articles.admin.story.rights import story_for
from articles.comments.places import SENT_AS, keep_places
from articles.editing.optimistic_lock import StaleVersion, bump_version
from articles.editing.write import write_fields
from articles.models import Article, Stage
from articles.publishing.compose import read_placements
from articles.workflow.permissions import locked_fields
from articles.workflow.stages import is_changed_since_the_lawyer, note_change
from common.desk_admin import RevisesWhatIsSaved

# What is no part of a story's words, so that restoring an old version must leave it as it is.
FACTS = (
    "uuid",
    "version",
    "created_by_id",
    "created_at",
    "changed_at",
    "withdrawn_at",
    "withdrawal_notice",
    "withdrawn_to_id",
    "embargoed_until",
    *Article.FACTS,
)


class StorySaving(RevisesWhatIsSaved):
    def change_view(self, request, object_id, form_url="", extra_context=None) -> HttpResponse:
        try:
            return super().change_view(request, object_id, form_url, extra_context)
        except StaleVersion:  # between our look and our save; now the form itself sees what the other one saved
            return super().change_view(request, object_id, form_url, extra_context)

    def revision_view(self, request, object_id, version_id, extra_context=None) -> HttpResponse:
        """Restoring an old version brings back its words, not what has happened to the story since."""
        article = story_for(self, request, object_id, "change")
        locked = locked_fields(request.user, article)
        request.story_facts = Article.objects.filter(pk=object_id).values(*{*FACTS, *locked}).first()
        try:
            return super().revision_view(request, object_id, version_id, extra_context)
        except StaleVersion:
            messages.error(request, _("Somebody saved this story meanwhile. Compare again before you restore."))
            return redirect("admin:articles_article_history", object_id)

    def save_model(self, request, obj, form, change) -> None:
        """Only what the form asked for is written."""
        if told := form.left_out.in_words():
            messages.warning(request, _("From the body: %(left_out)s") % {"left_out": told})
        if not change:
            obj.created_by = obj.changed_by = request.user
            super().save_model(request, obj, form, change)
            return
        form.is_bumped = form.has_changed() or is_old_version(request)
        seen = form.cleaned_data.get("version") or form.seen if is_old_version(request) else form.seen
        asked = form.cleaned_data.keys() - {"version"}
        written = [field.name for field in obj._meta.concrete_fields if field.name in asked]
        write_fields(article=obj, fields=written, seen=seen, by=request.user, is_changed=form.is_bumped)

    def save_related(self, request, form, formsets, change) -> None:
        super().save_related(request, form, formsets, change)
        article = form.instance
        read_placements(article=article)
        has_other_bylines = any(formset.has_changed() for formset in formsets)
        if change and not form.is_bumped and has_other_bylines:
            bump_version(article=article, seen=article.version, by=request.user, is_changed=True)
        if change and (form.has_changed() or has_other_bylines or is_old_version(request)):
            _note_change(request, article)
        publish.hold_to_embargo(request, article)
        keep_places(article=article, sent=request.POST.get(SENT_AS, ""), restored=_restored_version(request))
        if is_active():
            add_to_revision(article)  # with the version, bylines and topics that it now has

    def response_add(self, request, obj, post_url_continue=None) -> HttpResponse:
        response = _act_after_saving(request, obj) or super().response_add(request, obj, post_url_continue)
        return forget_form(request, obj, response)

    def response_change(self, request, obj) -> HttpResponse:
        response = _act_after_saving(request, obj)
        if response is None and "_over" in request.POST:
            saved = _("The story “%s” was changed successfully. The other words are in the history.")
            messages.success(request, saved % obj)
            response = redirect("admin:articles_article_change", obj.pk)
        return forget_form(request, obj, response or super().response_change(request, obj))


def _restored_version(request):
    """The desk version whose words are brought back, if an earlier one is being restored."""
    if not is_old_version(request):
        return None
    version = Version.objects.filter(pk=request.resolver_match.args[-1]).first()
    return version and version.field_dict.get("version")


def _note_change(request, article):
    """Send a ready story back where it has to be read again, and say so."""
    moved = note_change(article=article, by=request.user)
    if moved:
        message = _("%(note)s The story is now at “%(stage)s”.")
        messages.warning(request, message % {"note": moved.note, "stage": moved.get_to_stage_display()})
    elif article.stage == Stage.READY and is_changed_since_the_lawyer(article):
        messages.warning(request, _("These are not the words that the lawyer passed."))


def _act_after_saving(request: HttpRequest, article: Article) -> HttpResponse | None:
    """What the pressed button asks besides saving. An old version is restored and no more."""
    if is_old_version(request):
        return None
    return workflow.act_after_saving(request, article) or publish.act_after_saving(request, article)
