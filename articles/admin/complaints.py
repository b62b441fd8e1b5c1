"""Complaints of readers, those with the nearest end of their time first."""

from django.contrib import admin
from django.forms import ModelForm
from django.utils.translation import gettext_lazy as _

from articles.admin.choices import PlainChoices
from articles.models import Article, Complaint, Correction
from common.dates import briefly
from common.desk_admin import DeskAdmin
from common.list_filters import SettledFilter


class AnswerFilter(SettledFilter):
    first = _("To be answered")


@admin.register(Complaint)
class ComplaintAdmin(PlainChoices, DeskAdmin):
    """A complaint is answered, not deleted; its words and its story stay as they were noted."""

    list_display = ["words", "article", "answer_by", "noted_by"]
    list_filter = [AnswerFilter]
    list_select_related = ["article", "noted_by"]
    search_fields = ["words", "article__headline"]
    ordering = ["due_at", "pk"]
    show_full_result_count = False
    autocomplete_fields = ["article"]
    plain_choices = ["article", "correction"]
    change_form_template = "admin/articles/complaint/change_form.html"

    @admin.display(description=Complaint._meta.get_field("due_at").verbose_name, ordering="due_at")
    def answer_by(self, complaint) -> str:
        return briefly(complaint.due_at)

    def get_fields(self, request, obj=None) -> list[str]:
        return ["article", "words", "due_at", *(["correction", "reason", "noted_at", "noted_by"] if obj else [])]

    def get_readonly_fields(self, request, obj=None) -> list[str]:
        return ["article", "words", "noted_at", "noted_by"] if obj else []

    def get_form(self, request, obj=None, **kwargs) -> type[ModelForm]:
        form = super().get_form(request, obj, **kwargs)
        if "correction" in form.base_fields:
            form.base_fields["correction"].queryset = Correction.objects.filter(article=obj.article).newest_first()
        return form

    def get_changeform_initial_data(self, request) -> dict:
        initial = super().get_changeform_initial_data(request)
        asked = str(initial.get("article", ""))
        is_number = asked.isascii() and asked.isdigit() and len(asked) < 19
        if not (is_number and Article.objects.filter(pk=asked).exists()):
            initial.pop("article", None)
        return initial

    def save_model(self, request, obj, form, change) -> None:
        if not change:
            obj.noted_by = request.user
        obj.note_answer(by=request.user)
        super().save_model(request, obj, form, change)
