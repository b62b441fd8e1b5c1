"""The pages on which readers write to the paper. Nobody keeps them, and none of them sets a cookie."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Edition
from common.converters import read_number
from common.limits import MISTAKES
from common.personal_pages import personal_page, refuse_foreign_post
from common.submission import new_submission
from common.text import clean_block
from newsroom.correspondence.forms import MistakeForm
from newsroom.correspondence.report import report_mistake

LONGEST_PASSAGE = 600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def mistake(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the desk what a story got wrong. The story is one that readers have."""
    refuse_foreign_post(request)
    live = get_object_or_404(Edition.objects.live().select_related("section"), article=pk)
    if request.method == "POST":
        return _take_mistake(request, live)
    if "sent" in request.GET:
        is_new = request.GET["sent"] != "again"
        return render(request, "newsroom/mistake_sent.html", {"edition": live, "is_new": is_new})
    given = {
        "submission": new_submission(),
        "edition": read_number(request.GET.get("read", "")) or live.pk,
        "passage": clean_block(request.GET.get("passage", ""))[:LONGEST_PASSAGE],
    }
    return _mistake_page(request, live, MistakeForm(initial=given))


def _take_mistake(request, live):
    form = MistakeForm(request.POST)
    form.read_submission()
    if form.errors:
        return _mistake_page(request, live, form, status=422)
    if not MISTAKES.allows_network_of(request):
        form.add_error(None, MISTAKES.message)
        return _mistake_page(request, live, form, status=429)
    told = {name: form.cleaned_data[name] for name in ("words", "passage", "source", "email")}
    is_new = report_mistake(edition=_as_read(live, form.cleaned_data["edition"]), **told)
    return HttpResponseRedirect(f"{request.path}?sent={'1' if is_new else 'again'}", status=303)


def _as_read(live, edition_id):
    """The edition that the reader had on the screen, if it is one that readers of this story have had."""
    begun = Edition.objects.filter(article=live.article_id, starts_at__lte=live.starts_at)
    return begun.filter(pk=edition_id).first() or live


def _mistake_page(request, live, form, status=200):
    return render(request, "newsroom/mistake.html", {"edition": live, "form": form}, status=status)
