import datetime as dt

from django.utils import timezone

from supporters.appeals.link_token import LeadingStory
from supporters.models import Acquisition, Payment, Pledge, Supporter
from supporters.reports.figures import figures_now, monthly_value


def test_a_yearly_pledge_counts_as_a_twelfth(make_pledge, make_payment):
    for frequency, amount in [("month", 500), ("month", 333), ("year", 1000), ("year", 6000), ("once", 99_900)]:
        make_payment(make_pledge(frequency=frequency, amount=amount))

    assert monthly_value(Pledge.objects.active()) == 500 + 333 + 7000 // 12


def test_counts_what_came_this_month(make_pledge, make_payment):
    today = timezone.localdate()
    make_payment(make_pledge(frequency="month", amount=500), received_on=today)
    make_payment(received_on=today.replace(day=1) - dt.timedelta(days=1))
    make_pledge()

    figures = figures_now()

    assert (figures.payments_this_month, figures.received_this_month) == (1, 500)
    assert (figures.active_pledges, figures.active_monthly_value) == (1, 500)
    assert figures.awaiting_pledges == 1
    assert figures.new_supporters_this_month == 3
    assert figures.letters_held_up == 0


def test_leaves_out_what_was_made_in_a_demonstration(make_pledge, make_payment):
    pledge = make_pledge(frequency="month", amount=500)
    make_payment(pledge, received_on=timezone.localdate())
    Pledge.objects.update(livemode=False)

    assert figures_now().active_monthly_value == 0
    assert figures_now().received_this_month == 0


def test_each_supporter_shows_what_was_received_and_is_promised(make_pledge, make_payment):
    monthly = make_pledge(email="ada@example.org", frequency="month", amount=500)
    make_payment(monthly)
    make_payment(monthly)
    make_payment(make_pledge(email="ada@example.org", amount=2500))
    make_pledge(email="ada@example.org", frequency="year", amount=3000)

    ada = Supporter.objects.with_totals().get()

    assert (ada.received, ada.pledged) == (500 + 500 + 2500, 12 * 500 + 3000)


def test_a_supporter_who_gave_nothing_shows_nothing(make_supporter):
    make_supporter()

    assert Supporter.objects.with_totals().values_list("received", "pledged").get() == (0, 0)


def test_counts_the_pledges_that_a_story_led_to(make_pledge):
    for _ in range(2):
        make_pledge(story=LeadingStory(None, "Barrier holds", "/news/barrier-1/", "story-foot"))
    make_pledge(story=LeadingStory(None, "Late bus", "/news/bus-2/", "story-foot"))

    stories = [(story["title"], story["pledges"]) for story in Acquisition.objects.by_story()]

    assert stories == [("Barrier holds", 2), ("Late bus", 1)]


def test_sums_payments_by_currency(make_payment):
    make_payment()
    make_payment()

    assert list(Payment.objects.totals_by_currency()) == [("GBP", 5000)]
