"""What programs that read the site are asked to keep to. Nobody can make them: it is a wish, and says so."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# By the names that their makers give. None is a search engine's own, so no policy takes the paper out of search.
TRAINING = (
    "AI2Bot",
    "Amazonbot",
    "anthropic-ai",
    "Applebot-Extended",
    "Bytespider",
    "CCBot",
    "ClaudeBot",
    "cohere-training-data-crawler",
    "Diffbot",
    "FacebookBot",
    "Google-CloudVertexBot",
    "Google-Extended",
    "GPTBot",
    "meta-externalagent",
    "Omgilibot",
    "PanguBot",
    "Timpibot",
    "Webzio-Extended",
)
ANSWERING = (
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "DuckAssistBot",
    "meta-externalfetcher",
    "MistralAI-User",
    "OAI-SearchBot",
    "Perplexity-User",
    "PerplexityBot",
    "YouBot",
)
KEPT_OUT = {"allow": (), "search": TRAINING, "none": TRAINING + ANSWERING}


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    facts = {"site_url": settings.SITE_URL, "policy": settings.AI_POLICY, "kept_out": KEPT_OUT[settings.AI_POLICY]}
    return render(request, "newsroom/robots.txt", facts, content_type="text/plain; charset=utf-8")


@require_safe
def tdm_reservation(request: HttpRequest) -> HttpResponse:
    """Whether the right to mine text and data is reserved (TDMRep), for the whole site; nothing where it is not."""
    reserved = [{"location": "/", "tdm-reservation": 1}] if settings.AI_POLICY == "none" else []
    return JsonResponse(reserved, safe=False)
