"""What a member of staff proves with that it is them, beside the password."""

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common.fields import CleanCharField


class Factor(models.Model):
    user = models.ForeignKey(User, models.CASCADE, related_name="%(class)ss")
    name = CleanCharField(_("name"), max_length=60)
    added_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="%(class)s_has_a_name"),
        ]

    def __str__(self):
        return self.name

    @property
    def kind_name(self) -> str:
        return self._meta.verbose_name


class Passkey(Factor):
    """A key pair whose private half never leaves the person's device or key ring."""

    kind = "passkey"

    credential_id = models.CharField(max_length=1364, unique=True)  # base64url of at most 1,023 bytes
    credential = models.BinaryField()  # the public key as the device attested it
    sign_count = models.PositiveBigIntegerField(default=0)

    class Meta(Factor.Meta):
        verbose_name = _("passkey")


class AuthenticatorApp(Factor):
    """A secret shared with an app that shows another six digits every half minute (RFC 6238)."""

    kind = "app"

    sealed_secret = models.TextField()
    last_step = models.BigIntegerField(default=0)  # of the last code that was taken; it and all before are refused

    class Meta(Factor.Meta):
        verbose_name = _("authenticator app")


class RecoveryCode(models.Model):
    """One of ten that open the desk once each. Only its hash is kept."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_is_known_once")]

    def __str__(self):
        return str(self.pk)
