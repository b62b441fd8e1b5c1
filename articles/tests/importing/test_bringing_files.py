"""Documents and sounds of an export: each in the library once, or told with the reason why it is not."""

import pytest

from articles.exporting.archive import export_archive
from articles.importing import runs
from articles.importing.undo import undo
from articles.models import Article, ArticlePlacement, Document, Sound, SourceKey
from articles.tests.library_builders import pdf_bytes

pytestmark = pytest.mark.django_db


def brought(root, media, site):
    run = runs.begin(source="newsroom", path=root, media=media, options={"site": site}, by=None)
    for work in (runs.prepare, runs.carry_out):
        list(work(run))
    return run, SourceKey.objects.get(run=run, article__isnull=False).article


def test_files_come_once_and_those_that_cannot_are_told(export_root, make_live_article, make_document, make_sound):
    held = {"document": make_document("The report"), "sound": make_sound("The curlew")}
    body = "".join(f'<div data-embed="{kind}" data-id="{row.pk}"></div>' for kind, row in held.items())
    make_live_article(body=f"<p>Words.</p>{body}")
    export_archive(root=export_root)

    run, without = brought(export_root, None, "without")
    assert {row["reason"] for row in run.report["left"] if "reason" in row} == {
        "Its file is not in the folder of media."
    }
    assert (run.report["counts"]["document"], run.report["counts"]["sound"]) == ({"found": 1, "failed": 1},) * 2
    assert "The report" in without.body
    assert "data-embed" not in without.body

    run, again = brought(export_root, export_root, "with")
    assert again.body == Article.objects.earliest("pk").body
    assert (Document.objects.count(), Sound.objects.count()) == (1, 1)
    assert undo(run=run) == []
    assert (Document.objects.count(), Sound.objects.count()) == (1, 1)  # they were here before


def test_files_of_drafts_leave_with_the_desk_alone_and_come_back(
    export_root, tmp_path, make_article, make_live_article, make_document, make_sound
):
    held = {"document": make_document("The report"), "sound": make_sound("The curlew")}
    make_document("Of nobody", content=pdf_bytes(3))
    draft = make_article(
        body="".join(f'<div data-embed="{kind}" data-id="{row.pk}"></div>' for kind, row in held.items())
    )
    for kind, row in held.items():
        ArticlePlacement.objects.create(article=draft, **{kind: row})
    export_archive(root=export_root, with_desk=True)
    export_archive(root=tmp_path / "public")
    names = [path.name for path in (tmp_path / "public").rglob("*")]
    assert [name for name in names if name.endswith((".pdf", ".mp3"))] == []
    assert len(list(export_root.glob("media/*.pdf"))) == 1, "that of the draft alone"
    for model in (ArticlePlacement, Article, Document, Sound):
        model.objects.all().delete()

    _run, story = brought(export_root, export_root, "old")
    document, sound = Document.objects.get(), Sound.objects.get()
    assert (document.title, document.credit, sound.transcript) == ("The report", "Harbour office", "A low note climbs.")
    assert [
        f'data-embed="{kind}" data-id="{row.pk}"' in story.body
        for kind, row in (("document", document), ("sound", sound))
    ] == [True, True]
    assert not story.editions.exists()


def test_file_that_is_no_sound_is_refused(export_root, make_live_article, make_sound, monkeypatch):
    sound = make_sound()
    make_live_article(body=f'<p>Words.</p><div data-embed="sound" data-id="{sound.pk}"></div>')
    export_archive(root=export_root)
    for path in export_root.glob("media/*.mp3"):
        path.write_bytes(b"MZ" + bytes(900))

    run, story = brought(export_root, export_root, "old")
    assert run.report["counts"]["sound"] == {"found": 1, "failed": 1}
    assert "data-embed" not in story.body
    assert Sound.objects.get() == sound
