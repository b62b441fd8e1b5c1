import pytest

from common.mailbox import canonical_mailbox, spellings_of

CODE, LETTERS = "ada@xn--mnchen-3ya.de", "ada@münchen.de"
TYPED = [CODE, CODE.upper().replace("ADA", "ada"), LETTERS, "ada@MÜNCHEN.de", "ada@mu\u0308nchen.de"]
TYPED += [" ada@mün\u00adchen。de\u200b"]


@pytest.mark.parametrize(
    "typed",
    [CODE, LETTERS, "ada@MÜNCHEN.de", "ada@XN--MNCHEN-3YA.DE", "ada@mu\u0308nchen.de", " ada@mün\u00adchen。de\u200b"],
)
def test_mailbox_has_one_spelling_however_its_domain_is_typed(typed):
    assert canonical_mailbox(typed) == LETTERS
    assert spellings_of(typed) == {CODE, LETTERS}


@pytest.mark.parametrize(
    "typed", ["Ada.Marsh+tide@example.org", "ada@xn--fa-hia.de", "ada@xn--.example", "ada", "", "@", "ada@fass.de"]
)
def test_mailbox_stays_as_it_is_when_there_is_nothing_to_unite(typed):
    assert canonical_mailbox(typed) == typed


@pytest.mark.parametrize(
    ("letters", "code", "another"),
    [
        ("ada@straße.de", "ada@xn--strae-oqa.de", "ada@strasse.de"),
        ("ada@STRAẞE.de", "ada@xn--strae-oqa.de", "ada@strasse.de"),
        ("ada@βόλος.com", "ada@xn--nxasmm1c.com", "ada@xn--nxasmq6b.com"),
    ],
)
def test_mailbox_is_no_other_one_when_python_would_change_its_letters(letters, code, another):
    assert canonical_mailbox(letters) == canonical_mailbox(code) == code
    assert spellings_of(letters) == spellings_of(code) == {code, letters.lower().replace("ẞ", "ß")}
    assert not spellings_of(letters) & spellings_of(another)
