"""Every address at which WordPress showed a story, or sent its readers on to it, is known to have led to it."""

import json

import pytest
from django.core.management import call_command

from articles.tests.importing.import_builders import called, wxr, wxr_item
from articles.tests.importing.test_wordpress_odd_parts import attachment, meta, stories

OLD = "https://old.example.org"


def category(slug, above=""):
    names = {"category_nicename": slug, "category_parent": above, "cat_name": slug}
    said = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in names.items())
    return f"<wp:category>{said}</wp:category>"


def filed(*slugs):
    return "".join(f'<category domain="category" nicename="{slug}">{slug}</category>' for slug in slugs)


def paths(*parts):
    return stories(*parts)[0].old_paths


CATEGORIES = [category("news"), category("harbour", "news"), category("sport")]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/news/harbour/story/", {"/news/harbour/story/", "/news/story/", "/sport/story/"}),
        ("/sport/story/", {"/news/harbour/story/", "/news/story/", "/sport/story/"}),
        ("/blog/sport/story/", {"/blog/news/harbour/story/", "/blog/news/story/", "/blog/sport/story/"}),
        ("/story/", {"/story/"}),  # its addresses had no category
        ("/transport/story/", {"/transport/story/"}),  # nor is this one
    ],
)
def test_a_story_stood_under_each_of_its_categories_and_those_above(link, expected):
    found = paths(*CATEGORIES, wxr_item(link=OLD + link, more=filed("harbour", "sport")))
    assert set(found) - {"/?p=1", "/archives/1"} == expected


def test_categories_that_stand_in_each_other_end():
    loop = [category("a", "b"), category("b", "a")]
    found = paths(*loop, wxr_item(link=f"{OLD}/b/a/story/", more=filed("a")))
    assert {"/b/a/story/", "/b/story/"} <= set(found)


def test_an_earlier_slug_stood_under_each_category_too():
    more = filed("sport", "news") + meta("_wp_old_slug", "first")
    assert "/news/first/" in paths(*CATEGORIES, wxr_item(link=f"{OLD}/sport/story/", more=more))


def test_pages_of_a_long_text_lead_to_its_whole():
    found = paths(wxr_item(content="One.<!--nextpage-->Two.<!--nextpage-->Three."))
    assert {"/story/2/", "/story/3/"} <= set(found)
    assert not {"/story/1/", "/story/4/"} & set(found)


def test_the_page_of_a_picture_leads_to_its_story():
    found = paths(
        wxr_item(),
        attachment("7", link=f"{OLD}/story/quay/"),
        attachment("8", post_parent="2", link=f"{OLD}/other/boats/"),
        attachment("9", link="https://[no/address"),
    )
    assert {"/?attachment_id=7", "/story/quay/", "/?attachment_id=9"} <= set(found)
    assert not {"/?attachment_id=8", "/other/boats/"} & set(found)


def test_a_story_that_was_hidden_has_no_such_address_either():
    assert paths(wxr_item(status="draft", content="a<!--nextpage-->b"), attachment("7")) == ()


def test_site_in_a_folder_has_its_numbers_there():
    facts = {"link": f"{OLD}/blog/story/", "more": meta("_wp_old_slug", "") + f"<guid>{OLD}/2009/first/</guid>"}
    page = attachment("7", link=f"{OLD}/blog/?attachment_id=7")
    found = paths(f"<wp:base_blog_url>{OLD}/blog</wp:base_blog_url>", wxr_item(**facts), page)
    numbers = {"/blog/?p=1", "/?p=1", "/blog/archives/1", "/archives/1", "/?attachment_id=7", "/blog/?attachment_id=7"}
    assert set(found) == numbers | {"/blog/story/", f"{OLD}/2009/first/"}


def test_story_without_a_link_is_known_by_its_guid():
    assert stories(wxr_item(link="", more=f"<guid>{OLD}/?p=1</guid>"))[0].address == f"{OLD}/?p=1"


def test_guid_with_the_number_of_another_post_is_no_address():
    """It stays as it was when a site moves to another one, which gives its posts other numbers."""
    [story] = stories(wxr_item(post_id="900", more=f"<guid>{OLD}/?p=123</guid>"))
    assert f"{OLD}/?p=123" not in story.old_paths


@pytest.mark.django_db
def test_own_address_beats_an_earlier_one_and_a_section(bring, client, tmp_path):
    older = {"post_date_gmt": "2009-05-10 08:30:00", "more": meta("_wp_old_slug", "boats") + filed("quay")}
    parts = [
        category("quay"),
        wxr_item(post_id="1", title="Oldest", post_name="oldest", link=f"{OLD}/oldest/", **older),
        wxr_item(post_id="2", title="Boats", post_name="boats", link=f"{OLD}/boats/"),
        wxr_item(post_id="3", title="Quay", post_name="quay", link=f"{OLD}/quay/", post_type="page"),
        wxr_item(post_id="4", title="Home", post_name="home", link=f"{OLD}/", post_type="page"),
        wxr_item(post_id="5", title="Hidden", post_name="boats", link=f"{OLD}/boats/?p=5", status="draft"),
    ]
    path, report = tmp_path / "export.xml", tmp_path / "report.json"
    for numbers in ((1, 2, 3, 4, 5), (1, 3, 2, 4, 5)):
        path.write_text(wxr(*[parts[number] for number in (0, *numbers)]))
        report.write_text(json.dumps(bring(path=path).report))
        for old, headline in (("/oldest/", "Oldest"), ("/boats/", "Boats"), ("/quay/", "Quay")):
            assert client.get(old).headers.get("Location") == called(headline).get_absolute_url(), old
    assert called("Oldest").section.slug == "quay-2"
    call_command("check_import", str(report))


@pytest.mark.django_db
def test_address_stays_where_an_earlier_run_put_it(bring, client, tmp_path):
    older = wxr_item(
        post_id="1", title="Oldest", post_name="oldest", link=f"{OLD}/oldest/", more=meta("_wp_old_slug", "boats")
    )
    newer = wxr_item(post_id="2", title="Boats", post_name="boats", link=f"{OLD}/boats/")
    path = tmp_path / "export.xml"
    for parts in ([older], [older, newer]):
        path.write_text(wxr(*parts))
        run = bring(path=path)
        assert client.get("/boats/").headers.get("Location") == called("Oldest").get_absolute_url()
    assert [row["was"] for row in run.report["changed"]] == ["/boats"]


@pytest.mark.django_db
def test_page_that_is_left_out_counts_for_no_reader_and_hides_no_section(bring, tmp_path):
    path = tmp_path / "export.xml"
    page = wxr_item(post_id="3", title="Quay", post_name="quay", link=f"{OLD}/quay/", post_type="page")
    path.write_text(wxr(category("quay"), wxr_item(post_id="1", title="Boats", more=filed("quay")), page))

    assert bring(path=path, pages="leave").report["visible"] == {"public": 1}
    assert called("Boats").section.slug == "quay"


@pytest.mark.django_db
def test_such_addresses_answer_with_one_hop(bring, client, tmp_path):
    path = tmp_path / "export.xml"
    path.write_text(wxr(wxr_item(content="One.<!--nextpage-->Two."), attachment("7", link=f"{OLD}/story/quay/")))
    bring(path=path)

    for old in ("/?attachment_id=7", "/story/quay/", "/story/2/", "/story/2", "/story/quay/amp/"):
        answer = client.get(old)
        there = answer.headers.get("Location", "").partition("?")[0]
        assert (answer.status_code, there) == (302, called("A story").get_absolute_url()), old
