"""How every question of a partner's program is answered: token first, then 304 from memory, then the database.

What an answer is made of has no list of its own here: any public change makes it old. It is then made anew, and where
it comes out the same it is 304 all the same.
"""

import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import quote_etag

from articles.api.partners import KnownPartner, count_call, partner_of
from articles.api.problems import Problem
from articles.models import PartnerTake
from common import site_version, tombstones
from common.site_version import Known

MOST_KEPT = 2000  # answers whose digest a process remembers


@dataclass
class Answer:
    """What a view gives back: JSON, the stories whose words are in it, and the address of what follows."""

    data: dict
    taken: Sequence[int] = ()
    next: str = ""


@dataclass
class Digests:
    """The newest digests of answers, each with what the site was when it was made."""

    kept: OrderedDict = field(default_factory=OrderedDict)

    def find(self, key: tuple, now: Known) -> str | None:
        known, etag = self.kept.get(key, (None, None))
        if known is None or (known.house, known.number) != (now.house, now.number):
            return None
        return etag if known.since <= time.time() < known.until else None

    def keep(self, key: tuple, now: Known, etag: str) -> None:
        self.kept[key] = now, etag
        self.kept.move_to_end(key)
        while len(self.kept) > MOST_KEPT:
            self.kept.popitem(last=False)


digests = Digests()


def for_partners(view: Callable[..., Answer]) -> Callable[..., HttpResponse]:
    """A view that takes the request and the partner, and gives an Answer or raises Problem."""

    @wraps(view)
    def answer(request: HttpRequest, **named) -> HttpResponse:
        try:
            if request.method not in {"GET", "HEAD"}:
                raise Problem(405, "This can only be read.", headers={"Allow": "GET, HEAD"})
            partner = partner_of(request)
            response = _answered(request, partner, view, named)
            response.holds_until_change = not partner.delay_minutes  # for a door that can then answer by itself
        except Problem as problem:
            response = problem.as_response()
        # Nobody between may keep it, and whoever asked asks again: a story may be taken down at any moment.
        response["Cache-Control"] = "private, no-cache"
        patch_vary_headers(response, ["Authorization"])
        return response

    return answer


def _answered(request, partner, view, named):
    now = site_version.known()
    stones = frozenset([*tombstones.taken_down(), *tombstones.entries_taken_down()])
    key = (partner, stones, request.get_full_path())
    # By the clock alone, a delayed partner's answer changes at moments that are no change of the site.
    etag = None if partner.delay_minutes else digests.find(key, now)
    if etag and (unchanged := get_conditional_response(request, etag=etag)):
        return unchanged
    count_call(partner)
    answer = view(request, partner, **named)
    _note_takes(partner, answer.taken)
    content = json.dumps(answer.data, ensure_ascii=False).encode()
    etag = quote_etag(hashlib.sha256(content).hexdigest()[:32])
    digests.keep(key, now, etag)
    response = HttpResponse(content, content_type="application/json")
    if answer.next:
        response["Link"] = f'<{answer.next}>; rel="next"'
    response["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=response)


def _note_takes(partner: KnownPartner, taken):
    """Who has the words of which story. Most have been noted before, and nothing is written."""
    if not (taken and partner.is_full):
        return
    known = set(PartnerTake.objects.filter(partner=partner.pk, article__in=taken).values_list("article", flat=True))
    new = [PartnerTake(partner_id=partner.pk, article_id=pk) for pk in taken if pk not in known]
    if new:
        PartnerTake.objects.bulk_create(new, ignore_conflicts=True)
