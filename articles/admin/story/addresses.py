"""What an address on a line of its own stands for: the card of a thing of another site."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse

from articles.embeds.ask import embed_for, known_thing
from articles.embeds.told import CannotEmbed
from articles.models import Article
from common.can import can


def address_view(admin: ModelAdmin, request: HttpRequest) -> JsonResponse:
    """Answers with the HTML of a card, with nothing, or with the reason why there is none.

    With `any` a site that is not known is asked as well; a line that was only pasted asks nobody but known ones.
    """
    if not can(request.user, "change", Article):
        raise PermissionDenied
    address = request.POST.get("address", "")
    if not (request.POST.get("any") or known_thing(address)):
        return JsonResponse({})
    try:
        return JsonResponse({"html": embed_for(address=address).html})
    except CannotEmbed as refusal:
        return JsonResponse({"error": str(refusal)})
