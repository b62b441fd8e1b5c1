"""How the paper's mail goes out: to files, to a mail server, or through a service. Read while settings are."""

from importlib.util import find_spec
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from common import env
from newsroom.newsletters.mail_service.known import SERVICES

SHORTEST_SECRET = 24  # signs, the name and the colon among them
SECONDS = 15  # for an answer: less than a connection's patience, so that it ends by itself


def mail_settings(files: Path) -> tuple[str, dict, dict]:
    """MAIL_SERVICE, MAILERS and ANYMAIL. Raises ImproperlyConfigured; no key or secret is repeated."""
    service, host = env.one_of("MAIL_SERVICE", "", ("", *SERVICES)), env.text("EMAIL_HOST")
    if service and host:
        raise ImproperlyConfigured("MAIL_SERVICE or EMAIL_HOST should be set, not both: mail goes one way.")
    if service:
        return _service(service)
    return "", {"default": _server(host) if host else _files(files)}, {}


def _files(folder):
    return {"BACKEND": "django.core.mail.backends.filebased.EmailBackend", "OPTIONS": {"file_path": folder}}


def _server(host):
    options = {
        "host": host,
        "port": env.number("EMAIL_PORT", 587, min=1, max=65535),
        "username": env.text("EMAIL_HOST_USER"),
        "password": env.text("EMAIL_HOST_PASSWORD"),
        "use_tls": env.flag("EMAIL_USE_TLS", default=True),
        "timeout": 10,
    }
    return {"BACKEND": "django.core.mail.backends.smtp.EmailBackend", "OPTIONS": options}


def _service(key):
    service = SERVICES[key]
    if find_spec("anymail") is None:
        wanted = "pip install --require-hashes -r requirements-anymail.lock"
        raise ImproperlyConfigured(f"MAIL_SERVICE is {key}, and django-anymail is not installed: {wanted}.")
    if missing := [name for name in service.wanted if not env.text(name)]:
        raise ImproperlyConfigured(f"{missing[0]} should be set where MAIL_SERVICE is {key}.")
    anymail = {name: env.text(name) for name in (*service.wanted, *service.may_have) if env.text(name)}
    anymail |= {"WEBHOOK_SECRET": _webhook_secret(), "REQUESTS_TIMEOUT": SECONDS}
    if key == "amazon_ses":
        waits = {"connect_timeout": 5, "read_timeout": SECONDS - 5, "retries": {"max_attempts": 0}}
        anymail["AMAZON_SES_CLIENT_PARAMS"] = {"config": waits}
    if service.says_no_tracking:
        anymail["SEND_DEFAULTS"] = {"track_opens": False, "track_clicks": False}
    return key, {"default": {"BACKEND": f"anymail.backends.{key}.EmailBackend"}}, anymail


def _webhook_secret():
    secret = env.text("MAIL_SERVICE_WEBHOOK_SECRET")
    name, colon, word = secret.partition(":")
    if name and colon and word and secret.isascii() and len(secret) >= SHORTEST_SECRET:
        return secret
    wanted = f"a name and a random word with a colon between them, {SHORTEST_SECRET} signs or more"
    raise ImproperlyConfigured(f"MAIL_SERVICE_WEBHOOK_SECRET should be {wanted}.")
