import pytest

from common.folding import fold, fold_html, is_same

ALIKE = [
    ("CAFÉ", "cafe"),
    ("Éilís", "eilis"),
    ("it’s", "it's"),
    ("“Tide”", '"tide"'),
    ("Wend–Sea — line", "wend-sea - line"),
    ("Tŷ’r dŵr", "ty'r dwr"),
    ("ﬁsh ﬂat", "fish flat"),
    ("ＡＴ＆Ｔ", "at&t"),
    ("Straße", "STRASSE"),
    ("Øresund Łódź Đà Æsir", "oresund lodz da aesir"),
    ("İzmir ışık", "izmir isik"),
    ("Zoë\u200b Mul\u00adler", "zoe muller"),
    ("two \u00a0 words\n here", "two words here"),
    ("क्\u200dष", "क्ष"),
    ("❤️", "❤"),
    ("Ελλάς", "ελλασ"),
    ("שָׁלוֹם", "שלום"),
]
DIFFERENT = [("tide", "tides"), ("हिन्दी", "हन्द"), ("it's", "its"), ("10", "1 0"), ("a<b", "a>b")]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_fold_makes_two_spellings_of_one_word_equal(one, other):
    assert fold(one) == fold(other)
    assert is_same(one, other)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_fold_keeps_different_words_apart(one, other):
    assert fold(one) != fold(other)
    assert not is_same(one, other)


def test_folded_text_is_what_can_be_typed():
    assert fold("  “Éilís”\tO’Brien–Łuk… ½ ") == '"eilis" o\'brien-luk... 1/2'


def test_html_folds_to_its_words():
    source = "<p>AT&amp;T <strong>Ca</strong>fé &lt;b&gt;</p><ul><li>Quay</li><li>1234</li></ul>one<br>two"

    assert fold_html(source) == "at&t cafe <b> quay 1234 one two"


def test_html_keeps_a_sum_that_is_no_tag():
    assert fold_html("<p>1 < 2 and 3 > 2</p>") == "1 < 2 and 3 > 2"


def test_html_does_not_hold_the_names_of_its_tags():
    assert "strong" not in fold_html('<p class="strong"><strong>bold</strong></p>')
    assert "strong" in fold_html("<p>a strong tide</p>")
