"""The books of the pretended provider. To the rest of the app they are as far away as a real provider's."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class SandboxAccount(models.Model):
    """One checkout at the sandbox and all that came of it, as a document with a clock of its own."""

    session = models.CharField(max_length=120, unique=True)
    idempotency_key = models.CharField(max_length=120, unique=True)
    clock = models.DateTimeField(default=timezone.now)
    document = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("account at the sandbox")
        verbose_name_plural = _("accounts at the sandbox")

    def __str__(self):
        return self.session
