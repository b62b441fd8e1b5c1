#!/usr/bin/env python
"""Newsroom's commands: migrate, load_demo, serve and the rest."""

import os
import sys

if sys.version_info < (3, 12):  # noqa: UP036 - an older Python must get this line, not a traceback
    sys.exit("Newsroom needs Python 3.12 or newer; this is {}.{}.".format(*sys.version_info[:2]))


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line

    from common.audit import acting_as_command

    try:
        with acting_as_command(sys.argv[1:2]):
            execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"Newsroom cannot start: {error}")
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
