"""Where a front is arranged: cards to put in order, a draft beside what readers have, and the way back."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.forms import Script
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override

from articles.fronts import arrange
from articles.fronts.arrange import ChangedMeanwhile, NothingToPublish, front_of, standing_draft
from articles.fronts.changelog import changes
from articles.fronts.fill import section_front
from articles.models import Front, FrontArrangement, FrontSlot, Section
from articles.pages.most_read import most_read
from common.can import can, those
from common.desk_admin import DeskAdmin
from newsroom.admin.board import Board, board_from, board_of
from newsroom.admin.cards import ACTS
from newsroom.pages.front import compose_front, plain_slots

EARLIER = 12  # arrangements that the screen offers to put back
LOOKUPS = ["admin/js/vendor/jquery/jquery.js", "admin/js/jquery.init.js", "admin/js/admin/RelatedObjectLookups.js"]


@admin.register(Front)
class FrontAdmin(DeskAdmin):
    class Media:
        js = [*LOOKUPS, *(Script(f"newsroom/desk/{name}.js", type="module") for name in ("fronts", "drag-cards"))]

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        # The admin's own policy would be set last, and a preview is to be held to the one that readers get.
        shown = csp_override(settings.PUBLIC_CSP)(view(self.preview_view))
        return [
            path("", view(self.arrange_view), name="articles_front_changelist"),
            path("preview/", shown, name="articles_front_preview"),
            path("section/<slug:slug>/", view(self.arrange_view), name="articles_front_section"),
            path("section/<slug:slug>/preview/", shown, name="articles_front_section_preview"),
            path("earlier/<int:pk>/", shown, name="articles_front_earlier"),
            path("earlier/<int:pk>/undo/", view(self.undo_view), name="articles_front_undo"),
        ]

    def has_view_permission(self, request, obj=None) -> bool:
        """Without a front at hand: whether there is any that this person may arrange."""
        if obj is not None:
            return super().has_view_permission(request, obj)
        return _may_arrange(request.user, None) or _sections_to_arrange(request.user).exists()

    has_change_permission = has_view_permission

    # The screen

    def arrange_view(self, request, slug=None) -> HttpResponse:
        if slug is None and request.method == "GET" and not _may_arrange(request.user, None):
            return self._own_front(request)
        section = self._section(request, slug)
        if request.method != "POST":
            return self._screen(request, stored_board(section))
        board = board_from(request.POST, section)
        act = next((name for name in ("add", *ACTS) if name in request.POST), None)
        if act:
            return self._screen(request, board, said=board.act(act, request.POST[act]))
        if "drop" in request.POST:
            return self._drop(request, board)
        if {"save", "publish", "save_over"} & set(request.POST):
            return self._keep(request, board)
        return self._screen(request, board)

    def _section(self, request, slug):
        if not self.has_change_permission(request):
            raise PermissionDenied
        section = get_object_or_404(Section, slug=slug) if slug else None
        if not _may_arrange(request.user, section):
            raise PermissionDenied
        return section

    def _own_front(self, request):
        """The front of the paper is not theirs: a section editor begins at the first of their own."""
        section = _sections_to_arrange(request.user).first()
        if section is None:
            raise PermissionDenied
        return redirect("admin:articles_front_section", section.slug)

    def _screen(self, request, board, *, said="", conflict=None):
        """The board as it stands, which may be other than what is stored."""
        front, draft = front_of(board.section), standing_draft(board.section)
        earlier = earlier_arrangements(board.section)
        board.fill()
        context = {
            **self.admin_site.each_context(request),
            "title": _("Front page") if board.section is None else board.section.name,
            "opts": self.opts,
            "media": self.media,
            "board": board,
            "sizes": FrontSlot.Size.choices,
            "version": version_on_screen(request, front) if request.method == "POST" else front.version,
            "front": front,
            "draft": draft,
            "earlier": earlier,
            "sections": _sections_to_arrange(request.user),
            "may_arrange_all": _may_arrange(request.user, None),
            "said": said,
            "is_unsaved": request.method == "POST",
            "conflict": conflict,
            "difference": _difference(board) if conflict else "",
            "addresses": addresses(board.section),
        }
        return TemplateResponse(request, "admin/articles/front/arrange.html", context)

    def _keep(self, request, board):
        """Save the draft and, where that is asked, give it to readers: both or neither."""
        if board.errors:
            return self._screen(request, board)
        version = version_on_screen(request, front_of(board.section))
        names = {"section": board.section, "by": request.user}
        try:
            with transaction.atomic():
                arrange.save_draft(slots=board.slots, bands=board.bands, version=version, **names)
                if "publish" in request.POST:
                    arrange.publish_front(version=version + 1, **names)
        except ChangedMeanwhile as refusal:
            return self._screen(request, board, conflict=refusal.front)
        except NothingToPublish:
            messages.warning(request, _("Readers have this very arrangement already."))
            return self._screen(request, board)
        said = (
            _("The front is live.")
            if "publish" in request.POST
            else _("The draft is saved. Readers do not see it yet.")
        )
        return self._done(request, board.section, said)

    def _drop(self, request, board):
        version = version_on_screen(request, front_of(board.section))
        try:
            arrange.drop_draft(section=board.section, version=version, by=request.user)
        except ChangedMeanwhile as refusal:
            return self._screen(request, board, conflict=refusal.front)
        return self._done(request, board.section, _("The draft is gone. These are the stories that readers have."))

    def _done(self, request, section, said):
        self.log_change(request, front_of(section), said)
        messages.success(request, said)
        return redirect(addresses(section).arrange)

    # The way back, and what readers would see

    def undo_view(self, request, pk) -> HttpResponse:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        arrangement = self._arrangement(request, pk)
        section = arrangement.front.section
        try:
            version = version_on_screen(request, arrangement.front)
            arrange.undo_to(arrangement=arrangement, version=version, by=request.user)
        except ChangedMeanwhile:
            messages.error(request, _("Somebody has changed this front since you opened it. Nothing was put back."))
        except NothingToPublish:
            messages.warning(request, _("Readers have this very arrangement already."))
        else:
            return self._done(request, section, _("The earlier arrangement is live again."))
        return redirect(addresses(section).arrange)

    def _arrangement(self, request, pk):
        if not self.has_change_permission(request):
            raise PermissionDenied
        published = FrontArrangement.objects.published().select_related("front__section")
        arrangement = get_object_or_404(published, pk=pk)
        if not _may_arrange(request.user, arrangement.front.section):
            raise PermissionDenied
        return arrangement

    def preview_view(self, request, slug=None, pk=None) -> HttpResponse:
        """The public page with the slots as they stand in the form, or as they once were; nothing is stored."""
        if pk:
            arrangement = self._arrangement(request, pk)
            board = board_of(arrangement.slots.in_order(), arrangement.front.section, arrangement.bands)
        elif request.method == "POST":
            board = board_from(request.POST, self._section(request, slug))
        else:
            return HttpResponseNotAllowed(["POST"])
        response = render(request, "admin/articles/front/preview.html", preview_of(board))
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Cache-Control"] = "no-store"
        return response


def preview_of(board: Board) -> dict:
    if board.section:
        front = section_front(board.section, slots=board.slots)
        page = {"section": board.section, "blocks": front.blocks, "page": front.page, "is_first": True}
        return {"public": "articles/section_detail.html", "errors": board.errors, **page}
    page = {"front": compose_front(board.slots, bands=board.bands), "most_read": most_read()}
    return {"public": "newsroom/front.html", "errors": board.errors, **page}


def stored_board(section: Section | None) -> Board:
    """The draft; without one what readers have; without that a front that fills itself."""
    arrangement = standing_draft(section) or arrange.live_arrangement(section)
    if arrangement is None:
        return board_of(plain_slots(), section)
    return board_of(list(arrangement.slots.all()), section, arrangement.bands)


def _difference(board):
    stored = stored_board(board.section)
    return changes(stored.slots, board.slots, other_bands=stored.bands != board.bands)


def earlier_arrangements(section: Section | None) -> list[tuple[FrontArrangement, str]]:
    """What readers have and had, the newest first, each with what it changed."""
    found = list(FrontArrangement.objects.published().of(section).newest_first().with_slots()[: EARLIER + 1])
    befores = [
        changes(before.slots.all(), after.slots.all(), other_bands=before.bands != after.bands)
        for after, before in zip(found, found[1:], strict=False)
    ]
    return list(zip(found, [*befores, _("The first arrangement")], strict=False))[:EARLIER]


def version_on_screen(request, front: Front) -> int:
    """The version that the editor began from. “Save mine instead” names the one that it replaces."""
    said = request.POST.get("save_over") or request.POST.get("version", "")
    return int(said) if re.fullmatch(r"[0-9]{1,9}", said) else front.version + 1


@dataclass(frozen=True)
class FrontAddresses:
    """Where a front is arranged, previewed and read."""

    arrange: str
    preview: str
    public: str


def addresses(section: Section | None) -> FrontAddresses:
    if section is None:
        return FrontAddresses(
            arrange=reverse("admin:articles_front_changelist"),
            preview=reverse("admin:articles_front_preview"),
            public=reverse("front"),
        )
    return FrontAddresses(
        arrange=reverse("admin:articles_front_section", args=[section.slug]),
        preview=reverse("admin:articles_front_section_preview", args=[section.slug]),
        public=section.get_absolute_url(),
    )


def _may_arrange(user, section):
    """The front of a section, or that of the paper where there is none."""
    return can(user, "change", Front(section=section))


def _sections_to_arrange(user):
    return those(user, "arrange", Section.objects.in_order())
