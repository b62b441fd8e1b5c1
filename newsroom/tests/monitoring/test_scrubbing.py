"""Secrets and addresses of people in log lines: sown in every way that programs write them, found in none."""

import json
import logging
import uuid

import pytest
from django.core.signing import TimestampSigner, dumps
from django.test import Client

from newsroom.monitoring import scrubbing
from newsroom.monitoring.logs import JsonFormatter, PlainFormatter
from newsroom.monitoring.scrubbing import scrubbed

SIGNED, STAMPED = dumps({"pk": 7}, salt="tests"), TimestampSigner(salt="tests").sign("supporter-7")
# The secret, and the words in which a program writes it.
SOWN = {
    "draft": (SIGNED, "Not Found: /draft/{}/"),
    "draft in a sentence": (SIGNED, "Link {} has ended."),
    "sign-in link": (STAMPED, "GET /support/yours/in/{}/ 200"),
    "sign-in link in a letter": (STAMPED, "could not send https://paper.example/support/yours/in/{}/ to them"),
    "unsubscribe link": (STAMPED, "POST /letters/stop/{}"),
    "pledge": (str(uuid.UUID(int=2**100 + 7)), "Pledge {} is paid twice"),
    "vote's edit token": ("kQ3x_9ZtLw-P0aRb7YmUcg", "vote {} was changed"),
    "vote's cookie": ("kQ3x_9ZtLw-P0aRb7YmUcg", "{{'poll-12': '{}'}}"),
    "digest": ("9f86d081884c7d659a2feaa0c55ad015", "token hash {}"),
    "session": ("hq0xw1y2z3a4b5c6d7e8f9g0h1i2j3k4", "sessionid={}"),
    "session in a header": ("hq0xw1y2z3a4b5c6", "Cookie: a=b; sessionid={}; c=d"),
    "cookie of any name": ("milk-and-honey", "Cookie: x={}"),
    "cookie in the environment": ("milk-and-honey", "{{'HTTP_COOKIE': 'x={}'}}"),
    "cookie that is set": ("milk-and-honey", "Set-Cookie: x={}; Path=/"),
    "bearer": ("plainwords", "Authorization: Bearer {}"),
    "bearer in a sentence": ("abcdef.ghijkl", "sent bearer {} to them"),
    "basic": ("YWRhOnNlY3JldA==", "authorization='Basic {}'"),
    "proxy": ("plainwords", "Proxy-Authorization: {}"),
    "password in a form": ("correct-horse", "password={}&next=/"),
    "password in a query dict": ("correct-horse", "<QueryDict: {{'username': ['ada'], 'password': ['{}']}}>"),
    "password in JSON": ("correct-horse", '{{"password": "{}"}}'),
    "new password": ("correct-horse", "new_password1={}"),
    "old password": ("correct-horse", "{{'old_password': '{}'}}"),
    "passwd": ("correct-horse", "passwd: {}"),
    "password of a database": ("correct-horse", "postgres://paper:{}@db.example/paper"),
    "one-time code": ("492817", "otp_code={}"),
    "secret of a factor": ("JBSWY3DPEHPK3PXP", "totp_secret={}"),
    "csrf": ("tokenofaform", "csrfmiddlewaretoken={}"),
    "csrf in a header": ("tokenofaform", "X-CSRFToken: {}"),
    "live key": ("sk_live_51Habcdefgh", "Invalid API Key provided: {}"),
    "test key": ("sk_test_51Habcdefgh", "key {}"),
    "restricted key": ("rk_live_51Habcdefgh", "key {}"),
    "webhook's secret": ("whsec_abcdefghijkl", "with {}"),
    "checkout": ("cs_test_a1b2c3d4e5f6", "No such checkout.session: {}"),
    "customer": ("cus_NffrFeUfNV2Hib", "customer {}"),
    "api key": ("plainwords", "api_key={}"),
    "token of a CDN": ("plainwords", "PURGE_TOKEN={}"),
    "mailbox": ("ada.lovelace@example.org", "could not reach {}"),
    "mailbox in a query": ("ada%40example.org", "GET /x?email={}"),
    "mailbox in a key": ("ada+news@example.co.uk", "DETAIL: Key (email)=({}) already exists."),
    "mailbox in brackets": ("zoë@exämple.org", "RCPT TO:<{}>"),
    "two mailboxes": ("bob@example.org", "ada@example.org, {}"),
}
KEPT = [
    "GET /news/the-sea-wall-held-through-the-whole-night-12/ 200 4 ms",
    "Voter keys of poll 12 were destroyed, and 3 receipts with them.",
    "articles.publishing.publish.CannotPublish: no headline",
    "django.core.exceptions.ImproperlyConfigured: PORT should be a whole number",
    'File "/srv/paper/articles/models/articles.py", line 203, in get_absolute_url_of_2026',
    "SELECT articles_edition.id FROM articles_edition WHERE articles_edition.starts_at <= %s",
]


def lines_of(secret, words):
    """Both formats of a line that says it, and of a line whose exception says it."""
    said = words.format(secret)
    try:
        raise ValueError(said)
    except ValueError as error:
        failed = (ValueError, error, error.__traceback__)
    for given in ({"msg": said}, {"msg": "It failed: %s", "args": (said,)}, {"msg": "x", "exc_info": failed}):
        for formatter in (JsonFormatter(), PlainFormatter()):
            yield formatter.format(logging.makeLogRecord(given | {"fields": {"said": said}}))


@pytest.mark.parametrize("name", SOWN)
def test_secret_is_in_no_line(name):
    secret, words = SOWN[name]

    lines = list(lines_of(secret, words))

    assert len(SOWN) >= 40
    assert [line for line in lines if secret in line or json.dumps(secret)[1:-1] in line] == []


@pytest.mark.parametrize("words", KEPT)
def test_what_one_looks_for_in_a_line_stays(words):
    assert scrubbed(words) == words


def test_secrets_of_the_settings_are_hidden_wherever_they_stand(settings):
    scrubbing._of_the_settings.cache_clear()
    settings.PURGE_TOKEN = "two plain words"

    assert scrubbed("sent two plain words there") == "sent * there"
    assert settings.SECRET_KEY not in scrubbed(f"bad key {settings.SECRET_KEY}!")
    scrubbing._of_the_settings.cache_clear()


def test_only_what_hides_nothing_is_remembered(monkeypatch):
    monkeypatch.setattr(scrubbing, "_harmless", set())
    monkeypatch.setattr(scrubbing, "MOST_REMEMBERED", 2)
    for text in ("GET /news/", "could not reach ada@reader.example", "GET /sport/", "GET /polls/", "x" * 301):
        scrubbed(text)

    assert scrubbing._harmless == {"GET /polls/"}


@pytest.mark.django_db
def test_failed_request_tells_nobody_what_its_form_held(settings, mailoutbox, monkeypatch, caplog):
    settings.ADMINS = ["owner@paper.example"]
    client = Client(raise_request_exception=False, headers={"authorization": "Bearer plainwords"})
    client.cookies["sessionid"] = "milk-and-honey"
    sent = {"username": "ada", "password": "correct-horse", "email": "ada@example.org", "note": SIGNED}

    def fail(*_given, **_options):
        raise RuntimeError(f"of {sent}")

    monkeypatch.setattr("django.contrib.auth.forms.AuthenticationForm.full_clean", fail)
    response = client.post(f"/admin/login/?next=/draft/{SIGNED}/", sent, headers={"accept": "text/html"})

    assert response.status_code == 500
    records = [record for record in caplog.records if record.exc_info]
    written = "".join(
        formatter.format(record) for record in records for formatter in (JsonFormatter(), PlainFormatter())
    )
    assert "RuntimeError" in written
    for secret in ("correct-horse", "milk-and-honey", "plainwords", "ada@example.org", SIGNED):
        assert secret not in written + response.text
    assert mailoutbox == []


@pytest.mark.parametrize("sign", ["\n", "\r\n", "\u2028", "\x00", "\x1b[2J", "\udcff", '"}{"', "%s%d", "\U0010ffff"])
def test_long_message_with_any_sign_is_one_line(sign):
    record = logging.makeLogRecord({"msg": "%s", "args": ("/" + (sign + "x") * 4000,)})

    for formatter in (JsonFormatter(), PlainFormatter()):
        line = formatter.format(record)
        assert line.splitlines() == [line]
        assert line.encode()
    assert json.loads(JsonFormatter().format(record))["message"]


def test_no_pattern_reads_a_long_line_again_and_again():
    """Each of these took minutes with a pattern of that kind: whether it ends at all is the test."""
    for piece in ("a", "a:", "a-", "A1a", "@", "password", "a=", "0f", "a.b", "://a"):
        scrubbed(piece * (20_000 // len(piece)))
