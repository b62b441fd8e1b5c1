#!/bin/sh
# detect-secrets 1.5.0 takes the name of a function for a token of GitHub.
#
# Its pattern for tokens of GitHub begins anywhere in a word: "weighs_" ends with the "ghs_" of a token, and 36 letters and
# underscores after it are enough. A test named `test_weighs_at_most_fourteen_kilobytes_compressed` is reported.
# Expected: a token begins where a word begins.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check detect-secrets==1.5.0
cd "$folder"
echo 'def test_weighs_at_most_fourteen_kilobytes_compressed(client):' > named.py
echo 'def test_is_at_most_fourteen_kilobytes_large_compressed(client):' > other.py
venv/bin/detect-secrets scan --no-verify --disable-plugin KeywordDetector named.py other.py > found.json
echo "detect-secrets 1.5.0"
grep '"type"\|"filename"' found.json
grep -q '"GitHub Token"' found.json || { echo "It changed."; exit 1; }
! grep -q '"other.py"' found.json
