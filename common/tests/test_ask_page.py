"""The desk's one page that asks before it acts."""

import pytest
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group

from common.ask_page import Question, ask_page


class WhyForm(forms.Form):
    why = forms.CharField(label="Why")


@pytest.fixture
def ask(admin_user, rf):
    def ask(question, **options):
        request = rf.get("/admin/")
        request.user = admin_user
        return ask_page(admin.site._registry[Group], request, question, **options).render().text

    return ask


def test_ask_page_shows_question_form_button_and_way_back_when_it_is_about_a_row(ask):
    group = Group.objects.create(name="Night desk")
    question = Question(title="Close it?", words=["It stays closed."], form=WhyForm(), button="Close", leave="Keep")

    page = ask(question, about=group)

    assert "<strong>Night desk</strong>" in page
    assert "<p>It stays closed.</p>" in page
    assert 'name="why"' in page
    assert 'value="Close"' in page
    assert f'<a href="/admin/auth/group/{group.pk}/change/">Keep</a>' in page


def test_ask_page_has_no_form_when_there_is_nothing_to_do(ask):
    page = ask(Question(title="Nothing to do", words=["All is done."], leave="Back to the list"))

    assert "<p>All is done.</p>" in page
    assert 'class="submit-row"' not in page
    assert '<a href="/admin/auth/group/">Back to the list</a>' in page
