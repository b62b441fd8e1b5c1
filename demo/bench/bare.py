"""Two web processes with the settings of the bare view: `python -m demo.bench.bare PORT`."""

import os
import sys

import django

from newsroom.server.web import listen, run

if __name__ == "__main__":
    django.setup()
    from newsroom.server.bridge import Django

    listener, handler = listen("127.0.0.1", int(sys.argv[1])), Django()
    os.fork()
    run(listener, ("127.0.0.1", int(sys.argv[1])), handler)
