from django import template
from django.urls import reverse

from newsroom.lib.money import format_amount
from supporters.attribution import appeal_token

register = template.Library()


@register.simple_tag
def support_url(*, article_id=None, title="", url="", placement=""):
    """Where an appeal leads: the contribution page, which will know the story that the reader came from."""
    token = appeal_token(article_id=article_id, title=title, url=url, placement=placement)
    return f"{reverse('supporters:support')}?from={token}"


@register.simple_tag
def money(amount, currency, short=False):
    return format_amount(amount, currency, short=short)


@register.filter
def on_one_line(text):
    """An address as it stands in a letter's list: its lines one after the other."""
    return ", ".join(text.split("\n")).replace("\r", "")
