"""Whether the tests that just ran have run enough of our lines, and enough of the ways on from them."""

import json
import subprocess
import sys

LEAST = {"percent_statements_covered": 95, "percent_branches_covered": 90}


def too_low(totals: dict[str, float]) -> list[str]:
    return [
        f"{name.replace('_', ' ')}: {totals[name]:.1f}, at least {least} is asked for"
        for name, least in LEAST.items()
        if totals.get(name, least) < least
    ]


def main() -> None:
    report = [sys.executable, "-m", "coverage", "json", "-q", "-o", "-", "--fail-under=0"]
    totals = json.loads(subprocess.run(report, capture_output=True, text=True, check=True).stdout)["totals"]
    if not totals.get("num_branches"):  # they were not measured
        totals.pop("percent_branches_covered", None)
    print(", ".join(f"{name.replace('_', ' ')}: {totals[name]:.1f}" for name in LEAST if name in totals))
    sys.exit("\n".join(too_low(totals)) or 0)  # an empty text would be a failure too


if __name__ == "__main__":
    main()
