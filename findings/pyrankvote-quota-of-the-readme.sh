#!/bin/sh
# pyrankvote 2.0.6 seats another councillor than the quota in its own documentation does.
#
# By the README a single transferable vote has the Droop quota, votes / (seats + 1) + 1, as have the elections of
# Scottish councils (Local Government Elections Order 2011, schedule 1). The code leaves "+ 1" out. The surplus of
# whoever is elected grows by one vote, and where two are close, that decides. Of 30 votes for 2 seats the quota is 11;
# Ada's 15 have a surplus of 4, by which Bryn comes to 9.47 and Cadi to 9.53.
# Expected: Ada and Cadi.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyrankvote==2.0.6
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from pyrankvote import Ballot, Candidate, single_transferable_vote

ada, bryn, cadi = map(Candidate, ("Ada", "Bryn", "Cadi"))
papers = {(ada, bryn): 13, (ada, cadi): 2, (bryn,): 6, (cadi,): 9}
ballots = [Ballot(ranked_candidates=list(ranked)) for ranked, number in papers.items() for _ in range(number)]
surplus = 15 - (len(ballots) // 3 + 1)
print(f"by the quota: Bryn {6 + surplus * 13 / 15:.2f}, Cadi {9 + surplus * 2 / 15:.2f}")
result = single_transferable_vote([ada, bryn, cadi], ballots, number_of_seats=2)
print(f"pyrankvote {version('pyrankvote')}\n{result}")
if {str(winner) for winner in result.get_winners()} != {"Ada", "Bryn"}:
    sys.exit("It changed.")
PYTHON
