#!/bin/sh
# Pillow 13.0.0 loses every word of an IPTC block that holds one extended dataset.
#
# IPTC-IIM 4.2 lets any dataset write its size in the extended way: bit 15 of the length is set, the other bits say how
# many bytes hold the size (1C 02 78 80 04 00 00 00 07 …). `IptcImagePlugin` looks at the first of these two bytes
# alone, takes it for an empty dataset, reads the size as the next dataset and raises SyntaxError: the words before and
# after it are lost as well. Expected: {(2, 105): b'Gate', (2, 120): b'The quay'}.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pillow==13.0.0
"$folder/venv/bin/python" - <<'PYTHON'
import io
import struct
import sys

import PIL
from PIL import Image, IptcImagePlugin

HEADLINE = b"\x1c\x02\x69\x00\x04Gate"
PLAIN = b"\x1c\x02\x78\x00\x08The quay"
EXTENDED = b"\x1c\x02\x78\x80\x04\x00\x00\x00\x08The quay"


def read(block):
    resource = b"8BIM" + struct.pack(">HBBI", 0x0404, 0, 0, len(block)) + block + b"\0" * (len(block) % 2)
    body = b"Photoshop 3.0\0" + resource
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "JPEG")
    content = buffer.getvalue()
    content = content[:2] + struct.pack(">BBH", 0xFF, 0xED, len(body) + 2) + body + content[2:]
    try:
        return IptcImagePlugin.getiptcinfo(Image.open(io.BytesIO(content)))
    except SyntaxError as error:
        return f"SyntaxError: {error}"


plain, extended = read(HEADLINE + PLAIN), read(HEADLINE + EXTENDED)
print(f"Pillow {PIL.__version__}\n  plain datasets:      {plain}\n  one extended dataset: {extended}")
sys.exit(0 if plain == {(2, 105): b"Gate", (2, 120): b"The quay"} and str(extended).startswith("SyntaxError") else 1)
PYTHON
