"""Stories that say the same in different languages: facts about them, as their series is, so no edition copies any."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TranslationQuerySet(models.QuerySet):
    def of(self, article_ids) -> Self:
        """The other stories of the pairs in which these stand."""
        pairs = self.model.objects.filter(article__in=article_ids).values("pair")
        return self.filter(pair__in=pairs).exclude(article__in=article_ids)


class Translation(models.Model):
    """A story's place in its pair. A pair has one story in each language, and a story one pair."""

    article = models.OneToOneField(
        "articles.Article", models.CASCADE, primary_key=True, related_name="translation", verbose_name=_("story")
    )
    pair = models.UUIDField(editable=False)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)

    objects = TranslationQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["pair", "language"], name="translation_one_in_each_language"),
            models.CheckConstraint(
                name="translation_language_is_known",
                condition=Q(language__in=[code for code, _name in settings.LANGUAGES]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} ({self.language})"
