"""Who else has this story open: told on the form and in the list, renewed while a form stays open, taken over."""

from copy import copy

from django.contrib import messages
from django.db.models import CharField
from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import path
from django.utils.translation import gettext as _

from articles.admin.story.preview import keep_what_was_typed
from articles.admin.story.publish import is_old_version
from articles.editing.autosave import KEY, as_sent
from articles.editing.form_input import typed_credits
from articles.editing.presence import note_absence, note_presence, take_over
from articles.editing.snapshots import differences, fields, snapshot_of_article
from articles.models import Author, Autosave
from articles.models.story import Credit


class PresenceDesk:
    def get_urls(self):
        def at(address, view, name):
            view = self.admin_site.admin_view(view)
            return path(f"<int:object_id>/{address}/", view, name=f"articles_article_{name}")

        return [
            at("present", self.present_view, "present"),
            at("take-over", self.take_over_view, "take_over"),
            *super().get_urls(),
        ]

    def present_view(self, request, object_id):
        """The form says that it is open or left, and hears who else has the story."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "change")
        key = request.POST.get(KEY, "")
        if "leave" in request.POST:
            note_absence(article=article, user=request.user, key=key)
            return HttpResponse(status=204)
        note_presence(article=article, user=request.user, key=key, is_fresh="fresh" in request.POST)
        return HttpResponse(self.presence_of(request, article))

    def take_over_view(self, request, object_id):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "change")
        person = request.POST.get("_take_over", "")
        wanted = article.presences.open_now().filter(user=person if person.isdecimal() else None)
        presence = wanted.exclude(user=request.user).select_related("user").first()
        said = self._take_over(request, article, presence) if presence else _("Nobody else has this story open now.")
        if "_in_place" in request.POST:
            return HttpResponse(self.presence_of(request, article, said=said))
        messages.success(request, said)
        return redirect("admin:articles_article_change", article.pk)

    def _take_over(self, request, article, presence):
        kept = take_over(presence=presence, by=request.user, **self._unsaved(request, article, presence.user))
        self.log_change(request, article, _("Taken over from %s.") % presence.name)
        if kept:
            said = _("The story is yours now. What %s typed and did not save is in the history, under that name.")
        else:
            said = _("The story is yours now. %s had no unsaved words.")
        return said % presence.name

    def _unsaved(self, request, article, person):
        """The newest words of theirs that say something else than the story, as far as a story can hold them."""
        for kept in Autosave.objects.filter(user=person, article=article).order_by("-saved_at"):
            sent = as_sent(kept)
            form = self.get_form(request, article, change=True)(sent, instance=copy(article))
            form.is_valid()
            if not differences(snapshot_of_article(article), form.typed()):
                continue
            keep_what_was_typed(form)
            topics = form.cleaned_data.get("topics", article.topics.all())
            return {
                "words": _cut_to_fit(form.instance),
                "topics": [topic.pk for topic in topics],
                "credits": _known(typed_credits(sent)),
            }
        return {"words": None}

    def presence_of(self, request, article, *, said=""):
        """The lines for the form of somebody who may change the story."""
        rows = list(article.presences.select_related("user", "taken_by").longest_first())
        own = next((row for row in rows if row.user_id == request.user.pk), None)
        context = {
            "others": [row for row in rows if row.is_open() and row is not own],
            "taken": own if own and own.taken_at else None,
            "article_id": article.pk,
            "may_take": True,
            "said": said,
        }
        return render_to_string("admin/articles/article/_presence.html", context, request)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and not is_old_version(request):
            context["presence"] = {"others": obj.open_now, "may_take": self.has_change_permission(request, obj)}
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)


def _cut_to_fit(article):
    """A headline that is too long stays whole with its writer; the history holds what a headline can be."""
    for name, field in fields().items():
        if isinstance(field, CharField):
            setattr(article, name, (getattr(article, name) or "")[: field.max_length])
    return article


def _known(credits):
    """Each line once, and only with an author who is there."""
    there = Author.objects.in_bulk([pk for pk, _role in credits if isinstance(pk, int)])
    return [line for line in dict.fromkeys(credits) if line[0] in there and line[1] in Credit.Role]
