"""Stories that say the same in two languages, as WordPress's two plugins for that export them."""

import re
from collections import Counter

import pytest
from django.conf import settings

from articles.models import Translation
from articles.tests.importing.import_builders import TOLD, called, wxr, wxr_item

HREFLANG = re.compile(r'<link rel="alternate" hreflang="([^"]+)" href="([^"]+)">')


def by_polylang(tie, code):
    filed = (("language", code), ("post_translations", tie))
    return "".join(f'<category domain="{domain}" nicename="{slug}">{slug}</category>' for domain, slug in filed)


def by_wpml(tie, code):
    kept = (("_wpml_import_language_code", code), ("_wpml_import_translation_group", tie))
    return "".join(
        f"<wp:postmeta><wp:meta_key>{key}</wp:meta_key><wp:meta_value>{value}</wp:meta_value></wp:postmeta>"
        for key, value in kept
    )


@pytest.fixture
def archive(tmp_path):
    """Three stories of one tie, one in a language that the paper has not, and a fourth of another."""

    def write(tied):
        told = [("Deutsch", "1", "de"), ("English", "1", "en_US"), ("Cymraeg", "1", "CY"), ("Arall", "2", "cy")]
        path = tmp_path / "export.xml"
        path.write_text(
            wxr(
                *(
                    wxr_item(
                        post_id=number,
                        title=title,
                        link=f"https://old.example.org/{title}/",
                        post_name=title.lower(),
                        more=tied(tie, code) + '<category domain="translation_priority" nicename="optional"/>',
                    )
                    for number, (title, tie, code) in enumerate(told, 1)
                )
            )
        )
        return path

    return write


@pytest.mark.django_db
@pytest.mark.parametrize("tied", [by_polylang, by_wpml])
def test_each_names_the_other_to_readers(bring, client, archive, tied):
    for _time in range(2):
        bring(path=archive(tied))

    english, welsh, *others = (called(title) for title in ("English", "Cymraeg", "Arall", "Deutsch"))
    pages = [client.get(story.get_absolute_url()).text for story in (english, welsh, *others)]
    stories = {"cy": welsh, "en-gb": english, "x-default": english}
    both = {code: settings.SITE_URL + story.get_absolute_url() for code, story in stories.items()}
    assert [dict(HREFLANG.findall(page)) for page in pages] == [both, both, {}, {}]
    assert [story.language for story in (english, welsh)] == ["", "cy"]
    assert not welsh.topics.exists()


@pytest.mark.django_db
def test_pairs_of_two_sites_that_number_them_alike_stay_apart(bring, archive, monkeypatch):
    path = archive(by_wpml)
    for site in ("old", "other"):
        monkeypatch.setitem(TOLD, "site", site)
        bring(path=path)

    pairs = Counter(Translation.objects.filter(article__headline="Cymraeg").values_list("pair", flat=True))
    assert sorted(pairs.values()) == [1, 1]
    assert Translation.objects.filter(pair__in=pairs).count() == 4
