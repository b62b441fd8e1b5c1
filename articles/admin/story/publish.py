"""Publish, schedule, update and withdraw at the desk: the buttons beside the form, and an address for each."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _

from articles.admin.story.rights import story_for
from articles.body.document import things_placed
from articles.models import Article, Edition, Proposal
from articles.proposals.forms import WithoutForm
from articles.publishing import publish as publishing
from articles.publishing.forms import ScheduleForm, WithdrawForm
from articles.publishing.publish import CannotPublish, NotLive, refuse_unchanged
from articles.publishing.unseen import advice_on_unseen, draft_polls
from common.ask_page import Question, ask_page
from common.autocomplete import RowSelect
from common.can import can
from common.dates import in_words, zone_in_words
from common.people import name_of
from polls.models import Poll


def _publish(request, article):
    refuse_unchanged(article)
    publishing.publish(article=article, by=request.user)
    return _("The story is live.")


def _publish_with_polls(request, article):
    if not can(request.user, "change", Poll):
        raise CannotPublish([_("You may not open polls: ask somebody who may.")])
    publishing.publish_with_polls(article=article, by=request.user)
    return _("The story is live, and its poll is open.")


def _schedule(request, article):
    form = ScheduleForm(_sent_times(request))
    if not form.is_valid():
        raise CannotPublish([f"{form[name].label}: {error}" for name, found in form.errors.items() for error in found])
    at, until = form.cleaned_data["at"], form.cleaned_data["until"]
    edition = publishing.schedule(article=article, by=request.user, at=at, until=until)
    if edition.leaves_at:
        times = {"time": in_words(at), "until": in_words(edition.leaves_at)}
        return _("The story is scheduled for %(time)s, and leaves the site %(until)s.") % times
    return _("The story is scheduled for %(time)s.") % {"time": in_words(at)}


def _sent_times(request) -> dict[str, str]:
    """When it is to go out and to leave again, as it was typed."""
    return {name: request.POST.get(f"_schedule_{name}", "") for name in ("at", "until")}


def _typed_times(request) -> Mapping[str, str]:
    """As they come back with a form that was refused, or with a schedule that was."""
    if request.method == "POST":
        return {name: value for name, value in _sent_times(request).items() if value}
    return request.GET if "at" in request.GET else {}


def _update(request, article, *, substantive):
    refuse_unchanged(article)
    publishing.publish_update(article=article, by=request.user, substantive=substantive)
    return _("The update is live, with today’s time.") if substantive else _("The update is live.")


def _cancel_schedule(request, article):
    publishing.cancel_schedule(article=article)
    return _("Nothing is scheduled any more.")


def _keep_on_site(request, article):
    publishing.keep_on_site(article=article)
    return _("The story stays on the site.")


class Act(NamedTuple):
    right: str
    run: Callable | None  # None where it first asks for more on a page of its own


ACTS = {
    "publish": Act("publish", _publish),
    "publish_with_polls": Act("publish", _publish_with_polls),
    "schedule": Act("publish", _schedule),
    "update_minor": Act("publish", partial(_update, substantive=False)),
    "update_substantive": Act("publish", partial(_update, substantive=True)),
    "cancel_schedule": Act("publish", _cancel_schedule),
    "keep_on_site": Act("publish", _keep_on_site),
    "withdraw": Act("withdraw", None),
    "drafts": Act("change", None),
}


WITHOUT = "_without_suggestions"
MAKES_EDITIONS = {"publish", "publish_with_polls", "update_minor", "update_substantive"}


@dataclass
class PublishingPanel:
    """What readers have of a story, and what this person may do about it."""

    article: Article | None
    live: Edition | None
    scheduled: Edition | None
    may_publish: bool
    may_withdraw: bool
    may_take_down: bool
    schedule_form: ScheduleForm
    typed: Mapping[str, str]  # the times of a schedule, where it was refused or comes back with the form
    draft_polls: Sequence = ()

    @property
    def leaves_at(self) -> dt.datetime | None:
        """When the story is to leave the site again, as things stand."""
        planned = self.scheduled or self.live
        return planned and planned.leaves_at

    @property
    def zone(self) -> str:
        """The paper’s zone as its clock has it today."""
        return zone_in_words()

    @property
    def standing(self) -> Article.Standing:
        return Article.Standing(self.article.standing) if self.article else Article.Standing.NEVER


def publishing_panel(request: HttpRequest, article: Article | None) -> PublishingPanel:
    """The publishing facts for the side of the form; a story that is not yet saved has none."""
    live, scheduled = article.live_and_scheduled() if article else (None, None)
    at, about = scheduled and scheduled.starts_at, article or Article
    return PublishingPanel(
        article=article,
        live=live,
        scheduled=scheduled,
        may_publish=can(request.user, "publish", about),
        may_withdraw=can(request.user, "withdraw", about),
        may_take_down=can(request.user, "take_down", about),
        schedule_form=ScheduleForm(initial={"at": at}, prefix="schedule"),
        typed=_typed_times(request),
        draft_polls=list(draft_polls(things_placed(article.body))) if article else (),
    )


def asked_act(request: HttpRequest) -> str | None:
    """The act whose button was pressed, if one was."""
    return next((act for act in ACTS if request.method == "POST" and f"_{act}" in request.POST), None)


def act_after_saving(request: HttpRequest, article: Article) -> HttpResponse | None:
    """Saving came first, so no words are lost whatever becomes of the act."""
    act = asked_act(request)
    if not act or "_popup" in request.POST:
        return None
    if not ACTS[act].run:
        return redirect(f"admin:articles_article_{act}", article.pk)
    return _ask_or_perform(request, article, act)


def act_view(admin: ModelAdmin, request: HttpRequest, pk: int, *, act: str) -> HttpResponse:
    return _ask_or_perform(request, story_for(admin, request, pk, ACTS[act].right), act)


def _ask_or_perform(request, article, act):
    """While somebody's suggestion is open, it is asked first whether the story is to go out without it."""
    is_asked = act in MAKES_EDITIONS | {"schedule"} and WITHOUT not in request.POST
    if is_asked and article.proposals.exists():
        asked = {"act": act} | {name: value for name, value in _sent_times(request).items() if value}
        return redirect(reverse("admin:articles_article_without", args=[article.pk], query=asked))
    is_done = _perform(request, article, act)
    typed = _sent_times(request) if act == "schedule" and not is_done else None
    return redirect(reverse("admin:articles_article_change", args=[article.pk], query=typed))


def without_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    """Asks whether a story goes out as it stands, without what is suggested and not decided on."""
    article = story_for(admin, request, pk, "publish")
    act = request.GET.get("act", "")
    if act not in MAKES_EDITIONS | {"schedule"}:
        return redirect("admin:articles_article_change", pk)
    names = ", ".join(name_of(proposal.person) for proposal in Proposal.objects.of_story(article))
    words = _("Not decided on: what %(names)s would write instead. Readers get the story as it stands without it.")
    question = Question(
        title=_("Publish without the open suggestions?"),
        words=[words % {"names": names}] if names else [_("Nothing is open any more.")],
        form=WithoutForm(initial={f"_schedule_{name}": request.GET.get(name, "") for name in ("at", "until")}),
        button=_("Publish without them"),
        leave=_("Back to the story"),
        action=reverse(f"admin:articles_article_{act}", args=[pk]),
    )
    return ask_page(admin, request, question, about=article)


def _perform(request, article, act) -> bool:
    """Do it, and say what came of it: whether it is done. A refusal leaves what was saved as it is."""
    try:
        if not can(request.user, ACTS[act].right, article):  # it was saved into a section that is not theirs
            raise CannotPublish([_("What you saved is in a section that is not yours to publish in.")])
        done = ACTS[act].run(request, article)
    except CannotPublish as refusal:
        for reason in refusal.reasons:
            messages.error(request, reason)
    except NotLive:
        messages.error(request, _("There is nothing of this story to do that with: its standing has changed."))
    else:
        messages.success(request, _with_its_page(article, done) if act in MAKES_EDITIONS else done)
        if act in MAKES_EDITIONS:
            for advice in advice_on_unseen(article, things_placed(article.body)):
                messages.warning(request, advice)
        return True
    return False


def _with_its_page(article, done):
    """What was done, and a link to what readers now see."""
    address = article.live_edition().get_absolute_url()
    return format_html('{} <a href="{}">{}</a>', done, address, _("See the live page"))


def hold_to_embargo(request: HttpRequest, article: Article) -> None:
    """An embargo that was set after the schedule beats it; whoever set it is told."""
    if called_off := publishing.hold_to_embargo(article=article):
        message = _("The embargo forbids what was scheduled for %(time)s: the schedule is called off.")
        messages.warning(request, message % {"time": in_words(called_off)})


def withdraw_view(admin: ModelAdmin, request: HttpRequest, pk: int) -> HttpResponse:
    article = story_for(admin, request, pk, "withdraw")
    form = WithdrawForm(request.POST if request.method == "POST" else None, article=article)
    choices = form.fields["instead"].choices
    field = Article._meta.get_field("withdrawn_to")
    form.fields["instead"].widget = RowSelect(field, admin.admin_site, choices=choices)
    if request.method == "POST" and form.is_valid():
        return _withdraw(admin, request, article, **form.cleaned_data)
    return ask_page(admin, request, _withdrawal_of(article, form), about=article)


def _withdrawal_of(article, form) -> Question:
    live = article.live_edition()
    if live is None:
        nothing = _("Nothing of this story is live.")
        return Question(
            title=_("Withdraw this story?"), crumb=_("Withdraw"), words=[nothing], leave=_("Back to the story")
        )
    consequences = _(
        "Live since %(time)s. When it is withdrawn, it leaves every page and list at once, and its address says that "
        "it is gone or leads to another story. The words stay at the desk and can be published again."
    ) % {"time": date_format(timezone.localtime(live.first_published_at), "j F Y, H:i")}
    return Question(
        title=_("Withdraw this story?"),
        crumb=_("Withdraw"),
        words=[consequences],
        form=form,
        button=_("Withdraw the story"),
        is_danger=True,
        leave=_("Leave it live"),
    )


def _withdraw(admin, request, article, *, notice, instead):
    try:
        with transaction.atomic():
            publishing.withdraw(article=article, by=request.user, notice=notice, instead=instead)
            admin.log_change(request, article, _("Withdrawn."))
        if instead:
            messages.success(request, _("The story is withdrawn: readers are sent to the other one."))
        else:
            messages.success(request, _("The story is withdrawn: readers are told that it is gone."))
    except NotLive:
        messages.error(request, _("The story was not live, so there was nothing to withdraw."))
    return redirect("admin:articles_article_change", article.pk)
