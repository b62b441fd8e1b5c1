"""Publish, schedule, update and withdraw at the desk: the buttons beside the form, and an address for each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.publishing import publish as publishing
from articles.publishing.forms import ScheduleForm, WithdrawForm
from articles.publishing.publish import CannotPublish, NotLive, refuse_unchanged
from articles.workflow.permissions import may
from common.dates import in_words


def _publish(request, article):
    refuse_unchanged(article)
    publishing.publish(article=article, by=request.user)
    return _("The story is live.")


def _schedule(request, article):
    form = ScheduleForm({name: request.POST.get(f"_schedule_{name}", "") for name in ("at", "until")})
    if not form.is_valid():
        raise CannotPublish([error for errors in form.errors.values() for error in errors])
    at, until = form.cleaned_data["at"], form.cleaned_data["until"]
    publishing.schedule(article=article, by=request.user, at=at, until=until)
    if until:
        times = {"time": in_words(at), "until": in_words(until)}
        return _("The story is scheduled for %(time)s, and leaves the site %(until)s.") % times
    return _("The story is scheduled for %(time)s.") % {"time": in_words(at)}


def _update(request, article, *, substantive):
    refuse_unchanged(article)
    publishing.publish_update(article=article, by=request.user, substantive=substantive)
    return _("The update is live, with today’s time.") if substantive else _("The update is live.")


def _cancel_schedule(request, article):
    publishing.cancel_schedule(article=article)
    return _("Nothing is scheduled any more.")


class Act(NamedTuple):
    right: str
    run: Callable | None  # None where it first asks for more on a page of its own


ACTS = {
    "publish": Act("publish", _publish),
    "schedule": Act("publish", _schedule),
    "update_minor": Act("publish", partial(_update, substantive=False)),
    "update_substantive": Act("publish", partial(_update, substantive=True)),
    "cancel_schedule": Act("publish", _cancel_schedule),
    "withdraw": Act("withdraw", None),
    "drafts": Act("change", None),
}


@dataclass
class Panel:
    """What readers have of a story, and what this person may do about it."""

    article: Article | None
    live: Edition | None
    scheduled: Edition | None
    may_publish: bool
    may_withdraw: bool
    may_take_down: bool
    schedule_form: ScheduleForm

    @property
    def zone(self):
        """The paper’s zone as its clock has it today."""
        return f"{settings.TIME_ZONE} ({timezone.localtime():%Z})"

    @property
    def standing(self):
        return Article.Standing(self.article.standing) if self.article else Article.Standing.NEVER


class PublishingDesk:
    """The part of the story's admin that takes it to readers. Saving comes first, so no words are lost."""

    def get_urls(self):
        def at(act, view):
            address = f"<int:object_id>/{act.replace('_', '-')}/"
            return path(address, self.admin_site.admin_view(view), name=f"articles_article_{act}")

        acts = [at(act, partial(self.act_view, act=act)) for act in ACTS if ACTS[act].run]
        return [*acts, at("withdraw", self.withdraw_view), *super().get_urls()]

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        act = asked_act(request)
        if act:
            article = self.get_object(request, object_id) if object_id else None
            if is_old_version(request) or not may(request.user, ACTS[act].right, article):
                raise PermissionDenied
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(self, request, obj, post_url_continue=None):
        return self._act_after_saving(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self._act_after_saving(request, obj) or super().response_change(request, obj)

    def keep_embargo(self, request, article):
        """An embargo that was set after the schedule beats it; whoever set it is told."""
        if called_off := publishing.hold_to_embargo(article=article):
            said = _("The embargo forbids what was scheduled for %(time)s: the schedule is called off.")
            messages.warning(request, said % {"time": in_words(called_off)})

    def _act_after_saving(self, request, article):
        act = asked_act(request)
        if not act or "_popup" in request.POST:
            return None
        if not ACTS[act].run:
            return redirect(f"admin:articles_article_{act}", article.pk)
        self.perform(request, article, act)
        return redirect("admin:articles_article_change", article.pk)

    def perform(self, request, article, act):
        """Do it, and say what came of it. A refusal leaves what was saved as it is."""
        try:
            if not may(request.user, ACTS[act].right, article):  # it was saved into a section that is not theirs
                raise CannotPublish([_("What you saved is in a section that is not yours to publish in.")])
            said = ACTS[act].run(request, article)
        except CannotPublish as refusal:
            for reason in refusal.reasons:
                messages.error(request, reason)
        except NotLive:
            messages.error(request, _("There is nothing of this story to do that with: its standing has changed."))
        else:
            messages.success(request, said)

    def act_view(self, request, object_id, act):
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        article = self.story_for(request, object_id, ACTS[act].right)
        self.perform(request, article, act)
        return redirect("admin:articles_article_change", article.pk)

    def withdraw_view(self, request, object_id):
        article = self.story_for(request, object_id, "withdraw")
        form = WithdrawForm(request.POST if request.method == "POST" else None, article=article)
        field = Article._meta.get_field("withdrawn_to")
        form.fields["instead"].widget = AutocompleteSelect(
            field, self.admin_site, choices=form.fields["instead"].choices
        )
        if request.method == "POST" and form.is_valid():
            return self._withdraw(request, article, form.cleaned_data)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Withdraw this story?"),
            "opts": self.opts,
            "original": article,
            "form": form,
            "media": self.media + form.media,
            "live": article.live_edition(),
        }
        return TemplateResponse(request, "admin/articles/article/withdraw.html", context)

    def _withdraw(self, request, article, said):
        try:
            with transaction.atomic():
                publishing.withdraw(article=article, by=request.user, **said)
                self.log_change(request, article, _("Withdrawn."))
            if said["instead"]:
                messages.success(request, _("The story is withdrawn: readers are sent to the other one."))
            else:
                messages.success(request, _("The story is withdrawn: readers are told that it is gone."))
        except NotLive:
            messages.error(request, _("The story was not live, so there was nothing to withdraw."))
        return redirect("admin:articles_article_change", article.pk)

    def panel(self, request, article):
        """The publishing facts for the side of the form; a story that is not yet saved has none."""
        scheduled = article.editions.scheduled().order_by("starts_at").first() if article else None
        at = scheduled and scheduled.starts_at
        return Panel(
            article=article,
            live=article.live_edition() if article else None,
            scheduled=scheduled,
            may_publish=may(request.user, "publish", article),
            may_withdraw=may(request.user, "withdraw", article),
            may_take_down=may(request.user, "take_down", article),
            schedule_form=ScheduleForm(initial={"at": at}, prefix="schedule"),
        )


def asked_act(request):
    """The act whose button was pressed, if one was."""
    return next((act for act in ACTS if request.method == "POST" and f"_{act}" in request.POST), None)


def is_old_version(request):
    """Whether this is the form of an earlier version, from which a story can be restored but never published."""
    return request.resolver_match.url_name.endswith("_revision")
