"""The files of an export, whichever way they come: nothing outside of what was handed over is opened."""

import zipfile
from zoneinfo import ZoneInfo

import pytest

from articles.importing.files import open_files
from articles.importing.items import Kind
from articles.importing.source import CannotRead, Options
from articles.importing.sources.registry import SOURCES, detect
from articles.tests.importing.import_builders import wxr, wxr_item

UTC = ZoneInfo("UTC")


class TestFiles:
    def test_archive_that_leads_out_of_itself_is_refused(self, tmp_path):
        for name, told in (
            ("../x", "leads out"),
            ("/etc/x", "leads out"),
            ("a/../../x", "leads out"),
            (".", "leads out"),
        ):
            path = tmp_path / "export.zip"
            with zipfile.ZipFile(path, "w") as archive:
                archive.writestr(name, "x")
            with pytest.raises(CannotRead, match=told):
                open_files(path)

    def test_link_in_an_archive_is_refused(self, tmp_path):
        link = zipfile.ZipInfo("link")
        link.external_attr = 0o120777 << 16
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            archive.writestr(link, "/etc/hostname")
        with pytest.raises(CannotRead, match="is a link"):
            open_files(tmp_path / "export.zip")

    def test_link_in_a_folder_is_not_followed(self, tmp_path):
        folder = tmp_path / "export"
        folder.mkdir()
        (tmp_path / "secret.txt").write_text("x")
        (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
        (folder / "own.txt").write_text("y")
        files = open_files(folder)
        assert files.names() == ["own.txt"]
        with pytest.raises(CannotRead):
            files.open("link.txt")

    @pytest.mark.parametrize(
        ("content", "told"),
        [(None, "no file"), (b"", "empty"), (b"\x1f\x8b\x08x", "Unpack it"), (b"PK\x03\x04x", "")],
    )
    def test_nothing_to_read_is_said(self, tmp_path, content, told):
        path = tmp_path / "export.xml"
        if content is not None:
            path.write_bytes(content)
        if told:
            with pytest.raises(CannotRead, match=told):
                open_files(path)
        else:
            assert detect(open_files(path)) == ""

    def test_of_several_files_the_exports_of_wordpress_are_read(self, tmp_path):
        with zipfile.ZipFile(tmp_path / "export.zip", "w") as archive:
            archive.writestr("old/2.xml", wxr(wxr_item(post_id="2")))
            archive.writestr("old/1.xml", wxr(wxr_item(post_id="1")))
            archive.writestr("old/readme.txt", "Two parts.")
        items = list(SOURCES["wordpress"](Options(UTC)).scan(open_files(tmp_path / "export.zip")))
        assert [item.old_id for item in items if item.kind == Kind.STORY] == ["1", "2"]
        [left] = [item for item in items if item.kind == Kind.LEFT]
        assert (left.old_id, left.problem) == ("file old/readme.txt", "It is no export of WordPress.")

    def test_export_of_wordpress_is_no_feed(self, tmp_path):
        (tmp_path / "export.xml").write_text(wxr(wxr_item()))
        with pytest.raises(CannotRead, match="no feed"):
            list(SOURCES["feed"](Options(UTC)).scan(open_files(tmp_path / "export.xml")))
