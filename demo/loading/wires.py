"""What two invented agencies have sent the Courier: an update, an embargo, a correction of a story in use, a copy."""

import datetime as dt
import json

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.text import slugify

from articles.models import Author, Section, WireItem, WireSource
from articles.wires.draft import draft_from_item
from articles.wires.fetch import take_in_message
from demo.loading.pictures import FILES


def fill_inbox() -> None:
    """Their folders stand empty in DATA: a file that is put there comes in within minutes."""
    for sent in json.loads((FILES / "wires.json").read_text()):
        source = _source(sent["source"])
        for item in sent["items"]:
            is_used, hours = item.pop("is_used", False), item.pop("embargo_hours", None)
            if hours:
                item["embargoed"] = (timezone.now() + dt.timedelta(hours=hours)).isoformat()
            take_in_message(source, json.dumps(item).encode())
            if is_used:
                used = WireItem.objects.get(source=source, key=item["uri"])
                draft_from_item(item=used, by=User.objects.get(username="editor"))


def _source(name):
    author = Author.objects.create(name=name, slug=slugify(name), is_agency=True)
    return WireSource.objects.create(
        name=name,
        format=WireSource.Format.NINJS,
        folder=slugify(name),
        section=Section.objects.get(slug="news"),
        author=author,
        credit=f"Words by {name}",
        terms="By contract: in print and on our site, for as long as the story stands.",
    )
