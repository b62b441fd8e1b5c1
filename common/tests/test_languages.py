"""A language by the code that others give it."""

import pytest

from common.languages import known_language, stored_language


@pytest.mark.parametrize(
    ("code", "known"),
    [("cy", "cy"), ("CY", "cy"), ("cy_GB", "cy"), ("en", "en-gb"), ("en_US", "en-gb"), ("en-gb", "en-gb")]
    + [("de", ""), ("cym", ""), ("e", ""), ("-", ""), ("", "")],
)
@pytest.mark.parametrize("own", ["en-gb", "cy"])
def test_code_of_others_is_one_of_the_papers_or_none(settings, code, known, own):
    settings.LANGUAGE_CODE = own

    assert known_language(code) == known
    assert stored_language(code) == ("" if known == own else known)
