"""How many faults, put into the code on purpose, the tests find: `make mutants`.

The tests run once, to see which of them enter which function. Then each fault has a process of its own, forked from
that one, in which its function gets the faulty code, and the tests that enter it run until one of them fails.
"""

import gc
import os
import random
import signal
import sys
import time
import warnings
from collections import Counter, defaultdict
from itertools import pairwise
from types import FunctionType

import pytest
from _pytest.runner import runtestprotocol

from newsroom.tests.mutations import Mutant, mutants_of
from newsroom.tests.source import ROOT

ROOMS = [
    "articles/workflow/permissions.py",
    "articles/workflow/stages.py",
    "articles/publishing/publish.py",
    "articles/publishing/corrections.py",
    "articles/publishing/takedowns.py",
    "articles/publishing/draft_links.py",
    "articles/body/cleaning.py",
    "articles/body/inline.py",
    "articles/body/links.py",
    "articles/body/markup.py",
    "supporters/money/*.py",
    "supporters/giving/at_the_desk.py",
    "supporters/giving/card_testing.py",
    "supporters/giving/pledge.py",
    "common/can.py",
    "common/limits.py",
    "common/rate_limit.py",
    "polls/voting/rate_limit.py",
]
SECONDS = 60  # a fault that makes the tests run for so long is found
TRIED = 40.0  # seconds of tests for one fault, the quickest first


class Watch:
    """Which test entered which function of these files, and how long each test took."""

    def __init__(self, files):
        self.files = {str(file) for file in files}
        self.entered, self.took, self.now = defaultdict(list), {}, None
        sys.monitoring.use_tool_id(sys.monitoring.OPTIMIZER_ID, "mutants")
        sys.monitoring.register_callback(sys.monitoring.OPTIMIZER_ID, sys.monitoring.events.PY_START, self.enter)
        sys.monitoring.set_events(sys.monitoring.OPTIMIZER_ID, sys.monitoring.events.PY_START)

    def enter(self, code, _offset):
        if code.co_filename in self.files and self.now:
            self.entered[_name_of(code)].append(self.now)
        return sys.monitoring.DISABLE

    def run(self, items):
        failed = []
        for place, item in enumerate(items):
            self.now, began = item, time.monotonic()
            sys.monitoring.restart_events()
            reports = runtestprotocol(item, log=False, nextitem=items[(place + 1) % len(items)])
            self.took[item] = time.monotonic() - began
            if any(report.failed for report in reports):
                failed.append(item)
        sys.monitoring.set_events(sys.monitoring.OPTIMIZER_ID, 0)
        return failed

    def tests_of(self, where, failed):
        """Those that enter the function, the quickest first, for as long as one fault is worth."""
        tests, left = [], TRIED
        for item in sorted(set(self.entered[where]) - set(failed), key=self.took.get):
            left -= self.took[item]
            if left < 0 and tests:
                break
            tests.append(item)
        return tests


def functions_in(files: set[str]) -> dict[tuple[str, str], list[FunctionType]]:
    """What runs when a function of these files is called, by file and name, also where a decorator hides it."""
    found = defaultdict(list)
    gc.unfreeze()  # what is frozen is not among the objects
    for held in gc.get_objects():
        code = held.__code__ if type(held) is FunctionType else None
        if code and code.co_filename in files and "<locals>" not in code.co_qualname:
            found[_name_of(code)].append(held)
    return found


def _name_of(code):
    return code.co_filename.removeprefix(f"{ROOT}/"), code.co_qualname.split(".<locals>")[0]


def end_of(mutant: Mutant, tests: list[pytest.Item], functions: list[FunctionType]) -> str:
    """What became of the fault: found, missed, run by no test, or impossible to put in."""
    if not tests:
        return "not run"
    if not functions:
        return "impossible"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # threads of tests that are over are not there in the child, and not missed
        child = os.fork()
    if not child:
        os._exit(_try_out(mutant, tests, functions))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: "missed", 1: "found", 2: "impossible"}.get(status, "ran on")


def _try_out(mutant, tests, functions):
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    signal.alarm(SECONDS)
    try:
        for function in functions:
            function.__code__ = mutant.code
    except ValueError:  # it uses a name of the function around it no more
        return 2
    for item, following in pairwise([*tests, tests[0]]):
        if any(report.failed for report in runtestprotocol(item, log=False, nextitem=following)):
            return 1
    return 0


def pytest_addoption(parser):
    parser.addoption("--mutants", type=int, default=400)
    parser.addoption("--mutants-seed", type=int, default=1)
    parser.addoption("--mutants-of", default="*", help="of those files alone whose path fits, as in supporters/money/*")


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session):
    files = [file for room in ROOMS for file in sorted(ROOT.glob(room)) if file.match(session.config.option.mutants_of)]
    watch = Watch(files)
    failed = watch.run(session.items)
    for item in failed:
        print(f"fails by itself {item.nodeid}")
    every = [mutant for file in files for mutant in mutants_of(file)]
    chance, number = random.Random(session.config.option.mutants_seed), session.config.option.mutants
    functions, ends = functions_in(watch.files), defaultdict(Counter)
    gc.freeze()
    for mutant in chance.sample(every, min(number, len(every))):
        where = mutant.file, mutant.function
        end = end_of(mutant, watch.tests_of(where, failed), functions[where])
        ends[mutant.file][end] += 1
        if end in {"missed", "not run"}:
            print(f"{end} {mutant}", flush=True)
    tell(ends)
    return True


def tell(ends: dict[str, Counter]) -> None:
    for file, counts in sorted(ends.items()):
        print(f"{file}: {dict(counts)}")
    told = sum(ends.values(), Counter())
    found, all_told = told["found"] + told["ran on"], told.total() - told["impossible"]
    print(f"{found} of {all_told} faults found, {found / all_told:.1%}", flush=True)
