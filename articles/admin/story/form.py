"""The story's form as a screen: its fields, what is read from it, and all that stands around it."""

import secrets
from copy import copy

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.forms import Field, ModelForm, Script
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import importmap as EDITOR
from js_asset import ImportMap
from js_asset import Media as ScriptMedia

from articles.admin.story.agencies import AgencyItem
from articles.admin.story.autosave import offer_for
from articles.admin.story.comments import open_beside
from articles.admin.story.parts import KEYS, parts_of
from articles.admin.story.placed_objects import addresses
from articles.admin.story.publish import ACTS, asked_act, publishing_panel
from articles.admin.story.workflow import workflow_panel
from articles.body.rendering import Objects, Renderer
from articles.body.schema import SHARED_SCRIPTS
from articles.editing.autosave import KEY
from articles.editing.checklist import checklist_of
from articles.editing.snapshots import label
from articles.editing.submitted import SubmittedStory, restored_story, submitted_story
from articles.editing.widgets import PictureWidget, without_shortcuts
from articles.models import Article, Author, Autosave
from common.can import can
from common.converters import RowNumber

FIELD_SCRIPTS = ("picture-field", "words-left", "select-names", "unsaved", "checklist", "autosave")
SCRIPTS = (*FIELD_SCRIPTS, "picture-files", "save-in-place", "same-place", "side-parts", "outline", "writing-keys")
DESK_SCRIPTS = ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS),
    js=[Script(f"articles/desk/{name}.js", type="module") for name in SCRIPTS],
)
# Who may only read has no field that would bring the editor's own part of the map.
READING_SCRIPTS = ScriptMedia(importmap=EDITOR) + ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS), js=[Script("articles/desk/side-parts.js", type="module")]
)
SAVED = "saved"  # a tag of the message that says so


class StoryFormScreen:
    def message_user(self, request, message, level=messages.INFO, extra_tags="", fail_silently=False) -> None:
        """What is told in this way of success is that the form was saved; acts tell theirs otherwise."""
        tags = f"{extra_tags} {SAVED}".strip() if level == messages.SUCCESS else extra_tags
        super().message_user(request, message, level, tags, fail_silently)

    # What is read

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if facts := getattr(request, "story_facts", None):
            Article.objects.filter(pk=object_id).update(**facts)
        if request.method == "POST" and not is_old_version(request):
            request.submitted_story = self._submitted(request, object_id)
        if act := asked_act(request):
            article = self.get_object(request, object_id) if object_id else None
            if is_old_version(request) or not can(request.user, ACTS[act].right, article or Article):
                raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _submitted(self, request, object_id):
        stored = self.get_object(request, object_id) if object_id and RowNumber.is_row(object_id) else None
        if "_restore" in request.POST:
            key = request.POST["_restore"]
            if kept := Autosave.objects.filter(user=request.user, article=object_id, key=key).first():
                return restored_story(kept, stored)
        return submitted_story(request.POST, stored, read=self._reader(request))

    def _reader(self, request):
        def read(sent, stored) -> dict:
            return self.get_form(request, stored, change=True)(sent, instance=copy(stored)).read()

        return read

    def get_object(self, request, object_id, from_field=None) -> Article | None:
        """The story with what its form asks of it; what was just compared with the form is not fetched again."""
        submitted = submitted_on(request)
        if stored := submitted and submitted.hand_over_stored():
            return stored
        article = super().get_object(request, object_id, from_field)
        if article and request.resolver_match.url_name == "articles_article_change":
            prefetch_related_objects([article], "topics")
        return article

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.submitted = submitted_on(request)
        return form

    def get_formset_kwargs(self, request, obj, inline, prefix) -> dict:
        """A writer's new story begins with the writer's own name."""
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if submitted := submitted_on(request):
            kwargs["data"] = submitted.data.copy()
        if request.method == "GET" and not obj.pk and (author := Author.objects.filter(user=request.user).first()):
            kwargs["initial"] = [{"author": author.pk}]
        return kwargs

    # Its fields

    def formfield_for_foreignkey(self, db_field, request, **kwargs) -> Field | None:
        if db_field.name in {"lead_picture", "social_picture"}:
            kwargs["widget"] = PictureWidget(db_field.remote_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs) -> Field | None:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "section":
            field.empty_label = _("No section yet")  # the list stands without a label beside it
            without_shortcuts(field.widget)
        return field

    def formfield_for_manytomany(self, db_field, request, **kwargs) -> Field | None:
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        # Without its “remove all”, which stands as a stray element in a list and trips screen readers.
        field.widget.is_required = True
        return field

    def get_fieldsets(self, request, obj=None) -> list:
        """Who may only read the story gets its words, not their HTML."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return fieldsets
        read = [["words" if name == "body" else name for name in options["fields"]] for _title, options in fieldsets]
        return [(title, options | {"fields": fields}) for (title, options), fields in zip(fieldsets, read, strict=True)]

    @admin.display(description=_("body"))
    def words(self, article: Article) -> str:
        blocks = Renderer(Objects()).blocks(article.body)
        return render_to_string("admin/articles/article/_words.html", {"blocks": blocks})

    # What stands around it

    def render_change_form(self, request, context, *args, obj=None, **kwargs) -> HttpResponse:
        context |= self._about_saving(request, context["adminform"].form, obj)
        context["desk_addresses"] = addresses(request.user, obj)
        context |= {"parts": parts_of(context["adminform"]), "writing_keys": KEYS}
        may_write = obj is None or self.has_change_permission(request, obj)
        context["media"] += DESK_SCRIPTS if may_write else READING_SCRIPTS
        if not (context.get("is_popup") or is_old_version(request)):
            context["panel"] = publishing_panel(request, obj)
            context["takes"] = obj.partner_takes.with_partners() if obj else ()
            context["agencies"] = [AgencyItem(use) for use in obj.wire_uses.with_items()] if obj else ()
            context["may_suggest"] = bool(obj) and can(request.user, "suggest", obj)
            context["comments"], context["suggested"] = open_beside(obj) if obj else (0, False)
            if obj and can(request.user, "change", obj):
                context["checklist"] = checklist_of(obj, is_suggested=context["suggested"])
            if not context["conflict"]:  # first the words, then where they go
                context["workflow"] = workflow_panel(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _about_saving(self, request, form, article):
        """Who saved meanwhile, who else is here, and what was typed and not saved."""
        submitted, may_change = submitted_on(request), self.has_change_permission(request, article)
        context = {
            "conflict": getattr(form, "conflict", None),
            "kept": request.POST.getlist("_kept") + request.POST.getlist("_keep"),
            "taken": [label(name) for name in submitted.taken] if submitted else [],
        }
        if is_old_version(request):
            return context
        if article:
            context["presence"] = {"others": article.open_now, "may_take": may_change}
        if may_change:
            sent = submitted.data if submitted else request.POST
            context["autosave_key"] = sent.get(KEY) or secrets.token_urlsafe(12)
            context["is_fresh"], context["is_restored"] = request.method == "GET", "_restore" in request.POST
            context["is_saved"] = any(SAVED in message.tags.split() for message in messages.get_messages(request))
            if context["is_fresh"]:
                context["offer"] = offer_for(self, request, article)
        return context


def submitted_on(request: HttpRequest) -> SubmittedStory | None:
    """What this request sent of a story, as its form reads it; nothing before that is known."""
    return getattr(request, "submitted_story", None)


def is_old_version(request: HttpRequest) -> bool:
    """Whether this is the form of an earlier version, from which a story can be restored but never published."""
    return request.resolver_match.url_name.endswith("_revision")
