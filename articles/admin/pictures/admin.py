"""The picture library: a wall of pictures to search and choose from, and a form that shows what each will look like."""

from contextlib import suppress

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import FileResponse, Http404, HttpResponse
from django.urls import URLPattern, path
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from articles.admin.pictures.bulk_upload import ManyPicturesDesk
from articles.imaging.uploads import Refused, checked_picture
from articles.models import Author, Picture
from articles.models.rights import RIGHTS_SOON
from articles.pictures.files import files_of
from articles.pictures.forms import DETAILS, PictureAddForm, PictureForm
from articles.pictures.kept_uploads import find_upload
from articles.pictures.rights import keep_to_rights
from articles.pictures.usage import used_beside_stories, where_used
from common.desk_admin import DeskAdmin
from common.folded_search import FoldedSearch
from common.media_expiry import serve_until


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("live", _("Readers see it now")), ("used", _("Used")), ("unused", _("Never used"))]

    def queryset(self, request, queryset) -> QuerySet:
        wanted = {"live": {"is_live": True}, "used": {"is_used": True}, "unused": {"is_used": False}}
        return queryset.filter(**wanted.get(self.value(), {}))


class RightsFilter(admin.SimpleListFilter):
    title = _("rights")
    parameter_name = "rights"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        soon = _("End within %(days)s days") % {"days": RIGHTS_SOON.days}
        return [("ending", soon), ("ended", _("Ended")), ("open", _("Without an end")), ("unsaid", _("Nothing said"))]

    def queryset(self, request, queryset) -> QuerySet:
        wanted = {
            "ending": queryset.rights_ending,
            "ended": queryset.rights_ended,
            "open": lambda: queryset.filter(rights_until=None),
            "unsaid": lambda: queryset.filter(rights="", rights_until=None),
        }
        return wanted.get(self.value(), queryset.all)()


class MissingFilter(admin.SimpleListFilter):
    title = _("words")
    parameter_name = "missing"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [
            ("words", _("Waiting for credit or alternative text")),
            ("alt", _("No alternative text")),
            ("credit", _("No credit")),
            ("caption", _("No caption")),
            ("decorative", _("Decorative")),
        ]

    def queryset(self, request, queryset) -> QuerySet:
        wanted = {
            "words": queryset.without_words,
            "alt": lambda: queryset.filter(alt="", is_decorative=False),
            "credit": lambda: queryset.filter(credit=""),
            "caption": lambda: queryset.filter(caption=""),
            "decorative": lambda: queryset.filter(is_decorative=True),
        }
        return wanted.get(self.value(), queryset.all)()


@admin.register(Picture)
class PictureAdmin(FoldedSearch, ManyPicturesDesk, DeskAdmin):
    actions = None
    list_display = ["__str__", "credit", "added_at"]
    list_filter = [UseFilter, RightsFilter, MissingFilter, "added_at"]
    list_per_page = 48
    search_fields = ["folded__contains"]
    search_help_text = _("Any words of the picture, its keywords, or the name of its file.")
    readonly_fields = ["file_name"]
    show_full_result_count = False
    ordering = ["-added_at", "-pk"]
    form = PictureForm

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).with_use()

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs | ({} if obj else {"form": PictureAddForm}))
        form.owner = request.user.pk
        return form

    def get_fieldsets(self, request, obj=None) -> list[tuple]:
        return [
            (None, {"fields": ["focal_point"] if obj else ["file", "focal_point"], "classes": ["picture-look"]}),
            (_("Words"), {"fields": ["caption", "alt", "is_decorative", "byline", "credit"]}),
            (_("Rights"), {"fields": ["rights", "rights_until"]}),
            (_("From the file"), {"fields": [*DETAILS, *(["file_name"] if obj else [])], "classes": ["collapse"]}),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None) -> HttpResponse:
        if request.method == "POST" and "file" in request.FILES and self.has_add_permission(request):
            self._look_at(request.FILES["file"])
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:  # the same file came in twice at one moment: this time the form finds the other
            return super().changeform_view(request, object_id, form_url, extra_context)

    def get_urls(self) -> list[URLPattern]:
        kept = path("kept/<str:token>/", self.admin_site.admin_view(self.kept_view), name="articles_picture_kept")
        return [kept, *super().get_urls()]

    def kept_view(self, request, token) -> FileResponse:
        """The picture of a form that could not be saved yet, for whoever chose it alone."""
        kept = find_upload(token, owner=request.user.pk) if self.has_add_permission(request) else None
        if kept is None or "ending" not in kept.facts:
            raise Http404
        kind = {"png": "image/png", "jpg": "image/jpeg"}[kept.facts["ending"]]
        return FileResponse(kept.path.open("rb"), content_type=kind)

    def _look_at(self, upload):
        """Decoding takes a second, so it is done before the form's transaction keeps others from writing."""
        with suppress(Refused):  # the form says so, beside its field
            checked_picture(upload)

    def changelist_view(self, request, extra_context=None) -> HttpResponse:
        address = self._address("many", request)
        context = {
            "title": _("Pictures"),
            "many_address": address,
            "may_write_words": self.has_change_permission(request),
        }
        return super().changelist_view(request, context | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None) -> HttpResponse:
        if obj:
            context |= _uses_of(obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        keep_to_rights([obj])
        if not change:
            transaction.on_commit(form.forget_kept_files)
        found = [str(label).lower() for label in getattr(form, "read_from_file", [])]
        if found and "_popup" not in request.POST:
            words = get_text_list(found, _("and"))
            messages.info(request, _("Read from the file: %(words)s. Please check.") % {"words": words})

    def delete_view(self, request, object_id, extra_context=None) -> HttpResponse:
        picture = self.get_object(request, object_id)
        return super().delete_view(request, object_id, (extra_context or {}) | (_uses_of(picture) if picture else {}))

    def delete_model(self, request, obj) -> None:
        file, names = obj.file, files_of([obj])
        super().delete_model(request, obj)
        transaction.on_commit(file.remove_all)
        transaction.on_commit(lambda: serve_until(names, None))


def _uses_of(picture):
    """The stories, films, people and pages of the paper's own that show it."""
    return {
        "others": used_beside_stories(picture),
        "uses": where_used(picture),
        "films": picture.videos.newest_first(),
        "people": Author.objects.filter(portrait=picture).order_by("name", "pk"),
    }
