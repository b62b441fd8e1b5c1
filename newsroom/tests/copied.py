"""Makes what the tests copy before they ask for it: both databases at the same time, and the collected files."""

from concurrent.futures import ThreadPoolExecutor

import django

from newsroom.tests.collected import kept_collected
from newsroom.tests.servers import kept_as_sql, running_postgresql
from newsroom.tests.tables import kept_as_file


def on_postgresql() -> None:
    with running_postgresql() as server:
        kept_as_sql(*server)


def main() -> None:
    django.setup()
    with ThreadPoolExecutor() as pool:
        for made in [pool.submit(make) for make in (kept_as_file, on_postgresql, kept_collected)]:
            made.result()


if __name__ == "__main__":
    main()
