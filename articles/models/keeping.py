"""What keeps words from being lost while they are typed. None of it is public, and none of it is a version."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Autosave(models.Model):
    """What somebody has typed into a story's form and not saved. One row for each form that is open, written over and
    over. It is never live and never checked; it goes when the form is saved, or when its writer throws it away.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="autosaves")
    key = models.CharField(max_length=40)
    version = models.PositiveIntegerField(null=True)
    fields = models.JSONField()
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("unsaved words")
        verbose_name_plural = _("unsaved words")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="autosave_one_a_form")]
        indexes = [models.Index(fields=["user", "article", "-saved_at"], name="autosave_newest")]

    def __str__(self):
        return f"{self.user}, {self.saved_at:%Y-%m-%d %H:%M}"
