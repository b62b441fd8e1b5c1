"""A story's page with the words as they stand in the form: in the public dress and policy, with nothing stored."""

from collections.abc import Sequence

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.models import Article, Edition, EditionByline, Section
from articles.pages.story_page import StoryPage, preview_page
from articles.publishing.compose import story_fields
from articles.publishing.publish import reasons_of_words
from common.languages import speaking


def preview_view(admin: ModelAdmin, request: HttpRequest, pk: int | None = None) -> HttpResponse:
    stored = story_for(admin, request, pk, "change") if pk else None
    if stored is None and not admin.has_add_permission(request):
        raise PermissionDenied
    form = admin.get_form(request, stored, change=bool(stored))(request.POST, instance=stored)
    form.is_valid()  # not asked: a story is looked at long before it is fit to be saved
    keep_what_was_typed(form)
    edition = edition_of(form.instance)
    bylines, topics = _bylines(admin, request, form.instance), _topics(form)
    with speaking(edition.language):
        page = preview_page(edition, bylines=bylines, topics=topics)
        context = {"page": page, "edition": edition, "missing": _missing(form, page)}
        response = render(request, "articles/article_preview.html", context)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _bylines(admin, request, article) -> Sequence[EditionByline]:
    """The names as they stand in the form, in their order; half-filled lines are left out."""
    lines = []
    for kind, inline in admin.get_formsets_with_inlines(request, article if article.pk else None):
        rows = inline.get_queryset(request) if article.pk else inline.model.objects.none()
        formset = kind(request.POST, instance=article, queryset=rows, prefix=kind.get_default_prefix())
        formset.is_valid()
        lines += [
            EditionByline(author=typed["author"], role=typed["role"], position=typed.get("position") or 0)
            for typed in (form.cleaned_data for form in formset.forms if hasattr(form, "cleaned_data"))
            if typed.get("author") and typed.get("role") and not typed.get("DELETE")
        ]
    return sorted(lines, key=lambda line: line.position)


def keep_what_was_typed(form: ModelForm) -> None:
    """A headline that is too long, say, is no reason to show the old one."""
    for name in form.errors:
        field = form.fields.get(name)
        if field is None or not hasattr(Article, name) or not isinstance(form[name].data, str):
            continue
        if Article._meta.get_field(name).get_internal_type() in {"CharField", "TextField"} and not field.disabled:
            setattr(form.instance, name, form[name].data)


def edition_of(article: Article) -> Edition:
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


def _missing(form: ModelForm, page: StoryPage) -> list[str]:
    """What the editor still has to see to before this can be saved or published."""
    fields = {name: errors for name, errors in form.errors.items() if name in form.fields}
    missing = [f"{form[name].label}: {error}" for name, errors in fields.items() for error in errors]
    if not form.instance.section_id:
        missing.append(_("The story has no section."))
    if not form.instance.headline.strip():
        missing.append(_("The story has no headline."))
    missing += reasons_of_words(form.instance)
    if not page.bylines and not page.edition.is_signed_inside:
        missing.append(_("The story has no byline: say who wrote it."))
    return missing
