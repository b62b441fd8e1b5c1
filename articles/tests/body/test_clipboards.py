"""What words from elsewhere become when they come without the editor; the editor has its own run of the corpus."""

from articles.body.cleaning import clean_body, clean_with_report
from articles.tests.clipboard_corpus import clipboards, same_blanks


def test_corpus_has_forty_clipboards_whose_lost_words_are_in_them():
    corpus = clipboards()

    assert len(corpus) >= 40
    assert len([lost for clipboard in corpus for lost in clipboard.lost]) >= 40
    assert [c.name for c in corpus if any(words in c.body for words in c.lost)] == []


def test_server_makes_the_body_of_every_clipboard():
    wrong = {}
    for clipboard in clipboards():
        found = clean_with_report(clipboard.html)
        if (same_blanks(found.html), found.left_out.in_words()) != (same_blanks(clipboard.body), clipboard.told):
            wrong[clipboard.name] = (found.html, found.left_out.in_words())

    assert wrong == {}


def test_clean_body_of_every_clipboard_is_clean():
    changed = [clipboard.name for clipboard in clipboards() if clean_body(clipboard.body) != clipboard.body]

    assert changed == []
