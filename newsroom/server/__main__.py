"""What `manage.py serve` becomes after its checks: the supervisor, in a process that has never read Django."""

import argparse
import os

from newsroom.server.supervisor import (
    ForkedProcess,
    ManagedProcess,
    Supervisor,
    answers,
    web_command,
    worker_command,
)


def main() -> int:
    options = _options()
    host, port, fd = options.host, options.port, options.fd
    command, cwd = web_command(host=host, port=port, fd=fd), os.getcwd()
    *webs, worker = (ForkedProcess(pid) for pid in options.forked)
    processes = [
        *(ManagedProcess("web server", command, cwd=cwd, fds=(fd,), popen=web) for web in webs),
        ManagedProcess("task worker", worker_command(), cwd=cwd, is_vital=False, popen=worker),
    ]
    supervisor = Supervisor(processes, log=_log)
    if not supervisor.run(is_ready=lambda: answers(host, port), greeting=options.greeting):
        return 1
    _log("Stopped.")
    return 0


def _options():
    parser = argparse.ArgumentParser(prog="serve", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--fd", type=int, required=True, help="the socket that listens")
    parser.add_argument("--forked", type=int, nargs="+", required=True, help="the web processes, then the worker")
    parser.add_argument("--greeting", required=True)
    return parser.parse_args()


def _log(line):
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
