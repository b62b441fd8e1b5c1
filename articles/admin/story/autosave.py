"""Words that were typed and not saved: kept every few seconds, offered on return, given back or thrown away."""

import secrets
from copy import copy

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseNotAllowed, JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from articles.admin.story.publish import is_old_version
from articles.editing.autosave import KEY, Offer, as_sent, autosave, comes_too_late, forget_saved
from articles.editing.form_input import typed_credits, with_credits
from articles.editing.presence import note_absence, renew_presence
from articles.editing.snapshots import blank_snapshot, differences, snapshot_of_article
from articles.models import Autosave

SAVED = "desk_saved"  # keys of forms that were saved, for the browser to forget its copies
TOLD = 10


class AutosaveDesk:
    def get_urls(self):
        def at(address, view, name):
            return path(address, self.admin_site.admin_view(view), name=f"articles_article_{name}")

        return [
            at("add/autosave/", self.autosave_view, "add_autosave"),
            at("<int:object_id>/autosave/", self.autosave_view, "autosave"),
            at("discard/", self.discard_view, "discard"),
            at("signed-in/", self.signed_in_view, "signed_in"),
            *super().get_urls(),
        ]

    def autosave_view(self, request, object_id=None):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, "change") if object_id else None
        if article is None and not self.has_add_permission(request):
            raise PermissionDenied
        if comes_too_late(user=request.user, key=request.POST.get(KEY, "")):
            return JsonResponse({}, status=409)
        kept = autosave(user=request.user, article=article, data=request.POST)
        said = {"time": date_format(timezone.localtime(kept.saved_at), "H:i")}
        if article:
            renew_presence(article=article, user=request.user, key=kept.key)
            said["presence"] = self.presence_of(request, article)
        return JsonResponse(said)

    def discard_view(self, request):
        """Throws away words of one's own alone."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        kept = Autosave.objects.filter(user=request.user, key=request.POST.get("_discard", "")).first()
        if kept:
            kept.delete()
        if kept and kept.article_id:
            return self._told(request, redirect("admin:articles_article_change", kept.article_id), kept.key)
        return self._told(request, redirect("admin:articles_article_add"), kept.key if kept else "")

    def signed_in_view(self, request):
        context = {**self.admin_site.each_context(request), "title": _("You are signed in again")}
        return TemplateResponse(request, "admin/articles/article/signed_in.html", context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method == "POST" and "_restore" in request.POST and not is_old_version(request):
            self._restore(request, object_id)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def _restore(self, request, object_id):
        """The form as it was, on the version that it was opened on: what others saved since is not undone unseen."""
        kept = Autosave.objects.filter(user=request.user, article=object_id, key=request.POST["_restore"]).first()
        if kept:
            data = as_sent(kept)
            data["_restore"] = kept.key
            request.POST = with_credits(data, kept.article, typed_credits(data))

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if self.has_change_permission(request, obj) and not is_old_version(request):
            context["autosave_key"] = request.POST.get(KEY) or secrets.token_urlsafe(12)
            context["is_fresh"] = request.method == "GET"
            if context["is_fresh"]:
                context["offer"] = self._offer(request, obj)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def _offer(self, request, article):
        """The newest unsaved words of this person; those that say what the story says are thrown away."""
        for kept in Autosave.objects.filter(user=request.user, article=article).order_by("-saved_at"):
            form = self.get_form(request, article, change=bool(article))(as_sent(kept), instance=copy(article))
            found = differences(snapshot_of_article(article) if article else blank_snapshot(), form.read())
            if found:
                return Offer(kept, found)
            kept.delete()
        return None

    def response_add(self, request, obj, post_url_continue=None):
        return self._saved(request, obj, super().response_add(request, obj, post_url_continue))

    def response_change(self, request, obj):
        return self._saved(request, obj, super().response_change(request, obj))

    def _saved(self, request, article, response):
        key = request.POST.get(KEY, "")
        forget_saved(user=request.user, key=key)
        note_absence(article=article, user=request.user, key=key)  # should it open again, it says so
        return self._told(request, response, key)

    def _told(self, request, response, key):
        if key and key.replace("-", "").replace("_", "").isalnum():
            keys = [each for each in request.COOKIES.get(SAVED, "").split(".") if each][-TOLD:]
            secure = request.is_secure()
            response.set_cookie(SAVED, ".".join([*keys, key]), path="/admin/", secure=secure, samesite="Lax")
        return response
