"""What two files say of a payment: as good as certain, possible, or ruled out."""

import pytest

from supporters.bank_files.likeness import is_same_payment, may_be_same_payment


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("FPI ADA MARSH GIFT", "Ada Marsh"),
        ("ADAMARSH GIFT", "Ada Marsh"),
        ("ADA MARSHGIFT VIA MOBILE", "Ada Marsh gift"),
        ("ANNELIESE FFITCH-W", "Anneliese ffitch-Wentworth"),
    ],
)
def test_payment_is_the_same_when_the_words_of_one_stand_in_the_other(one, other):
    assert is_same_payment(one, other)
    assert is_same_payment(other, one)


@pytest.mark.parametrize(
    ("one", "other"), [("Ada Marsh", "Ada Marshall"), ("ADAMARSH", "Ada Marshall"), ("J Hall", "J Hallam")]
)
def test_payment_is_only_possibly_the_same_when_a_name_is_the_beginning_of_another(one, other):
    for pair in ((one, other), (other, one)):
        assert not is_same_payment(*pair)
        assert may_be_same_payment(*pair)
