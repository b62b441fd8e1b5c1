"""Pair a story with its translation from the desk, and part the two again."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.models import Article, Translation
from articles.publishing.forms import TranslationForm
from articles.publishing.translations import CannotPair, pair_translations, part_translations
from common.ask_page import Question, ask_page
from common.autocomplete import RowSelect
from common.can import can, those


def translation_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "publish")
    paired = Translation.objects.of([article.pk]).select_related("article").first()
    if paired:
        return _paired(admin, request, article, paired)
    stories = those(request.user, "publish", Article.objects.exclude(pk=article.pk))
    form = TranslationForm(request.POST if request.method == "POST" else None, stories=stories)
    field, other = Article._meta.get_field("withdrawn_to"), form.fields["other"]
    other.widget = RowSelect(field, admin.admin_site, choices=other.choices)
    if request.method == "POST" and form.is_valid():
        try:
            pair_translations(article=article, other=form.cleaned_data["other"])
        except CannotPair as refusal:
            form.add_error("other", str(refusal))
        else:
            admin.log_change(request, article, _("Paired with its translation."))
            messages.success(request, _("Each of the two leads to the other as soon as readers have both."))
            return redirect("admin:articles_article_change", article.pk)
    words = _("The same story in the other language. Readers and search engines are led from each to the other.")
    question = Question(
        title=_("Translation"), words=[words], form=form, button=_("Pair them"), leave=_("Back to the story")
    )
    return ask_page(admin, request, question, about=article)


def _paired(admin, request, article, paired):
    if request.method == "POST":
        part_translations(article=article)
        admin.log_change(request, article, _("Parted from its translation."))
        messages.success(request, _("The two stories stand alone again."))
        return redirect("admin:articles_article_change", article.pk)
    headline = paired.article if can(request.user, "view", paired.article) else paired.article_id
    words = _("In %(language)s: “%(story)s”.") % {"language": paired.get_language_display(), "story": headline}
    question = Question(title=_("Translation"), words=[words], button=_("Part them"), leave=_("Leave them paired"))
    return ask_page(admin, request, question, about=article)
