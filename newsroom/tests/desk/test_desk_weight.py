"""What a desk's browser has to fetch before a story can be written."""

import re

from django.contrib.staticfiles import finders

from articles.admin.story.form import SCRIPTS
from articles.body.schema import EDITOR_SCRIPTS, SHARED_SCRIPTS
from common.css_bundle import QuickCompressor, without_remarks

KB = 1024
MOST = 180 * KB
BUNDLE, PRESET = "django_prose_editor/editor.js", "articles/desk/story-editor.js"
# What is fetched with a script; what it fetches later, by `import(…)`, is not.
IMPORTED = re.compile(r'^import [^;]*?"(desk/[\w-]+)";', re.MULTILINE)


def source(script):
    with open(finders.find(script), encoding="utf-8") as file:
        return file.read()


def fetched():
    """Every script of ours that is there before the first key, and the editor's bundle."""
    found, to_read = {BUNDLE}, [PRESET, *EDITOR_SCRIPTS, *(f"articles/desk/{name}.js" for name in SCRIPTS)]
    while to_read:
        script = to_read.pop()
        if script not in found:
            found.add(script)
            to_read += [SHARED_SCRIPTS[name] for name in IMPORTED.findall(source(script))]
    return found


def test_scripts_of_the_story_form_stay_within_their_budget_as_they_are_sent():
    as_sent = {script: without_remarks(source(script)).encode() for script in fetched() - {BUNDLE}}
    as_sent[BUNDLE] = source(BUNDLE).encode()
    weights = {script: len(QuickCompressor.compress_brotli(words)) for script, words in as_sent.items()}

    assert len(weights) > 40
    assert weights[BUNDLE] > 100 * KB
    assert sum(weights.values()) <= MOST, f"{sum(weights.values()):,} bytes"


def test_every_script_that_the_import_map_names_is_imported_by_one_of_them():
    named = set(SHARED_SCRIPTS.values())
    read = "".join(source(script) for script in {*fetched(), *named} - {BUNDLE})

    assert [name for name in SHARED_SCRIPTS if f'"{name}"' not in read] == []


def test_remarks_and_indentation_alone_are_left_out_of_a_script():
    script = (
        '// Why.\n/** What\n * it does. */\nconst address = "https://example.org"; // stays\n  // And this.\nrun();\n'
    )

    assert without_remarks(script) == 'const address = "https://example.org"; // stays\nrun();\n'
