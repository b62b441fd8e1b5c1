"""The QR code that an authenticator app reads, beside the one that another program draws."""

import pytest
import qrcode

from common.qr_code import ROOM, SIZE, qr_path, qr_rows


def drawn_by_another(text):
    code = qrcode.QRCode(version=10, error_correction=qrcode.ERROR_CORRECT_M, mask_pattern=0, border=0)
    code.add_data(text.encode(), optimize=0)
    code.make(fit=False)
    return [[bool(square) for square in row] for row in code.get_matrix()]


@pytest.mark.parametrize("text", ["a", "otpauth://totp/Courier:ada?secret=JBSWY3DPEHPK3PXP", "ŵ" * 50, "x" * ROOM])
def test_every_square_stands_where_another_program_puts_it(text):
    assert qr_rows(text) == drawn_by_another(text)


def test_text_that_is_too_long_is_refused():
    with pytest.raises(ValueError, match="holds 213 bytes"):
        qr_rows("x" * (ROOM + 1))


def test_path_has_each_dark_square_once():
    dark = sum(square for row in qr_rows("a") for square in row)

    assert qr_path("a").count("M") == dark
    assert SIZE < dark < SIZE * SIZE
