"""What `manage.py serve` becomes after its checks: the supervisor, in a process that has never read Django."""

import argparse
import os

from newsroom.server.supervisor import ManagedProcess, Supervisor, answers, web_command, worker_command


def main() -> int:
    options = _options()
    host, port = options.host, options.port
    web = web_command(host=host, port=port, workers=options.workers)
    processes = [
        ManagedProcess("web server", web, cwd=os.getcwd()),
        ManagedProcess("task worker", worker_command(), cwd=os.getcwd(), is_vital=False),
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
    parser.add_argument("--workers", type=int, required=True)
    parser.add_argument("--greeting", required=True)
    return parser.parse_args()


def _log(line):
    print(line, flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
