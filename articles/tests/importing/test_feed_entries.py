"""What tells the entries of a feed apart, and where they lead: signs of the feed that other readers change."""

from articles.tests.importing.test_sources import read


def test_feed_tells_stories_apart_whose_ids_are_one_number(tmp_path):
    """@extractus/feed-extractor 8.0.3 and podcast-partytime 5.0.0 read each pair as one id; the first has 1.1."""
    ids = ["0012", "12", "1e5", "100000"]
    items = "".join(f"<item><guid>{each}</guid><title>1.10</title></item>" for each in ids)
    (tmp_path / "a.xml").write_text(f'<rss version="2.0"><channel><title>Old</title>{items}</channel></rss>')
    stories = read("feed", tmp_path / "a.xml")[2]
    assert list(stories) == ids
    assert {story.title for story in stories.values()} == {"1.10"}


def test_address_of_an_atom_entry_is_its_page_wherever_the_link_stands(tmp_path):
    """fastfeedparser 0.6.5 and @extractus/feed-extractor 8.0.3 take the first link."""
    page = '<link href="https://old.example.org/page/"/>'
    others = ["", '<link rel="related" href="https://council.example/"/>', '<link rel="enclosure" href="/1.mp3"/>']
    entries = "".join(f"<entry><id>{place}</id>{other}{page}</entry>" for place, other in enumerate(others))
    (tmp_path / "a.xml").write_text(f'<feed xmlns="http://www.w3.org/2005/Atom"><id>a</id>{entries}</feed>')
    stories = read("feed", tmp_path / "a.xml")[2]
    assert [(key, story.slug) for key, story in stories.items()] == [("0", "page"), ("1", "page"), ("2", "page")]
