"""Letters to the editor at the desk: accepted or declined, and made into a draft story."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from articles.models import Article
from common.can import can
from common.dates import briefly
from common.desk_admin import DeskAdmin
from common.list_filters import NarrowedFilter
from newsroom.correspondence.letters import LetterQuerySet, LetterToTheEditor
from newsroom.correspondence.make_story import NothingToPrint, make_story

WRITER = ["name", "town", "email"]
FIELDS = [*WRITER, "words", "about", "print_wording", "edit_wording", "sent_at", "confirmed_at", "standing"]
STANDINGS = {
    "new": (gettext_lazy("New"), LetterQuerySet.new),
    "accepted": (gettext_lazy("Accepted"), LetterQuerySet.accepted),
    "printed": (gettext_lazy("Printed"), LetterQuerySet.printed),
    "declined": (gettext_lazy("Declined"), LetterQuerySet.declined),
    "all": (gettext_lazy("All"), LetterQuerySet.confirmed),
}


class LetterFilter(NarrowedFilter):
    title = gettext_lazy("standing")
    parameter_name = "standing"
    first = STANDINGS["new"][0]

    def lookups(self, request, model_admin) -> list[tuple]:
        return [(key, label) for key, (label, _rows) in STANDINGS.items() if key != "new"]

    def queryset(self, request, queryset) -> QuerySet:
        _label, rows = STANDINGS.get(self.value(), STANDINGS["new"])
        return rows(queryset)


@admin.register(LetterToTheEditor)
class LetterAdmin(DeskAdmin):
    """The desk changes no word of a letter: that is done in the story that is made from it."""

    list_display = ["__str__", "beginning", "about", "came", "standing"]
    list_filter = [LetterFilter, ("story", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["answers", "story"]
    search_fields = ["name", "town", "words"]
    ordering = ["sent_at", "pk"]
    show_full_result_count = False
    fields = readonly_fields = FIELDS
    actions = ["accept", "decline", "make_story"]

    def get_queryset(self, request) -> QuerySet:
        return super().get_queryset(request).confirmed()

    @admin.display(description=gettext_lazy("letter"))
    def beginning(self, letter) -> str:
        return Truncator(letter.words).words(25)

    @admin.display(description=gettext_lazy("about"))
    def about(self, letter) -> str:
        return _linked(letter.answers)

    @admin.display(description=gettext_lazy("came"), ordering="sent_at")
    def came(self, letter) -> str:
        return briefly(letter.sent_at)

    @admin.display(description=gettext_lazy("standing"))
    def standing(self, letter) -> str:
        if letter.story:
            return format_html("{} {}", _("In the story"), _linked(letter.story))
        if letter.declined_at:
            return _("Declined: deleted after 90 days")
        return _("Accepted") if letter.accepted_at else _("New")

    @admin.action(description=gettext_lazy("Accept"), permissions=["change"])
    def accept(self, request, letters) -> None:
        _tell(request, letters.filter(accepted_at=None).update(accepted_at=timezone.now(), declined_at=None))

    @admin.action(description=gettext_lazy("Decline"), permissions=["change"])
    def decline(self, request, letters) -> None:
        _tell(request, letters.filter(story=None).update(accepted_at=None, declined_at=timezone.now()))

    @admin.action(description=gettext_lazy("Make one draft story of these"), permissions=["print"])
    def make_story(self, request, letters) -> HttpResponseRedirect | None:
        try:
            article = make_story(letters=letters, by=request.user)
        except NothingToPrint:
            messages.error(request, _("These letters stand in a story already, or are declined."))
            return None
        messages.success(request, _("This is the draft. Change only what its writers agreed to."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[article.pk]))

    def has_print_permission(self, request: HttpRequest) -> bool:
        return self.has_change_permission(request) and can(request.user, "add", Article)


def _linked(article):
    if article is None:
        return ""
    return format_html('<a href="{}">{}</a>', reverse("admin:articles_article_change", args=[article.pk]), article)


def _tell(request, number):
    messages.success(request, ngettext("%(count)s letter.", "%(count)s letters.", number) % {"count": number})
