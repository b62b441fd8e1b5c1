"""What `make lint` refuses in our code because it opens a door, each with a sample that shows that it does."""

import ast
import json
import subprocess
import sys

import pytest

from newsroom.tests.source import FUNCTIONS, ROOT, files, is_test, name_of, tree_of

# By bandit's rule, as ruff names it.
SAMPLES = {
    "S301": "import pickle\npickle.loads(sent)",
    "S302": "import marshal\nmarshal.loads(sent)",
    "S307": "eval(sent)",
    "S102": "exec(sent)",
    "S506": "import yaml\nyaml.load(sent)",
    "S602": "import subprocess\nsubprocess.run(sent, shell=True)",
    "S308": "from django.utils.safestring import mark_safe\nmark_safe(sent)",
    "S608": "cursor.execute(f\"SELECT headline FROM stories WHERE slug = '{sent}'\")",
    "S610": "User.objects.extra(where=[sent])",
    "S611": "from django.db.models.expressions import RawSQL\nUser.objects.annotate(val=RawSQL(sent, []))",
    "S324": "import hashlib\nhashlib.md5(sent)",
    "S501": 'import requests\nrequests.get("https://example.org", verify=False, timeout=5)',
    "S105": 'password = "correct horse"',
}
# What a view does instead of asking for a token: it looks where the form comes from, or at a signature or secret.
INSTEAD_OF_A_TOKEN = {"refuse_foreign_post", "source_of", "BadWebhook", "read_token", "reports_view"}
NO_PAGES = {"polls/drills/plain_site.py"}  # a bare view beside ours, for the benchmark alone


@pytest.fixture(scope="module")
def caught():
    """The rules that complain of the samples, by the project's own settings."""
    source = "\n\n".join(SAMPLES.values())
    ruff = [sys.executable, "-m", "ruff", "check", "--output-format", "json", "--stdin-filename", "common/sample.py"]
    done = subprocess.run([*ruff, "-"], input=source, cwd=ROOT, capture_output=True, text=True, check=False)
    return {each["code"] for each in json.loads(done.stdout)}


@pytest.mark.parametrize("rule", SAMPLES)
def test_linter_catches(rule, caught):
    assert rule in caught


def without_a_check(tree):
    """Functions that are freed of Django's token, or free another, and look at nothing instead."""
    for node in ast.walk(tree):
        if isinstance(node, FUNCTIONS):
            names = {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
            names |= {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
            if "csrf_exempt" in names and not names & INSTEAD_OF_A_TOKEN:
                yield node.name


def test_view_without_a_token_looks_where_a_form_comes_from():
    assert list(without_a_check(ast.parse("@csrf_exempt\ndef take(request):\n    save(request.POST)"))) == ["take"]
    assert list(without_a_check(ast.parse("@csrf_exempt\ndef take(request):\n    refuse_foreign_post(request)"))) == []

    ours = [path for path in files("*.py") if not is_test(path) and name_of(path) not in NO_PAGES]
    freed = [path for path in ours if "csrf_exempt" in path.read_text()]
    assert len(freed) > 4
    assert {name_of(path): found for path in freed if (found := list(without_a_check(tree_of(path))))} == {}
