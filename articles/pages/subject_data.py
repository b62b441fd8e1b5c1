"""Sections, topics, series, authors and films told to machines in the words of schema.org."""

from articles.models import Author, Section, Series, Topic, Video
from common.dates import to_the_second
from common.linked_data import CONTEXT, web_page, whole_address
from common.paper import publisher_data


def subject_data(subject: Section | Topic | Series) -> dict:
    """A page that lists stories; a section inside another stands under that one."""
    around = getattr(subject, "parent", None)
    return web_page(
        "CollectionPage",
        name=subject.name,
        path=subject.get_absolute_url(),
        above=[(around.name, around.get_absolute_url())] if around else [],
        description=subject.standfirst,
    )


def author_data(author: Author) -> dict:
    """The person whose page it is, as far as the page tells."""
    address, portrait = author.get_absolute_url(), author.portrait
    person = {
        "@type": "Person",
        "name": author.name,
        "url": whole_address(address),
        "jobTitle": author.title,
        "description": author.biography,
        "email": author.email,
        "image": whole_address(portrait.file.webp_640) if portrait and portrait.may_be_shown() else "",
        "worksFor": publisher_data(),
    }
    told = {name: value for name, value in person.items() if value}
    return web_page("ProfilePage", name=author.name, path=address, mainEntity=told)


def video_data(video: Video) -> dict:
    """A film with its still. Its length is a duration of ISO 8601."""
    still = video.poster.file.webp_1600 if video.poster.may_be_shown() else ""
    data = {
        "@context": CONTEXT,
        "@type": "VideoObject",
        "name": video.title,
        "description": video.standfirst or video.title,
        "thumbnailUrl": [whole_address(still)] if still else [],
        "uploadDate": to_the_second(video.published_at),
        "duration": f"PT{video.seconds}S",
        "contentUrl": whole_address(video.file.url),
        "url": whole_address(video.get_absolute_url()),
        "transcript": video.transcript,
        "caption": [
            {
                "@type": "MediaObject",
                "contentUrl": whole_address(file.url),
                "encodingFormat": "text/vtt",
                "inLanguage": language,
            }
            for language, file in video.subtitles
        ],
        "publisher": publisher_data(),
    }
    return {name: value for name, value in data.items() if value}
