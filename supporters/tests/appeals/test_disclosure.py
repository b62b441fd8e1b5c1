import pytest

from supporters.appeals.disclosure import disclosure, organisations_in


@pytest.fixture
def boats(make_pledge, make_payment):
    make_payment(make_pledge(organisation="Marsh Boats"))


@pytest.mark.parametrize("words", ["Marsh Boats launches", "<p>at <b>marsh boats</b>.</p>", "MARSH BOATS’ crane"])
def test_finds_an_organisation_however_it_is_written(boats, words):
    assert organisations_in("Headline", words) == ["Marsh Boats"]


def test_finds_an_organisation_as_bodies_hold_it(make_pledge, make_payment):
    make_payment(make_pledge(organisation="Reed & Sons"))

    assert organisations_in("<p>Boats of Reed &amp; Sons</p><p>at sea</p>") == ["Reed & Sons"]


@pytest.mark.parametrize("words", ["Marsh Boatsmen", "Boats on the marsh", ""])
def test_finds_no_other_words(boats, words):
    assert organisations_in(words) == []


def test_who_has_promised_and_not_paid_is_no_supporter_yet(make_pledge):
    make_pledge(organisation="Marsh Boats")

    assert organisations_in("Marsh Boats") == []


def test_people_are_never_disclosed(make_pledge, make_payment):
    make_payment(make_pledge(name="Adalbert Marsh"))

    assert organisations_in("Adalbert Marsh was there") == []


def test_the_line_reads_well_for_one_and_for_several():
    assert disclosure([], "The Courier") == ""
    assert disclosure(["A"], "The Courier").startswith("A supports The Courier with money.")
    assert disclosure(["A", "B", "C"], "The Courier").startswith("A, B and C support The Courier with money.")
