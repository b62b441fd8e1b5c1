"""Ten codes for the day on which the telephone is lost. Each is of 80 random bits, so a plain hash tells nothing."""

import base64
import hashlib
import re
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from newsroom.identity.models import RecoveryCode

NUMBER = 10
CODE = re.compile(r"[A-Z2-7]{16}")


@transaction.atomic
def new_recovery_codes(*, user: User) -> list[str]:
    """Ten codes in place of all that there were; they can be shown now and never again."""
    codes = [base64.b32encode(secrets.token_bytes(10)).decode() for _ in range(NUMBER)]
    user.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(user=user, code_hash=_hash(user, code)) for code in codes)
    return ["-".join(re.findall("....", code)) for code in codes]


def use_recovery_code(*, user: User, code: str) -> bool:
    """Whether this code opens, which it does once. Dashes, blanks and small letters make no difference."""
    plain = re.sub(r"[\s-]", "", code).upper()
    unused = user.recovery_codes.filter(code_hash=_hash(user, plain), used_at=None)
    return bool(CODE.fullmatch(plain)) and bool(unused.update(used_at=timezone.now()))


def _hash(user, code):
    return hashlib.sha256(f"{user.pk}:{code}".encode()).hexdigest()
