"""One spelling for the many of an old address."""

import pytest

from common.old_paths import old_path, old_paths


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("https://old.example.org/A/B%2dC/", "/a/b-c"),
        ("/caf%C3%A9/", "/café"),
        ("/cafe\u0301/", "/café"),
        ("/a//b/", "/a/b"),
        ("/2019/05/page-3/", "/2019/05/page-3"),
        ("/2019/05/feed/", "/2019/05/feed"),
        ("/story.php?id=7&utm_source=x", "/story.php?id=7"),
        ("/index.php?p=7&x=1", "/?p=7"),
        ("/?p=x", ""),
        ("/", ""),
        ("/" + "a" * 500, ""),
    ],
)
def test_many_spellings_of_an_address_are_kept_as_one(address, kept):
    assert old_path(address) == kept


@pytest.mark.parametrize(
    ("asked", "tried"),
    [
        ("/a/page/2/", ["/a/page/2", "/a"]),
        ("/a/comment-page-3/amp/", ["/a/comment-page-3/amp", "/a"]),
        ("/a/feed/", ["/a/feed", "/a"]),
        ("/a/?id=7", ["/a?id=7", "/a"]),
        ("/?p=7", ["/?p=7"]),
        ("/blog/index.php/a/", ["/blog/index.php/a", "/blog/a"]),
        ("/blog/index.php/a/feed/", ["/blog/index.php/a/feed", "/blog/index.php/a", "/blog/a/feed", "/blog/a"]),
        ("/blog/index.php?p=7", ["/blog/index.php?p=7", "/blog/index.php", "/blog?p=7", "/blog"]),
    ],
)
def test_address_is_looked_for_as_it_stands_first(asked, tried):
    assert old_paths(asked) == tried
