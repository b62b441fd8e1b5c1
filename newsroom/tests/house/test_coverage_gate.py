"""The gate at the end of `make test`: what it lets through, and what it names."""

import json
import subprocess

import pytest

from newsroom.tests.coverage_gate import main, too_low

ENOUGH = {"percent_statements_covered": 95.0, "percent_branches_covered": 90.0}


@pytest.fixture
def ran(monkeypatch):
    def with_totals(totals):
        report = subprocess.CompletedProcess([], 0, stdout=json.dumps({"totals": totals}))
        monkeypatch.setattr(subprocess, "run", lambda *args, **kwargs: report)
        with pytest.raises(SystemExit) as ended:
            main()
        return ended.value.code

    return with_totals


def test_gate_opens_when_lines_and_branches_are_covered(ran):
    assert too_low(ENOUGH) == []
    assert ran(ENOUGH) == 0


@pytest.mark.parametrize("name", ENOUGH)
def test_gate_names_what_is_too_low(name, ran):
    totals = ENOUGH | {name: ENOUGH[name] - 0.1, "num_branches": 1}

    assert [line.partition(":")[0] for line in too_low(totals)] == [name.replace("_", " ")]
    assert ran(totals).startswith(name.replace("_", " "))
