"""Lists from elsewhere: with proof, never against a no, reported line by line, taken back."""

import csv
import datetime as dt
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from newsroom.newsletters.forgetting import forget_unconfirmed
from newsroom.newsletters.leaving import leave
from newsroom.newsletters.lists.bring_in import CannotUndo, begin_import, read_in, take_back
from newsroom.newsletters.lists.reading import ListUnreadable, decoded, read_list
from newsroom.newsletters.models import ImportLine, ListImport, Subscription, Suppression
from newsroom.newsletters.models.keys import hmac_of_address
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.models import ConsentRecord, Supporter
from supporters.people.erase import erase

pytestmark = pytest.mark.django_db
PROOF = {"wording": "Yes, send me the news.", "proof": "A form on the old site, confirmed by mail."}
MAILCHIMP = """Email Address,First Name,MEMBER_RATING,OPTIN_TIME,CONFIRM_TIME,LEID
ada@example.org,Ada,2,2021-03-04 10:00:00,2021-03-04 10:05:00,1
slow@example.org,Slow,2,2021-03-04 10:00:00,,2
"""
CLEANED = """Email Address,First Name,OPTIN_TIME,CLEAN_TIME,CLEAN_CAMPAIGN_TITLE
gone@example.org,Gone,2021-03-04 10:00:00,2022-01-01 10:00:00,Spring
"""
GHOST = """id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,created_at,deleted_at,labels
1,ada@example.org,Ada,,true,false,,2022-05-06T07:08:09.000Z,,
2,gone@example.org,Gone,,false,false,,2022-05-06T07:08:09.000Z,,
"""
SUBSTACK = """Email,Active subscription?,Expiration,Email disabled,Created at
ada@example.org,false,,false,2023-01-02T03:04:05.000Z
gone@example.org,false,,true,2023-01-02T03:04:05.000Z
"""
PLAIN = "E-Mail;Name\r\n'Ada@Example.ORG;Ada\r\nno address;x\r\nADA@example.org;again\r\n"


@pytest.fixture
def morning():
    return make_newsletter("morning")


@pytest.fixture
def bring(morning, editor):
    def read(text):
        proof = PROOF | {"collected_on": timezone.localdate(), "file_name": "list.csv"}
        found = begin_import(newsletter=morning, text=text, by=editor, **proof)
        read_in(found=found)
        return found

    return read


def readers():
    return sorted(Subscription.objects.current().values_list("supporter__email", flat=True))


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (MAILCHIMP, {"taken": 1, "unconfirmed": 1}),
        (CLEANED, {"refused": 1}),
        (GHOST, {"taken": 1, "refused": 1}),
        (SUBSTACK, {"taken": 1, "refused": 1}),
        (PLAIN, {"taken": 1, "wrong": 1, "double": 1}),
    ],
)
def test_each_program_is_understood(bring, text, outcomes):
    found = bring(text)

    assert found.lines.numbers_by_outcome() == outcomes
    assert [email.lower() for email in readers()] == ["ada@example.org"] * outcomes.get("taken", 0)
    assert found.content == ""


def test_proof_is_kept_with_each_consent(bring, morning):
    found = bring(MAILCHIMP)

    consent = ConsentRecord.objects.get()
    assert (consent.topic, consent.method, consent.wording.text) == ("morning", "import", PROOF["wording"])
    assert f"list {found.pk}, line 2: 2021-03-04 10:05:00" in consent.source
    assert Supporter.objects.get().email_verified_at is None


NOES = {
    "suppressed": lambda ada: Suppression.objects.suppress(ada.address_hmac, "complaint"),
    "left": lambda ada: leave(subscription=ada, source="test"),
    "erased": lambda ada: erase(supporter=ada.supporter),
}


@pytest.mark.parametrize("text", [MAILCHIMP, GHOST, SUBSTACK, PLAIN.replace("Ada@Example.ORG", "ADA@EXAMPLE.org")])
@pytest.mark.parametrize("no", NOES)
def test_a_no_is_never_overruled(bring, morning, no, text):
    ada = make_subscription(morning, "ada@example.org")
    NOES[no](ada)

    found = bring(text)

    wanted = "left" if no == "left" else "suppressed"
    assert wanted in found.lines.numbers_by_outcome()
    assert "taken" not in found.lines.numbers_by_outcome()
    assert readers() == []


def test_who_has_the_letter_already_keeps_their_own_consent(bring, morning):
    ada = make_subscription(morning, "ada@example.org")
    found = bring(MAILCHIMP.replace("slow@", "ADA@"))

    assert found.lines.numbers_by_outcome() == {"already": 1, "double": 1}
    assert Subscription.objects.get().consent == ada.consent


def test_whom_the_list_calls_gone_is_not_taken_from_another_list(bring):
    bring(GHOST)

    assert bring("email\ngone@example.org\n").lines.numbers_by_outcome() == {"suppressed": 1}
    assert Suppression.objects.get().scope == "morning"


def test_a_list_is_taken_back_and_can_be_brought_in_again(bring):
    found = bring(GHOST)
    assert take_back(found=found) == 1

    assert readers() == []
    assert not Suppression.objects.standing().exists()
    assert [record.action for record in ConsentRecord.objects.order_by("pk")] == ["confirmed", "withdrawn"]
    with pytest.raises(CannotUndo):
        take_back(found=found)
    assert bring(GHOST).lines.numbers_by_outcome() == {"taken": 1, "refused": 1}


def test_taking_back_leaves_who_has_decided_for_themselves(bring, morning):
    found = bring("email\nada@example.org\neva@example.org\n")
    ada = Subscription.objects.get(supporter__email="ada@example.org")
    leave(subscription=ada, source="own")
    assert take_back(found=found) == 1

    ada.refresh_from_db()
    assert ada.state == "left"
    assert bring("email\nada@example.org\n").lines.numbers_by_outcome() == {"left": 1}


def test_a_fall_in_the_middle_takes_no_line_twice(bring, morning, editor, monkeypatch):
    monkeypatch.setattr("newsroom.newsletters.lists.bring_in.AT_ONCE", 2)
    text = "email\n" + "".join(f"reader-{number}@example.net\n" for number in range(5))
    proof = PROOF | {"collected_on": timezone.localdate(), "file_name": "list.csv"}
    found = begin_import(newsletter=morning, text=text, by=editor, **proof)
    ListImport.objects.filter(pk=found.pk).update(lines_read=3)
    found.refresh_from_db()
    for number in (2, 3):
        ImportLine.objects.create(list_import=found, number=number, outcome="taken", address_hmac=str(number))

    read_in(found=found)
    read_in(found=found)

    assert found.lines.count() == 5
    assert len(readers()) == 3


@pytest.mark.parametrize(
    "content",
    [b"", b"name,town\nAda,Saltmere\n", b"PK\x03\x04\x00\x00", b"%PDF-1.7", b'email\n"' + b"x" * 200_000 + b'"\n'],
)
def test_what_is_no_list_is_refused_in_words(content, request):
    request.addfinalizer(partial(csv.field_size_limit, csv.field_size_limit(10**6)))  # as after an archive was read
    with pytest.raises(ListUnreadable, match=r"\w+"):
        list(read_list(decoded(content)))


def test_list_that_breaks_off_is_forgotten_after_a_month(morning, editor):
    proof = PROOF | {"collected_on": timezone.localdate(), "file_name": "list.csv"}
    text = 'email\nada@example.org\n"' + "x" * 200_000
    found = begin_import(newsletter=morning, text=text, by=editor, **proof)
    with pytest.raises(ListUnreadable):
        read_in(found=found)

    forget_unconfirmed()
    found.refresh_from_db()
    assert (found.content, found.done_at) == (text, None)
    ListImport.objects.update(made_at=timezone.now() - dt.timedelta(days=31))
    forget_unconfirmed()

    found.refresh_from_db()
    assert found.content == ""
    assert found.done_at


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_lists_are_read_in_every_common_encoding(encoding):
    rows = list(read_list(decoded("email,name\nada@example.org,Zoë\n".encode(encoding))))

    assert [row.email for row in rows] == ["ada@example.org"]


class TestDesk:
    def form(self, morning, content=MAILCHIMP, **fields):
        upload = SimpleUploadedFile("members.csv", content.encode())
        given = PROOF | {"newsletter": morning.pk, "collected_on": "2024-05-06", "is_vouched": "on", "upload": upload}
        return given | fields

    def test_list_comes_in_with_its_proof_and_its_report(self, client, supporter_desk, morning):
        client.force_login(supporter_desk)
        client.post(reverse("admin:newsroom_listimport_add"), self.form(morning))

        found = ListImport.objects.get()
        assert (found.by, found.file_name, found.proof) == (supporter_desk, "members.csv", PROOF["proof"])
        page = client.get(reverse("admin:newsroom_listimport_change", args=[found.pk])).text
        assert "Gets the letter now" in page
        assert "never confirmed (line 3)" in page
        assert "slow@" not in page
        assert readers() == ["ada@example.org"]

        action = {"action": "take_back", "_selected_action": [found.pk]}
        client.post(reverse("admin:newsroom_listimport_changelist"), action)
        assert readers() == []

    @pytest.mark.parametrize(
        "fields", [{"proof": ""}, {"wording": ""}, {"is_vouched": ""}, {"collected_on": ""}, {"content": "name\nAda\n"}]
    )
    def test_without_proof_nobody_is_taken(self, client, supporter_desk, morning, fields):
        client.force_login(supporter_desk)
        answer = client.post(reverse("admin:newsroom_listimport_add"), self.form(morning, **fields))

        assert answer.status_code == 200
        assert 'class="errorlist"' in answer.text
        assert not ListImport.objects.exists()

    def test_whoever_composes_letters_brings_in_and_takes_out_no_addresses(self, client, editor, morning):
        client.force_login(editor)

        assert client.post(reverse("admin:newsroom_listimport_add"), self.form(morning)).status_code == 403
        assert client.get(reverse("admin:newsroom_subscription_export")).status_code == 403

    def test_list_goes_out_with_its_noes_and_comes_in_again(self, client, supporter_desk, morning, bring):
        make_subscription(morning, "ada@example.org")
        hard = make_subscription(morning, "=hard@example.org")
        Suppression.objects.suppress(hard.address_hmac, "hard")
        leave(subscription=make_subscription(morning, "left@example.org"), source="test")
        client.force_login(supporter_desk)
        answer = client.post(reverse("admin:newsroom_subscription_export"), {"format": "0"})
        text = answer.content.decode("utf-8-sig")
        assert "ada@example.org,morning,active" in text
        assert "'=hard@example.org,morning,suppressed" in text

        evening = make_newsletter("evening")
        proof = PROOF | {"collected_on": timezone.localdate(), "file_name": "list.csv"}
        found = begin_import(newsletter=evening, text=text, by=supporter_desk, **proof)
        read_in(found=found)

        assert found.lines.numbers_by_outcome() == {"taken": 1, "suppressed": 1, "refused": 1}
        assert hmac_of_address("left@example.org") == Suppression.objects.get(scope="evening").address_hmac
