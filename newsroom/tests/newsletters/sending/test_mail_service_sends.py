"""Letters through a sending service, by django-anymail's own backends up to the web. No service is reached."""

import email
import email.policy
import io
import json

import pytest
import requests
from django.core.exceptions import ImproperlyConfigured
from django.core.mail import mailers
from django.core.management import CommandError, call_command

from newsroom.newsletters.bounces.return_path import mark_of
from newsroom.newsletters.bounces.take import note_bounce
from newsroom.newsletters.mail_service import mail_settings as room
from newsroom.newsletters.mail_service.known import SERVICES
from newsroom.newsletters.mail_service.mail_settings import mail_settings
from newsroom.newsletters.mail_service.webhook import reports_view
from newsroom.newsletters.models import Delivery, DeliveryProblem, Suppression
from newsroom.newsletters.sending.service import ServiceMessage
from newsroom.tests.newsletters.sending.sending import send
from newsroom.tests.newsletters.sending.service_samples import SECRET

pytest_plugins = ["newsroom.tests.newsletters.sending.issues_on_their_way"]


class Session:
    """The last boundary of the backends: what is asked of the web, and an answer made here."""

    def __init__(self):
        self.asked, self.answer = [], lambda number: (200, {})

    def request(self, **asked):
        self.asked.append(asked)
        status, body = self.answer(len(self.asked))
        response = requests.Response()
        response.status_code, response._content = status, json.dumps(body).encode()
        return response

    def close(self):
        pass


ANSWERS = {
    "mailgun": {"id": "<1@mg>", "message": "Queued. Thank you."},
    "postmark": {"ErrorCode": 0, "Message": "OK", "MessageID": "1", "To": "x@example.org"},
    "brevo": {"messageId": "<1@mailin>"},
}


@pytest.fixture
def web(monkeypatch):
    session = Session()
    monkeypatch.setattr("anymail.backends.base_requests.AnymailRequestsBackend.create_session", lambda self: session)
    return session


def handed_over(service, asked):
    """The headers, the words and the mark of one call, wherever the service wants them."""
    if service == "mailgun":
        data = dict(asked["data"])
        headers = {name[2:]: data[name] for name in data if name.startswith("h:")}
        return data["to"][0], headers, data["text"], data["html"], data["v:letter"]
    data = json.loads(asked["data"])
    if service == "postmark":
        headers = {each["Name"]: each["Value"] for each in data["Headers"]}
        return data["To"], headers, data["TextBody"], data["HtmlBody"], data["Metadata"]["letter"]
    mark = json.loads(data["headers"].pop("X-Mailin-custom"))["letter"]
    return data["to"][0]["email"], data["headers"], data["textContent"], data["htmlContent"], mark


def sound(service):
    return dict.fromkeys(SERVICES[service].wanted, "x" * 30) | {
        "MAIL_SERVICE": service,
        "MAIL_SERVICE_WEBHOOK_SECRET": SECRET,
    }


def settings_of(environment):
    """As they would be at the start."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in environment.items():
            patch.setenv(name, value)
        return mail_settings(None)


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize("service", ANSWERS)
def test_a_service_gets_a_whole_letter_for_each_reader(db, service, web, settings, readers, frozen):
    settings.MAIL_SERVICE, settings.MAILERS, settings.ANYMAIL = settings_of(sound(service))
    web.answer = lambda number: (200, ANSWERS[service])
    send(frozen)

    assert (frozen.state, frozen.accepted, len(web.asked)) == ("sent", 7, 7)
    by_reader = {reader.supporter.email: reader for reader in readers}
    for asked in web.asked:
        to, headers, text, html, mark = handed_over(service, asked)
        leave = headers["List-Unsubscribe"]
        assert mark == mark_of(by_reader.pop(to))
        assert "/letters/leave/" in leave
        assert leave[1:-1] in text
        assert leave[1:-1] in html
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        names = {name.lower() for name in headers}
        assert {"list-id", "list-archive", "feedback-id", "precedence"} <= names
        assert not {"message-id", "date", "to", "from"} & names
        assert "The wall" in text
        data = asked["data"] if service == "mailgun" else json.loads(asked["data"])
        off = {"mailgun": {"o:tracking-opens": "no", "o:tracking-clicks": "no"}, "brevo": {}}
        off["postmark"] = {"TrackOpens": False, "TrackLinks": "None"}
        assert {name: data[name] for name in off[service]} == off[service]
    assert by_reader == {}


class AmazonClient:
    """What Amazon's own library would ask."""

    def __init__(self):
        self.asked = []

    def send_email(self, **asked):
        self.asked.append(asked)
        return {"MessageId": "1"}

    def close(self):
        pass


@pytest.mark.usefixtures("by_hand")
def test_amazon_gets_the_letter_as_it_is_with_its_mark(db, settings, readers, frozen, monkeypatch):
    amazon = AmazonClient()
    monkeypatch.setattr("boto3.session.Session.client", lambda self, name, **options: amazon)
    settings.MAIL_SERVICE, settings.MAILERS, settings.ANYMAIL = settings_of(sound("amazon_ses"))
    settings.LETTER_CONNECTIONS = 1
    send(frozen)

    assert frozen.accepted == 7
    ready = amazon.asked[0]["Content"]["Raw"]["Data"]
    read = email.message_from_bytes(ready, policy=email.policy.default)
    assert amazon.asked[0]["Destination"] == {"ToAddresses": ["reader0@example.org"]}
    assert json.loads(read["X-Metadata"]) == {"letter": mark_of(readers[0])}
    line = next(line for line in ready.splitlines() if line.startswith(b"List-Unsubscribe: <"))
    assert len(line) > 78
    assert line.endswith(b"/>")


@pytest.mark.usefixtures("by_hand")
def test_each_answer_of_a_service_means_what_it_means(db, web, settings, readers, frozen):
    """In one run of seven letters: one refused for good, one put off, one whose call came to nothing, four taken."""
    settings.MAIL_SERVICE, settings.MAILERS, settings.ANYMAIL = settings_of(sound("postmark"))
    settings.LETTER_CONNECTIONS = 1
    answers = {
        1: (422, {"ErrorCode": 300, "Message": "Invalid 'To' address: 'reader0@example.org'."}),
        2: (429, {"Message": "slow"}),
    }
    answers[3] = (500, {"Message": "our fault"})
    web.answer = lambda number: answers.get(number, (200, ANSWERS["postmark"]))
    send(frozen)

    assert (len(web.asked), frozen.accepted, frozen.refused, frozen.state) == (8, 5, 1, "sending")
    assert {problem.code for problem in DeliveryProblem.objects.all()} == {550, 450}
    assert not DeliveryProblem.objects.filter(reply__contains="reader0").exists()
    assert not Suppression.objects.exists()


@pytest.mark.usefixtures("by_hand")
@pytest.mark.parametrize("status", [401, None])
def test_a_key_that_is_wrong_and_a_line_that_is_dead_cost_no_reader(db, status, web, settings, readers, frozen):
    settings.MAIL_SERVICE, settings.MAILERS, settings.ANYMAIL = settings_of(sound("postmark"))
    settings.LETTER_CONNECTIONS = 2

    def refuse(_number):
        if status is None:
            raise requests.ConnectionError("no route")
        return status, {"Message": "the key is wrong"}

    web.answer = refuse
    send(frozen)

    assert (frozen.accepted, frozen.refused, frozen.state) == (0, 0, "sending")
    assert not Delivery.objects.filter(state=Delivery.State.REFUSED).exists()


BAD = {
    "no key": ({"POSTMARK_SERVER_TOKEN": ""}, "POSTMARK_SERVER_TOKEN should be set where MAIL_SERVICE is postmark"),
    "no secret": ({"MAIL_SERVICE_WEBHOOK_SECRET": ""}, "MAIL_SERVICE_WEBHOOK_SECRET should be a name and a random"),
    "a word alone": ({"MAIL_SERVICE_WEBHOOK_SECRET": "hush" * 9}, "MAIL_SERVICE_WEBHOOK_SECRET should be"),
    "a short one": ({"MAIL_SERVICE_WEBHOOK_SECRET": "hush:hush"}, "MAIL_SERVICE_WEBHOOK_SECRET should be"),
    "two ways": ({"EMAIL_HOST": "mail.example.org"}, "MAIL_SERVICE or EMAIL_HOST should be set, not both"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_service_that_is_half_set_up_stops_the_start(case):
    changed, complaint = BAD[case]
    with pytest.raises(ImproperlyConfigured, match=complaint) as raised:
        settings_of(sound("postmark") | changed)

    assert "hush" not in str(raised.value)


def test_a_service_without_its_package_stops_the_start(monkeypatch):
    monkeypatch.setattr(room, "find_spec", lambda name: None)
    with pytest.raises(ImproperlyConfigured, match=r"not installed: pip install .* requirements-anymail\.lock"):
        settings_of(sound("postmark"))


LETTER = b"""From: The Courier <newsdesk@courier.example>\r
Reply-To: newsdesk@courier.example\r
Subject: Morning\r
To: ada@example.org\r
List-Unsubscribe: <https://courier.example/leave/1/>\r
Precedence: bulk\r
Content-Type: multipart/alternative; boundary=b\r
\r
--b\r
Content-Type: text/plain\r
\r
Words\r
--b\r
Content-Type: text/html\r
\r
<p>Words</p>\r
--b--\r
"""


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_is_one_that_the_package_knows(service, settings):
    """Its view is there, and its backend makes a call of a letter with all that we put on it."""
    settings.MAIL_SERVICE, settings.MAILERS, settings.ANYMAIL = settings_of(sound(service))
    backend = mailers["default"]
    letter = ServiceMessage("ada@example.org", LETTER, "1-2-3" if SERVICES[service].carries_mark else "")
    payload = backend.build_message_payload(letter, backend.send_defaults)

    assert reports_view(service)
    assert backend.esp_name == SERVICES[service].name
    if service != "amazon_ses":
        assert "ada@example.org" in str(payload.get_request_params(backend.api_url))


def test_check_mail_says_what_a_service_needs(db, settings, monkeypatch):
    monkeypatch.setattr("newsroom.management.commands.check_mail.findings", lambda **options: [])
    settings.MAIL_SERVICE, settings.SITE_URL, settings.HTTPS = "brevo", "https://courier.example", True
    note_bounce(event_key="one", kind="soft", address_hmac="a" * 32, source="service")
    said = io.StringIO()
    call_command("check_mail", stdout=said)
    settings.HTTPS = False
    with pytest.raises(CommandError):
        call_command("check_mail", stdout=io.StringIO())

    assert "Brevo sends, by django-anymail 15." in said.getvalue()
    assert "https://courier.example/letters/service/" in said.getvalue()
    assert "the newest of a letter that did not arrive came" in said.getvalue()
    assert "switch opens and clicks off at Brevo" in said.getvalue()
