"""Pictures are decoded in processes of their own: whatever one dies of, neither the paper nor the next file does."""

import datetime as dt
import io
import json
import os
import subprocess
import sys

import pytest
from PIL import Image

from articles.imaging import decoder_process, decoding
from articles.imaging.decoder_process import DecoderProcess, answer, read_answer, read_message, write_message
from articles.imaging.decoding import Unusable, decode
from articles.imaging.metadata import Words
from articles.imaging.uploads import Refused, checked_picture
from articles.models import Picture
from articles.tests.hostile_files import disguised, outcome_of, oversized
from articles.tests.picture_builders import exif_bytes, picture_bytes, picture_file, xmp_bytes

# In the place of the real decoder: what it does with a file is written in the file.
OBEYS = """
import os, sys
from articles.imaging import decoder_process
def obey(content):
    told = dict(globals())
    exec(content, told)
    return told["said"]
decoder_process.answer = obey
decoder_process.main()
"""
WELL = b"""said = b'{"unusable": "well", "kind": ""}\\n'"""
KILLED = b"os.kill(os.getpid(), 9)"
DEATHS = {
    "killed": KILLED,
    "a crash of a decoder": b"os.abort()",
    "an exception": b"raise RuntimeError",
    "leaves": b"sys.exit()",
    "no memory": b"bytes(2**31)",
    "a file": b"import tempfile; tempfile.TemporaryFile().write(b'x'); said = b''",
    "nothing said": b"said = b''",
    "no JSON": b"said = b'hello'",
    "another's drawing": b"""said = b'{"ending": "jpg", "words": {}}\\n<html>'""",
    "words that are none": b"""said = b'{"ending": "jpg", "words": {"evil": 1}}\\n\\xff\\xd8\\xff'""",
}
# What a child has: its lines to the parent, the names of its environment, its limits and its time.
LOOKS = b"""
import json, resource, signal
def is_open(number):
    try:
        return bool(os.fstat(number))
    except OSError:
        return False
found = {"lines": [number for number in (0, 1) if is_open(number)], "names": list(os.environ)}
for name in ("RLIMIT_AS", "RLIMIT_CPU", "RLIMIT_CORE", "RLIMIT_FSIZE"):
    found[name] = resource.getrlimit(getattr(resource, name))
found["alarm"] = signal.alarm(0)
said = json.dumps({"unusable": found, "kind": ""}).encode()
"""


@pytest.fixture
def decoder():
    """Whoever asks for this fixture decodes in a process of its own."""


@pytest.fixture
def obeying(decoder, monkeypatch):
    monkeypatch.setattr(decoder_process, "COMMAND", [sys.executable, "-c", OBEYS])
    with DecoderProcess() as ask:
        yield ask


def said_of(ask, content):
    with pytest.raises(Unusable) as told:
        ask(content)
    return told.value.code


def test_each_file_is_decoded_as_it_is_in_our_own_process(decoder):
    files = [
        picture_bytes(exif=exif_bytes(orientation=6), size=(60, 40)),
        picture_bytes("PNG", xmp=xmp_bytes(caption="The quay")),
        picture_bytes("WEBP"),
    ]
    with DecoderProcess() as ask:
        assert [ask(file) for file in files] == [decode(file) for file in files]
        assert said_of(ask, b"Just words.") == "kind"
        assert ask(files[1]).words.caption == "The quay"


def test_whatever_one_dies_of_the_next_is_answered(obeying, caplog):
    told = {name: [said_of(obeying, death), said_of(obeying, WELL)] for name, death in DEATHS.items()}

    assert told == dict.fromkeys(DEATHS, ["costly", "well"])
    assert caplog.text.count("gave no answer") == len(DEATHS)


def test_one_that_never_ends_is_ended_and_the_next_is_answered(obeying, monkeypatch):
    assert said_of(obeying, WELL) == "well"
    monkeypatch.setattr(decoder_process, "MAX_WAIT", 1)

    assert said_of(obeying, b"import time; time.sleep(60)") == "costly"

    monkeypatch.setattr(decoder_process, "MAX_WAIT", 40)
    assert said_of(obeying, WELL) == "well"


def test_a_child_ends_with_its_time_whoever_waits_for_it(obeying):
    assert said_of(obeying, b"import signal; signal.alarm(1); import time; time.sleep(60)") == "costly"


def test_a_child_has_limits_and_nothing_of_the_paper(obeying, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden-from-decoders")

    found = said_of(obeying, LOOKS)
    assert "SECRET_KEY" not in found.pop("names")
    assert found == {
        "lines": [],
        "RLIMIT_AS": [decoder_process.MAX_MEMORY] * 2,
        "RLIMIT_CPU": [decoder_process.MAX_SECONDS] * 2,
        "RLIMIT_CORE": [0, 0],
        "RLIMIT_FSIZE": [0, 0],
        "alarm": decoder_process.MAX_WAIT,
    }


def test_nothing_is_left_of_it_at_the_end(decoder):
    with DecoderProcess() as ask:
        ask(picture_bytes())
        process = ask.process
    assert process.returncode is not None
    assert not os.path.exists(f"/proc/{process.pid}/fd")


def test_messages_are_told_apart(tmp_path):
    with (tmp_path / "line").open("wb") as line:
        for message in (b"one", b"", bytes(300)):
            write_message(line, message)
    with (tmp_path / "line").open("rb") as line:
        assert [read_message(line) for _ in range(4)] == [b"one", b"", bytes(300), b""]
    os.truncate(tmp_path / "line", os.path.getsize(tmp_path / "line") - 1)
    with (tmp_path / "line").open("rb") as line:
        assert [read_message(line) for _ in range(2)] == [b"one", b""]
        with pytest.raises(OSError, match="cut off"):
            read_message(line)


def test_an_upload_that_kills_its_decoder_is_refused_and_the_words_beside_it_are_kept(client, editor, obeying):
    upload = picture_file(content=KILLED)
    with pytest.raises(Refused, match="could not be read within the memory and time"):
        checked_picture(upload)
    client.force_login(editor)

    response = client.post(
        "/admin/articles/picture/add/", {"file": picture_file(content=KILLED), "caption": "Precious words"}
    )

    assert response.status_code == 200
    form = response.context["adminform"].form
    assert "could not be read" in form.errors["file"][0]
    assert form["caption"].value() == "Precious words"
    assert not Picture.objects.exists()


def test_the_decoder_begins_without_django():
    """Which takes as long to read as all that it does with most pictures."""
    asked = "import sys; from articles.imaging import decoder_process; print('django' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout == "False\n"


def test_memory_that_is_not_there_is_a_picture_too_large(monkeypatch):
    def fill(_content):
        raise MemoryError

    monkeypatch.setattr(decoding, "_opened", fill)

    assert json.loads(answer(b""))["unusable"] == "large"


def test_what_the_file_says_comes_through_the_wall(decoder):
    told = xmp_bytes(caption="Ada’s “boat” <b>", creators=["Zoë"], rights="Not for use after 3 May 2031")

    words = checked_picture(picture_file(xmp=told)).words

    assert (words.caption, words.credit) == ("Ada’s “boat” <b>", "Zoë")
    assert words.rights_until == dt.date(2031, 5, 3)


def test_a_refusal_comes_through_the_wall_with_the_kind_of_file():
    with pytest.raises(Unusable) as unusable:
        read_answer(answer(b"%PDF-1.7"))

    assert (unusable.value.code, unusable.value.kind) == ("named_kind", "PDF")
    assert Image.open(io.BytesIO(read_answer(answer(picture_bytes("PNG"))).drawing)).format == "PNG"
    jpeg = read_answer(answer(picture_bytes()))
    assert (jpeg.ending, jpeg.words) == ("jpg", Words())


@pytest.mark.parametrize(("files", "number"), [(disguised, 100), (oversized, 60)])
def test_nothing_of_a_hostile_file_is_kept(files, number):
    outcomes = {name: outcome_of(content) for name, content in files()}

    assert len(outcomes) == number
    refusals = {"named_kind", "kind", "broken", "large", "heavy"} | ({"drawn anew"} if files is disguised else set())
    assert {name: outcome for name, outcome in outcomes.items() if outcome not in refusals} == {}
