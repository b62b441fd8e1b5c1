"""What a browser asks for and tells, by its script: its alerts, by the address that its push service gave it."""

from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from common.limits import PUSH_FORMS
from common.personal_pages import personal_page, refuse_foreign_post
from newsroom.newsletters.models import Newsletter, PushEndpoint
from newsroom.newsletters.push.sealing import public_key
from newsroom.newsletters.push.subscribe import NotABrowser, digest_of, subscribe


@csrf_exempt
@require_POST
@personal_page
def push(request: HttpRequest) -> HttpResponse:
    """Which alerts this browser has, after what it asks for; with our key, which it needs to ask its service."""
    refuse_foreign_post(request)
    endpoint = request.POST.get("endpoint", "")
    if "ask" not in request.POST:
        if not PUSH_FORMS.allows_network_of(request):
            return HttpResponse(status=429)
        try:
            subscribe(
                endpoint=endpoint,
                key=request.POST.get("p256dh", ""),
                secret=request.POST.get("auth", ""),
                kinds=Newsletter.objects.alerts().filter(slug__in=request.POST.getlist("kinds")),
            )
        except NotABrowser:
            return HttpResponse(status=422)
    found = PushEndpoint.objects.filter(digest=digest_of(endpoint)).first()
    kinds = list(found.kinds.order_by("slug").values_list("slug", flat=True)) if found else []
    return JsonResponse({"key": public_key(), "kinds": kinds})


@require_safe
def push_worker(request: HttpRequest) -> HttpResponse:
    """The service worker that shows alerts. It looks after no page, and so is in no other's way."""
    script = Path(finders.find("newsroom/js/push-worker.js")).read_bytes()
    return HttpResponse(script, content_type="text/javascript; charset=utf-8")
