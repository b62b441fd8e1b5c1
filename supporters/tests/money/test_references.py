import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.payment_reference import (
    ALPHABET,
    is_reference,
    new_reference,
    read_reference,
    spaced_reference,
    with_check_digits,
)

BODIES = st.text(alphabet=ALPHABET, min_size=8, max_size=8)


def test_agrees_with_the_example_of_the_standard():
    assert with_check_digits("539007547034") == "RF18539007547034"


def test_knows_a_reference_however_it_was_copied():
    reference = new_reference()

    assert is_reference(spaced_reference(reference).lower())
    assert is_reference("-".join(reference))
    assert read_reference(" rf18 5390-0754.7034 ") == "RF18539007547034"


@pytest.mark.parametrize("text", ["", "RF", "RF00", "invoice 12", "RF18539007547035", "18539007547034", "RF١٨539"])
def test_knows_what_is_no_reference(text):
    assert not is_reference(text)


@given(BODIES, st.integers(min_value=0, max_value=7), st.sampled_from(ALPHABET))
def test_catches_one_wrong_character(body, at, wrong):
    reference = with_check_digits(body)
    slipped = reference[: 4 + at] + wrong + reference[5 + at :]

    assert is_reference(slipped) == (slipped == reference)


@given(BODIES, st.integers(min_value=0, max_value=6))
def test_catches_two_characters_that_changed_places(body, at):
    reference = with_check_digits(body)
    first, second = reference[4 + at], reference[5 + at]
    swapped = reference[: 4 + at] + second + first + reference[6 + at :]

    assert is_reference(swapped) == (first == second)


def test_spells_no_words_and_fits_a_bank_transfer():
    reference = new_reference()

    assert not set(reference[4:]) & set("AEIOUBSZL0123456789")
    assert len(spaced_reference(reference)) <= 18
