"""The pictures of stories while they are written: which old file stands where, and which picture of ours it became."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import batched, chain

from articles.importing.body import places_in
from articles.importing.faults import FAULTS, told
from articles.importing.file_addresses import file_key, unwrapped
from articles.importing.items import Kind, OldAsset, OldStory, PlacedPicture
from articles.importing.old_entries import pages_of
from articles.importing.pictures import Brought, Pictures
from articles.importing.source import Source
from articles.importing.staging import StagedMaterial, short
from articles.models import Picture, SourceKey
from articles.models.importing import ImportRun

AHEAD = 16  # files that are decoded before the first of them is taken in: so many may be in memory


class Library:
    """Brings each old file once, when the first story that shows it is written."""

    def __init__(self, run: ImportRun, source: Source, material: StagedMaterial, pictures: Pictures):
        self.run, self.source, self.material, self.pictures = run, source, material, pictures
        self.brought: dict[str, Brought] = {}

    def bring_for(self, stories: Sequence[OldStory]) -> None:
        """All files that the stories show, and those of their writers' pages."""
        places = {_name(place): place for story in stories for place in _places(story)}
        for some in batched((place for name, place in places.items() if self._is_new(name)), AHEAD):
            self._look_ahead(some)
            for place in some:
                self._at(place)
        for credit in chain.from_iterable(story.credits for story in stories):
            payload = self.material.get(Kind.AUTHOR, credit.author) if credit.author else None
            try:
                self.portrait(self.source.author(payload).portrait if payload else "")
            except FAULTS:  # the plan has told it
                continue

    def portrait(self, asset: str) -> Picture | None:
        return self._at(PlacedPicture(asset=asset)).picture if asset else None

    def picture(self, place: PlacedPicture) -> Picture | None:
        return self._at(place).picture

    def lead_of(self, story: OldStory) -> Picture | None:
        return self._at(story.lead).picture if story.lead else None

    def social_of(self, story: OldStory) -> Picture | None:
        """The picture for where it is shared."""
        return self._at(story.social).picture if story.social else None

    def told_of(self, story: OldStory) -> dict:
        """For the report: how many pictures it shows, those that are missing with the reason, and the small ones."""
        found = {_told(place): self._at(place) for place in _places(story)}
        return {
            "shown": len(found),
            "missing": {name: brought.reason for name, brought in found.items() if brought.picture is None},
            "small": [name for name, brought in found.items() if brought.is_small],
            "by_name": [name for name, brought in found.items() if brought.is_by_name],
            "undescribed": sum(b.picture is not None and b.picture.is_decorative for b in found.values()),
        }

    def _is_new(self, name):
        return name not in self.brought and self._known(name) is None

    def _look_ahead(self, places):
        with suppress(*FAULTS):  # which are told where the file is brought
            self.pictures.look_ahead([self._asset(place) for place in places])

    def _at(self, place):
        name = _name(place)
        brought = self.brought.get(name) or self._known(name) or self._bring(place, name)
        if brought.picture or place.address:  # of a number alone another place may say the address
            self.brought[name] = brought
        return brought

    def _known(self, name):
        key = SourceKey.objects.filter(site=self.run.site, kind=Kind.ASSET, old_id=short(name)).first()
        return Brought(key.picture) if key else None

    def _bring(self, place, name):
        try:
            brought = self.pictures.bring(self._asset(place))
        except FAULTS as fault:
            return Brought(reason=told(fault, f"Picture {name} of import {self.run.pk}"))
        if brought.picture:
            SourceKey.objects.get_or_create(
                site=self.run.site,
                kind=Kind.ASSET,
                old_id=short(name),
                defaults={"run": self.run, "picture": brought.picture, "was_here": not brought.is_new},
            )
        return brought

    def _asset(self, place) -> OldAsset:
        """What the archive says of the file, filled up by what stands at the place."""
        payload = self.material.get(Kind.ASSET, place.asset) if place.asset else None
        if payload is None and place.address:
            payload = next(iter(self.material.find(Kind.ASSET, file_key(place.address))), None)
        known = self.source.asset(payload) if payload else OldAsset(place.asset, ())
        addresses = dict.fromkeys(filter(None, (*known.addresses, unwrapped(place.address), place.address)))
        return OldAsset(
            known.old_id,
            tuple(addresses),
            known.file_name,
            alt=known.alt or place.alt,
            caption=known.caption or place.caption,
            credit=known.credit or place.credit,
            extra=known.extra,
        )


def _told(place):
    return file_key(place.address) if place.address else f"file {place.asset}"


def _name(place):
    """By its key where the source says it, else by its file: one file has many addresses."""
    return f"#{place.asset}" if place.asset else file_key(place.address)


def _places(story):
    yield from filter(None, (story.lead, story.social))
    for html in filter(None, dict.fromkeys((story.html, story.whole_html, *pages_of(story.course)))):
        yield from places_in(html)
    for before in story.earlier:
        yield from _places(before)
