"""A reader becomes a supporter: one form, one pledge, however often it is sent."""

from django.conf import settings
from django.db import IntegrityError, transaction

from supporters.consent import ask_for_newsletter
from supporters.letters import queue_letter
from supporters.models import Acquisition, Pledge, PledgeLog, Recognition, Supporter
from supporters.providers import provider_of
from supporters.wording import what_will_be_paid


def make_pledge(*, submission_key, **promise):
    """The pledge of this form, and whether it is new. The same form sent again finds the pledge it made before."""
    made = Pledge.objects.filter(submission_key=submission_key).first()
    if made:
        return made, False
    try:
        return _make_new_pledge(submission_key=submission_key, **promise), True
    except IntegrityError:
        # Two clicks at the same moment: the database let one through, and this is the other.
        made = Pledge.objects.filter(submission_key=submission_key).first()
        if made is None:
            raise
        return made, False


@transaction.atomic
def _make_new_pledge(
    *, submission_key, page, frequency, amount, name, email, is_named, wants_newsletter=False, story=None, source=""
):
    supporter = find_or_make_supporter(name=name, email=email)
    pledge = Pledge.objects.create(
        supporter=supporter, page=page, frequency=frequency, amount=amount, currency=page.currency,
        submission_key=submission_key, livemode=not settings.DEMO,
    )  # fmt: skip
    Recognition.objects.create(
        pledge=pledge,
        level=Recognition.Level.NAME if is_named else Recognition.Level.ANONYMOUS,
        display_name=name if is_named else "",
    )
    if story:
        remember_story(pledge=pledge, story=story)
    if not provider_of(pledge).calls_out:
        pledge.move(Pledge.State.AWAITING, source=PledgeLog.Source.SUPPORTER, text=source)
        send_instructions(pledge=pledge)
    if wants_newsletter:
        ask_for_newsletter(supporter=supporter, cause=f"pledge:{pledge.pk}", source=source)
    return pledge


def find_or_make_supporter(*, name, email):
    """The supporter with this address. A name typed later, by whoever has not proved to be them, changes nothing."""
    supporter = Supporter.objects.with_address(email).first()
    if supporter:
        return supporter
    try:
        with transaction.atomic():
            return Supporter.objects.create(name=name, email=email.strip())
    except IntegrityError:
        return Supporter.objects.with_address(email).get()


def remember_story(*, pledge, story):
    """Keep the story that led here; its title and address stay even when the story itself is gone by now."""
    articles = Acquisition._meta.get_field("article").related_model._default_manager
    article_id = story.article_id if articles.filter(pk=story.article_id).exists() else None
    return Acquisition.objects.create(
        pledge=pledge, article_id=article_id, title=story.title, url=story.url, placement=story.placement
    )


def send_instructions(*, pledge):
    promise = what_will_be_paid(
        amount=pledge.amount, currency=pledge.currency, frequency=pledge.frequency, today=pledge.made_on
    )
    return queue_letter(
        key=f"instructions:{pledge.pk}",
        to=pledge.supporter.email,
        template="instructions",
        context={
            "pledge": pledge,
            "supporter": pledge.supporter,
            "promise": promise,
            "instructions": provider_of(pledge).start(pledge),
            "link": settings.SITE_URL + pledge.get_absolute_url(),
        },
    )
