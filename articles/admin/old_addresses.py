"""Addresses that pages had elsewhere, or before: kept by an import, or by hand."""

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from articles.models import PathRedirect
from common.desk_admin import DeskAdmin
from common.old_paths import old_path


class PathRedirectForm(forms.ModelForm):
    class Meta:
        model = PathRedirect
        fields = ["path", "article", "section", "topic", "author", "poll"]

    def clean_path(self) -> str:
        """In the one spelling under which it is looked for, whatever was typed or pasted."""
        path = old_path(self.cleaned_data["path"])
        if not path:
            raise forms.ValidationError(
                _("This is no address of a page: type its path, such as /2019/05/harbour-wall.")
            )
        if PathRedirect.objects.filter(path=path).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(_("This old address leads somewhere already."))
        return path


@admin.register(PathRedirect)
class PathRedirectAdmin(DeskAdmin):
    form = PathRedirectForm
    list_display = ["path", "target", "added_at"]
    list_select_related = ["article", "section", "topic", "author", "poll"]
    search_fields = ["path"]
    ordering = ["-added_at", "-pk"]
    autocomplete_fields = ["article", "section", "topic", "author", "poll"]
    show_full_result_count = False

    @admin.display(description=_("leads to"))
    def target(self, redirect: PathRedirect) -> str:
        return str(redirect.target)
