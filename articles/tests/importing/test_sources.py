"""What each reader of a source makes of its export; and what all of them have to keep to."""

import json
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from articles.importing.files import open_files
from articles.importing.items import Kind, Visibility
from articles.importing.source import CannotRead, Options
from articles.importing.sources.feed import moment
from articles.importing.sources.ghost.text import public_part, words_of_cards
from articles.importing.sources.registry import SOURCES, detect

ARCHIVES = Path(__file__).parents[1] / "archives"
LONDON = ZoneInfo("Europe/London")
CORPORA = {
    "wordpress": ["wordpress/classic.xml", "wordpress/block.xml", "wordpress/mixed.xml", "wordpress/builder.xml"],
    "ghost": ["ghost/six.json", "ghost/five.json", "ghost/mixed.json"],
    "substack": ["substack"],
    "medium": ["medium"],
    "feed": ["feeds/rss.xml", "feeds/feed.json"],
    "csv": ["tables/stories.csv", "tables/stories.jsonl"],
    "newsroom": ["newsroom"],
}
ALL = [(source, path) for source, paths in CORPORA.items() for path in paths]


class Material:
    """What was read, as the import keeps it."""

    def __init__(self, items):
        self.items = items

    def get(self, kind, old_id):
        return next((i.payload for i in self.items if i.kind == kind and i.old_id == old_id), None)

    def find(self, kind, group):
        return [i.payload for i in self.items if i.kind == kind and i.payload.get("group") == group]

    def children(self, kind, parent):
        return [i.payload for i in self.items if i.kind == kind and i.payload.get("parent") == parent]


def read(source, path):
    """The stories of an archive, by their old key."""
    reader = SOURCES[source](Options(LONDON, "https://old.example.org"))
    items = list(reader.scan(open_files(ARCHIVES / path)))
    stories = [reader.story(item.payload, Material(items)) for item in items if item.kind == Kind.STORY]
    return reader, items, {story.old_id: story for story in stories}


@pytest.mark.parametrize(("source", "path"), ALL)
def test_reader_keeps_to_what_all_of_them_promise(source, path):
    reader, items, stories = read(source, path)

    assert detect(open_files(ARCHIVES / path)) == source
    assert stories
    assert len({(item.kind, item.old_id) for item in items}) == len(items), "a key is there once"
    for item in items:
        assert json.loads(json.dumps(item.payload))
    for kind, act in ((Kind.AUTHOR, reader.author), (Kind.TERM, reader.term), (Kind.ASSET, reader.asset)):
        assert all(act(item.payload).old_id is not None for item in items if item.kind == kind)
    for story in stories.values():
        is_open = story.visibility in {Visibility.PUBLIC, Visibility.PART}
        assert is_open == (story.published_at is not None), story.title
        assert is_open or not (story.address or story.old_paths), "what was hidden has no public address"
        assert story.published_at is None or story.published_at.tzinfo
        if is_open:
            assert "marker-" not in story.html + story.standfirst + story.title


@pytest.mark.parametrize("source", CORPORA)
def test_archive_has_something_that_must_not_come_out(source):
    """Else the markers above could not fail."""
    words = "".join(
        part.read_text(errors="replace")
        for path in CORPORA[source]
        for part in ([ARCHIVES / path] if (ARCHIVES / path).is_file() else sorted((ARCHIVES / path).rglob("*.*")))
    )
    assert "marker-" in words


class TestGhost:
    def test_cards_become_what_a_reader_saw(self):
        _reader, _items, stories = read("ghost", "ghost/six.json")
        story = stories["p1"]
        assert "marker-" not in story.html
        for part in (
            '<img src="https://old.example.org/content/images/2021/03/boats.jpg" alt="Boats">',
            "<figcaption><span",
            "<p>Both piers</p>",
            '<a href="https://news.example.com/a">A report</a>',
            'href="https://old.example.org/content/media/film.mp4"',
            "Who pays?",
            "<blockquote>An aside</blockquote>",
            "Words of a card.",
            'href="https://www.youtube.com/watch?v=abcdefghijk"',
        ):
            assert part in story.html, part
        assert story.html.count("data-gallery") == 1
        assert (story.lead.alt, story.lead.caption) == ("The pier at dawn", "The pier")
        assert [credit.author for credit in story.credits] == ["u2", "u1"], "in their order"
        assert (story.terms, story.primary_term) == (("t1", "t3", "t2"), "t1")
        assert story.updated_at.isoformat() == "2021-03-02T08:00:00+00:00"

    @pytest.mark.parametrize(
        ("old_id", "visibility"),
        [("p2", "public"), ("p3", "part"), ("p4", "draft"), ("p5", "draft"), ("p6", "draft"), ("p7", "draft")],
    )
    def test_only_what_everybody_could_read_is_public(self, old_id, visibility):
        _reader, _items, stories = read("ghost", "ghost/six.json")
        assert stories[old_id].visibility == visibility

    def test_words_for_some_are_cut_out_before_anything_else(self):
        assert public_part("<p>a</p><!--members-only--><p>b</p>") == ("<p>a</p>", True)
        assert public_part("a<!--kg-gated-block:begin x-->b<!--kg-gated-block:end-->c") == ("ac", True)
        assert public_part("a<!--kg-gated-block:begin x-->b") == ("a", True)
        assert public_part("a") == ("a", False)
        shown = "a<!--kg-gated-block:begin nonMember:true x-->b<!--kg-gated-block:end-->c"
        assert public_part(shown) == (shown, False), "strangers saw it"

    def test_internal_tags_secrets_and_previews_stay_out(self):
        reader, items, stories = read("ghost", "ghost/six.json")
        terms = [reader.term(item.payload) for item in items if item.kind == Kind.TERM]
        assert [term.name for term in terms if term.is_internal] == ["#hidden"]
        assert "marker-secret" not in json.dumps([item.payload for item in items])
        assert stories["p1"].old_paths == ("/cards/",)
        assert stories["p8"].canonical == "https://agency.example/a"

    def test_post_without_html_has_its_plain_words(self):
        _reader, _items, stories = read("ghost", "ghost/five.json")
        assert stories["p1"].html == "<p>One paragraph.</p><p>Another &amp; more.</p>"

    def test_file_that_breaks_off_says_so(self, tmp_path):
        path = tmp_path / "cut.json"
        path.write_text((ARCHIVES / "ghost/six.json").read_text()[:3000])
        with pytest.raises(CannotRead, match="breaks off"):
            read("ghost", path)


def test_substack_takes_the_living_address_and_never_opens_the_list_of_readers(monkeypatch):
    opened = []
    act = SOURCES["substack"].scan

    def watched(self, files):
        opener = files.open
        files.open = lambda name: opened.append(name) or opener(name)
        return act(self, files)

    monkeypatch.setattr(SOURCES["substack"], "scan", watched)
    _reader, _items, stories = read("substack", "substack")

    assert opened
    assert not any(part in name for name in opened for part in ("opens", "delivers", "email_list"))
    assert '<img src="https://substackcdn.com/image/fetch/w_848' in stories["101"].html, "what src names is gone"
    assert stories["102"].visibility == Visibility.PART
    assert "marker-paid" in stories["102"].whole_html
    assert stories["101"].address == "https://old.example.org/p/harbour-news"


def test_medium_says_title_and_subtitle_once():
    _reader, _items, stories = read("medium", "medium")
    story = next(story for story in stories.values() if story.visibility == Visibility.PUBLIC)
    assert (story.title, story.standfirst, story.html.strip()) == ("Harbour news", "What happened", "<p>Words.</p>")
    assert [story.visibility for story in stories.values()].count(Visibility.LEFT_OUT) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mon, 01 Jun 2020 09:00:00 BST", "08:00"),
        ("Mon, 01 Jun 2020 09:00:00 CEST", "07:00"),
        ("Mon, 01 Jun 2020 09:00:00 GMT+0100", "08:00"),
        ("Mon, 01 Jun 2020 09:00:00 UTC+01:00", "08:00"),
        ("Mon, 01 Jun 2020 09:00:00", "08:00"),
        ("Mon, 01 Jun 2020 09:00:00 GMT", "09:00"),
        ("2020-06-01T09:00:00+02:00", "07:00"),
        ("02/03/2026", None),
        ("0001-01-01T00:00:00+01:00", None),
        ("", None),
    ],
)
def test_time_of_a_feed_is_read_with_its_zone(text, expected):
    """feedparser 6.0.14 takes every zone of the first four for universal time, or gives nothing."""
    found = moment(text, LONDON)
    assert (found and f"{found:%H:%M}") == expected


def test_feed_says_where_it_has_a_summary_alone():
    _reader, _items, stories = read("feed", "feeds/rss.xml")
    assert [len(story.notes) for story in stories.values()] == [0, 1, 1, 1]
    assert stories["1"].html == "<p>All the words of it.</p>"
    assert stories["3"].visibility == Visibility.DRAFT


def test_feed_item_is_read_where_feedparser_takes_another_elements_word():
    """feedparser 6.0.14 has the caption as the summary and the other link as the address; it knows no deleted entry."""
    _reader, items, stories = read("feed", "feeds/rss.xml")
    story = stories["5"]
    assert (story.html, story.address) == ("The story itself.", "https://old.example.org/pictured/")
    assert (story.lead.caption, story.lead.credit) == ("The caption", "Ivo Marsh")
    assert [credit.name for credit in story.credits] == ["A Marsh, B Reed"]
    assert [item.old_id for item in items if item.kind == Kind.LEFT] == ["4"]


@pytest.mark.parametrize(
    ("before", "is_refused"),
    [
        ("", False),
        ("<!-- <!DOCTYPE a> -->", False),
        ("<!DOCTYPE rss>", True),
        ("<?x?><!-- a -->\n<!doctype rss []>", True),
        ("words <!DOCTYPE rss>", True),
        ("<!-- <rss> --><!DOCTYPE rss>", True),
    ],
)
def test_feed_may_speak_of_a_document_type_and_declare_none(tmp_path, before, is_refused):
    words = "<description><![CDATA[How to write <!DOCTYPE html>.]]></description>"
    item = f"<item><guid>1</guid><title>A</title>{words}</item>"
    (tmp_path / "a.xml").write_text(f'{before}<rss version="2.0"><channel><title>Old</title>{item}</channel></rss>')
    if is_refused:
        with pytest.raises(CannotRead, match="document type"):
            read("feed", tmp_path / "a.xml")
    else:
        assert list(read("feed", tmp_path / "a.xml")[2]) == ["1"]


def test_table_is_public_by_its_own_word_and_date_alone():
    _reader, _items, stories = read("csv", "tables/stories.csv")
    assert [story.visibility for story in stories.values()] == ["public", "draft", "draft"]
    assert stories["1"].html == "<p>Plain words.</p><p>More; of them.</p>"
    assert [credit.name for credit in stories["1"].credits] == ["Nora Quill", "Tomas Reed"]
    assert stories["1"].published_at.isoformat() == "2020-06-01T09:00:00+01:00"


def test_table_says_in_which_line_something_is_wrong(tmp_path):
    for name, content, told in (
        ("a.csv", "id,title\n1,a\n2,b,c\n", "Line 3 has more cells"),
        ("a.jsonl", '{"id": 1}\nnonsense\n', "Line 2 is no JSON"),
        ("b.csv", "number,words\n1,a\n", "None of these columns is known: number, words"),
    ):
        (tmp_path / name).write_text(content)
        with pytest.raises(CannotRead, match=told):
            read("csv", tmp_path / name)


def test_table_keeps_old_signs_comparisons_and_ids_that_stand_twice(tmp_path):
    (tmp_path / "a.csv").write_bytes("id,title,body\n1,Café,Five < six\n1,Again,x\n".encode("cp1252"))
    _reader, items, stories = read("csv", tmp_path / "a.csv")
    assert [(story.old_id, story.title) for story in stories.values()] == [("1", "Café"), ("1 line 3", "Again")]
    assert stories["1"].html == "<p>Five &lt; six</p>"
    assert [bool(item.problem) for item in items] == [False, True]


def test_table_reads_doubled_quotes(tmp_path):
    (tmp_path / "a.csv").write_text(
        'id,title,body\n1,"He said ""we won, and lost"", then","<a href=""https://x.example"">x</a>"\n'
    )
    _reader, _items, stories = read("csv", tmp_path / "a.csv")
    assert stories["1"].title == 'He said "we won, and lost", then'
    assert stories["1"].html == '<a href="https://x.example">x</a>'


@pytest.mark.parametrize(("source", "name"), [("substack", "posts.csv"), ("ghost", "six.json")])
def test_two_exports_in_one_are_refused(tmp_path, source, name):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text((ARCHIVES / source / name).read_text())
    with pytest.raises(CannotRead, match="there are 2 in it"):
        read(source, tmp_path)


def test_ghost_post_without_html_has_the_words_of_its_cards():
    lexical = {
        "root": {"children": [{"children": [{"text": "One "}, {"text": "line"}]}, {"children": [{"text": "Two"}]}]}
    }
    mobiledoc = {"sections": [[1, "p", [[0, [], 0, "One "], [0, [], 0, "line"]]], [3, "ul", [[[0, [], 0, "Two"]]]]]}
    for name, document in (("lexical", lexical), ("mobiledoc", mobiledoc)):
        assert words_of_cards({name: json.dumps(document)}) == "One line\n\nTwo"
    assert words_of_cards({"lexical": "{", "mobiledoc": None}) == ""
