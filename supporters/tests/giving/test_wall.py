import pytest
from django.urls import reverse

from supporters.models import Recognition

WALL = "/support/supporters/"


@pytest.fixture
def named(make_pledge, make_payment):
    def make(name="Ada Marsh", *, is_paid=True, **promise):
        pledge = make_pledge(name=name, is_named=True, amount=4321, **promise)
        if is_paid:
            make_payment(pledge)
        return pledge

    return make


def approve():
    for row in Recognition.objects.all():
        row.moderate(Recognition.Moderation.APPROVED, by=None)


def test_shows_who_chose_it_was_approved_and_has_paid(client, named):
    named("Ada Marsh", message="For the tides")
    named("Bea Gull", is_paid=False)
    approve()
    named("Cy Reed")

    words = client.get(WALL).content.decode()

    assert "Ada Marsh" in words
    assert "For the tides" in words
    assert "Bea Gull" not in words
    assert "Cy Reed" not in words


def test_shows_nobody_who_stayed_anonymous(client, make_pledge, make_payment):
    make_payment(make_pledge(name="Dee Quay"))
    approve()

    assert "Dee Quay" not in client.get(WALL).content.decode()


def test_never_shows_an_amount_or_an_address(client, named):
    named(email="ada@example.org")
    approve()

    words = client.get(WALL).content.decode()

    assert "43.21" not in words
    assert "ada@example.org" not in words


def test_names_an_organisation_in_the_place_of_a_person(client, named):
    named("Ada Marsh", organisation="Marsh Boats")
    approve()

    words = client.get(WALL).content.decode()

    assert "Marsh Boats" in words
    assert "Ada Marsh" not in words


def test_names_who_gave_twice_once(client, named):
    for _ in range(2):
        named("Ada Marsh", email="ada@example.org")
    approve()

    assert client.get(WALL).content.decode().count("Ada Marsh") == 1


def test_costs_the_same_however_many_are_named(client, named, django_assert_max_num_queries):
    for number in range(6):
        named(f"Name {number}")
    approve()

    with django_assert_max_num_queries(4):
        client.get(WALL)


def test_the_desk_shows_and_holds_back(client, supporter_desk, named):
    rows = [named("Ada Marsh").recognition.pk, named("Bea Gull").recognition.pk]
    client.force_login(supporter_desk)
    lists = reverse("admin:supporters_recognition_changelist")

    client.post(lists, {"action": "show", "_selected_action": rows[0]})
    client.post(lists, {"action": "hold_back", "_selected_action": rows[1]})

    assert list(Recognition.objects.order_by("pk").values_list("moderation", flat=True)) == ["approved", "refused"]
    assert "Bea Gull" not in client.get(WALL).content.decode()


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ({"message": "Buy at www.spam.example", "recognition": "name"}, "message"),
        ({"message": "Hello", "recognition": "anonymous"}, "message"),
        ({"organisation": "<b>Boats</b>"}, "organisation"),
        ({"dedication_kind": "memory"}, "dedication_name"),
        ({"dedication_name": "Ned"}, "dedication_kind"),
    ],
)
def test_wishes_that_do_not_fit_are_asked_about(client, support_form, field, wrong):
    response = client.post("/support/", support_form(by="office", **field))

    assert response.status_code == 422
    assert wrong in response.context["form"].errors


def test_wishes_are_kept_with_the_pledge(client, support_form):
    wishes = {
        "recognition": "name",
        "message": "For the tides",
        "organisation": "Marsh Boats",
        "dedication_kind": "memory",
        "dedication_name": "Ned Marsh",
    }

    response = client.post("/support/", support_form(by="office", **wishes))

    row = Recognition.objects.get()
    assert response.status_code == 303
    assert (row.level, row.display_name, row.message) == ("message", "Marsh Boats", "For the tides")
    assert str(row.pledge.dedication) == "In memory of Ned Marsh"
    assert row.pledge.supporter.kind == "organisation"
