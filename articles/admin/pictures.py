"""The picture library: a wall of pictures to search and choose from, and a form that shows what each will look like."""

from contextlib import suppress

from django.contrib import admin, messages
from django.db import IntegrityError, transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext_lazy as _

from articles.models import Picture
from articles.picture_forms import PictureAddForm, PictureForm
from articles.picture_uses import where_used
from articles.uploads import Refused, checked_picture


class UseFilter(admin.SimpleListFilter):
    title = _("use")
    parameter_name = "use"

    def lookups(self, request, model_admin):
        return [("live", _("Readers see it now")), ("used", _("Used")), ("unused", _("Never used"))]

    def queryset(self, request, queryset):
        wanted = {"live": {"is_live": True}, "used": {"is_used": True}, "unused": {"is_used": False}}
        return queryset.filter(**wanted.get(self.value(), {}))


class MissingFilter(admin.SimpleListFilter):
    """Decorative pictures are those without alternative text; there are no others."""

    title = _("words")
    parameter_name = "missing"

    def lookups(self, request, model_admin):
        return [
            ("alt", _("No alternative text")),
            ("caption", _("No caption")),
            ("rights", _("No rights")),
            ("decorative", _("Decorative")),
        ]

    def queryset(self, request, queryset):
        if self.value() == "decorative":
            return queryset.filter(is_decorative=True)
        if self.value() in {"alt", "caption", "rights"}:
            return queryset.filter(**{self.value(): ""})
        return queryset


@admin.register(Picture)
class PictureAdmin(admin.ModelAdmin):
    actions = None
    list_display = ["__str__", "credit", "added_at"]
    list_filter = [UseFilter, MissingFilter, "added_at"]
    list_per_page = 48
    search_fields = ["caption", "credit", "alt"]
    search_help_text = _("Words of the caption, the credit or the alternative text.")
    show_full_result_count = False
    ordering = ["-added_at", "-pk"]
    form = PictureForm

    def get_queryset(self, request):
        return super().get_queryset(request).with_use()

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change, **kwargs | ({} if obj else {"form": PictureAddForm}))

    def get_fieldsets(self, request, obj=None):
        return [
            (None, {"fields": ["focal_point"] if obj else ["file", "focal_point"], "classes": ["picture-look"]}),
            (_("Words"), {"fields": ["caption", "alt", "is_decorative", "credit", "rights"]}),
        ]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "file" in request.FILES and self.has_add_permission(request):
            self._look_at(request.FILES["file"])
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except IntegrityError:  # the same file came in twice at one moment: this time the form finds the other
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _look_at(self, upload):
        """Decoding takes a second, so it is done before the form's transaction keeps others from writing."""
        with suppress(Refused):  # the form says so, beside its field
            checked_picture(upload)

    def changelist_view(self, request, extra_context=None):
        return super().changelist_view(request, {"title": _("Pictures")} | (extra_context or {}))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            context |= {"uses": where_used(obj), "films": obj.videos.newest_first()}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        found = [str(label).lower() for label in getattr(form, "read_from_file", [])]
        if found and "_popup" not in request.POST:
            words = get_text_list(found, _("and"))
            messages.info(request, _("Read from the file: %(words)s. Please check.") % {"words": words})

    def delete_view(self, request, object_id, extra_context=None):
        picture = self.get_object(request, object_id)
        uses = {"uses": where_used(picture), "films": picture.videos.newest_first()} if picture else {}
        return super().delete_view(request, object_id, (extra_context or {}) | uses)

    def delete_model(self, request, obj):
        file = obj.file
        super().delete_model(request, obj)
        transaction.on_commit(file.remove_all)
