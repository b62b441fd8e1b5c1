"""Words that try to run a script: through saving and drawing by a parser, and in a browser on every kind of page.

The suite tries 300 mutated documents, `make check` 20,000, `make fuzz` a million.
"""

import os

import pytest

from articles.body import cleaning, rendering
from newsroom.tests import script_vectors
from newsroom.tests.script_vectors import VECTORS, Reader, faults_of, fuzz, vectors

DOCUMENTS = int(os.environ.get("FUZZ_DOCUMENTS", "300"))


def test_no_vector_gets_through_saving_and_drawing():
    tried = vectors()

    assert len(set(tried)) == VECTORS
    assert {vector: faults for vector in tried if (faults := faults_of(vector))} == {}


@pytest.mark.at_length
def test_no_mutated_document_gets_anything_through():
    assert fuzz(DOCUMENTS, seed=1) == []


def test_without_the_clean_up_most_vectors_would_get_through(monkeypatch):
    for module in (cleaning, rendering, script_vectors):
        monkeypatch.setattr(module, "sanitize_body", lambda html: html)
    monkeypatch.setattr(script_vectors, "clean_body", lambda html: html)

    assert sum(bool(faults_of(vector)) for vector in vectors()) > VECTORS / 3
    assert fuzz(20, seed=1) != []


@pytest.mark.parametrize(
    "html", ["<p onclick=x>x</p>", "<script>x</script>", '<a href="javascript:x">x</a>', "<!-- x -->", "<svg></svg>"]
)
def test_reader_sees_what_no_story_may_hold(html):
    assert Reader(html).wrong
    assert Reader('<p>x <a href="https://example.org/">y</a></p>').wrong == []
