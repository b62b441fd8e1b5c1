"""What others wrote and the paper runs on: pinned by hash, no older than is safe, under licences that ours allows."""

import json
import re
from importlib import metadata

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from newsroom.tests.licences import LIST, licences_of, listed, page
from newsroom.tests.locks import entries_of, locked
from newsroom.tests.source import ROOT

LOCKS = {
    "requirements.txt": "requirements.lock",
    "requirements-anymail.txt": "requirements-anymail.lock",
    "requirements-dev.txt": "requirements-dev.lock",
}
MINIMUM = ROOT / "docs" / "minimum-versions.txt"
ADVISORY = re.compile(r"#.*\b(?:CVE-\d{4}-\d{4,}|GHSA(?:-[0-9a-z]{4}){3})\b")
ALLOWED = re.compile(
    r"(?:MIT(?:-0|-CMU)?|BSD-[23]-Clause|Apache-2\.0|PSF-2\.0|MPL-2\.0|ISC|LGPL-\d\.\d-(?:only|or-later))"
)
# Licences that ask more of whoever hands the paper on, and why the package is here all the same.
SET_APART = {"ofxtools": "GPL-3.0-only"}  # docs/operations.md says what follows for a container image


def requirements_in(path):
    lines = [line.partition("#")[0].strip() for line in path.read_text().splitlines()]
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(("asked", "lock"), LOCKS.items())
def test_lock_holds_what_is_asked_for(asked, lock):
    versions = locked(lock)
    missing = [
        str(each)
        for each in requirements_in(ROOT / asked)
        if canonical(each.name) not in versions or versions[canonical(each.name)] not in each.specifier
    ]

    assert requirements_in(ROOT / asked)
    assert missing == []


def test_locks_agree():
    runs, tests = locked("requirements.lock"), locked("requirements-dev.lock")
    beside = locked("requirements-anymail.lock")

    assert {name: tests.get(name) for name in runs} == runs
    assert {name: (beside | runs).get(name) for name in beside} == beside
    assert {name: tests.get(name) for name in beside} == beside


@pytest.mark.parametrize("lock", LOCKS.values())
def test_lock_pins_every_package_by_hash_and_names_no_host(lock):
    text = (ROOT / lock).read_text()
    packages = [line for line in text.splitlines() if line and not line.startswith(" ")]
    without = [entry["name"] for entry, below in entries_of(lock) if "--hash=sha256:" not in below]

    assert len(entries_of(lock)) == len(packages)
    assert without == []
    assert "://" not in text


def test_npm_pins_every_package_by_hash_and_runs_none_of_their_programs():
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert [name for name, entry in packages.items() if name and not entry.get("integrity")] == []
    assert any(entry.get("hasInstallScript") for entry in packages.values())
    assert "ignore-scripts=true" in (ROOT / ".npmrc").read_text().splitlines()


def test_minimum_versions_each_name_the_advisory_that_set_them():
    lines = [line for line in MINIMUM.read_text().splitlines() if not line.startswith("#")]

    assert len(lines) > 5
    assert [line for line in lines if not ADVISORY.search(line)] == []


def too_old(minimum, versions):
    return [str(each) for each in minimum if versions[canonical(each.name)] not in each.specifier]


def test_nothing_is_older_than_is_safe():
    minimum, versions = requirements_in(MINIMUM), locked("requirements.lock")
    installed = {canonical(each.name): Version(metadata.version(each.name)) for each in minimum}
    assert too_old(minimum, versions | {"pillow": Version("12.2.0")}) == ["Pillow>=12.3.0"]

    assert too_old(minimum, versions) == []
    assert too_old(minimum, installed) == []


def is_allowed(said):
    return all(ALLOWED.fullmatch(each) for each in re.split(r" (?:AND|OR) ", said))


def test_licences_are_those_that_ours_allows():
    assert not is_allowed("MIT AND GPL-3.0-only")
    assert not is_allowed("")
    assert is_allowed(licences_of(metadata.metadata("cryptography")))

    assert {name: said for name, said in listed().items() if not is_allowed(said)} == SET_APART


def test_list_of_licences_is_current():
    assert LIST.read_text() == page(), "make licences"
