"""What `manage.py serve` becomes after its checks: the supervisor, in a process that has never read Django."""

import argparse
import json
import os
import time
from pathlib import Path

from newsroom.monitoring.exposition import serve_metrics
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
    if options.metrics_port:
        serve_metrics(options.metrics_port, options.metrics_folder)
    command, cwd = web_command(host=host, port=port, fd=fd), os.getcwd()
    *webs, worker = (ForkedProcess(pid) for pid in options.forked)
    processes = [
        *(ManagedProcess("web server", command, cwd=cwd, fds=(fd,), popen=web) for web in webs),
        ManagedProcess("task worker", worker_command(), cwd=cwd, is_vital=False, popen=worker),
    ]
    log = _log_for_programs if options.log_format == "json" else _log
    supervisor = Supervisor(processes, log=log)
    if not supervisor.run(is_ready=lambda: answers(host, port), greeting=options.greeting):
        return 1
    log("Stopped.")
    return 0


def _options():
    parser = argparse.ArgumentParser(prog="serve", description=__doc__)
    parser.add_argument("--host", required=True)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--fd", type=int, required=True, help="the socket that listens")
    parser.add_argument("--forked", type=int, nargs="+", required=True, help="the web processes, then the worker")
    parser.add_argument("--greeting", required=True)
    parser.add_argument("--log-format", default="plain")
    parser.add_argument("--metrics-port", type=int, default=0)
    parser.add_argument("--metrics-folder", type=Path)
    return parser.parse_args()


def _log(line):
    print(line, flush=True)


def _log_for_programs(line):
    """As newsroom.monitoring.logs writes it, which is too heavy for this process."""
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    print(json.dumps({"time": now, "level": "INFO", "logger": "newsroom.server", "message": line}), flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
