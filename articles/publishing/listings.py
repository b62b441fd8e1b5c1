"""Keep the lists of authors and topics in line with the editions."""

from django.utils import timezone

from articles.models import AuthorListing, Edition, TopicListing


def list_edition(edition: Edition) -> None:
    """List a new edition under its authors, once each, and its topics. What it took the place of leaves the lists."""
    for listings in (AuthorListing.objects, TopicListing.objects):
        listings.filter(edition__article=edition.article_id, edition__ends_at__lte=timezone.now()).delete()
    facts = {"edition": edition, "first_published_at": edition.first_published_at}
    authors = edition.bylines.order_by("author").values_list("author", flat=True).distinct()
    AuthorListing.objects.bulk_create(AuthorListing(author_id=author, **facts) for author in authors)
    topics = edition.topics.order_by("pk").values_list("pk", flat=True)
    TopicListing.objects.bulk_create(TopicListing(topic_id=topic, **facts) for topic in topics)
