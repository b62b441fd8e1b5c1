"""A story's page with the words as they stand in the form: in the public dress and policy, with nothing stored."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from articles.models import Article, Edition, EditionByline, Section
from articles.pages.story_page import preview_page
from articles.publishing.publish import story_fields


class PreviewDesk:
    """The part of the story's admin that shows it before it is saved."""

    def get_urls(self):
        # The admin's own policy would be set last, and a preview is to be held to the one that readers get.
        view = csp_override(settings.PUBLIC_CSP)(self.admin_site.admin_view(self.preview_view))
        return [
            path("add/preview/", view, name="articles_article_add_preview"),
            path("<int:object_id>/preview/", view, name="articles_article_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request, object_id=None):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        stored = self._stored(request, object_id)
        form = self.get_form(request, stored, change=bool(stored))(request.POST, instance=stored)
        form.is_valid()  # not asked: a story is looked at long before it is fit to be saved
        keep_what_was_typed(form)
        edition = edition_of(form.instance)
        page = preview_page(edition, bylines=self._bylines(request, form.instance), topics=_topics(form))
        context = {"page": page, "edition": edition, "missing": _missing(form, page)}
        response = render(request, "articles/article_preview.html", context)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    def _stored(self, request, object_id):
        if object_id is None:
            if not self.has_add_permission(request):
                raise PermissionDenied
            return None
        article = self.get_object(request, object_id)
        if article is None:
            raise Http404
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    def _bylines(self, request, article):
        """The names as they stand in the form, in their order; half-filled lines are left out."""
        lines = []
        for kind, inline in self.get_formsets_with_inlines(request, article if article.pk else None):
            rows = inline.get_queryset(request) if article.pk else inline.model.objects.none()
            formset = kind(request.POST, instance=article, queryset=rows, prefix=kind.get_default_prefix())
            formset.is_valid()
            lines += [
                EditionByline(author=said["author"], role=said["role"], position=said.get("position") or 0)
                for said in (form.cleaned_data for form in formset.forms if hasattr(form, "cleaned_data"))
                if said.get("author") and said.get("role") and not said.get("DELETE")
            ]
        return sorted(lines, key=lambda line: line.position)


def keep_what_was_typed(form):
    """A headline that is too long, say, is no reason to show the old one."""
    for name in form.errors:
        field = form.fields.get(name)
        if field is None or not hasattr(Article, name) or not isinstance(form[name].data, str):
            continue
        if Article._meta.get_field(name).get_internal_type() in {"CharField", "TextField"} and not field.disabled:
            setattr(form.instance, name, form[name].data)


def edition_of(article):
    """An edition that is never saved, with the dates that this story has or would get now."""
    now = timezone.now()
    earlier = article.newest_edition() if article.pk else None
    edition = Edition(
        **story_fields(article),
        starts_at=now,
        first_published_at=earlier.first_published_at if earlier else now,
        updated_at=earlier.updated_at if earlier else now,
    )
    edition.article_id = article.pk or 0
    edition.slug = article.slug or "preview"
    if not edition.section_id:
        edition.section = Section(name=_("No section yet"), slug="no-section")
    if not article.headline:
        edition.headline = _("No headline yet")
    return edition


def _topics(form):
    return sorted(form.cleaned_data.get("topics") or [], key=lambda topic: topic.name)


def _missing(form, page):
    """What the editor still has to see to before this can be saved or published."""
    missing = [f"{form[name].label}: {error}" for name, errors in form.errors.items() if name in form.fields
               for error in errors]  # fmt: skip
    if not page.edition.body.strip():
        missing.append(_("The story has no body."))
    if not page.bylines:
        missing.append(_("The story has no byline: say who wrote it."))
    return missing
