"""What a writer makes of a match: follows the rule, or passes it over in this story."""

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from articles.models import Article, HouseAnswer, HouseRule


@transaction.atomic
def answer_rule(*, article: Article, rule: HouseRule | None, text: str, verdict: str, by: User) -> HouseAnswer:
    """The last answer counts. Sent twice it is one. Without a rule `text` is a name."""
    said = {"verdict": verdict, "by": by, "at": timezone.now()}
    answer, _is_new = HouseAnswer.objects.update_or_create(article=article, rule=rule, text=text, defaults=said)
    return answer
