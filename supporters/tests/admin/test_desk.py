import pytest
from django.urls import reverse

from supporters.models import ConsentWording, ContributionPage, OutboxMail, Payment, Pledge, Supporter

LISTS = ["supporter", "pledge", "payment", "consentrecord", "outboxmail", "contributionpage", "consentwording"]


def changelist(model):
    return reverse(f"admin:supporters_{model}_changelist")


def words_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def chief(client, admin_user):
    client.force_login(admin_user)
    return client


@pytest.fixture
def ada(make_pledge, make_payment, newsletter_wording):
    """A supporter with two pledges, one of them paid twice, and a newsletter asked for."""
    monthly = make_pledge(
        name="Ada Marsh", email="ada@example.org", frequency="month", amount=500, wants_newsletter=True
    )
    make_payment(monthly)
    make_payment(monthly)
    return make_pledge(email="ada@example.org", frequency="year", amount=3000).supporter


@pytest.mark.parametrize("model", LISTS)
def test_every_list_opens_and_can_be_searched(chief, ada, model):
    assert chief.get(changelist(model)).status_code == 200
    assert chief.get(changelist(model), {"q": "ada"}).status_code == 200


@pytest.mark.parametrize("model", [Supporter, Pledge, Payment, OutboxMail, ContributionPage, ConsentWording])
def test_every_row_opens(chief, ada, model):
    row = model.objects.first()

    response = chief.get(reverse(f"admin:supporters_{model._meta.model_name}_change", args=[row.pk]))

    assert response.status_code == 200


def test_a_supporter_can_be_added_and_an_address_corrected(chief, db):
    rows = ("pledges", "consents", "notes")
    inlines = {f"{each}-{form}": 0 for each in rows for form in ("TOTAL_FORMS", "INITIAL_FORMS")}
    assert chief.get(reverse("admin:supporters_supporter_add")).status_code == 200

    person = {"name": "Ada", "kind": "person", **inlines}
    chief.post(reverse("admin:supporters_supporter_add"), {**person, "email": "ada@exmaple.org"})
    ada = Supporter.objects.get()
    change = reverse("admin:supporters_supporter_change", args=[ada.pk])
    chief.post(change, {**person, "email": "ada@example.org"})

    ada.refresh_from_db()
    assert ada.email == "ada@example.org"


def test_supporters_show_what_they_gave_and_promised(chief, ada):
    words = words_of(chief.get(changelist("supporter")))

    assert ">£10.00<" in words
    assert ">£90.00<" in words
    assert "Asked, not confirmed" in words


@pytest.mark.parametrize("model", ["supporter", "pledge", "payment"])
def test_a_list_takes_as_many_queries_for_fifty_rows_as_for_one(
    chief, make_payment, make_pledge, model, django_assert_max_num_queries
):
    for number in range(20):
        make_payment(make_pledge(email=f"reader-{number}@example.org"))

    with django_assert_max_num_queries(15):
        chief.get(changelist(model))


@pytest.mark.parametrize(
    "filters",
    [
        {"pledges__state": "active"},
        {"pledges__frequency": "month"},
        {"newsletter": "asked"},
        {"newsletter": "confirmed"},
    ],
)
def test_supporters_can_be_filtered(chief, ada, filters):
    found = "ada@example.org" in words_of(chief.get(changelist("supporter"), filters))

    assert found == (filters != {"newsletter": "confirmed"})


def test_a_supporter_with_two_matching_pledges_is_listed_once(chief, ada):
    words = words_of(chief.get(changelist("supporter"), {"pledges__frequency__in": "month,year"}))

    assert words.count(">ada@example.org<") == 1


@pytest.mark.parametrize(
    "spelling",
    [str, str.lower, lambda reference: reference.replace(" ", ""), lambda reference: reference.replace(" ", "-")],
)
def test_a_pledge_is_found_by_its_reference_however_it_was_copied(chief, make_pledge, spelling):
    pledge, other = make_pledge(), make_pledge()

    words = words_of(chief.get(changelist("pledge"), {"q": spelling(pledge.spaced_reference)}))

    assert pledge.spaced_reference in words
    assert other.spaced_reference not in words


def test_payments_show_what_the_list_comes_to(chief, ada):
    assert "Received, in this list: <strong>£10.00</strong>" in words_of(chief.get(changelist("payment")))


@pytest.mark.parametrize("model", [Payment, OutboxMail])
def test_nothing_of_the_ledger_can_be_added_by_hand(chief, ada, model):
    assert chief.post(reverse(f"admin:supporters_{model._meta.model_name}_add"), {}).status_code == 403


@pytest.mark.parametrize("model", [Pledge, Payment, OutboxMail])
def test_nothing_of_the_ledger_can_be_changed_or_removed_by_hand(chief, ada, model):
    row, name = model.objects.first(), f"admin:supporters_{model._meta.model_name}"

    assert chief.post(reverse(f"{name}_change", args=[row.pk]), {"amount": 1}).status_code == 403
    assert chief.post(reverse(f"{name}_delete", args=[row.pk]), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


def test_a_wording_that_people_agreed_to_cannot_be_changed(chief, newsletter_wording):
    address = reverse("admin:supporters_consentwording_change", args=[newsletter_wording.pk])

    assert chief.post(address, {"text": "Send me everything", "purpose": "newsletter"}).status_code == 403


def test_the_contribution_page_takes_pounds_and_keeps_pence(chief, contribution_page):
    presets = contribution_page.presets.order_by("pk")
    inlines = {"presets-TOTAL_FORMS": presets.count() + 1, "presets-INITIAL_FORMS": presets.count()}
    for at, preset in enumerate(presets):
        inlines |= {f"presets-{at}-id": preset.pk, f"presets-{at}-page": contribution_page.pk}
        inlines |= {f"presets-{at}-frequency": preset.frequency, f"presets-{at}-amount": f"{preset.amount // 100}.00"}
    new = f"presets-{presets.count()}"
    inlines |= {f"{new}-page": contribution_page.pk, f"{new}-frequency": "month", f"{new}-amount": "£12.50"}
    form = {
        "name": "Support page",
        "headline": "Join us",
        "introduction": "Please.",
        "is_default": "on",
        "currency": "GBP",
        "minimum": "1.50",
        "maximum": "1,000",
        "default_frequency": "month",
    }

    response = chief.post(
        reverse("admin:supporters_contributionpage_change", args=[contribution_page.pk]), form | inlines
    )

    contribution_page.refresh_from_db()
    assert response.status_code == 302
    assert (contribution_page.minimum, contribution_page.maximum) == (150, 100_000)
    assert contribution_page.presets.filter(amount=1250).exists()


def test_letters_that_were_given_up_can_be_tried_again(chief, make_pledge, mailoutbox):
    make_pledge()
    OutboxMail.objects.update(state="failed", sent_at=None, attempts=8)
    chief.post(changelist("outboxmail"))  # a first one, after which a letter tells of a browser that is new
    mailoutbox.clear()

    form = {"action": "try_again", "_selected_action": [OutboxMail.objects.get().pk]}
    chief.post(changelist("outboxmail"), form)

    assert OutboxMail.objects.get().state == OutboxMail.State.SENT
    assert len(mailoutbox) == 1
