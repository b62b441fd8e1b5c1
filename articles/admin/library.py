"""The library of documents and sounds: lists to search and choose from, and forms with where each stands."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from articles.admin.pictures.admin import RightsFilter, UseFilter
from articles.library.checks import warnings_of, what_it_holds
from articles.library.document_form import SAYS, DocumentAddForm, DocumentForm
from articles.library.file_form import RIGHTS, WORDS, FileAddForm
from articles.library.sound_form import SAID, SoundAddForm, SoundForm
from articles.library.usage import where_used
from articles.models import Document, Sound
from articles.models.library import LibraryFile
from articles.pictures.files import files_of
from articles.pictures.rights import keep_to_rights
from articles.search.files import index_again
from common.desk_admin import DeskAdmin
from common.folded_search import FoldedSearch
from common.media_expiry import serve_until


class LibraryFileAdmin(FoldedSearch, DeskAdmin):
    actions = None
    list_display = ["title", "facts", "credit", "remarks", "added_at"]
    list_filter = [UseFilter, RightsFilter, "added_at"]
    search_fields = ["folded__contains"]
    search_help_text = _("Words of its title, its description or the name of its file.")
    show_full_result_count = False
    ordering = ["-added_at", "-pk"]
    change_form_template = "admin/articles/library_file/change_form.html"
    delete_confirmation_template = "admin/articles/library_file/delete_confirmation.html"
    add_form_class: type[FileAddForm]
    fields_between: tuple[str, ...] = ()

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).with_use()

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs | ({} if obj else {"form": self.add_form_class}))
        form.owner = request.user.pk
        return form

    def get_fieldsets(self, request, obj=None) -> list[tuple]:
        words = [*WORDS, *self.fields_between]
        return [(None, {"fields": words if obj else ["file", *words]}), (_("Rights"), {"fields": RIGHTS})]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if obj:
            context |= {"uses": where_used(obj), "holds": what_it_holds(obj)}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        keep_to_rights([obj])
        if not change:
            transaction.on_commit(form.forget_kept_files)
        if not change and (holds := what_it_holds(obj)):
            messages.warning(request, holds)

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        held = self.get_object(request, object_id)
        uses = {"uses": where_used(held)} if held else {}
        return super().delete_view(request, object_id, (extra_context or {}) | uses)

    def delete_model(self, request, obj) -> None:
        file, names = obj.file, files_of([obj])
        super().delete_model(request, obj)
        transaction.on_commit(lambda: file.storage.delete(file.name))
        transaction.on_commit(lambda: serve_until(names, None))

    @admin.display(description=_("file"), ordering="size")
    def facts(self, held: LibraryFile) -> str:
        return held.facts

    @admin.display(description=_("remarks"))
    def remarks(self, held: LibraryFile) -> str:
        return " · ".join(map(str, warnings_of(held)))


@admin.register(Document)
class DocumentAdmin(LibraryFileAdmin):
    form = DocumentForm
    add_form_class = DocumentAddForm
    fields_between = SAYS

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        if change and "says" in form.changed_data:
            index_again(obj)


class TranscriptFilter(admin.SimpleListFilter):
    title = _("transcript")
    parameter_name = "transcript"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("missing", _("Missing")), ("wordless", _("No words in it"))]

    def queryset(self, request, queryset) -> QuerySet:
        wanted = {"missing": {"transcript": "", "is_wordless": False}, "wordless": {"is_wordless": True}}
        return queryset.filter(**wanted.get(self.value(), {}))


@admin.register(Sound)
class SoundAdmin(LibraryFileAdmin):
    list_filter = [TranscriptFilter, *LibraryFileAdmin.list_filter]
    form = SoundForm
    add_form_class = SoundAddForm
    fields_between = SAID
