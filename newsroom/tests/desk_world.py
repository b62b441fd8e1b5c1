"""A desk on which every kind of thing has a row, for a walk over all of its screens."""

import datetime as dt
from dataclasses import replace
from uuid import uuid4

import pytest
import reversion
from django.contrib.auth.models import Group, User
from django.http import HttpResponseForbidden
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.fronts.arrange import publish_front, save_draft
from articles.models import (
    BreakingBar,
    Complaint,
    Correction,
    DeskLetter,
    FrontSlot,
    HelpLine,
    HouseRule,
    ImportRun,
    Partner,
    PathRedirect,
    PlannedStory,
    Series,
    WireSource,
    WireUse,
    WithheldName,
)
from articles.publishing.draft_links import share_draft
from articles.running.course import begin
from articles.running.publish import publish_entry
from articles.running.write import Written, offer, write_entry
from articles.wires.arrivals import take_in
from articles.wires.told import Embargo, Told
from newsroom.correspondence.letters import LetterToTheEditor
from newsroom.correspondence.models import ReportedMistake
from newsroom.events.models import Event
from newsroom.identity.models import AuthenticatorApp
from newsroom.newsletters.models import BounceEvent, ListImport, Suppression
from newsroom.paper.models import Page
from newsroom.tests.issue_builders import make_issue
from newsroom.tests.newsletter_builders import make_newsletter, make_subscription
from supporters.models import (
    Ask,
    Attention,
    BrakeChange,
    Campaign,
    ConsentRecord,
    ConsentWording,
    Dispute,
    ExportLog,
    MrrChange,
    OutboxMail,
    ProviderEvent,
    Recognition,
    Refund,
    Statement,
    SupporterMerge,
)

LONG = "An-address-that-never-ends-and-that-no-browser-would-break-of-itself-0123456789"


@pytest.fixture
def bare_refusals(monkeypatch):
    """Refusals without their page, where thousands are asked for and only whether one comes counts."""
    monkeypatch.setattr("newsroom.urls.handler403", lambda request, exception: HttpResponseForbidden(), raising=False)


@pytest.fixture
def administrator(db):
    return User.objects.create_superuser("admin", "admin@courier.example", "a-long-password")


@pytest.fixture
def full_desk(
    administrator, full_story, make_article, make_poll, fill_box, make_pledge, make_payment, newsletter_wording
):
    """The story to walk around, beside one row of every model that the desk knows."""
    Group.objects.create(name="Night shift")
    with reversion.create_revision():
        Page.objects.create(kind="terms", title="Terms", slug="terms", body=f"<p>{LONG}</p>", group="rules")
    AuthenticatorApp.objects.create(user=administrator, name="Telephone", sealed_secret="sealed")
    full_story.section.editors.create(user=administrator)
    for words in ("It held.", f"It held, says {LONG}."):
        with reversion.create_revision():
            reversion.set_user(administrator)
            full_story.standfirst = words
            full_story.version += 1
            full_story.save()
    share_draft(article=full_story, by=administrator, note="For the lawyer")
    _tell_in_entries(full_story, administrator)
    _put_the_desk_to_work(full_story, make_article, administrator)
    fill_box(make_poll(f"Is {LONG} too long?", answers=("Yes", LONG)), 3, 1)
    regular = make_payment(make_pledge(frequency="month"), note=LONG)
    _put_money_in_the_books(regular, make_payment(), newsletter_wording, administrator)
    make_payment()  # its supporter and the first are a pair to be merged
    _let_the_machines_speak()
    return full_story


def _tell_in_entries(story, person):
    begin(article=story, by=person)
    for words in ("It held.", f"It held, says {LONG}."):
        written = Written(headline=words, words=f"<p>{words}</p>", is_key=True)
        entry, _ = write_entry(story=story, by=person, client_uuid=uuid4(), written=written)
        offer(entry=entry)
    publish_entry(entry=story.entries.earliest("pk"), by=person)


def _put_the_desk_to_work(story, make_article, person):
    now = timezone.now()
    make_article(f"Binned: {LONG}", binned_at=now)
    make_article("Cup tie", is_template=True)
    planned = PlannedStory.objects.create(title=f"Budget {LONG}", section=story.section, planned_for=now.date())
    PlannedStory.objects.create(title="Cup tie", section=story.section, planned_for=now.date(), assigned_to=person)
    assert planned.article is None
    WithheldName.objects.create(article=story, name="Somebody")
    HouseRule.objects.create(words=LONG[:80], suggestion="short", reason=LONG[:200])
    HelpLine.objects.create(name="The Listening Ear", phone="01632 960 190", url=f"https://{LONG.lower()}.example/")
    BreakingBar.objects.create(words="The quay is closed", article=story, ends_at=now + dt.timedelta(hours=2))
    complaint = Complaint.objects.create(article=story, words=f"It was not {LONG}.", due_at=now - dt.timedelta(hours=1))
    told = {"passage": LONG, "source": LONG, "email": "ada@example.org", "fingerprint": "1"}
    ReportedMistake.objects.create(complaint=complaint, edition=story.live_edition(), **told)
    letter = {"name": LONG[:80], "town": LONG[:80], "words": LONG, "print_wording": LONG, "fingerprint": "1"}
    make_issue(stories=[story], subject=LONG, preheader=LONG)
    LetterToTheEditor.objects.create(answers=story, confirmed_at=now, **letter)
    Event.objects.create(title=LONG[:100], place=LONG[:100], words=LONG, starts_at=now, link="https://x.example/")
    subscription = make_subscription(make_newsletter())
    Suppression.objects.suppress(subscription.address_hmac, "hard")
    told = {"kind": "ours", "source": "mailbox", "status": "5.7.1", "text": LONG, "event_key": "1"}
    BounceEvent.objects.create(**told)
    vouched = {"wording": LONG, "proof": LONG, "collected_on": now.date(), "by": person, "done_at": now}
    ListImport.objects.create(newsletter=subscription.newsletter, file_name=LONG, **vouched)
    Correction.objects.create(article=story, wording=f"It was {LONG}.")
    PathRedirect.objects.create(path="/2019/05/harbour-wall", article=story)
    ImportRun.objects.create(source="wordpress", site="old", path=LONG, sha256="1", state="done", message=LONG)
    series = Series.objects.create(name="The harbour wall", slug="harbour-wall")
    series.parts.create(article=story)
    agency = WireSource.objects.create(name=LONG, address=f"https://{LONG.lower()}.example/", trouble=LONG)
    told = Told(key=LONG, headline=LONG, html=f"<p>{LONG}</p>", terms=LONG, note=LONG, embargo=Embargo(None))
    item = take_in(source=agency, told=told).item
    first = item.versions.get()
    WireUse.objects.create(item=item, article=story, version=first, answered=first, by=person)
    take_in(source=agency, told=replace(told, number="2", note=f"Kill {LONG}", status="killed"))
    partner = Partner.objects.create(name=LONG, contact="desk@radio.example")
    partner.webhooks.create(address=f"https://{LONG.lower()}.example/", failing_since=now)
    DeskLetter.objects.create(key="1", to="nell@courier.example", subject="Your turn", body=LONG, missed_at=now)
    save_draft(section=None, slots=[FrontSlot(article=story, headline=LONG)], version=0, by=person)
    publish_front(section=None, version=1, by=person)


def _put_money_in_the_books(payment, other, wording, person):
    pledge, now = payment.pledge, timezone.now()
    money = {"amount": 500, "currency": payment.currency}
    Refund.objects.create(payment=payment, provider="office", reason=LONG, made_by=person, **money)
    Dispute.objects.create(payment=payment, provider="stripe", provider_ref=LONG, respond_by=now, **money)
    ProviderEvent.objects.create(
        provider="stripe", event_id=LONG, type="paid", livemode=True, pledge=pledge, error=LONG
    )
    Attention.objects.create(kind=Attention.Kind.values[0], pledge=pledge, text=LONG, cause_key="1", due_at=now)
    MrrChange.objects.note(MrrChange.Kind.NEW, pledge, 6000, at=now)
    named = {"level": "message", "display_name": "Ada", "message": LONG}
    Recognition.objects.update(**named)
    statement = Statement.objects.create(name="november.csv", digest="1")
    for number in (1, 2):
        statement.lines.create(identity=str(number), day=now.date(), amount=2500, currency="GBP", words=f"FPI {LONG}")
    SupporterMerge.objects.create(kept=pledge.supporter, gone=other.pledge.supporter, pledges=1, reason=LONG, by=person)
    ExportLog.objects.create(what="supporters", columns=LONG, rows=1, by=person)
    ConsentRecord.objects.create(
        supporter=pledge.supporter,
        wording=wording,
        action=ConsentRecord.Action.values[0],
        method=ConsentRecord.Method.values[0],
        cause_key="1",
        source=f"/{LONG}/",
    )
    Campaign.objects.create(
        title="A reporter for the coast",
        reason=LONG,
        goal=100_000,
        currency="GBP",
        is_public=True,
        ends_on=now.date() + dt.timedelta(days=30),
    )
    variants = Ask.objects.create(name="Autumn", is_live=False).variants
    for label in "AB":
        variants.create(label=label, headline="Become a Supporter", text=LONG, button="Support us")
    BrakeChange.objects.create(is_on=True, reason="Cards are being tried out", until=now + dt.timedelta(hours=1))
    assert OutboxMail.objects.exists()
    assert ConsentWording.objects.exists()


def _let_the_machines_speak():
    DBTaskResult.objects.create(
        args_kwargs={"args": [], "kwargs": {}},
        task_path=f"articles.workflow.tasks.{LONG}",
        backend_name="default",
        run_after=timezone.now(),
        exception_class_path="builtins.OSError",
        traceback=LONG,
        status="FAILED",
    )
