"""Codes of authenticator apps, beside the vectors of RFC 6238."""

import pytest

from common.qr_code import ROOM
from newsroom.identity.totp import code_at, otpauth_address

# Appendix B of RFC 6238, the last six of its eight digits.
KEY_OF_THE_RFC = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_codes_are_those_of_the_rfc(seconds, code):
    assert code_at(KEY_OF_THE_RFC, seconds // 30) == code


def test_address_for_apps_fits_into_the_qr_code_however_long_the_names_are():
    address = otpauth_address(KEY_OF_THE_RFC, paper="Ŵ" * 80, username="ŵ" * 150)

    assert len(address) <= ROOM
