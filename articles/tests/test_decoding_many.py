"""An archive's pictures are decoded by few processes, and each still dies alone."""

import os
import sys

import pytest

from articles.imaging import decoding_many
from articles.imaging.decoding import Unusable, decode
from articles.imaging.decoding_many import ManyDecoder, read_part, write_part
from articles.tests.picture_builders import exif_bytes, picture_bytes, xmp_bytes

# In the place of the real decoder: what it does with a file is written in the file.
OBEYS = """
import os, sys
from articles.imaging import decoding_many
def obey(content):
    told = dict(globals())
    exec(content, told)
    return told["said"]
decoding_many.answer = obey
decoding_many.main()
"""
WELL = b"""said = b'{"unusable": "well", "kind": ""}\\n'"""
DEATHS = {
    "killed": b"os.kill(os.getpid(), 9)",
    "a crash of a decoder": b"os.abort()",
    "an exception": b"raise RuntimeError",
    "leaves": b"sys.exit()",
    "no memory": b"bytes(2**31)",
    "a file": b"import tempfile; tempfile.TemporaryFile().write(b'x'); said = b''",
    "nothing said": b"said = b''",
    "no JSON": b"said = b'hello'",
}


@pytest.fixture
def decoder():
    """The fixture's name keeps the real one in its place."""


@pytest.fixture
def obeying(monkeypatch):
    monkeypatch.setattr(decoding_many, "COMMAND", [sys.executable, "-c", OBEYS])
    with ManyDecoder() as ask:
        yield ask


def said_of(ask, content):
    with pytest.raises(Unusable) as told:
        ask(content)
    return told.value.code


def test_each_file_is_decoded_as_it_is_alone(decoder):
    files = [
        picture_bytes(exif=exif_bytes(orientation=6), size=(60, 40)),
        picture_bytes("PNG", xmp=xmp_bytes(caption="The quay")),
        picture_bytes("WEBP"),
    ]
    with ManyDecoder() as ask:
        assert [ask(file) for file in files] == [decode(file) for file in files]
        assert said_of(ask, b"Just words.") == "kind"
        assert ask(files[1]).words.caption == "The quay"


@pytest.mark.parametrize("death", DEATHS.values(), ids=DEATHS)
def test_whatever_one_dies_of_the_next_is_answered(decoder, obeying, death):
    assert [said_of(obeying, WELL), said_of(obeying, death), said_of(obeying, WELL)] == ["well", "costly", "well"]


def test_one_that_never_ends_is_ended_and_the_next_is_answered(decoder, obeying, monkeypatch):
    assert said_of(obeying, WELL) == "well"
    monkeypatch.setattr(decoding_many, "MAX_WAIT", 1)

    assert said_of(obeying, b"import time; time.sleep(60)") == "costly"

    monkeypatch.setattr(decoding_many, "MAX_WAIT", 40)
    assert said_of(obeying, WELL) == "well"


ALARM = b"""
import json, signal
said = json.dumps({"unusable": [signal.alarm(0)], "kind": ""}).encode()
"""
LOOKS = b"""
import json
def is_open(number):
    try:
        return bool(os.fstat(number))
    except OSError:
        return False
found = [number for number in (0, 1) if is_open(number)], list(os.environ)
said = json.dumps({"unusable": found, "kind": ""}).encode()
"""


def test_a_child_ends_with_its_time_whoever_waits_for_it(decoder, obeying):
    assert said_of(obeying, b"import signal; signal.alarm(1); import time; time.sleep(60)") == "costly"
    assert said_of(obeying, ALARM) == [decoding_many.MAX_WAIT]


def test_none_has_the_papers_secrets_nor_a_way_to_the_files_of_others(decoder, obeying, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden-from-decoders")

    lines, names = said_of(obeying, LOOKS)
    assert (lines, "SECRET_KEY" in names) == ([], False)


def test_nothing_is_left_of_it_at_the_end(decoder):
    with ManyDecoder() as ask:
        ask(picture_bytes())
        process = ask.process
    assert process.returncode is not None
    assert not os.path.exists(f"/proc/{process.pid}/fd")


def test_parts_are_told_apart(tmp_path):
    with (tmp_path / "line").open("wb") as line:
        for part in (b"one", b"", bytes(300)):
            write_part(line, part)
    with (tmp_path / "line").open("rb") as line:
        assert [read_part(line) for _ in range(4)] == [b"one", b"", bytes(300), b""]
    os.truncate(tmp_path / "line", os.path.getsize(tmp_path / "line") - 1)
    with (tmp_path / "line").open("rb") as line:
        assert [read_part(line) for _ in range(2)] == [b"one", b""]
        with pytest.raises(OSError, match="cut off"):
            read_part(line)
