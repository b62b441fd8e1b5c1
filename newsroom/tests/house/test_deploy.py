import json
import os
import shutil
import sys

import pytest

from newsroom.tests.processes import KEY, ROOT, manage, run_program

DEPLOYED = {"SECRET_KEY": KEY, "SITE_URL": "https://www.example.org", "EMAIL_HOST": "mail.example.org"}
READ_SETTINGS = """
import json
from django.conf import settings
print(json.dumps({name: getattr(settings, name) for name in NAMES}, default=str))
"""
needs_make = pytest.mark.skipif(not shutil.which("make"), reason="There is no make on this machine.")
CANDIDATES = ["python3.13", "python3.12", "python3.14", "python3", "python"]


def settings_under(folder, *names, **environ):
    code = f"NAMES = {names!r}{READ_SETTINGS}"
    result = manage("shell", "-v", "0", "-c", code, DATA=str(folder), **environ)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_a_public_site_passes_the_deployment_checks_without_a_warning(tmp_path):
    result = manage("check", "--deploy", "--fail-level", "WARNING", DATA=str(tmp_path), **DEPLOYED)

    assert result.returncode == 0, result.stderr
    assert "no issues (0 silenced)" in result.stdout


def test_no_migration_is_missing(tmp_path):
    result = manage("makemigrations", "--check", "--dry-run", DATA=str(tmp_path))

    assert result.returncode == 0, result.stdout


def test_a_public_site_is_safe_without_being_asked(tmp_path):
    secure = ["SESSION_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT"]

    settings = settings_under(tmp_path, *secure, "DEBUG", "DEMO", "ALLOWED_HOSTS", "SECURE_HSTS_SECONDS", **DEPLOYED)

    assert [name for name in secure if settings[name] is not True] == []
    assert settings["DEBUG"] is settings["DEMO"] is False
    assert settings["ALLOWED_HOSTS"] == ["www.example.org"]
    assert settings["SECURE_HSTS_SECONDS"] >= 31536000


def test_cookies_of_a_public_site_belong_to_this_host_alone(tmp_path):
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]

    public = settings_under(tmp_path, *names, **DEPLOYED)
    local = settings_under(tmp_path, *names)

    assert [*public.values()] == ["__Host-session", "__Host-csrf"]
    assert [*local.values()] == ["sessionid", "csrftoken"]


@pytest.mark.parametrize(
    ("given", "is_asked_for"),
    [({}, True), ({"SECOND_FACTOR": "0"}, True), ({"DEMO": "1"}, False), ({"DEMO": "1", "SECOND_FACTOR": "1"}, True)],
)
def test_only_the_demonstration_goes_without_a_second_factor(tmp_path, given, is_asked_for):
    assert settings_under(tmp_path, "SECOND_FACTOR", **given) == {"SECOND_FACTOR": is_asked_for}


def test_a_forwarded_scheme_is_believed_only_behind_a_proxy(tmp_path):
    alone = settings_under(tmp_path, "SECURE_PROXY_SSL_HEADER", **DEPLOYED)
    behind = settings_under(tmp_path, "SECURE_PROXY_SSL_HEADER", BEHIND_PROXY="1", **DEPLOYED)

    assert alone["SECURE_PROXY_SSL_HEADER"] is None
    assert behind["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]


def test_runserver_shows_the_plain_files_even_when_others_were_collected(tmp_path):
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text("{}")
    code = (
        "import sys; sys.argv = ['manage.py', {!r}];"
        "from newsroom import settings; print(settings.STATIC_IS_COLLECTED, settings.WHITENOISE_USE_FINDERS)"
    )

    said = {command: python(code.format(command), DATA=str(tmp_path)) for command in ("runserver", "serve")}

    assert said == {"runserver": "False True", "serve": "True False"}


def python(code, **settings):
    done = run_program(sys.executable, "-c", code, **settings)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def program(folder, name, script):
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


@pytest.fixture
def machine(tmp_path):
    """A checkout on a machine where every Python is a shim that leads nowhere."""
    checkout, programs = tmp_path / "checkout", tmp_path / "bin"
    checkout.mkdir()
    programs.mkdir()
    shutil.copy(ROOT / "Makefile", checkout)
    for name in CANDIDATES:
        program(programs, name, "echo 'command not found' >&2; exit 127")
    return checkout, programs


def make(machine, *arguments):
    checkout, programs = machine
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    return run_program("make", "--no-print-directory", *arguments, cwd=checkout, PATH=path)


@needs_make
@pytest.mark.parametrize("script", ["exit 127", "exit 1"], ids=["none", "too old"])
def test_no_python_that_is_new_enough_is_one_clear_line(script, machine):
    for name in CANDIDATES:
        program(machine[1], name, script)

    result = make(machine, "demo")

    assert result.returncode != 0
    assert result.stderr.splitlines()[0].startswith("Newsroom needs Python 3.12 or newer, and none was found")
    assert not (machine[0] / ".venv").exists()


@needs_make
def test_a_shim_that_leads_nowhere_is_passed_over(machine):
    program(machine[1], "python3.12", f'exec {sys.executable} "$@"')

    result = make(machine, ".venv/made")

    assert result.returncode == 0, result.stderr
    assert (machine[0] / ".venv" / "bin" / "python").exists()


def test_an_old_python_gets_a_line_and_no_traceback():
    source = (ROOT / "manage.py").read_text()

    result = run_program(sys.executable, "-c", f"import sys; sys.version_info = (3, 11, 0); exec({source!r})")

    assert result.returncode == 1
    assert result.stderr == "Newsroom needs Python 3.12 or newer; this is 3.11.\n"
