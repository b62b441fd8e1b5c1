"""A story told to machines in the words of schema.org: what it is, whose, when, and what was put right."""

from html import unescape

from django.urls import reverse

from articles.body.document import word_count
from articles.body.kinds.map import places_in
from articles.imaging.renditions import NEWS_SIZES
from articles.models.story import Label
from articles.pages.story_page import StoryPage
from common.dates import to_the_second
from common.languages import language_of
from common.linked_data import whole_address
from common.paper import publisher_data

KINDS = {
    Label.ANALYSIS: ["NewsArticle", "AnalysisNewsArticle"],
    Label.OPINION: ["NewsArticle", "OpinionNewsArticle"],
    Label.LETTER: ["NewsArticle", "OpinionNewsArticle"],
}


def story_data(page: StoryPage) -> dict:
    """The same facts as on the page, never others. What the story does not have is left out."""
    edition = page.edition
    data = {
        "@context": "https://schema.org",
        "@type": KINDS.get(edition.label, "NewsArticle"),
        "@id": f"urn:uuid:{edition.article.uuid}",
        "headline": edition.headline,
        "description": edition.standfirst,
        "isBasedOn": edition.canonical_url,
        "mainEntityOfPage": whole_address(edition.get_absolute_url()),
        "datePublished": to_the_second(edition.first_published_at),
        "dateModified": to_the_second(edition.updated_at),
        "author": [
            {"@type": "Person", "name": author.name, "url": whole_address(author.get_absolute_url())}
            for author in page.writers
        ]
        or [publisher_data()] * edition.is_signed_inside,
        "image": _images(edition.shown_picture),
        "audio": [_audio(sound) for sound in page.sounds],
        "articleSection": edition.section.name,
        "keywords": [topic.name for topic in page.topics],
        "wordCount": word_count(edition.body),
        "inLanguage": language_of(edition.language),
        "contentLocation": [_place(place) for place in places_in(edition.body)],
        "publisher": publisher_data() | {"correctionsPolicy": whole_address(reverse("articles:corrections"))},
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": correction.wording,
                "datePublished": to_the_second(correction.made_at),
            }
            for correction in page.corrections
        ],
    }
    return {name: value for name, value in data.items() if value} | {"isAccessibleForFree": True}


def _audio(sound):
    told = {
        "@type": "AudioObject",
        "name": sound.title,
        "description": sound.description,
        "contentUrl": whole_address(sound.file.url),
        "encodingFormat": sound.mime,
        "duration": f"PT{sound.seconds}S" if sound.seconds else "",
        "inLanguage": language_of(sound.language),
        "transcript": sound.transcript,
        "creditText": sound.credit,
        "uploadDate": to_the_second(sound.added_at),
    }
    return {name: value for name, value in told.items() if value}


def _place(place):
    data = {"@type": "Place", "name": unescape(place.name)}
    if place.is_drawn:
        data["geo"] = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return data


def _images(picture):
    return [whole_address(getattr(picture.file, name)) for name in NEWS_SIZES] if picture else []
