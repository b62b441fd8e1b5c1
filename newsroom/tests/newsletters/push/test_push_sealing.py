"""What a push service is given: sealed as RFC 8291 has it, and signed as RFC 8292 has it."""

import json

import pytest
from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from django.conf import settings

from newsroom.newsletters.push import sealing
from newsroom.newsletters.push.sealing import (
    CURVE,
    LONGEST,
    NotAKey,
    decoded,
    encoded,
    octets_of,
    own_key,
    pass_for,
    point,
    public_key,
    seal_for,
)
from newsroom.tests.newsletters.push.pushed import Browser

# RFC 8291, section 5 and appendix A.
WORDS = b"When I grow up, I want to be a watermelon"
SENDER = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"
SENDER_PUBLIC = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
BROWSER = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
SECRET, SALT = "BTBZMqHH6r4Tts7J_aSIgg", "DGv6ra1nlYgDCS1FRnbzlw"
SEALED = (
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
    "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
    "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN"
)


def test_seals_as_the_example_of_the_standard_to_the_byte():
    once = ec.derive_private_key(int.from_bytes(decoded(SENDER)), CURVE)
    assert encoded(octets_of(once.public_key())) == SENDER_PUBLIC

    sealed = seal_for(WORDS, browser=decoded(BROWSER), secret=decoded(SECRET), salt=decoded(SALT), once=once)

    assert encoded(sealed) == SEALED


@pytest.mark.parametrize("size", [0, 1, 100, LONGEST])
def test_browser_reads_what_was_sealed_for_it_and_no_other_does(size):
    ada, bob = Browser(), Browser()
    words = b"x" * size

    sealed = ada.sealed(words)

    assert len(sealed) <= 4096
    assert ada.read(sealed) == words
    with pytest.raises(InvalidTag):
        bob.read(sealed)


def test_message_is_never_sealed_twice_alike():
    ada = Browser()

    assert ada.sealed(b"Words") != ada.sealed(b"Words")


def test_what_is_too_long_is_refused():
    with pytest.raises(ValueError, match="longer"):
        Browser().sealed(b"x" * (LONGEST + 1))


@pytest.mark.parametrize("octets", [b"", b"\x04" + b"\x00" * 64, b"\x04" + b"\xff" * 64, b"\x02" + b"\x01" * 31])
def test_what_is_no_point_of_the_curve_is_no_key(octets):
    with pytest.raises(NotAKey):
        point(octets)


def test_pass_names_the_service_and_the_paper_and_ends():
    key = ec.generate_private_key(CURVE)

    said = pass_for("https://push.example:8443/abc?d=e", contact="mailto:a@b.example", key=key, now=1000)
    token, own = said.removeprefix("vapid t=").split(", k=")
    head, claims, signature = token.split(".")

    assert json.loads(decoded(head)) == {"typ": "JWT", "alg": "ES256"}
    assert json.loads(decoded(claims)) == {
        "aud": "https://push.example:8443",
        "exp": 44200,
        "sub": "mailto:a@b.example",
    }
    numbers = decoded(signature)
    whole = encode_dss_signature(int.from_bytes(numbers[:32]), int.from_bytes(numbers[32:]))
    public = point(decoded(own))
    public.verify(whole, f"{head}.{claims}".encode(), ec.ECDSA(sealing.SHA256))
    with pytest.raises(InvalidSignature):
        public.verify(whole, f"{head}.{claims}x".encode(), ec.ECDSA(sealing.SHA256))


@pytest.mark.django_db
def test_own_key_stays_the_same_for_the_paper(monkeypatch):
    first = public_key()
    sealing._private.cache_clear()

    assert public_key() == first
    assert len(decoded(first)) == 65
    assert encoded(octets_of(own_key().public_key())) == first
    assert settings.SECRET_KEY not in first
