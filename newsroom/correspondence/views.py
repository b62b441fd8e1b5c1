"""The pages on which readers write to the paper. Nobody keeps them, and none of them sets a cookie."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from articles.models import Edition
from common.converters import read_number
from common.limits import LETTERS, LETTERS_OF_ADDRESS, MISTAKES
from common.mailbox import mailbox_of
from common.personal_pages import personal_page, refuse_foreign_post
from common.submission import new_submission
from common.text import clean_block
from newsroom.correspondence.forms import LetterForm, MistakeForm
from newsroom.correspondence.report import report_mistake
from newsroom.correspondence.send import LetterIsPrinted, confirm_letter, read_token, send_letter, take_back

LONGEST_PASSAGE = 600


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def mistake(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell the desk what a story got wrong. The form is there for a story that readers have.

    What was written while the story was withdrawn is taken all the same; its headline is not shown any more.
    """
    refuse_foreign_post(request)
    newest = get_object_or_404(_begun(pk)[:1])
    live = newest if newest.is_live() else None
    if request.method == "POST":
        return _take_mistake(request, live, newest)
    if "sent" in request.GET:
        is_new = request.GET["sent"] != "again"
        return render(request, "newsroom/mistake_sent.html", {"edition": live, "is_new": is_new})
    if live is None:
        raise Http404
    given = {
        "submission": new_submission(),
        "edition": read_number(request.GET.get("read", "")) or live.pk,
        "passage": clean_block(request.GET.get("passage", ""))[:LONGEST_PASSAGE],
    }
    return _mistake_page(request, live, MistakeForm(initial=given))


def _take_mistake(request, live, newest):
    form = MistakeForm(request.POST)
    form.read_submission()
    if form.errors:
        return _mistake_page(request, live, form, status=422)
    if not MISTAKES.allows_network_of(request):
        form.add_error(None, MISTAKES.message)
        return _mistake_page(request, live, form, status=429)
    told = {name: form.cleaned_data[name] for name in ("words", "passage", "source", "email")}
    is_new = report_mistake(edition=_as_read(newest, form.cleaned_data["edition"]), **told)
    return HttpResponseRedirect(f"{request.path}?sent={'1' if is_new else 'again'}", status=303)


def _begun(article_id):
    """What readers have had of a story, the newest first."""
    begun = Edition.objects.filter(article=article_id, starts_at__lte=timezone.now())
    return begun.select_related("section").order_by("-starts_at", "-pk")


def _as_read(newest, edition_id):
    """The edition that the reader had on the screen, if it is one that readers of this story have had."""
    return _begun(newest.article_id).filter(pk=edition_id).first() or newest


def _mistake_page(request, live, form, status=200):
    return render(request, "newsroom/mistake.html", {"edition": live, "form": form}, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def new_letter(request: HttpRequest) -> HttpResponse:
    """Write a letter to the editor, about a story where one leads here from it."""
    refuse_foreign_post(request)
    if request.method == "POST":
        return _take_letter(request)
    if "sent" in request.GET:
        return render(request, "newsroom/letter_sent.html")
    story = _story_called(request.GET.get("story", ""))
    given = {"submission": new_submission(), "story": story.article_id if story else None}
    return _letter_page(request, LetterForm(initial=given), story)


def _take_letter(request):
    form = LetterForm(request.POST)
    story = _story_called(request.POST.get("story", ""))
    form.read_submission()
    if form.errors:
        return _letter_page(request, form, story, status=422)
    fields = {name: form.cleaned_data[name] for name in ("words", "name", "town", "email")}
    if not (LETTERS.allows_network_of(request) and LETTERS_OF_ADDRESS.allows(mailbox_of(fields["email"]))):
        form.add_error(None, LETTERS.message)
        return _letter_page(request, form, story, status=429)
    send_letter(**fields, **form.consents(), answers_id=story.article_id if story else None)
    return HttpResponseRedirect(f"{request.path}?sent=1", status=303)


def _story_called(number):
    pk = read_number(number)
    return Edition.objects.live().select_related("section").filter(article=pk).first() if pk else None


def _letter_page(request, form, story, status=200):
    return render(request, "newsroom/new_letter.html", {"form": form, "edition": story}, status=status)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@personal_page
def letter(request: HttpRequest, token: str) -> HttpResponse:
    """One's own letter. A mail scanner opens every link, so opening shows buttons; only pressing one acts."""
    refuse_foreign_post(request)
    mine = read_token(token)
    if mine is None:
        return render(request, "newsroom/letter.html", {"status": "gone"}, status=404)
    if request.method == "POST":
        with suppress(LetterIsPrinted):
            if "take_back" in request.POST:
                take_back(letter=mine)
                return render(request, "newsroom/letter.html", {"status": "taken back"})
            confirm_letter(letter=mine)
        return HttpResponseRedirect(request.path, status=303)
    return render(request, "newsroom/letter.html", {"status": _status_of(mine), "letter": mine})


def _status_of(mine):
    if mine.confirmed_at is None:
        return "unconfirmed" if mine.can_be_confirmed() else "too late"
    if mine.declined_at is not None:
        return "declined"
    return "printed" if mine.is_printed() else "with us"
