import sys

import pytest

from newsroom.tests.processes import KEY, manage, run_program

BAD = {
    "SITE_URL": ("www.example.org", "SITE_URL should be an address such as https://www.example.org"),
    "SITE_URL with a path": ("https://example.org/news", "SITE_URL should be an address such as"),
    "SITE_URL with no end": ("http://[::1", "SITE_URL should be an address such as"),
    "SITE_URL unencrypted": ("http://www.example.org", "SITE_URL should begin with https://"),
    "PORT": ("eighty", "PORT should be a whole number from 1 to 65535, not 'eighty'"),
    "PORT too high": ("70000", "PORT should be a whole number from 1 to 65535"),
    "DATA": ("/dev/null/paper", "DATA should be a folder that can be written: /dev/null/paper"),
    "TIME_ZONE": ("Europe/Saltmere", "TIME_ZONE should be a time zone such as Europe/London"),
    "SECRET_KEY": ("short", "SECRET_KEY should be at least 50 random characters"),
    "SECRET_KEY_FALLBACKS": ("short", "SECRET_KEY should be at least 50 random characters, and so should"),
    "ALLOWED_HOSTS": ("*", "ALLOWED_HOSTS should name each host"),
    "DATABASE_URL": ("nonsense", "DATABASE_URL should be an address such as postgres://"),
    "DATABASE_URL without a name": ("postgres://u:hush@db", "DATABASE_URL should be an address such as postgres://"),
    "DATABASE_URL of another make": ("mysql://u:hush@db/paper", "DATABASE_URL should be an address such as"),
    "REDIS_URL": ("nonsense", "REDIS_URL should be an address such as redis://"),
    "REDIS_URL with a bad port": ("redis://u:hush@cache:many/0", "REDIS_URL should be an address such as redis://"),
    "MEDIA_BUCKET": ("", "MEDIA_BUCKET should name the bucket where MEDIA_REGION is set"),
    "MEDIA_ENDPOINT": ("s3.example.org", "MEDIA_ENDPOINT should be an address such as"),
    "MEDIA_KEY_SECRET": ("hush", "MEDIA_KEY_ID and MEDIA_KEY_SECRET should be set together"),
    "DEBUG": ("maybe", "DEBUG should be 1 or 0, not 'maybe'"),
    "CURRENCY": ("pounds", "CURRENCY should be one of GBP"),
    "LANGUAGE_CODE": ("la", "LANGUAGE_CODE should be one of en-gb"),
    "STRIPE_SECRET_KEY": ("sk_test_hush", "STRIPE_SECRET_KEY should begin with sk_live_"),
    "STRIPE_SECRET_KEY without the other": ("sk_live_hush", "STRIPE_WEBHOOK_SECRET should begin with whsec_"),
    "STRIPE_WEBHOOK_SECRET": ("whsec_hush", "STRIPE_SECRET_KEY should begin with sk_live_"),
    "OUTBOUND_PORTS": ("8443,many", "OUTBOUND_PORTS should be numbers of ports with commas between them"),
    "BOUNCE_ADDRESS": ("bounces", "BOUNCE_ADDRESS should be an address such as bounces@example.org"),
    "BOUNCE_ADDRESS with a part": ("a+b@example.org", "BOUNCE_ADDRESS should be an address such as"),
    "BOUNCE_MAILBOX": ("imap://name:hush@host", "BOUNCE_MAILBOX should be an address such as imaps://"),
    "BOUNCE_MAILBOX with a bad port": ("imaps://name:hush@host:x/", "BOUNCE_MAILBOX should be an address such as"),
    "MAIL_SERVICE": ("carrier-pigeon", "MAIL_SERVICE should be one of , amazon_ses, brevo"),
    "SECURITY_CONTACT": ("editor@example.org", "SECURITY_CONTACT should begin with mailto: or https:"),
    "AI_POLICY": ("some", "AI_POLICY should be one of allow"),
    "LOG_LEVEL": ("LOUD", "LOG_LEVEL should be one of DEBUG"),
}

# What has to be set beside it for it to be wrong.
WITH = {
    "MEDIA_BUCKET": {"MEDIA_REGION": "eu-west-2"},
    "MEDIA_ENDPOINT": {"MEDIA_BUCKET": "paper"},
    "MEDIA_KEY_SECRET": {"MEDIA_BUCKET": "paper"},
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_setting_stops_the_start_with_its_name_and_what_it_should_be(case, tmp_path):
    value, complaint = BAD[case]

    result = manage("check", **{"DATA": str(tmp_path), case.partition(" ")[0]: value} | WITH.get(case, {}))

    assert result.returncode == 1
    assert result.stderr.startswith("Newsroom cannot start: ")
    assert complaint in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert "hush" not in result.stderr


@pytest.mark.parametrize("settings", [{}, {"SECRET_KEY": KEY, "SITE_URL": "https://www.example.org"}])
def test_good_settings_pass_the_checks(settings, tmp_path):
    result = manage("check", DATA=str(tmp_path), **settings)

    assert result.returncode == 0, result.stderr


def test_the_web_server_refuses_a_key_that_nobody_chose(tmp_path):
    result = load_wsgi(DATA=str(tmp_path))

    assert result.returncode != 0
    assert "SECRET_KEY should be set" in result.stderr


@pytest.mark.parametrize("settings", [{"SECRET_KEY": KEY}, {"DEMO": "1"}])
def test_the_web_server_starts_with_a_key_and_in_the_demo(settings, tmp_path):
    result = load_wsgi(DATA=str(tmp_path), **settings)

    assert result.returncode == 0, result.stderr


def load_wsgi(**settings):
    return run_program(sys.executable, "-c", "import newsroom.wsgi", timeout=60, **settings)


def test_a_kept_secret_is_made_once_and_read_by_its_owner_alone(tmp_path):
    from common.env import kept_secret

    first = kept_secret(tmp_path / "secret-key")

    assert len(first) >= 50
    assert kept_secret(tmp_path / "secret-key") == first
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600
    assert [file.name for file in tmp_path.iterdir()] == ["secret-key"]


def test_debug_is_off_unless_it_is_asked_for(tmp_path):
    result = manage(
        "shell", "-v", "0", "-c", "from django.conf import settings; print(settings.DEBUG)", DATA=str(tmp_path)
    )

    assert result.stdout.strip() == "False"


def test_what_the_paper_writes_is_its_own_and_so_is_what_it_wrote_before(tmp_path):
    database, mail = tmp_path / "newsroom.sqlite3", tmp_path / "mail"
    database.touch()
    mail.mkdir()
    database.chmod(0o644)
    mail.chmod(0o755)

    written = (
        "import io; from django.core.files.storage import storages as s; s['default'].save('a/b.txt', io.BytesIO())"
    )
    result = manage("shell", "-v", "0", "-c", written, DATA=str(tmp_path))

    assert result.returncode == 0, result.stderr
    assert (tmp_path / "media/a/b.txt").exists()
    assert [path.name for path in tmp_path.rglob("*") if path.stat().st_mode & 0o077] == []


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({}, "63072000 True True"),
        ({"HSTS_PRELOAD": "0"}, "63072000 True False"),
        ({"HSTS_SUBDOMAINS": "0", "HSTS_SECONDS": "300"}, "300 False False"),
    ],
)
def test_browsers_are_told_no_more_about_https_than_the_paper_wants(given, told, tmp_path):
    names = ("SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS", "SECURE_HSTS_PRELOAD")
    asked = f"from django.conf import settings; print(*(getattr(settings, name) for name in {names}))"

    result = manage("shell", "-v", "0", "-c", asked, DATA=str(tmp_path), SITE_URL="https://www.example.org", **given)

    assert result.stdout.strip() == told
