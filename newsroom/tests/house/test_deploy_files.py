"""What docs/deploy/ promises: names of settings that there are, and files that their programs take."""

import configparser
import re
import shutil
import subprocess

import pytest
import yaml

from newsroom.tests.source import ROOT

DEPLOY = ROOT / "docs" / "deploy"
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
# Where the environment is read.
READERS = ["newsroom/settings.py", "common/env.py", "newsroom/management/commands/serve.py"]
READERS += ["newsroom/newsletters/mail_service/mail_settings.py"]
UNITS = sorted(path.name for path in DEPLOY.glob("newsroom*.service"))


def names_read():
    return {name for file in READERS for name in re.findall(r'"([A-Z][A-Z_]{2,})"', (ROOT / file).read_text())}


def assigned(text):
    return set(re.findall(r"^(?:Environment=)?([A-Z][A-Z_]{2,})=", text, re.M))


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def unit(name):
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(DEPLOY / name)
    return parser


def test_every_setting_that_a_deployment_names_is_read_and_explained():
    named = assigned((DEPLOY / "newsroom.env").read_text())
    for name in UNITS:
        named |= assigned((DEPLOY / name).read_text())
    for service in ("web1", "web2", "worker", "migrate"):
        named |= set(compose()["services"][service]["environment"])
    assert {"SITE_URL", "DATABASE_URL", "REDIS_URL", "MEDIA_BUCKET", "PORT"} <= named

    assert sorted(named - names_read()) == []
    assert sorted(name for name in named if f"`{name}`" not in OPERATIONS) == []


def test_every_machine_of_the_composition_has_the_same_key_database_and_bucket_and_a_folder_of_its_own():
    services = compose()["services"]
    ours = [services[name] for name in ("web1", "web2", "worker")]
    volumes = [volume for service in ours for volume in service["volumes"]]

    assert ours[0]["environment"] == ours[1]["environment"] == ours[2]["environment"]
    assert len({volume.partition(":")[0] for volume in volumes}) == 3
    assert {volume.partition(":")[0] for volume in volumes} <= set(compose()["volumes"])
    assert all("migrate" in service["depends_on"] for service in ours)


def test_what_one_waits_for_is_in_the_composition():
    services = compose()["services"]
    waited_for = {name for service in services.values() for name in service.get("depends_on", ())}

    assert "database" in waited_for
    assert waited_for <= set(services)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_a_command_that_there_is(name):
    service = unit(name)["Service"]
    program, script, command, *_arguments = service["ExecStart"].split()

    assert (program, script) == ("/srv/newsroom/.venv/bin/python", "manage.py")
    assert command in {path.stem for path in (ROOT / "newsroom/management/commands").glob("*.py")}
    assert service["EnvironmentFile"] == "/etc/newsroom.env"
    assert service["User"] == "paper"


def test_the_timer_starts_the_unit_of_its_name():
    assert (DEPLOY / "newsroom-backup.service").exists()
    assert unit("newsroom-backup.timer")["Timer"]["OnCalendar"] == "hourly"


def site():
    """The nginx site without the lines that need a certificate on this machine."""
    lines = (DEPLOY / "nginx.conf").read_text().splitlines()
    plain = (line for line in lines if not re.match(r"\s*ssl_certificate", line))
    return (
        "\n".join(plain)
        .replace("443 ssl http2", "8443")
        .replace("listen 80;", "listen 8080;")
        .replace("]:80;", "]:8080;")
    )


def test_every_group_of_machines_that_nginx_is_sent_to_has_the_same_machines():
    groups = dict(re.findall(r"^upstream (\w+) \{(.*?)^\}", site(), re.M | re.S))
    machines = {name: re.findall(r"server ([\d.:]+)", block) for name, block in groups.items()}

    assert set(re.findall(r"proxy_pass http://(\w+);", site())) == set(groups)
    assert machines["newsroom"] == machines["newsroom_desk"] == ["127.0.0.1:8001", "127.0.0.1:8002"]


def test_nginx_overwrites_what_readers_say_of_themselves():
    assert "proxy_set_header X-Forwarded-For $remote_addr;" in site()
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in site()
    assert "$proxy_add_x_forwarded_for" not in site()


def test_nginx_takes_the_site(tmp_path):
    (tmp_path / "site.conf").write_text(site())
    main = f"""pid {tmp_path}/pid; error_log {tmp_path}/log;
events {{}}
http {{ access_log off; client_body_temp_path {tmp_path}/b; proxy_temp_path {tmp_path}/p;
fastcgi_temp_path {tmp_path}/f;
uwsgi_temp_path {tmp_path}/u; scgi_temp_path {tmp_path}/s; include {tmp_path}/site.conf; }}"""
    (tmp_path / "nginx.conf").write_text(main)
    nginx = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")

    assert site().count("{") == site().count("}") > 5
    if nginx:
        command = [nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf"]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
