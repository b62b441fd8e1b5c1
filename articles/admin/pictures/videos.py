"""The films: what readers may also want to watch, each with a still and with words for those who cannot watch."""

from django.contrib import admin, messages
from django.db import transaction
from django.forms import ModelForm
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from articles.models import Video
from articles.pictures.video_forms import VideoForm
from common.desk_admin import DeskAdmin


@admin.register(Video)
class VideoAdmin(DeskAdmin):
    list_display = ["title", "still", "length", "published_at"]
    list_select_related = ["poster"]
    list_filter = ["published_at", ("captions", admin.EmptyFieldListFilter)]
    search_fields = ["title", "standfirst", "transcript"]
    show_full_result_count = False
    ordering = ["-published_at", "-pk"]
    form = VideoForm
    prepopulated_fields = {"slug": ["title"]}
    raw_id_fields = ["poster"]
    readonly_fields = ["still"]
    fieldsets = [
        (None, {"fields": ["title", "standfirst", "poster", "still", "file", "captions", "seconds", "transcript"]}),
        (_("Publishing"), {"fields": ["published_at", "slug"]}),
    ]

    def get_form(self, request, obj=None, change=False, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, change, **kwargs)
        form.owner = request.user.pk
        return form

    def save_model(self, request, obj, form, change) -> None:
        super().save_model(request, obj, form, change)
        transaction.on_commit(form.forget_kept_files)
        if not obj.captions:
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
