"""Publish several stories as one package: chosen in the list, at one instant, all of them or none."""

from django.contrib import admin, messages
from django.contrib.admin.options import ActionLocation
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from articles.publishing.forms import TogetherForm
from articles.publishing.publish import CannotPublish, CannotPublishTogether, publish_together, reasons_not_to_publish
from articles.workflow.permissions import may
from common.dates import in_words

MOST = 50  # stories in a package


class PackageDesk:
    """The part of the list of stories that sends several of them out together."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.together_view)
        return [path("together/", view, name="articles_article_together"), *super().get_urls()]

    def get_actions(self, request, action_location=ActionLocation.CHANGE_LIST):
        """Stories are deleted one by one, never by the page."""
        acts = super().get_actions(request, action_location)
        return {name: act for name, act in acts.items() if name != "delete_selected"}

    def has_publish_permission(self, request):
        return may(request.user, "publish")

    @admin.action(description=_("Publish together…"), permissions=["publish"])
    def publish_together(self, request, queryset):
        ids = list(queryset.values_list("pk", flat=True)[: MOST + 1])
        if len(ids) > MOST:
            messages.error(request, _("A package has at most %(most)s stories.") % {"most": MOST})
            return None
        chosen = urlencode({"stories": ",".join(map(str, ids))})
        return redirect(f"{reverse('admin:articles_article_together')}?{chosen}")

    def together_view(self, request):
        if not self.has_publish_permission(request):
            raise PermissionDenied
        articles = list(self._chosen(request))
        form = TogetherForm(request.POST if request.method == "POST" else None)
        refused = {}
        if request.method == "POST" and articles and form.is_valid():
            refused, said = self._send_out(request, articles, form)
            if said:
                messages.success(request, said)
                return redirect("admin:articles_article_changelist")
        elif request.method == "GET":
            refused = {article.pk: reasons_not_to_publish(article, article.embargoed_until) for article in articles}
        context = {
            **self.admin_site.each_context(request),
            "title": _("Publish together"),
            "opts": self.opts,
            "form": form,
            "rows": [(article, refused.get(article.pk, [])) for article in articles],
        }
        return TemplateResponse(request, "admin/articles/article/together.html", context)

    def _chosen(self, request):
        ids = [int(pk) for pk in request.GET.get("stories", "").split(",") if pk.isascii() and pk.isdigit()]
        chosen = self.get_queryset(request).filter(pk__in=[pk for pk in ids if pk < 2**63][:MOST])
        if not all(may(request.user, "publish", article) for article in chosen):
            raise PermissionDenied
        return chosen

    def _send_out(self, request, articles, form):
        """The reasons of each story that was refused, and what to say when all went out."""
        at = form.cleaned_data["at"]
        try:
            publish_together(articles=articles, by=request.user, at=at)
        except CannotPublishTogether as refusal:
            messages.error(request, _("None of them went out: see below what keeps them."))
            return {article.pk: reasons for article, reasons in refusal.refused}, ""
        except CannotPublish as refusal:
            for reason in refusal.reasons:
                form.add_error("at", reason)
            return {}, ""
        for article in articles:
            self.log_change(request, article, _("Published together with others."))
        count = len(articles)
        if at:
            said = ngettext("%(count)s story is scheduled for %(time)s.", "%(count)s stories go out %(time)s.", count)
            return {}, said % {"count": count, "time": in_words(at)}
        return {}, ngettext("%(count)s story is live.", "%(count)s stories are live.", count) % {"count": count}
