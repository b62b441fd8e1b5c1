"""Which edition holds which thing of another site."""

from articles.body.kinds.embed import cards_in
from articles.models import Edition, Embed


def note_embeds(edition: Edition) -> None:
    """Read off the body of a new edition what it embeds, so that somebody can be told when that is gone."""
    addresses = {card.address for card in cards_in(edition.body)}
    if addresses:
        edition.embeds.set(Embed.objects.filter(address__in=addresses))
