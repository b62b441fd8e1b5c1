"""What a supporter wishes beside the money, and what led to it."""

from supporters.appeals.link_token import LeadingStory
from supporters.appeals.utm import Utm
from supporters.giving.promise import Promise
from supporters.models import Acquisition, AskVariant, Campaign, Dedication, Pledge, Recognition


def note_extras(*, pledge: Pledge, promise: Promise) -> None:
    """How the supporter wants to be named, for whom they give, and in whose honour or memory."""
    level = Recognition.Level.ANONYMOUS
    if promise.is_named:
        level = Recognition.Level.MESSAGE if promise.message else Recognition.Level.NAME
    Recognition.objects.create(
        pledge=pledge,
        level=level,
        display_name=(promise.organisation or promise.name) if promise.is_named else "",
        message=promise.message if promise.is_named else "",
        organisation=promise.organisation,
    )
    if promise.dedication:
        Dedication.objects.create(pledge=pledge, **promise.dedication._asdict())


def remember_acquisition(*, pledge: Pledge, story: LeadingStory | None, link: Utm | None) -> Acquisition | None:
    """Keep the story that led here, with words of its own for when it is gone, what we collected for, and the link."""
    campaign = Campaign.objects.current()
    link = link or Utm()
    if story is None and campaign is None and not any(link):
        return None
    acquisition = Acquisition(
        pledge=pledge,
        campaign=campaign,
        utm_source=link.source,
        utm_medium=link.medium,
        utm_campaign=link.campaign,
        referrer=link.referrer,
    )
    if story:
        articles = Acquisition._meta.get_field("article").related_model._default_manager
        acquisition.article_id = story.article_id if articles.filter(pk=story.article_id).exists() else None
        acquisition.title, acquisition.url, acquisition.placement = story.title, story.url, story.placement
        acquisition.variant = AskVariant.objects.filter(pk=story.variant_id).first() if story.variant_id else None
    acquisition.save()
    return acquisition
