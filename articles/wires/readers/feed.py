"""RSS, Atom and JSON Feed, as the importer reads them: an item whose day is to come is under embargo until then."""

from zoneinfo import ZoneInfo

from articles.importing import source
from articles.importing.items import Kind
from articles.importing.sources.feed import Feed, deleted_in, moment
from articles.importing.sources.markup import plain_words
from articles.wires.told import CannotRead, Status, Told, key_of


def read(content: bytes, zone: ZoneInfo) -> list[Told]:
    """Raises CannotRead."""
    try:
        items = list(Feed(source.Options(time_zone=zone)).items(content))
    except source.CannotRead as refusal:
        raise CannotRead(str(refusal)) from None
    found = [_told(item.kind, item.payload, zone) for item in items if item.kind in {Kind.STORY, Kind.LEFT}]
    told = {each.key: each for each in reversed(found)}  # of two with one name the upper one counts
    for ref in sorted(deleted_in(content)):  # what is deleted has no entry any more
        for key in {key_of(name=ref), key_of(name="", link=ref)}:
            told.setdefault(key, Told(key=key, status=Status.KILLED))
    return list(told.values())


def _told(kind, facts, zone):
    title = plain_words(facts["title"])
    # feedparser takes the address for the id where there is none: then it is one, with its trackers.
    name = "" if facts["id"] == facts["link"] else facts["id"]
    published = moment(facts["published"], zone)
    return Told(
        key=key_of(name=name, link=facts["link"], title=title, text=plain_words(facts["html"])),
        headline=title,
        standfirst=plain_words(facts["summary"]),
        byline=", ".join(facts["authors"]),
        html=facts["html"],
        link=facts["link"],
        made_at=moment(facts["updated"], zone) or published,
        status=Status.USABLE if kind == Kind.STORY else Status.KILLED,
        goes_out_at=published,
    )
