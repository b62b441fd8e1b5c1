import datetime as dt
import re

import pytest
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from common import site_version
from supporters.models import Campaign, Recognition


@pytest.fixture
def make_campaign(db):
    def make(**fields):
        today = timezone.localdate()
        fields = {
            "title": "A reporter for the coast",
            "reason": "Nobody reports there.",
            "goal": 10_000,
            "currency": "GBP",
            "starts_on": today - dt.timedelta(days=1),
            "ends_on": today + dt.timedelta(days=9),
            "is_public": True,
        } | fields
        return Campaign.objects.create(**fields)

    return make


def appeal(sensitivity):
    story = {"article_id": None, "title": "Tide", "url": "/news/tide-7/", "placement": "story-foot"}
    return render_to_string("components/appeal.html", story | {"sensitivity": sensitivity, "paper_name": "Courier"})


def test_counts_what_was_paid_for_its_pledges_and_what_came_otherwise(make_campaign, make_pledge, make_payment):
    make_payment(make_pledge(amount=9_900))
    campaign = make_campaign(offset=1_000, offset_note="The fair")
    make_payment(make_pledge(amount=2_500))
    make_pledge(amount=5_000)

    assert campaign.received() == 3_500
    assert campaign.progress().percent == 35


def test_bar_and_wall_leave_out_what_went_back(make_campaign, pay_at_sandbox, at_bank):
    campaign = make_campaign(offset=1_000, offset_note="The fair")
    kept, part, back, disputed = (pay_at_sandbox(amount=2_000, is_named=True) for _ in range(4))
    Recognition.objects.update(moderation=Recognition.Moderation.APPROVED)
    assert campaign.received() == 9_000

    at_bank(part, "refund", amount=500)
    at_bank(back, "refund")
    at_bank(disputed, "dispute")

    assert campaign.received() == 1_000 + 2_000 + 1_500
    assert {row.pledge for row in Recognition.objects.on_the_wall()} == {kept, part}
    at_bank(disputed, "won")
    assert campaign.received() == 1_000 + 2_000 + 1_500 + 2_000
    assert disputed in {row.pledge for row in Recognition.objects.on_the_wall()}


def test_a_dispute_that_was_lost_stays_left_out(make_campaign, pay_at_sandbox, at_bank):
    campaign = make_campaign()
    pledge = pay_at_sandbox(amount=2_000)

    at_bank(pledge, "dispute")
    at_bank(pledge, "lost")

    assert campaign.received() == 0


def test_the_bar_stops_at_its_end_and_the_words_go_on(make_campaign):
    progress = make_campaign(offset=25_000, offset_note="A legacy").progress()

    assert (progress.bar, progress.percent) == (100, 250)


@pytest.mark.parametrize("fields", [{"is_public": False}, {"starts_on": "later"}, {"ends_on": "over"}])
def test_is_shown_only_while_it_runs(make_campaign, client, contribution_page, fields):
    today = timezone.localdate()
    if "starts_on" in fields:
        fields = {"starts_on": today + dt.timedelta(days=1)}
    if "ends_on" in fields:
        fields = {"starts_on": today - dt.timedelta(days=5), "ends_on": today - dt.timedelta(days=1)}
    make_campaign(**fields)

    assert Campaign.objects.current() is None
    assert "A reporter for the coast" not in client.get("/support/").content.decode()


def test_the_contribution_page_shows_it_without_a_style(make_campaign, client, contribution_page):
    make_campaign(offset=4_200, offset_note="The fair")

    words = client.get("/support/").content.decode()

    assert re.search(r'<rect class="thermometer__part" width="42"', words)
    assert "£42</strong> of £100" in words
    assert "style=" not in words


def test_only_normal_stories_show_it(make_campaign):
    make_campaign()

    shown = {}
    for sensitivity in ("normal", "gentle", "none"):
        site_version.forget()
        shown[sensitivity] = "thermometer" in appeal(sensitivity)
    assert shown == {"normal": True, "gentle": False, "none": False}


def test_a_pledge_stays_when_its_campaign_goes(make_campaign, make_pledge):
    campaign = make_campaign()
    pledge = make_pledge()
    assert pledge.acquisition.campaign == campaign

    campaign.delete()

    pledge.acquisition.refresh_from_db()
    assert pledge.acquisition.campaign is None


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ({"goal": 0}, "campaign_has_a_goal"),
        ({"ends_on": dt.date(2020, 1, 1)}, "campaign_ends_after_it_starts"),
        ({"offset": 5}, "campaign_offset_says_where_from"),
    ],
)
def test_the_database_refuses_a_campaign_that_makes_no_sense(make_campaign, wrong, rule):
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        make_campaign(**wrong)


def test_the_desk_types_pounds(client, supporter_desk):
    client.force_login(supporter_desk)
    form = {
        "title": "Coast",
        "reason": "Nobody reports there.",
        "is_public": "on",
        "goal": "£6,000",
        "offset": "0",
        "starts_on": "2026-11-01",
        "ends_on": "2026-12-31",
        "offset_note": "",
    }

    response = client.post("/admin/supporters/campaign/add/", form)

    assert response.status_code == 302
    assert Campaign.objects.get().goal == 600_000
