"""When two save one story: the second gets the form back, with both wordings and a choice for each field."""

from copy import copy

from django.contrib import messages
from django.db import models
from django.db.models import prefetch_related_objects
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from reversion import add_to_revision, is_active
from reversion.models import Version

from articles.admin.story.publish import is_old_version
from articles.editing.form_input import typed_credits, with_credits, with_theirs
from articles.editing.optimistic_lock import StaleVersion, bump_version
from articles.editing.snapshots import label, names, snapshot_of_article, snapshot_of_revision

SEARCHED = 100  # saves back, for the version that this person began with


class OvertakingDesk:
    def change_view(self, request, object_id, form_url="", extra_context=None):
        try:
            return super().change_view(request, object_id, form_url, extra_context)
        except StaleVersion:  # between our look and our save; now the form itself sees what the other one saved
            return super().change_view(request, object_id, form_url, extra_context)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        try:
            return super().revision_view(request, object_id, version_id, extra_context)
        except StaleVersion:
            messages.error(request, _("Somebody saved this story meanwhile. Compare again before you restore."))
            return redirect("admin:articles_article_history", object_id)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and object_id and not is_old_version(request):
            self._bring_up_to_date(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_object(self, request, object_id, from_field=None):
        """The story with what its form asks of it; what was just compared with the form is not fetched again."""
        stored, request.stored_story = getattr(request, "stored_story", None), None
        article = stored or super().get_object(request, object_id, from_field)
        if article and not stored and request.resolver_match.url_name == "articles_article_change":
            prefetch_related_objects([article], "topics")
        return article

    def _bring_up_to_date(self, request, object_id):
        """Put what was typed upon what is stored now, where that is not what this person opened."""
        typed = request.POST
        stored = request.stored_story = self.get_object(request, object_id) if object_id.isdecimal() else None
        if not stored or (typed.get("version", "") in {"", str(stored.version)} and "_take" not in typed):
            return
        if "_over" in typed:
            typed = typed.copy()
            typed["_continue"] = "1"
        taken = [name for name in typed.getlist("_take") if name == "all" or name in names()]
        taken = names() if "all" in taken else taken
        if not {"_take", "_keep", "_over", "_met"} & set(typed):
            taken = request.story_taken = self._untouched(request, stored)
        typed = with_theirs(typed, stored, taken)
        request.POST = with_credits(typed, stored, typed_credits(typed))

    def _untouched(self, request, stored):
        """The fields that only the other one changed: theirs are taken, or an old word would undo a new one."""
        theirs, begun = snapshot_of_article(stored), self._begun_with(stored, request.POST["version"])
        if not begun:
            return []
        mine = self.get_form(request, stored, change=True)(request.POST, instance=copy(stored)).read()
        return [name for name in mine if name in begun and mine[name] == begun[name] != theirs[name]]

    def _begun_with(self, article, version):
        for saved in Version.objects.get_for_object(article).select_related("revision")[:SEARCHED]:
            if str(saved.field_dict.get("version")) == version:
                return snapshot_of_revision(saved.revision, article)
        return None

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        form = context["adminform"].form
        context["conflict"] = getattr(form, "conflict", None)
        context["kept"] = request.POST.getlist("_kept") + request.POST.getlist("_keep")
        context["taken"] = [label(name) for name in getattr(request, "story_taken", [])]
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def save_model(self, request, obj, form, change):
        """Only what the form asked for is written: a withdrawal or a move of this very moment stays as it is."""
        if not change:
            return super().save_model(request, obj, form, change)
        form.is_bumped = form.has_changed() or is_old_version(request)
        seen = form.cleaned_data.get("version") or form.seen if is_old_version(request) else form.seen
        bump_version(article=obj, seen=seen, by=request.user, is_changed=form.is_bumped)
        written = [field.name for field in obj._meta.concrete_fields if field.name in form.cleaned_data]
        models.Model.save(obj, update_fields=[*(name for name in written if name != "version"), "folded"])
        return None

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        article = form.instance
        if change and not form.is_bumped and any(formset.has_changed() for formset in formsets):
            bump_version(article=article, seen=article.version, by=request.user, is_changed=True)
        if is_active():
            add_to_revision(article)  # with the version, bylines and topics that it now has
