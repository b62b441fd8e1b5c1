"""Seal a message for one browser (RFC 8291, RFC 8188), and say who sends it (VAPID, RFC 8292)."""

import base64
import json
import time
from functools import lru_cache
from urllib.parse import urlsplit

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from newsroom.newsletters.models import LetterKey

CURVE, SHA256 = ec.SECP256R1(), hashes.SHA256()
ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551  # of that curve
RECORD = 4096  # bytes that every push service takes
LONGEST = RECORD - 16 - 4 - 1 - 65 - 1 - 16  # of the words: what is left beside the head, the end and the seal
VALID = 12 * 3600  # seconds that a pass lasts; a service takes no more than a day
ENDS = b"\x02"
HEAD = {"typ": "JWT", "alg": "ES256"}


class NotAKey(ValueError):
    """What a browser gave is no point of the curve, or no secret of 16 bytes."""


def encoded(octets: bytes) -> str:
    """Base64 for addresses, without padding, as all of this has it."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


def decoded(text: str) -> bytes:
    """Raises ValueError."""
    return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)


def point(octets: bytes) -> ec.EllipticCurvePublicKey:
    """Raises NotAKey."""
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(CURVE, octets)
    except ValueError as error:
        raise NotAKey from error


def octets_of(key: ec.EllipticCurvePublicKey) -> bytes:
    return key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def seal_for(
    words: bytes, *, browser: bytes, secret: bytes, salt: bytes, once: ec.EllipticCurvePrivateKey | None = None
) -> bytes:
    """The body of one message, with a key of its own that is used once. Raises NotAKey, or ValueError if too long."""
    if len(words) > LONGEST:
        raise ValueError("It is longer than push services take.")
    once = once or ec.generate_private_key(CURVE)
    ours = octets_of(once.public_key())
    shared = once.exchange(ec.ECDH(), point(browser))
    material = _derived(shared, 32, salt=secret, info=b"WebPush: info\0" + browser + ours)
    key = _derived(material, 16, salt=salt, info=b"Content-Encoding: aes128gcm\0")
    nonce = _derived(material, 12, salt=salt, info=b"Content-Encoding: nonce\0")
    head = salt + RECORD.to_bytes(4) + bytes([len(ours)]) + ours
    return head + AESGCM(key).encrypt(nonce, words + ENDS, None)


def _derived(material, length, *, salt, info):
    return HKDF(SHA256, length, salt, info).derive(material)


@lru_cache(maxsize=4)
def _private(secret):
    """The paper's own key. It follows from the secret of letters, so it is the same after every start and restore."""
    number = int.from_bytes(_derived(secret.encode(), 48, salt=b"newsroom.newsletters.push", info=b"vapid"))
    return ec.derive_private_key(number % (ORDER - 1) + 1, CURVE)


def own_key() -> ec.EllipticCurvePrivateKey:
    return _private(LetterKey.objects.first_key().secret)


def public_key() -> str:
    """What a browser is told when it subscribes: messages of nobody else reach it then."""
    return encoded(octets_of(own_key().public_key()))


def pass_for(endpoint: str, *, contact: str, key: ec.EllipticCurvePrivateKey, now: float | None = None) -> str:
    """What says to this push service who sends, for some hours."""
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int(now or time.time()) + VALID,
        "sub": contact,
    }
    signed = ".".join(encoded(json.dumps(part, separators=(",", ":")).encode()) for part in (HEAD, claims))
    numbers = decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(SHA256)))
    signature = b"".join(number.to_bytes(32) for number in numbers)
    return f"vapid t={signed}.{encoded(signature)}, k={encoded(octets_of(key.public_key()))}"
