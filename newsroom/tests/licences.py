"""The licences under which the paper's packages may be used, as each package itself says. Made by `make licences`."""

from importlib import metadata

from newsroom.tests.locks import locked
from newsroom.tests.source import ROOT

LIST = ROOT / "docs" / "licences.md"
HEAD = """# Licences

Newsroom is under the 3-clause BSD licence ([LICENSE](../LICENSE)). What it runs on, by `requirements.lock` and, with a
sending service, `requirements-anymail.lock`, as each package names its own licence. Made by `make licences`; what tests
and checks need besides never leaves the developer's machine and is not listed. The face of the headlines, Newsreader,
is under the SIL Open Font License 1.1, which stands beside it in `newsroom/static/newsroom/fonts`; `make font` says
what was cut out of it.

| Package | Licence |
|---|---|
"""
# What packages write, where it is no SPDX name.
SPDX = {
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL-2.0-or-later",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "PSFL": "PSF-2.0",
    "Python Software Foundation License": "PSF-2.0",
}


def licences_of(described: metadata.PackageMetadata) -> str:
    """What a package says: an SPDX expression, else its classifiers, else a free word."""
    if expression := described.get("License-Expression"):
        return expression
    classifiers = [each for each in described.get_all("Classifier", []) if each.startswith("License ::")]
    said = [each.rpartition(" :: ")[2] for each in classifiers] or [described.get("License", "")]
    return " AND ".join(SPDX.get(each, each) for each in said)


def listed() -> dict[str, str]:
    installed = locked("requirements.lock") | locked("requirements-anymail.lock")
    return {name: licences_of(metadata.metadata(name)) for name in sorted(installed)}


def page() -> str:
    return HEAD + "".join(f"| {name} | {said} |\n" for name, said in listed().items())


if __name__ == "__main__":
    LIST.write_text(page())
