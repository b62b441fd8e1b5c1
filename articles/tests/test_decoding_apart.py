"""Pictures are decoded in a process of their own: whatever it dies of, the paper does not."""

import datetime as dt
import io
import json
import resource
import subprocess
import sys

import pytest
from PIL import Image

from articles.imaging import decoding, uploads
from articles.imaging.decoding import Decoded, Unusable, read_answer
from articles.imaging.metadata import Words
from articles.imaging.uploads import Refused, checked_picture
from articles.models import Picture
from articles.tests.hostile_files import disguised, outcome_of, oversized
from articles.tests.picture_builders import picture_bytes, picture_file, xmp_bytes

ENDINGS = {
    "killed": "import os; os.kill(os.getpid(), 9)",
    "a crash of a decoder": "import os; os.abort()",
    "an exception": "raise RuntimeError",
    "no memory": f"import resource; resource.setrlimit(resource.RLIMIT_AS, ({2**27}, {2**27})); bytes({2**28})",
    "no end": "import time; time.sleep(60)",
    "nothing said": "pass",
    "no JSON": "print('hello')",
    "another's drawing": 'print(\'{"ending": "jpg", "words": {}}\\n<html>\')',
    "words that are none": 'print(\'{"ending": "jpg", "words": {"evil": 1}}\\n\'); print(chr(0xff))',
}


@pytest.fixture
def decoder(monkeypatch):
    """Puts another program in the decoder's place. Whoever asks for this fixture decodes in a process of its own."""
    monkeypatch.setattr(uploads, "MAX_WAIT", 2)
    return lambda code: monkeypatch.setattr(uploads, "DECODER", [sys.executable, "-c", code])


@pytest.mark.parametrize("code", ENDINGS.values(), ids=ENDINGS)
def test_a_decoder_that_dies_costs_one_file(code, decoder, caplog):
    decoder(code)

    with pytest.raises(Refused) as refusal:
        checked_picture(picture_file())

    assert "could not be read within the memory and time" in refusal.value.messages[0]
    assert "gave no answer" in caplog.text


def test_the_desk_keeps_the_words_beside_a_file_that_killed_its_decoder(client, editor, decoder):
    decoder(ENDINGS["killed"])
    client.force_login(editor)

    response = client.post("/admin/articles/picture/add/", {"file": picture_file(), "caption": "Precious words"})

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert "could not be read" in form.errors["file"][0]
    assert form["caption"].value() == "Precious words"
    assert not Picture.objects.exists()


def test_the_decoder_has_a_time_and_none_of_the_papers_secrets(decoder, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden-from-decoders")
    asked = []
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda *given, **options: asked.append(options) or run(*given, **options))

    checked_picture(picture_file())

    assert asked[0]["env"] == {}
    assert asked[0]["timeout"] == uploads.MAX_WAIT


def test_the_decoder_begins_without_django():
    """Which takes as long to read as all that it does with most pictures."""
    asked = "import sys; from articles.imaging import decoding; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout == "False\n"


def test_main_sets_its_limits_before_it_reads(monkeypatch):
    limits = {}
    monkeypatch.setattr(resource, "setrlimit", limits.__setitem__)
    output = io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(picture_bytes())))
    monkeypatch.setattr(sys, "stdout", output)

    decoding.main()

    assert limits[resource.RLIMIT_AS] == (decoding.MAX_MEMORY,) * 2
    assert limits[resource.RLIMIT_CPU] == (decoding.MAX_SECONDS,) * 2
    assert limits[resource.RLIMIT_FSIZE] == (0, 0)
    assert read_answer(output.buffer.getvalue()).ending == "jpg"


def test_memory_that_is_not_there_is_a_picture_too_large(monkeypatch):
    def fill(_content):
        raise MemoryError

    monkeypatch.setattr(decoding, "_opened", fill)

    assert json.loads(decoding.answer(b""))["unusable"] == "large"


def test_what_the_file_says_comes_through_the_wall(decoder):
    told = xmp_bytes(caption="Ada’s “boat” <b>", creators=["Zoë"], rights="Not for use after 3 May 2031")

    words = checked_picture(picture_file(xmp=told)).words

    assert (words.caption, words.credit) == ("Ada’s “boat” <b>", "Zoë")
    assert words.rights_until == dt.date(2031, 5, 3)


def test_a_refusal_comes_through_the_wall_with_the_kind_of_file():
    with pytest.raises(Unusable) as unusable:
        read_answer(decoding.answer(b"%PDF-1.7"))

    assert (unusable.value.code, unusable.value.kind) == ("named_kind", "PDF")
    assert isinstance(read_answer(decoding.answer(picture_bytes())), Decoded)
    assert Image.open(io.BytesIO(read_answer(decoding.answer(picture_bytes("PNG"))).drawing)).format == "PNG"
    assert read_answer(decoding.answer(picture_bytes())).words == Words()


@pytest.mark.parametrize(("files", "number"), [(disguised, 100), (oversized, 60)])
def test_nothing_of_a_hostile_file_is_kept(files, number):
    outcomes = {name: outcome_of(content) for name, content in files()}

    assert len(outcomes) == number
    refusals = {"named_kind", "kind", "broken", "large", "heavy"} | ({"drawn anew"} if files is disguised else set())
    assert {name: outcome for name, outcome in outcomes.items() if outcome not in refusals} == {}
