"""What the supervisor does when one of its processes falls again and again."""

import sys
import time

from common.backoff import Backoff
from newsroom.server import supervisor
from newsroom.server.supervisor import MAX_EXITS, TICK, ManagedProcess, Supervisor


def test_a_crash_loop_ends_with_a_clear_line(tmp_path):
    lines = []
    falling = ManagedProcess("web server", [sys.executable, "-c", "raise SystemExit(3)"], cwd=tmp_path)
    standing = ManagedProcess("task worker", [sys.executable, "-c", "import time; time.sleep(60)"], cwd=tmp_path)

    result = Supervisor([falling, standing], log=lines.append).run(is_ready=lambda: False, greeting="")

    assert result is False
    assert lines[-1] == f"The web server fell {MAX_EXITS} times within 60 seconds (status 3): giving up."
    assert standing.popen.poll() is not None


def test_pauses_double_up_to_the_longest_and_begin_anew():
    backoff = Backoff(first=1, longest=60)

    assert [backoff.pause() for _ in range(8)] == [1, 2, 4, 8, 16, 32, 60, 60]
    backoff.reset()
    assert backoff.pause() == 1


def test_the_web_server_stays_up_and_little_is_said_when_the_worker_falls_again_and_again(tmp_path):
    lines, looks = [], []
    tries = tmp_path / "tries"
    falling = [sys.executable, "-c", f"open({str(tries)!r}, 'a').write('x'); raise SystemExit(3)"]
    standing = ManagedProcess("web server", [sys.executable, "-c", "import time; time.sleep(60)"], cwd=tmp_path)
    worker = ManagedProcess(
        "task worker", falling, cwd=tmp_path, is_vital=False, backoff=Backoff(first=TICK / 4, longest=TICK)
    )
    supervisor = Supervisor([standing, worker], log=lines.append)

    def is_ready():
        looks.append(standing.popen.poll())
        if tries.exists() and len(tries.read_text()) >= 2 * MAX_EXITS:
            supervisor.is_stopping = True

    result = supervisor.run(is_ready=is_ready, greeting="")

    assert result is True
    assert set(looks) == {None}, "the web server ran all the while"
    assert len(lines) == MAX_EXITS
    assert lines[0] == "The task worker fell (status 3); starting it again."
    assert lines[-1].startswith(f"The task worker fell {MAX_EXITS} times in a row (status 3). Pages are served without")


def test_one_that_served_for_a_while_is_started_again_however_often_it_is_killed(tmp_path, monkeypatch):
    monkeypatch.setattr(supervisor, "SOON", 0.05)
    command = [sys.executable, "-c", "import time; time.sleep(60)"]
    process = ManagedProcess("web server", command, cwd=tmp_path)
    for _ in range(MAX_EXITS + 2):
        process.start()
        time.sleep(0.1)
        process.popen.kill()
        process.popen.wait()
        assert process.has_exited()
        assert not process.is_crash_looping()
    monkeypatch.setattr(supervisor, "SOON", 60)
    for _ in range(MAX_EXITS):
        process.start()
        process.popen.kill()
        process.popen.wait()
        assert process.has_exited()
    assert process.is_crash_looping()
