#!/bin/sh
# tinytag 2.3.2 and mutagen 1.48.1 say of a talk of 22 minutes that it lasts 11, or 44.
#
# In MPEG audio every frame tells its own rate, and Layer III may change it from frame to frame (ISO 11172-3, 2.4.2.3); who
# sets a jingle before a talk gets such a file. Without a header of the encoder Xing, which no standard asks for, both take
# the rate of the first frames for that of the file. Neither says that it guessed: `sketchy` is false.
# Expected: the number of frames times 1,152 samples, or no length.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check tinytag==2.3.2 mutagen==1.48.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import tempfile
from importlib.metadata import version

from mutagen.mp3 import MP3
from tinytag import TinyTag


def frames(header, kilobits, number):
    return (bytes.fromhex(header) + bytes(144 * kilobits * 1000 // 44100 - 4)) * number


def talk(count):
    return frames("fffb5000", 64, count)


def jingle(count):
    return frames("fffb9000", 128, count)


seen = {}
for name, content in (("jingle, talk", jingle(500) + talk(50000)), ("talk, jingle", talk(500) + jingle(50000))):
    with tempfile.NamedTemporaryFile(suffix=".mp3") as file:
        file.write(content)
        file.flush()
        read = MP3(file.name).info
        seen[name] = round(TinyTag.get(file.name).duration / 60), round(read.length / 60), read.sketchy
    print(f"{name}: tinytag {version('tinytag')}, mutagen {version('mutagen')}, sketchy: {seen[name]}")
print("of", round(50500 * 1152 / 44100 / 60), "minutes")
if list(seen.values()) != [(11, 11, False), (44, 44, False)]:
    sys.exit("It changed.")
PYTHON
