#!/bin/sh
# iptcinfo3 2.3.0 forgets the first of two photographers, and takes the name out of the file when it saves it.
#
# IPTC-IIM 4.2 has one By-line (2:80) for each creator of a picture: the dataset is repeatable. So are By-line Title
# (2:85) and Writer/Editor (2:122). The library, which by its README puts such words into pictures and pulls them back
# out, has keywords, contacts and supplemental categories as lists, and lets each value of the rest replace the one
# before. Whoever adds a keyword to a picture of two photographers gives it back with the last one's name alone. Pillow
# 13.0.0 reads both before, and one afterwards.
# Expected: Ann Marsh and Bryn Parry.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check iptcinfo3==2.3.0 pillow==13.0.0
cd "$folder"
venv/bin/python - <<'PYTHON'
import sys
from importlib.metadata import version

from iptcinfo3 import IPTCInfo
from PIL import Image, IptcImagePlugin

WORDS = ((5, b"The quay"), (25, b"quay"), (80, b"Ann Marsh"), (80, b"Bryn Parry"))


def by_lines(path):
    with Image.open(path) as image:
        return IptcImagePlugin.getiptcinfo(image)[2, 80]


block = b"".join(b"\x1c\x02" + bytes([tag]) + len(value).to_bytes(2) + value for tag, value in WORDS)
block += b"\0" * (len(block) % 2)
segment = b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + len(block).to_bytes(4) + block
Image.new("RGB", (8, 8)).save("plain.jpg")
with open("plain.jpg", "rb") as plain, open("quay.jpg", "wb") as picture:
    start, rest = plain.read(2), plain.read()
    picture.write(start + b"\xff\xed" + (len(segment) + 2).to_bytes(2) + segment + rest)

before = by_lines("quay.jpg")
info = IPTCInfo("quay.jpg")
read = info["by-line"]
info["keywords"] = [*info["keywords"], b"harbour"]
info.save_as("saved.jpg")
after = by_lines("saved.jpg")
print(f"pillow {version('pillow')}: {before}")
print(f"iptcinfo3 {version('iptcinfo3')}: {read}, keywords {info['keywords']}")
print(f"saved, read by pillow: {after}")
if (before, read, after) != ([b"Ann Marsh", b"Bryn Parry"], b"Bryn Parry", b"Bryn Parry"):
    sys.exit("It changed.")
PYTHON
