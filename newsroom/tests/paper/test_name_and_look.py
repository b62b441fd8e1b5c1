"""What the desk says of the paper's name and look stands wherever the paper is named, and can be read."""

import io
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management.sql import emit_post_migrate_signal
from django.db import DatabaseError, IntegrityError, transaction
from PIL import Image

from common import paper, site_version
from newsroom.admin.identity import PaperAdmin
from newsroom.paper.colours import DARK, LIGHT, contrast, faintest, grounds, lighter, refuse_faint
from newsroom.paper.icons import PNG_SIDES, initial_icon
from newsroom.paper.identity import Paper, fetch_identity
from newsroom.tests.desk_rows import PERSONAS

CHANGE = "/admin/newsroom/paper/1/change/"
SENT = {"name": "The Wending Post", "town": "Wending", "strapline": "Since the flood", "accent": "#7a1f4b"}


def picture_file(size=(300, 200), colour="#204060", mode="RGB"):
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, "PNG")
    return SimpleUploadedFile("icon.png", out.getvalue())


def send(client, **other):
    answer = client.post(CHANGE, SENT | other)
    site_version.forget()
    return answer


def errors_of(answer):
    return answer.context["adminform"].form.errors


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


@pytest.mark.django_db
def test_row_is_there_again_after_each_migration():
    Paper.objects.all().delete()

    emit_post_migrate_signal(verbosity=0, interactive=False, db="default")

    assert Paper.objects.get().name == ""


@pytest.mark.django_db
class TestName:
    def test_name_of_the_row_wins_over_the_settings_and_falls_back_to_them(self, desk, make_live_article):
        story = make_live_article().get_absolute_url()
        assert "<title>The Saltmere Courier</title>" in desk.get("/").text
        assert " – The Saltmere Courier" in desk.get(story).text

        assert send(desk, legal_line="Wending Press Ltd").status_code == 302
        for path in ("/", story, "/corrections/", "/text/", "/feed/", "/admin/"):
            page = desk.get(path).text
            assert "The Wending Post" in page, path
            assert "The Saltmere Courier" not in page, path
        assert "Wending Press Ltd" in desk.get("/").text
        send(desk, name="")
        assert "<title>The Saltmere Courier</title>" in desk.get("/").text

    def test_change_moves_every_page_and_what_is_kept_of_stories(self, db):
        before = site_version.number_now()
        Paper.objects.update(name="The Post")

        assert min(site_version.newest_of([scope]) for scope in ("site", "paper")) > before

    def test_accounts_are_addresses_of_the_web_and_stand_in_the_footer_and_the_data(self, desk, make_live_article):
        assert "accounts" in errors_of(send(desk, accounts="http://social.example/@post"))
        assert "accounts" in errors_of(send(desk, accounts="javascript:alert(1)"))
        assert send(desk, accounts="https://social.example/@post\nhttps://films.example/post").status_code == 302

        assert '<a href="https://social.example/@post" rel="me">social.example</a>' in desk.get("/").text
        story = desk.get(make_live_article().get_absolute_url()).text
        data = json.loads(story.partition('ld+json">')[2].partition("</script>")[0])
        assert data["publisher"]["sameAs"] == ["https://social.example/@post", "https://films.example/post"]

    def test_logo_and_picture_for_sharing_are_told_while_they_may_be_shown(self, desk, make_picture, make_live_article):
        logo, shared = make_picture(), make_picture()
        assert send(desk, logo=logo.pk, sharing_picture=shared.pk).status_code == 302

        assert fetch_identity().logo == logo.file.webp_640
        assert f'og:image" content="http://localhost:8000{shared.file.share}"' in desk.get("/").text
        leading = make_picture()
        page = desk.get(make_live_article(lead_picture=leading).get_absolute_url()).text
        assert page.count('property="og:image"') == 1
        assert leading.file.share in page
        type(shared).objects.filter(pk=shared.pk).update(rights_until="2020-01-01")
        assert fetch_identity().sharing_picture == ""

    def test_known_name_stands_where_the_database_is_gone(self, monkeypatch):
        monkeypatch.setattr(paper, "_last", None)
        Paper.objects.update(name="The Wending Post")
        assert paper.paper_name() == "The Wending Post"

        def gone():
            raise DatabaseError

        monkeypatch.setattr(paper, "fetch", gone)
        site_version.forget()
        assert paper.paper_name() == "The Wending Post"
        monkeypatch.setattr(paper, "_last", None)
        assert paper.paper_name() == "The Saltmere Courier"

    def test_there_is_one_row(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            Paper.objects.create(pk=2)
        assert Paper.objects.get().pk == 1


@pytest.mark.django_db
class TestRights:
    @pytest.mark.parametrize("role", [*PERSONAS, "administrator"])
    def test_editors_and_administrators_alone_change_it_by_direct_request(self, client, request, role):
        client.force_login(request.getfixturevalue(role))
        may = role in {"editor", "administrator"}

        assert client.get(CHANGE).status_code == (200 if may else 403)
        assert client.post(CHANGE, SENT).status_code == (302 if may else 403)
        assert Paper.objects.get().name == (SENT["name"] if may else "")
        assert client.post("/admin/newsroom/paper/add/", SENT).status_code == 403
        assert client.post("/admin/newsroom/paper/1/delete/", {"post": "yes"}).status_code == 403


class TestColours:
    def test_grounds_are_those_of_the_palette(self):
        assert (len(grounds(LIGHT)), len(grounds(DARK))) == (4, 4)
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)

    @pytest.mark.parametrize(("colour", "theme"), [("#f2c36b", LIGHT), ("#0d5c63", DARK), ("#8a8a8a", LIGHT)])
    def test_colour_that_cannot_be_read_is_refused_with_its_contrast(self, colour, theme):
        with pytest.raises(ValidationError, match="contrast is"):
            refuse_faint(colour, theme)
        refuse_faint(("#0d5c63", "#7fcbd3")[theme], theme)

    @pytest.mark.parametrize("colour", ["#000000", "#0d5c63", "#7a1f4b", "#0000ff"])
    def test_colour_is_made_light_enough_for_dark_pages(self, colour):
        assert faintest(lighter(colour), DARK) >= 4.5

    def test_form_refuses_what_cannot_be_read_and_loses_nothing(self, db, desk):
        refused = send(desk, accent="#ffee00")

        assert "darker" in errors_of(refused)["accent"][0]
        assert refused.context["adminform"].form["name"].value() == "The Wending Post"
        assert "accent" in errors_of(send(desk, accent="red"))
        assert "accent_dark" in errors_of(send(desk, accent_dark="#7a1f4b"))
        assert "accent_dark" in errors_of(send(desk, accent="", accent_dark="#7fcbd3"))

    def test_sheet_has_the_colours_and_pages_name_it_only_then(self, db, desk):
        assert "paper.css" not in desk.get("/").text
        assert desk.get("/paper.css").text == ""

        send(desk)
        assert '<link rel="stylesheet" href="/paper.css?v=7a1f4b">' in desk.get("/").text
        sheet = desk.get("/paper.css")
        assert f"--accent:light-dark(#7a1f4b,{lighter('#7a1f4b')})" in sheet.text
        assert sheet.headers["Content-Type"] == "text/css; charset=utf-8"


def image_at(client, path):
    answer = client.get(path)
    assert "max-age=604800" in answer.headers["Cache-Control"]
    return Image.open(io.BytesIO(answer.content))


@pytest.mark.django_db
class TestIcons:
    def test_one_upload_makes_every_icon(self, desk):
        assert send(desk, new_icon=picture_file((600, 500))).status_code == 302

        assert image_at(desk, "/favicon.ico").info["sizes"] == {(16, 16), (32, 32), (48, 48)}
        for name, side in PNG_SIDES.items():
            image = image_at(desk, f"/{name}.png").convert("RGB")
            assert image.size == (side, side)
            assert image.getpixel((side // 2, side // 2)) == (0x20, 0x40, 0x60)

    def test_telephone_that_cuts_round_cuts_nothing_of_it(self, desk):
        upload, drawn = io.BytesIO(), Image.new("RGB", (512, 512), "#204060")
        drawn.paste("#ffffff", (40, 40, 472, 472))
        drawn.save(upload, "PNG")
        send(desk, new_icon=SimpleUploadedFile("icon.png", upload.getvalue()))

        cut = image_at(desk, "/icon-maskable.png").convert("RGB")
        assert [cut.getpixel((place, 256)) for place in (5, 60, 90)] == [(32, 64, 96), (32, 64, 96), (255, 255, 255)]
        assert image_at(desk, "/icon-512.png").convert("RGB").getpixel((60, 256)) == (255, 255, 255)

    @pytest.mark.parametrize(
        ("upload", "said"),
        [
            (picture_file((900, 100)), "at least 180 pixels"),
            (SimpleUploadedFile("icon.png", b"<svg/>"), "files cannot be used here"),
            (SimpleUploadedFile("icon.png", picture_file().read()[:90]), "damaged"),
        ],
        ids=["small", "not a picture", "broken"],
    )
    def test_upload_that_is_no_icon_is_refused_in_words(self, desk, upload, said):
        assert said in errors_of(send(desk, new_icon=upload))["new_icon"][0]
        assert Paper.objects.get().icon is None

    def test_paper_without_an_icon_has_its_initial(self, desk):
        send(desk)
        tile = image_at(desk, "/icon-512.png").convert("RGB")
        assert tile.getpixel((2, 2)) == (0x7A, 0x1F, 0x4B)
        assert initial_icon("The Post", "#7a1f4b") != initial_icon("The Courier", "#7a1f4b")

    def test_icon_can_be_taken_back(self, desk):
        send(desk, new_icon=picture_file())
        assert Paper.objects.get().icon
        send(desk)
        assert Paper.objects.get().icon
        send(desk, remove_icon="on")
        assert Paper.objects.get().icon is None

    def test_manifest_names_the_paper_and_icons_that_are_there(self, desk):
        send(desk)
        answer = desk.get("/site.webmanifest")
        manifest = answer.json()

        assert answer.headers["Content-Type"] == "application/manifest+json"
        assert (manifest["name"], manifest["short_name"]) == ("The Wending Post", "Wending Post")
        assert {desk.get(icon["src"]).status_code for icon in manifest["icons"]} == {200}
        assert [icon["purpose"] for icon in manifest["icons"]] == ["any", "any", "maskable"]


def test_no_screen_of_it_shows_the_drawing_itself():
    assert "icon" not in [name for _title, options in PaperAdmin.fieldsets for name in options["fields"]]
