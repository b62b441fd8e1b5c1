"""What the editor shows of the things that a story places: titles, notes and small pictures, as JSON."""

import re
from collections.abc import Callable
from typing import NamedTuple

from django.contrib.admin import ModelAdmin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse
from django.urls import reverse

from articles.admin.pictures.bulk_upload import MOST as MOST_AT_ONCE
from articles.imaging.decoding import KINDS as PICTURE_KINDS
from articles.imaging.uploads import MAX_BYTES
from articles.library.checks import warnings_of as file_warnings
from articles.models import Article, ArticlePlacement, Correction, Document, Picture, Sound, Video
from articles.pictures.checks import warnings_of
from common.can import can

MOST = 200  # of one kind; no story places more


class Kind(NamedTuple):
    rows: Callable[[], QuerySet]
    tell: Callable[[object], dict]


def _picture(picture):
    return {
        "label": str(picture),
        "note": " · ".join(filter(None, [picture.credit_line, *warnings_of(picture)])),
        "caption": picture.caption,
        "thumbnail": picture.file.webp_640,
        "card": picture.file.webp_card_320,
    }


def _poll(poll):
    address = reverse("admin:polls_poll_change", args=[poll.pk])
    return {"label": poll.question, "note": str(poll.phase().label), "url": address}


def _video(video):
    return {"label": video.title, "note": video.length, "thumbnail": video.poster.file.webp_card_320}


def _file(held):
    note = " · ".join([held.facts, *map(str, file_warnings(held))])
    address = reverse(f"admin:articles_{held._meta.model_name}_change", args=[held.pk])
    return {"label": held.title, "note": note, "url": address}


def _story(article):
    told = {"label": article.headline, "note": str(Article.Standing(article.standing).label)}
    return told if article.live_version is None else told | {"address": article.get_absolute_url()}


def _correction(correction):
    return {"label": correction.wording, "note": str(correction.get_kind_display())}


KINDS = {
    "picture": Kind(Picture.objects.all, _picture),
    "poll": Kind(ArticlePlacement.model_of("poll").objects.all, _poll),
    "video": Kind(lambda: Video.objects.select_related("poster"), _video),
    "document": Kind(Document.objects.all, _file),
    "sound": Kind(Sound.objects.all, _file),
    "linked": Kind(lambda: Article.objects.on_desk().with_standing().select_related("section"), _story),
    "correction": Kind(Correction.objects.all, _correction),
}
MADE_AT = {
    "poll": "admin:polls_poll_add",
    "video": "admin:articles_video_add",
    "document": "admin:articles_document_add",
    "sound": "admin:articles_sound_add",
}


def addresses(user: User, article: Article | None) -> dict[str, str | dict]:
    """Where the editor's scripts find the lists to choose from, what they ask. A story is not offered to itself.

    Where one is made, and what may be brought into the library, is said to whoever may do it.
    """
    found = {kind: reverse(f"admin:articles_article_choose_{kind}") for kind in KINDS}
    found |= {name: reverse(f"admin:articles_article_{name}") for name in ("placed", "address", "map")}
    if article and article.pk:
        itself = {"without": article.pk}
        found["correction"] = reverse("admin:articles_article_choose_correction", query={"of": article.pk})
        found["linked"] = reverse("admin:articles_article_choose_linked", query=itself)
        found["address"] = reverse("admin:articles_article_address", query=itself)
    found["words"] = reverse("admin:articles_picture_words")
    makes = {kind: reverse(view) for kind, view in MADE_AT.items() if can(user, "add", KINDS[kind].rows().model)}
    if article and article.pk and can(user, "add", Correction):
        makes["correction"] = reverse("admin:articles_correction_add", query={"article": article.pk})
    if can(user, "add", Picture):
        kinds = [f"image/{kind.lower()}" for kind in PICTURE_KINDS]
        limits = {"most": MAX_BYTES, "at_once": MOST_AT_ONCE, "kinds": kinds}
        found["bring"] = {"address": reverse("admin:articles_picture_many"), **limits}
    return found | {"make": makes}


def placed_view(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """Asked as ?picture=4&picture=7&poll=1; what does not exist is left out. One query a kind."""
    if not can(request.user, "view", Article):
        raise PermissionDenied
    wanted = {kind: _ids(request.GET.getlist(kind)) for kind in KINDS}
    return JsonResponse({kind: _told(request.user, kind, ids) for kind, ids in wanted.items() if ids})


def _ids(words):
    return [int(word) for word in words if re.fullmatch(r"[0-9]{1,18}", word)][:MOST]


def _told(user, kind, ids):
    rows = KINDS[kind].rows()
    # What a row says is for those who may see it. That it is there, the story shows anyway.
    name = rows.model._meta.verbose_name
    return {
        pk: KINDS[kind].tell(row) if can(user, "view", row) else {"label": f"{name} {pk}".capitalize()}
        for pk, row in rows.in_bulk(ids).items()
    }
