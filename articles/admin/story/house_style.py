"""What a writer answers to a house rule, or about a name, from the checklist beside the form."""

from django import forms
from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest

from articles.admin.story.rights import story_for
from articles.house_style.answers import answer_rule
from articles.models import HouseAnswer, HouseRule
from articles.models.house_style import LONGEST
from common.form_fields import CleanCharField


class AnswerForm(forms.Form):
    rule = forms.ModelChoiceField(HouseRule.objects.active(), required=False)
    text = CleanCharField(max_length=LONGEST)
    verdict = forms.ChoiceField(choices=HouseAnswer.Verdict)


def answer_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "change")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(form.errors.as_text(), content_type="text/plain; charset=utf-8")
    answer_rule(article=article, by=request.user, **form.cleaned_data)
    return HttpResponse(status=204)
