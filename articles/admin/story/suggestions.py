"""Suggestions at the desk: writing one, looking at all of them in three ways, and deciding on each piece."""

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.forms import Script
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from js_asset import ImportMap
from js_asset import Media as ScriptMedia

from articles.admin.story.placed_objects import addresses
from articles.admin.story.rights import story_for
from articles.body.rendering import Objects, Renderer
from articles.body.schema import SHARED_SCRIPTS
from articles.models import Article, Proposal
from articles.proposals.decide import AlreadyDecided, SuggestedMeanwhile, accept, put_away, refuse, suggest
from articles.proposals.forms import SuggestForm
from articles.proposals.standing import standing_of, standings_of
from common.can import can
from common.converters import read_number
from common.people import name_of

WAYS = ("marked", "final", "original")
ACTS = ("_accept", "_refuse", "_put_away")
SCRIPTS = ScriptMedia(
    importmap=ImportMap(SHARED_SCRIPTS),
    js=[Script(f"articles/desk/{name}.js", type="module") for name in ("unsaved", "picture-files")],
)


def suggestions_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Each person's suggestion as marked, as it would be and as it was; the pieces with what can be done about them."""
    article = story_for(admin, request, pk, "view")
    act = next((name for name in ACTS if request.method == "POST" and name in request.POST), None)
    if act:
        try:
            _decide(request, article, act)
        except AlreadyDecided:
            messages.error(request, _("That is decided already, or the words have changed: look at what is open now."))
        return redirect("admin:articles_article_suggestions", pk)
    way = request.GET.get("shown") if request.GET.get("shown") in WAYS else WAYS[0]
    standings = standings_of(article)
    context = {
        "way": way,
        "standings": [(standing, _blocks(standing, way)) for standing in standings],
        "for_editor": _for_editor(article, standings),
        "may_accept": can(request.user, "change", article),
        "may_suggest": can(request.user, "suggest", article),
    }
    return _page(admin, request, article, "suggestions.html", title=_("Suggestions"), **context)


def _blocks(standing, way):
    """The words as readers would have them, for the two ways that show no marks."""
    html = {"final": standing.fork, "original": standing.base}.get(way)
    return Renderer(Objects()).blocks(html) if html is not None else ()


def _for_editor(article, standings):
    """What the form's script shows in the words: the pieces with their places, and the words that those are of."""
    pieces = [
        {
            "id": f"{standing.proposal.pk}:{piece.digest}",
            "who": name_of(standing.proposal.person),
            "at": list(anchor),
            "new": piece.new,
            "dress": piece.is_dress_alone,
        }
        for standing in standings
        for piece, anchor in zip(standing.pieces, standing.anchors(), strict=True)
    ]
    count = sum(standing.count for standing in standings)
    return {"version": article.version, "body": article.body, "pieces": pieces, "count": count}


def _decide(request, article, act):
    """The button says whose suggestion and which piece of it: one, or all."""
    number, _colon, digest = request.POST[act].partition(":")
    proposal = get_object_or_404(article.proposals.select_related("person"), pk=read_number(number))
    may_change = can(request.user, "change", article)
    if not may_change and (act == "_accept" or proposal.person != request.user):
        raise PermissionDenied
    if act == "_accept":
        accept(proposal=proposal, by=request.user, digest=digest)
        messages.success(request, _("Accepted: it stands in the story."))
    elif act == "_refuse":
        refuse(proposal=proposal, digest=digest)
        messages.success(request, _("Refused: the story stays as it is."))
    else:
        put_away(proposal=proposal, number=_row(digest))


def _row(word):
    number = read_number(word)
    if number is None:
        raise AlreadyDecided
    return number


def suggest_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """The story's words in its editor; what is saved is a suggestion, and the story stays as it is."""
    article = story_for(admin, request, pk, "suggest")
    sent = request.POST if request.method == "POST" else None
    form = SuggestForm(sent, instance=Article(pk=pk), initial=_begun(request, article))
    if sent is not None and form.is_valid() and _is_kept(request, article, form.cleaned_data):
        return redirect("admin:articles_article_suggestions", pk)
    shown = {"form": form, "desk_addresses": addresses(request.user, article), "media": form.media + SCRIPTS}
    return _page(admin, request, article, "suggest.html", title=_("Suggest other words"), **shown)


def _is_kept(request, article, words):
    try:
        kept = suggest(article=article, person=request.user, base=words["base"], html=words["body"], seen=words["seen"])
    except SuggestedMeanwhile:
        messages.error(request, _("You saved this from another page meanwhile. Copy there what you want of this."))
        return False
    nothing = _("Your words are those of the story: nothing is suggested.")
    messages.success(request, _("Your suggestion waits for somebody who may change the story.") if kept else nothing)
    return True


def _begun(request, article):
    """One goes on from one's own suggestion, on the words as they are now."""
    proposal = Proposal.objects.filter(article=article, person=request.user).first()
    body = standing_of(proposal, article).fork if proposal else article.body
    return {"body": body, "base": article.body, "seen": proposal.version if proposal else 0}


def _page(admin, request, article, template, **context):
    context = {**admin.admin_site.each_context(request), "opts": admin.opts, "original": article, **context}
    return TemplateResponse(request, f"admin/articles/article/{template}", context)
