"""One cookie with an accent hides all of them, as the web server hands them over: then the paper says so."""

import pytest
from django.test import Client


def sign_in(**sent):
    visitor = Client(enforce_csrf_checks=True)
    visitor.get("/admin/login/")
    return visitor.post("/admin/login/", {"username": "ada", "password": "x"}, **sent)


def test_sign_in_says_what_is_wrong_when_the_cookies_are_hidden(db):
    response = sign_in(HTTP_COOKIE="")

    assert response.status_code == 400
    assert "Your browser’s cookies cannot be read" in response.text


@pytest.mark.parametrize("sent", [{}, {"HTTP_COOKIE": "town=caf; voter=x"}])
def test_form_without_its_token_is_not_allowed_when_the_cookies_are_there(db, sent):
    response = sign_in(**sent)

    assert response.status_code == 403
    assert "That is not allowed from here" in response.text
    assert "cannot be read" not in response.text


def test_voted_page_says_why_it_knows_no_vote_when_the_cookies_are_hidden(client, make_poll):
    poll = make_poll()
    hidden = client.get(poll.voted_url, HTTP_COOKIE="").text
    others = client.get(poll.voted_url, HTTP_COOKIE="town=caf").text

    assert ["We find no vote from this browser" in page for page in (hidden, others)] == [True, True]
    assert ["hides those that you have from us" in page for page in (hidden, others)] == [True, False]
