"""What pages of stories show of supporters: the appeal, its link, a campaign, and who supports the paper."""

from django import template
from django.urls import reverse

from common.paper import paper_name
from supporters.appeals.disclosure import disclosure, organisations_in
from supporters.appeals.link_token import appeal_token
from supporters.appeals.variants import campaign_now, variant_of
from supporters.models import Acquisition, AskVariant, Pledge
from supporters.models.campaigns import CampaignProgress

register = template.Library()


@register.simple_tag
def support_url(*, article_id=None, title="", url="", placement="", variant=None) -> str:
    """Where an appeal leads: the contribution page, which will know the story that the reader came from."""
    variant_id = variant.pk if variant else None
    token = appeal_token(article_id=article_id, title=title, url=url, placement=placement, variant_id=variant_id)
    return f"{reverse('supporters:support')}?from={token}"


@register.simple_tag
def appeal_variant(article_id=None) -> AskVariant | None:
    """The version of the appeal whose turn it is on this story, or None for the paper's usual words."""
    return variant_of(article_id)


@register.simple_tag
def running_campaign() -> CampaignProgress | None:
    return campaign_now()


@register.simple_tag
def support_won(article_id) -> int:
    """How many pledges a story led to: a count, and nobody's name or sum."""
    return Acquisition.objects.filter(article=article_id, pledge__in=Pledge.objects.counted()).count()


@register.simple_tag
def disclosure_line(*texts) -> str:
    """The line for a story that names an organisation which supports the paper, or nothing."""
    return disclosure(organisations_in(*texts), paper_name())
