"""Reading the demonstration paper's stories."""

from demo.loading.story_files import StoryFile, all_story_files
from demo.loading.subjects import AUTHORS, SECTIONS, TOPICS

IDS = {"picture": {"harbour": 4}, "poll": {"bus": 1}, "watch": {"gate": 2}, "related": {"other": 9}}


def body(text):
    return StoryFile("slug", {}, text).body(IDS)


def test_paragraphs_lists_and_subheadings_become_elements():
    assert body("One.\n\n## Two\n\n- a\n- b") == "<p>One.</p><h2>Two</h2><ul><li><p>a</p></li><li><p>b</p></li></ul>"


def test_inline_marks_become_elements_and_markup_becomes_text():
    assert body("**b** *i* [x](https://example.org/y) <b>") == (
        '<p><strong>b</strong> <em>i</em> <a href="https://example.org/y">x</a> &lt;b&gt;</p>'
    )


def test_objects_become_placeholders_and_unknown_ones_nothing():
    assert body("[picture: harbour | At dawn.]\n[poll: bus]\n\n[related: missing]\n\n[watch: gate]") == (
        '<figure data-picture="4"><figcaption>At dawn.</figcaption></figure>'
        '<div data-embed="poll" data-id="1"></div><div data-embed="watch" data-id="2"></div>'
    )


def test_a_pull_quote_names_who_said_it():
    assert body("> It held. | A keeper") == (
        '<figure data-quote="pull"><blockquote>It held.</blockquote><figcaption>A keeper</figcaption></figure>'
    )


def test_every_story_of_the_paper_is_whole():
    story_files = all_story_files()

    assert len(story_files) >= 60
    sections = {slug for slug, _, _ in SECTIONS}
    authors = {name.lower().replace(" ", "-") for name, _, _ in AUTHORS}
    for story in story_files:
        assert story["headline"], story.slug
        assert len(story["headline"]) <= 75, story.slug
        assert story["section"] in sections, story.slug
        assert set(story.listed("topics")) <= set(TOPICS), story.slug
        assert {credit.partition("/")[0] for credit in story.listed("bylines")} <= authors, story.slug
        assert "standing" in story.head or story.hours("hours_ago") is not None, story.slug


def test_every_story_names_only_what_exists():
    story_files = all_story_files()
    slugs = {story.slug for story in story_files}
    named = {
        line[10:-1].strip() for story in story_files for line in story.text.splitlines() if line.startswith("[related:")
    }

    assert named <= slugs
