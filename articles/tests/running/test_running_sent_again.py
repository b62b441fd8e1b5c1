"""Entries that are sent again by a browser that heard no answer: what it is told is what has come of them."""

from articles.models import Article, Entry, EntryEdition
from articles.running.publish import publish_entry
from articles.tests.running.test_running_desk import changed, fields, screen

__all__ = ["screen"]


def test_an_entry_that_went_out_is_not_said_to_be_hidden(client, editor, screen):
    client.force_login(editor)
    sent = fields(_publish="")
    client.post(screen, sent)
    answer = client.post(screen, sent, follow=True)

    assert EntryEdition.objects.live().get().words == "<p>Gates shut.</p>"
    assert "Readers already have these words" in answer.text
    assert "Readers do not see it yet." not in answer.text


def test_a_change_is_no_conflict_with_itself(client, editor, put_out, screen):
    entry = put_out()
    client.force_login(editor)
    sent = changed(entry, "<p>Gates open.</p>", _draft="")
    client.post(screen, sent)
    answer = client.post(screen, sent, follow=True)

    assert Entry.objects.get().words == "<p>Gates open.</p>"
    assert "Two wordings" not in answer.text


def test_the_closing_entry_does_not_stand_in_its_own_way(client, editor, screen):
    client.force_login(editor)
    sent = fields(_publish="", is_closing="on")
    client.post(screen, sent)
    answer = client.post(screen, sent, follow=True)

    assert Entry.objects.get().is_closing
    assert "Another entry closes the story already" not in answer.text
    answer = client.post(screen, fields("<p>Closed again.</p>", _publish="", is_closing="on"))
    assert "Another entry closes the story already" in answer.text


def test_an_offer_that_an_editor_took_up_does_not_wait_again(client, reporter, editor, running_story, screen):
    Article.objects.filter(pk=running_story.pk).update(assigned_to=reporter)
    client.force_login(reporter)
    sent = fields(_offer="")
    client.post(screen, sent)
    publish_entry(entry=Entry.objects.get(), by=editor)
    answer = client.post(screen, sent, follow=True)

    assert not Entry.objects.waiting().exists()
    assert "Readers already have these words" in answer.text
