"""Issues that begin by themselves: a letter at its time of the day, and an alert from a story."""

import datetime as dt

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.models import Article, Edition
from articles.models.story import Sensitivity
from common.dates import end_of_day, start_of_day
from newsroom.newsletters.composing.approve import CannotSend, approve
from newsroom.newsletters.composing.arrange import begin_issue, save_issue
from newsroom.newsletters.composing.checks import Checked, check_issue
from newsroom.newsletters.composing.moves import State
from newsroom.newsletters.composing.times import nearest_moment_of
from newsroom.newsletters.models import Issue, IssueEvent, IssueSlot, Newsletter
from newsroom.newsletters.push.begin import begin_push
from newsroom.newsletters.sending.freeze import freeze
from newsroom.newsletters.sending.schedule import LATE
from newsroom.newsletters.sending.telling import tell_desk

TO_LOOK_AT = dt.timedelta(hours=1)  # that the desk has for one that waits for approval
FLAGS = ("active_proceedings", "protected_identity", "abuse_or_suicide")


def begin_what_is_due(*, at: dt.datetime | None = None) -> None:
    """Begin today's issue of each letter whose time has come; a second time changes nothing."""
    at = at or timezone.now()
    day = timezone.localdate(at)
    letters = Newsletter.objects.filter(kind=Newsletter.Kind.LETTER, wall_time__isnull=False)
    for newsletter in letters.in_order():
        if not newsletter.goes_out_on(day):
            continue
        moment = nearest_moment_of(day, newsletter.wall_time)
        begins = moment - TO_LOOK_AT if newsletter.needs_approval else moment
        if begins <= at < moment + LATE and not _has_enough_today(newsletter, day):
            _begin(newsletter, day)


def _has_enough_today(newsletter, day):
    """What somebody sent or put on the clock by hand counts: readers are promised no more letters than that."""
    today = (start_of_day(day), end_of_day(day))
    begun = newsletter.issues.filter(auto_key=_key(newsletter, day)).exists()
    sent = newsletter.issues.filter(frozen_at__range=today).count()
    waiting = newsletter.issues.filter(state=State.SCHEDULED, send_at__range=today).count()
    return begun or sent + waiting >= newsletter.most_a_day


def _key(newsletter, day):
    return f"{newsletter.slug}:{day.isoformat()}"


@transaction.atomic
def _begin(newsletter, day):
    try:
        with transaction.atomic():
            issue = begin_issue(newsletter=newsletter, by=None, auto_key=_key(newsletter, day))
    except IntegrityError:
        return  # another worker was faster
    checked = check_issue(issue)
    stories = [place.edition for place in checked.places if place.edition]
    words = {"goes_out_on": day, "goes_out_at": newsletter.wall_time, **_words_for(stories)}
    save_issue(issue=issue, words=words, slots=list(issue.slots.in_order()), version=issue.version, by=None)
    if why := _why_it_waits(newsletter, stories, check_issue(issue)):
        IssueEvent.objects.create(issue=issue, state=State.DRAFT, text=why[:300])
        tell_desk(issue=issue, why=why)
    else:
        approve(issue=issue, by=None)
        freeze(issue=issue, by=None)


def _words_for(stories):
    """The first story is the subject, the second one the line after it."""
    lines = [story.headline for story in stories[:2]] + [story.standfirst for story in stories[:1]]
    subject, *others = [line for line in lines if line] or [""]
    return {"subject": subject[:150], "preheader": others[0][:150] if others else ""}


def _why_it_waits(newsletter, stories: list[Edition], checked: Checked) -> str:
    """What a person has to look at before it goes; nothing where it goes by itself."""
    if len(stories) < max(1, newsletter.least_new_stories):
        return _("Only %(number)d stories are new.") % {"number": len(stories)}
    first = stories[0]
    if first.sensitivity != Sensitivity.NORMAL or any(getattr(first, flag) for flag in FLAGS):
        return _("The first story is a delicate one: “%(story)s”.") % {"story": first.headline}
    if checked.reasons:
        return " ".join(checked.reasons)
    return _("It waits for somebody to approve it.") if newsletter.needs_approval else ""


@transaction.atomic
def send_alert(*, newsletter: Newsletter, article: Article, subject: str, preheader: str, by: User) -> Issue:
    """One mail about this story, now, and one alert in each browser that asked for them.

    Raises CannotSend where it had one, or where the day has had its alerts.
    """
    today = start_of_day(timezone.localdate())
    newsletter = Newsletter.objects.select_for_update().get(pk=newsletter.pk)
    if newsletter.issues.filter(frozen_at__gte=today).count() >= newsletter.most_a_day:
        most = newsletter.most_a_day
        raise CannotSend(
            [_("Readers of “%(letter)s” are promised %(most)d a day.") % {"letter": newsletter, "most": most}]
        )
    key = f"alert:{newsletter.pk}:{article.pk}"
    if Issue.objects.filter(auto_key=key).exists():
        raise CannotSend([_("There was an alert about this story already.")])
    issue = begin_issue(newsletter=newsletter, by=by, auto_key=key)
    words = {"subject": subject, "preheader": preheader}
    save_issue(issue=issue, words=words, slots=[IssueSlot(article=article)], version=issue.version, by=by)
    approve(issue=issue, by=by)
    freeze(issue=issue, by=by)
    begin_push(issue=issue, article=article)
    return issue
