"""The address at which a service reports; not there where none is used."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods


@csrf_exempt
@never_cache
@require_http_methods(["POST", "HEAD"])  # some ask once by HEAD whether anybody is there
def mail_service(request: HttpRequest) -> HttpResponse:
    if not settings.MAIL_SERVICE:
        raise Http404
    from newsroom.newsletters.mail_service.webhook import reports_view  # here, because its package is not everywhere

    return reports_view(settings.MAIL_SERVICE)(request)
