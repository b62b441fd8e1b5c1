"""A site for `bench_votes`: ours, and beside it the plainest Django view that can record a vote once.

What is plain: it looks the poll and the answer up, inserts one row under a unique constraint, and redirects.
"""

import os
import secrets
from collections.abc import Iterable

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import IntegrityError, connection, models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

if not settings.configured or not django.apps.apps.ready:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    django.setup()

from polls.models import Choice, Poll


class PlainVote(models.Model):
    poll = models.ForeignKey(Poll, models.CASCADE, related_name="+")
    choice = models.ForeignKey(Choice, models.CASCADE, related_name="+")
    voter = models.CharField(max_length=22)

    class Meta:
        app_label = "polls_bench"
        constraints = [models.UniqueConstraint(fields=["poll", "voter"], name="plain_vote_once")]

    def __str__(self) -> str:
        return f"Plain vote in poll {self.poll_id}"


@csrf_exempt
@require_POST
def plain_vote(request, pk) -> HttpResponse:
    poll = get_object_or_404(Poll, pk=pk)
    choice = get_object_or_404(Choice, poll=poll, pk=request.POST.get("choice"))
    voter = request.COOKIES.get("plain") or secrets.token_urlsafe(16)
    try:
        PlainVote.objects.create(poll=poll, choice=choice, voter=voter)
    except IntegrityError:
        return HttpResponseRedirect(f"{poll.voted_url}?again", status=303)
    response = HttpResponseRedirect(poll.voted_url, status=303)
    response.set_cookie("plain", voter, httponly=True, samesite="Lax")
    return response


def make_table() -> None:
    drop_table()
    with connection.schema_editor() as editor:
        editor.create_model(PlainVote)


def drop_table() -> None:
    if PlainVote._meta.db_table in connection.introspection.table_names():
        with connection.schema_editor() as editor:
            editor.delete_model(PlainVote)


urlpatterns = [path("plain/<int:pk>/", plain_vote), path("", include("newsroom.urls"))]


def site(environ, start_response) -> Iterable[bytes]:
    """The site under test, with the plain view among its addresses."""
    global _application
    if _application is None:
        settings.ROOT_URLCONF = __name__
        _application = get_wsgi_application()
    return _application(environ, start_response)


_application = None
