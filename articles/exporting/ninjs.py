"""A story as a news item of ninjs 3.1, IPTC's form for news in JSON.

An unknown field makes such an item invalid, so what ninjs has no field for stands in the plain form, beside it.
"""

from django.conf import settings

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#"

# What an entry of a running story is besides.
GENRES = {"is_key": "key-moment", "is_pinned": "pinned", "is_closing": "closing-summary"}


def ninjs_item(story: dict, *, publisher: str) -> dict:
    """The item of a story in its plain form (see `articles.exporting.stories`). Without a body it is a partial one."""
    item = {
        "uri": f"urn:uuid:{story['id']}",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "representationType": "full" if "html" in story else "partial",
        "version": str(story["version"]),
        "firstCreated": story["published_at"],
        "versionCreated": story["version_at"],
        "expires": story.get("leaves_at"),
        "pubStatus": "usable",
        "language": story["language"],
        "title": story["headline"],
        "slugline": story["slug"],
        "headlines": _headlines(story),
        "descriptions": _descriptions(story),
        "bodies": _bodies(story),
        "by": _by(story),
        "people": [_person(line) for line in story.get("bylines", [])],
        "subjects": _subjects(story),
        "genres": [{"literal": story["label"]}, *([{"literal": "running"}] if "running" in story else [])],
        "copyrightHolder": publisher,
        "infoSources": [{"name": publisher, "role": "publisher", "uri": settings.SITE_URL}],
        "altIds": [{"role": "canonical", "value": story["address"]}],
        "renditions": _renditions(story),
        "associations": [*_associations(story), *_entries(story)],
    }
    return {name: value for name, value in item.items() if value not in ("", None, [])}


def gone_item(uuid: str, *, at: str, state: str) -> dict:
    """The item of a story that readers have no more: not a word of it, and that it must not be used."""
    return {
        "uri": f"urn:uuid:{uuid}",
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
        "type": "text",
        "pubStatus": "canceled" if state == "taken_down" else "withheld",
        "versionCreated": at,
    }


def standing_item(uuid: str, *, at: str) -> dict:
    """That there is a new version of a story, which is still to be asked for."""
    return gone_item(uuid, at=at, state="") | {"representationType": "partial", "pubStatus": "usable"}


def _renditions(story):
    """Its page; and where a program reads its entries, if it is told in them and they are not in the item."""
    page = {"name": "web", "href": story["address"], "contentType": "text/html"}
    entries = story.get("running", {}).get("entries_address")
    return [page, *([{"name": "entries", "href": entries, "contentType": "application/json"}] if entries else [])]


def _headlines(story):
    kicker = [{"role": "kicker", "value": story["kicker"]}] if "kicker" in story else []
    return [{"role": "main", "value": story["headline"]}, *kicker]


def _descriptions(story):
    """The standfirst, and what was put right: whoever prints the story prints that too."""
    summary = [_text("summary", story["standfirst"])] if "standfirst" in story else []
    return [*summary, *(_text(made["kind"], made["wording"]) for made in story.get("corrections", []))]


def _text(role, value):
    return {"role": role, "contentType": "text/plain", "value": value}


def _bodies(story):
    if "html" not in story:
        return []
    return [{"role": "main", "contentType": "text/html", "wordCount": story["words"], "value": story["html"]}]


def _by(story):
    return ", ".join(line["name"] for line in story.get("bylines", []) if line["role"] == "words")


def _person(line):
    rel = "author" if line["role"] == "words" else line["role"]
    return {"name": line["name"], "rel": rel, "literal": line["author"]}


def _subjects(story):
    filed = [("section", story["section"]), *(("topic", topic) for topic in story.get("topics", []))]
    return [{"name": term["name"], "rel": rel, "literal": term["slug"]} for rel, term in filed]


def _associations(story):
    lead = [_picture("main", story["picture"])] if "picture" in story else []
    lead += [_picture("social", story["social_picture"])] if "social_picture" in story else []
    pictures = [_picture(f"picture-{place}", each) for place, each in enumerate(story.get("pictures", []), 1)]
    polls = [_poll(f"poll-{place}", each) for place, each in enumerate(story.get("polls", []), 1)]
    films = [_film(f"film-{place}", each) for place, each in enumerate(story.get("films", []), 1)]
    documents = [_document(f"document-{place}", each) for place, each in enumerate(story.get("documents", []), 1)]
    sounds = [_sound(f"sound-{place}", each) for place, each in enumerate(story.get("sounds", []), 1)]
    return [*lead, *pictures, *polls, *films, *documents, *sounds]


def _entries(story):
    """Each entry of a running story as an item inside the item, in the order of their times."""
    entries = story.get("running", {}).get("entries", [])
    return [{"name": f"entry-{place}", "rel": "entry"} | _entry(entry, story) for place, entry in enumerate(entries, 1)]


def entry_item(entry: dict, story: dict, *, is_whole: bool) -> dict:
    """An entry in its plain form as an item of its own. Of the story it takes address, language and corrections."""
    form = "full" if is_whole else "partial"
    standard = {"name": "ninjs", "version": "3.1", "schema": SCHEMA}
    about = {"standard": standard, "representationType": form, "pubStatus": "usable", "language": story["language"]}
    return about | _entry(entry, story)


def _entry(entry, story):
    """ninjs has no word for the time that it tells of but when it was made."""
    author = entry.get("author")
    corrections = [made for made in story.get("corrections", []) if made.get("entry") == entry["id"]]
    address = f"{story['address']}entry/{entry['id']}/"
    item = {
        "uri": f"urn:uuid:{entry['id']}",
        "type": "text",
        "version": str(entry["version"]),
        "contentCreated": entry["at"],
        "firstCreated": entry["published_at"],
        "versionCreated": entry["starts_at"],
        "headlines": [{"role": "main", "value": entry["headline"]}] if "headline" in entry else [],
        "descriptions": [_text(made["kind"], made["wording"]) for made in corrections],
        "bodies": [{"role": "main", "contentType": "text/html", "value": entry["html"]}] if "html" in entry else [],
        "by": author and author["name"],
        "people": [{"name": author["name"], "rel": "author", "literal": author["slug"]}] if author else [],
        "genres": [{"literal": literal} for flag, literal in GENRES.items() if entry.get(flag)],
        "altIds": [{"role": "canonical", "value": address}],
        "associations": _associations(entry),
    }
    return {name: value for name, value in item.items() if value not in ("", None, [])}


def _picture(name, picture):
    descriptions = [_text("caption", picture.get("caption")), _text("alt", picture.get("alt"))]
    rendition = {"name": "original", "href": picture["address"], "contentType": picture["mime"]}
    size = {side: picture[side] for side in ("width", "height") if picture.get(side)}
    item = {
        "name": name,
        "rel": "picture",
        "uri": picture["address"],
        "type": "picture",
        "descriptions": [described for described in descriptions if described["value"]],
        "by": picture.get("credit"),
        "renditions": [rendition | size],
    }
    return {name: value for name, value in item.items() if value}


def _poll(name, poll):
    return {
        "name": name,
        "rel": "poll",
        "uri": poll["url"],
        "type": "composite",
        "headlines": [{"role": "main", "value": poll["question"]}],
        "descriptions": [_text("result", poll["in_words"]), _text("method", poll["note"])],
    }


def _film(name, film):
    rendition = {"name": "original", "href": film["file"], "contentType": film["mime"], "duration": film["seconds"]}
    return {
        "name": name,
        "rel": "film",
        "uri": film["address"],
        "type": "video",
        "headlines": [{"role": "main", "value": film["title"]}],
        "bodies": [{"role": "transcript", "contentType": "text/plain", "value": film["transcript"]}],
        "renditions": [rendition],
    }


def _document(name, document):
    rendition = {"name": "original", "href": document["address"], "contentType": document["mime"]}
    says = {"role": "text", "contentType": "text/plain", "value": document.get("says", "")}
    item = {
        "name": name,
        "rel": "document",
        "uri": document["address"],
        "type": "text",
        "language": document["language"],
        "headlines": [{"role": "main", "value": document["title"]}],
        "descriptions": [_text("description", document["description"])] if "description" in document else [],
        "bodies": [says] if says["value"] else [],
        "by": document["credit"],
        "renditions": [rendition],
    }
    return {name: value for name, value in item.items() if value}


def _sound(name, sound):
    rendition = {"name": "original", "href": sound["address"], "contentType": sound["mime"]}
    said = {"role": "transcript", "contentType": "text/plain", "value": sound.get("transcript", "")}
    item = {
        "name": name,
        "rel": "sound",
        "uri": sound["address"],
        "type": "audio",
        "language": sound["language"],
        "headlines": [{"role": "main", "value": sound["title"]}],
        "descriptions": [_text("description", sound["description"])] if "description" in sound else [],
        "bodies": [said] if said["value"] else [],
        "by": sound["credit"],
        "renditions": [rendition | ({"duration": sound["seconds"]} if "seconds" in sound else {})],
    }
    return {name: value for name, value in item.items() if value}
