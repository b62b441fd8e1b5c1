"""A browser and a push service of the tests' own. The browser opens what was sealed for it by the standard's steps."""

import json
import secrets

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from newsroom.newsletters.push.sealing import encoded, octets_of, seal_for


class Browser:
    """Its keys, and what it reads with them."""

    def __init__(self, endpoint="https://good.example/page/1"):
        self.endpoint = endpoint
        self.key, self.secret = ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(16)

    @property
    def public(self):
        return octets_of(self.key.public_key())

    def form(self, *kinds):
        """What its script sends us."""
        keys = {"p256dh": encoded(self.public), "auth": encoded(self.secret)}
        return {"endpoint": self.endpoint, **keys, "kinds": kinds}

    def sealed(self, words):
        return seal_for(words, browser=self.public, secret=self.secret, salt=secrets.token_bytes(16))

    def read(self, body):
        salt, size, length = body[:16], int.from_bytes(body[16:20]), body[20]
        assert size == 4096
        sender, sealed = body[21 : 21 + length], body[21 + length :]
        their_key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender)
        shared = self.key.exchange(ec.ECDH(), their_key)
        material = self._derived(shared, 32, self.secret, b"WebPush: info\x00" + self.public + sender)
        key = self._derived(material, 16, salt, b"Content-Encoding: aes128gcm\x00")
        nonce = self._derived(material, 12, salt, b"Content-Encoding: nonce\x00")
        opened = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00")
        assert opened[-1:] == b"\x02"
        return opened[:-1]

    def told(self, body):
        return json.loads(self.read(body))

    def _derived(self, material, length, salt, info):
        return HKDF(hashes.SHA256(), length, salt, info).derive(material)
