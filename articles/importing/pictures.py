"""The files of an archive's pictures: found in the folder or asked for at the old site, and kept once each.

A picture is its content. However many sizes and addresses of it an archive uses, one row of the library is made of the
largest that can be had.
"""

import datetime as dt
import re
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path, PurePosixPath
from urllib.parse import quote, unquote, urlsplit

from django.core.files.base import File
from django.utils.translation import gettext as _

from articles.imaging.uploads import check_side_by_side
from articles.importing.file_addresses import SIZED, UPLOADS, unwrapped
from articles.importing.items import OldAsset
from articles.importing.source import path_in
from articles.models import Picture
from articles.pictures.bulk_upload import take_in
from common.outbound import Bounds, CannotFetch, download

MOST_BYTES, SECONDS = 25 * 1024 * 1024, 120
APART = 1.0  # seconds between two questions to one host
FAILURES = 10  # in a row, after which a host is left alone
KINDS = {"image/jpeg", "image/png", "image/webp", "image/avif", "image/jpg", "application/octet-stream"}
# What an export of ours says of a picture besides its words.
MORE = {"byline", "rights", "headline", "instructions", "usage_terms", "web_statement", "source_type", "ai_system"}
MORE |= {"keywords", "is_decorative", "focal_point"}
SAFE = "/%:@!$&'()*+,;=~-._"


@dataclass(frozen=True)
class Brought:
    """A picture of the library, or why there is none. `is_small`: only a smaller copy of it was to be had.

    `is_by_name`: it lay elsewhere in the folder, where one file alone is called so.
    """

    picture: Picture | None = None
    reason: str = ""
    is_small: bool = False
    is_by_name: bool = False
    is_new: bool = False


class Pictures:
    """Brings the pictures of one run. What was missing once is asked for no second time in it."""

    def __init__(self, *, media: Path | None, may_fetch: bool):
        self.media, self.may_fetch = media, may_fetch
        self.missing: dict[str, str] = {}
        self.ahead: dict[Path, File] = {}  # checked already
        self.asked_at: dict[str, float] = {}
        self.failures: defaultdict[str, int] = defaultdict(int)

    def bring(self, asset: OldAsset) -> Brought:
        """Take the best copy that can be had into the library, with the words that the archive has for it."""
        reason = _("It is not in the folder of pictures.")
        for address in _addresses(asset):
            if address in self.missing:
                reason = self.missing[address]
                continue
            if not _is_address(address):
                reason = self.missing[address] = _("This is no address.")
                continue
            brought = self._from_folder(address, asset) or self._from_site(address, asset)
            if brought.picture:
                return brought
            reason = self.missing[address] = brought.reason or reason
        return Brought(reason=reason)

    def look_ahead(self, assets: Sequence[OldAsset]) -> None:
        """Decode side by side the files of the folder that these will most likely be taken from."""
        with ExitStack() as stack:
            paths = filter(None, map(self._likeliest, assets))
            self.ahead = {path: _upload(stack.enter_context(path.open("rb")), path.name) for path in paths}
            check_side_by_side(list(self.ahead.values()))

    def _likeliest(self, asset):
        files = (path for address in _addresses(asset) for path, _is_by_name in self._in_folder(address, asset))
        return next(files, None)

    def _from_folder(self, address, asset) -> Brought | None:
        for path, is_by_name in self._in_folder(address, asset):
            if ahead := self.ahead.pop(path, None):
                brought = self._taken(ahead, asset)
            else:
                with path.open("rb") as file:
                    brought = self._taken(_upload(file, path.name), asset)
            if brought.picture:
                return replace(brought, is_by_name=is_by_name)
        return None

    def _in_folder(self, address, asset) -> Iterator[tuple[Path, bool]]:
        """The files that it may be, the likeliest first, and whether their name alone says so."""
        for name in _names(address, asset) if _is_address(address) else ():
            if path := path_in(self.media, name) if self.media else None:
                yield path, False
            elif asset.old_id and (path := self._only_one_called(name)):
                yield path, True

    def _only_one_called(self, name):
        same = self._by_name.get(PurePosixPath(name).name, [])
        return same[0] if len(same) == 1 else None

    @cached_property
    def _by_name(self) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path in self.media.rglob("*") if self.media else ():
            if path.is_file() and path.resolve().is_relative_to(self.media.resolve()):
                found.setdefault(path.name, []).append(path)
        return found

    def _from_site(self, address, asset) -> Brought:
        if not self.may_fetch or not address.startswith(("http://", "https://")):
            return Brought()
        host = urlsplit(address).netloc
        if self.failures[host] >= FAILURES:
            return Brought(reason=_("%(host)s did not answer again and again, and is left alone.") % {"host": host})
        time.sleep(max(0, self.asked_at.get(host, 0) + APART - time.monotonic()))
        self.asked_at[host] = time.monotonic()
        with tempfile.TemporaryFile() as file:
            try:
                download(
                    quote(address, safe=SAFE + "?#"), file, content_types=KINDS, bounds=Bounds(SECONDS, MOST_BYTES)
                )
            except CannotFetch as refusal:
                self.failures[host] += refusal.status is None
                return Brought(reason=str(refusal))
            self.failures[host] = 0
            return self._taken(_upload(file, PurePosixPath(urlsplit(address).path).name), asset)

    def _taken(self, upload, asset) -> Brought:
        arrival = take_in(upload, renditions_wait=True)
        if arrival.picture is None:
            return Brought(reason=arrival.reason)
        is_small = bool(SIZED.search(upload.name)) and "scaled" not in upload.name
        if arrival.is_new:
            _describe(arrival.picture, asset)
        return Brought(arrival.picture, is_small=is_small, is_new=arrival.is_new)


def _upload(file, name):
    return File(file, name=name[-200:])


def _addresses(asset):
    return dict.fromkeys(chain(map(unwrapped, asset.addresses), asset.addresses))


def _is_address(address):
    try:
        return bool(urlsplit(address))
    except ValueError:
        return False


def _names(address, asset):
    """Where it may lie in the folder. A file of the library by its name; of a size in a text the whole is wanted."""
    path = unquote(urlsplit(address).path)
    key = UPLOADS.sub("", path).lstrip("/")
    plain = SIZED.sub("", key)
    stem, dot, ending = plain.rpartition(".")
    sure = [key, plain] if asset.old_id else [plain, key]
    names = [asset.file_name, *sure[:1], f"{stem}-scaled{dot}{ending}", *sure[1:]]
    without_site = [re.sub(r"^sites/\d+/", "", name) for name in names]
    return [name for name in dict.fromkeys([*names, *without_site]) if name]


def _describe(picture, asset):
    """The archive's words go before those of the file. A picture that nobody described is held for decoration.

    That is what its page told those who cannot see it; without it, readers would lose the picture.
    """
    said = {"alt": asset.alt[:300], "caption": asset.caption[:400], "credit": asset.credit[:120]}
    changed = {name: words for name, words in said.items() if words}
    changed |= {name: value for name, value in asset.extra.items() if name in MORE}
    if until := asset.extra.get("rights_until"):
        changed["rights_until"] = dt.date.fromisoformat(until)
    if not (changed.get("alt") or picture.alt).strip():
        changed["is_decorative"] = True
    for name, value in changed.items():
        setattr(picture, name, value)
    if changed:
        picture.save(update_fields=[*changed, "folded"])
