"""The films: what readers may also want to watch, each with a still and with words for those who cannot watch."""

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.forms import ModelForm
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Video
from articles.pictures.subtitles_form import OTHERS, OWN, SUBTITLES
from articles.pictures.video_forms import VideoForm
from common.desk_admin import DeskAdmin
from common.dialog_forms import ShownInDialog


class SubtitlesFilter(admin.SimpleListFilter):
    title = _("subtitles")
    parameter_name = "subtitles"

    def lookups(self, request, model_admin) -> list[tuple[str, str]]:
        return [("with", _("With subtitles")), ("missing", _("Somebody speaks, without subtitles"))]

    def queryset(self, request, queryset) -> QuerySet:
        if self.value() == "missing":
            return queryset.without_subtitles()
        return queryset.exclude(captions="") if self.value() == "with" else queryset


@admin.register(Video)
class VideoAdmin(ShownInDialog, DeskAdmin):
    list_display = ["title", "still", "length", "published_at"]
    list_select_related = ["poster"]
    list_filter = ["published_at", SubtitlesFilter]
    search_fields = ["title", "standfirst", "transcript"]
    show_full_result_count = False
    ordering = ["-published_at", "-pk"]
    form = VideoForm
    prepopulated_fields = {"slug": ["title"]}
    raw_id_fields = ["poster"]
    readonly_fields = ["still", "subtitles_there"]

    def get_fieldsets(self, request, obj=None) -> list[tuple]:
        may_write = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        subtitles = [OWN, *(OTHERS if may_write else ["subtitles_there"])]
        return [
            (None, {"fields": ["title", "standfirst", "poster", "still", "file", "seconds"]}),
            (
                _("For those who cannot hear or see it"),
                {"fields": [*subtitles, "has_no_speech", "transcript"]},
            ),
            (_("Publishing"), {"fields": ["published_at", "slug"]}),
        ]

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.owner = request.user.pk
        return form

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(form.forget_kept_files)
        if not (obj.has_no_speech or any(form.cleaned_data.get(name) for name in SUBTITLES)):
            messages.warning(request, _("This film has no subtitles: whoever cannot hear it has the transcript alone."))

    @admin.display(description=_("still as stored"))
    def still(self, video) -> str:
        if not video.poster_id:
            return _("Choose a picture of the library.")
        return format_html(
            '<img src="{}" alt="{}" width="160">', video.poster.file.webp_card_320, video.poster.alt_text
        )

    @admin.display(description=_("length"), ordering="seconds")
    def length(self, video) -> str:
        return video.length

    @admin.display(description=_("in other languages"))
    def subtitles_there(self, video) -> str:
        return ", ".join(str(each.get_language_display()) for each in video.other_subtitles.order_by("language"))
