"""What an address on a line of its own stands for: a story, a poll or a film of ours, or a thing of another site."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.urls import Resolver404, resolve

from articles.body.links import resolve_address
from articles.embeds.ask import embed_for, known_thing
from articles.embeds.told import CannotEmbed
from articles.models import Article, ArticlePlacement, Video
from articles.pages.old_addresses import leads_to
from common.can import can

# By the name of a page, the card that shows the same in a story and the row that it names.
PAGES = {
    "articles:article": ("related", lambda: Article.objects.on_desk()),
    "text:story": ("related", lambda: Article.objects.on_desk()),
    "polls:poll": ("poll", ArticlePlacement.model_of("poll").objects.all),
    "text:poll": ("poll", ArticlePlacement.model_of("poll").objects.all),
    "articles:video": ("watch", Video.objects.all),
}


def address_view(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """Answers with a card of ours, with the HTML of a card, with nothing, or with the reason why there is none.

    A story is no card in itself, which `without` names. With `any` a site that is not known is asked as well; for a
    line that was only pasted, nobody but those that are.
    """
    if not can(request.user, "change", Article):
        raise PermissionDenied
    address = request.POST.get("address", "")
    if is_ours(request, address):
        card = card_of_ours(address)
        is_itself = card == {"embed": "related", "id": request.GET.get("without")}
        return JsonResponse({} if is_itself else card)
    if not (request.POST.get("any") or known_thing(address)):
        return JsonResponse({})
    try:
        return JsonResponse({"html": embed_for(address=address).html})
    except CannotEmbed as refusal:
        return JsonResponse({"error": str(refusal)})


def is_ours(request: HttpRequest, address: str) -> bool:
    host = urlsplit(resolve_address(address).href).netloc
    return host in {urlsplit(settings.SITE_URL).netloc, request.get_host()}


def card_of_ours(address: str) -> dict[str, str]:
    """The card that stands for a page of this paper, also by an address that it had before; empty for any other."""
    parts = urlsplit(resolve_address(address).href)
    for path in (parts.path, leads_to(parts.path)):
        try:
            page = resolve(path or "")
        except Resolver404:
            continue
        card, rows = PAGES.get(page.view_name, ("", None))
        if rows and rows().filter(pk=page.kwargs["pk"]).exists():
            return {"embed": card, "id": str(page.kwargs["pk"])}
    return {}
