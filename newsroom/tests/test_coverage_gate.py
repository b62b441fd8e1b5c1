import pytest

from newsroom.tests.coverage_gate import too_low

ENOUGH = {"percent_statements_covered": 95.0, "percent_branches_covered": 90.0}


def test_gate_opens_when_lines_and_branches_are_covered():
    assert too_low(ENOUGH) == []


@pytest.mark.parametrize("name", ENOUGH)
def test_gate_names_what_is_too_low(name):
    assert [line.partition(":")[0] for line in too_low(ENOUGH | {name: ENOUGH[name] - 0.1})] == [name.replace("_", " ")]
