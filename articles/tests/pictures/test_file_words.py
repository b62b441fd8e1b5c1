"""What a file says beyond its caption is kept, found, shown to the desk and printed where readers should have it."""

import datetime as dt

import pytest
from django.urls import reverse

from articles.editing.checklist import checklist_of
from articles.models import Picture
from articles.pictures.checks import warnings_of
from articles.tests.picture_builders import picture_file, xmp_bytes, xmp_list, xmp_packet

ADD = "/admin/articles/picture/add/"
LIST = "/admin/articles/picture/"
MANY = "/admin/articles/picture/many/"
TYPED = {"focal_point": "0.5x0.5", "alt": "Boats"}
FULL = xmp_packet(
    xmp_list("dc:creator", "Nell Thackaberry", kind="Seq"),
    "<photoshop:Credit>Estuary Pictures</photoshop:Credit><photoshop:Headline>Gate rises</photoshop:Headline>"
    "<photoshop:Instructions>Not for use after 31 December 2026</photoshop:Instructions>",
    xmp_list("dc:subject", "tide", "quay"),
    xmp_list("xmpRights:UsageTerms", ("x-default", "Editorial use only"), kind="Alt")
    + "<xmpRights:WebStatement>https://rights.example/7</xmpRights:WebStatement>",
    "<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/TrainedAlgorithmicMedia"
    "</Iptc4xmpExt:DigitalSourceType><Iptc4xmpExt:AISystemUsed>Daub 4</Iptc4xmpExt:AISystemUsed>"
    "<Iptc4xmpExt:AIPromptInformation>a quay at dawn</Iptc4xmpExt:AIPromptInformation>",
)
KEPT = {
    "headline": "Gate rises",
    "byline": "Nell Thackaberry",
    "credit": "Estuary Pictures",
    "keywords": "tide, quay",
    "instructions": "Not for use after 31 December 2026",
    "usage_terms": "Editorial use only",
    "web_statement": "https://rights.example/7",
    "source_type": "trainedAlgorithmicMedia",
    "ai_system": "Daub 4",
    "ai_prompt": "a quay at dawn",
    "rights_until": dt.date(2026, 12, 31),
    "file_name": "Gate (3).JPG",
}


@pytest.fixture
def desk(client, picture_desk):
    client.force_login(picture_desk)
    return client


def kept_of(picture):
    return {name: getattr(picture, name) for name in KEPT}


def test_keeps_all_that_a_file_says_and_its_name(desk):
    desk.post(ADD, TYPED | {"file": picture_file(name="Gate (3).JPG", xmp=FULL)})

    assert kept_of(Picture.objects.get()) == KEPT


def test_keeps_the_same_of_many_files_at_once(desk):
    desk.post(MANY, {"files": [picture_file(name="Gate (3).JPG", xmp=FULL)]})

    picture = Picture.objects.get()
    words = desk.get(f"/admin/articles/picture/words/?picture={picture.pk}").text
    assert kept_of(picture) == KEPT
    assert "Not for use after 31 December 2026" in words
    assert "Gate (3).JPG" in words


def test_never_writes_over_the_last_day_that_was_typed(desk):
    desk.post(ADD, TYPED | {"rights_until": "2026-11-30", "file": picture_file(xmp=FULL)})

    assert Picture.objects.get().rights_until == dt.date(2026, 11, 30)


def test_proposes_the_last_day_where_something_else_is_missing(desk):
    response = desk.post(ADD, TYPED | {"alt": "", "file": picture_file(xmp=FULL)})

    assert 'value="2026-12-31"' in response.text
    assert not Picture.objects.exists()


def test_takes_a_kind_of_source_that_no_list_knows_for_none(desk):
    xmp = xmp_packet(
        "<photoshop:Credit>A</photoshop:Credit><Iptc4xmpExt:DigitalSourceType>https://x.example/dream"
        "</Iptc4xmpExt:DigitalSourceType>"
    )

    desk.post(ADD, TYPED | {"file": picture_file(xmp=xmp)})

    assert Picture.objects.get().source_type == ""


@pytest.mark.parametrize("query", ["Gate (3)", "tide, quay", "Thackaberry", "Editorial"])
def test_finds_a_picture_by_the_name_of_its_file_and_its_keywords(desk, make_picture, query):
    make_picture("Found", **KEPT)
    make_picture("Other")

    text = desk.get(LIST, {"q": query}).text

    assert 'library__caption">Found<' in text
    assert 'library__caption">Other<' not in text


def test_shows_them_folded_in_the_form(desk, make_picture):
    picture = make_picture(**KEPT)

    page = desk.get(reverse("admin:articles_picture_change", args=[picture.pk])).text

    group = page[page.index("From the file") :]
    assert all(words in group for words in ("Gate rises", "tide, quay", "a quay at dawn", "Gate (3).JPG"))
    assert "<details" in page[: page.index("From the file")].rpartition("<fieldset")[2]


@pytest.mark.parametrize(
    ("byline", "credit", "printed"),
    [
        ("Nell Thackaberry", "Estuary Pictures", "Nell Thackaberry / Estuary Pictures"),
        ("Nell Thackaberry", "nell thackaberry/Estuary", "nell thackaberry/Estuary"),
        ("", "Estuary Pictures", "Estuary Pictures"),
    ],
)
def test_prints_by_line_and_credit_and_no_name_twice(client, make_live_article, make_picture, byline, credit, printed):
    picture = make_picture(byline=byline, credit=credit)
    article = make_live_article(lead_picture=picture)

    page = client.get(article.get_absolute_url()).text

    assert f'<span class="figure__credit">Picture: {printed}</span>' in page


def test_the_checklist_names_what_was_made_with_ai(make_article, make_picture):
    made = make_article(lead_picture=make_picture(source_type="trainedAlgorithmicMedia", ai_system="Daub 4"))
    taken = make_article(lead_picture=make_picture(source_type="digitalCapture"))

    advice = "“The harbour at dawn” was made with AI (Daub 4): see that its caption says so."
    assert advice in checklist_of(made).warnings
    assert "AI" not in " ".join(checklist_of(taken).warnings)
    assert "made with AI" in warnings_of(made.lead_picture)


def test_reads_the_credit_where_only_a_creator_is_named(desk):
    desk.post(ADD, TYPED | {"file": picture_file(xmp=xmp_bytes(creators=["Nell Thackaberry"]))})

    picture = Picture.objects.get()
    assert (picture.credit, picture.byline) == ("Nell Thackaberry", "")
