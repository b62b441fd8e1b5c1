"""Where pages are kept: in memory and on the disk, both bounded by bytes."""

import os

from newsroom.page_cache.page import Page
from newsroom.page_cache.store import Disk, Memory


def page(body, status=200):
    made = Page(status, [], body, "build", "house", 1, frozenset(), 0.0, 9e9)
    made.wire("")
    return made


def test_the_memory_is_bounded_and_the_unused_go_first():
    memory = Memory(10_000)
    for number in range(12):
        memory.put((b"", b"%d" % number), page(b"x" * 1000))
        memory.get((b"", b"0"))

    assert (b"", b"0") in memory.pages
    assert memory.bytes <= 10_000
    assert len(memory.pages) < 12
    memory = Memory(10**7)
    for number in range(2000):
        memory.put((b"", b"none %d" % number), page(b"", status=404))
    assert len(memory.not_found) == 500


def test_the_memory_counts_what_is_packed_later_and_takes_as_much_off_again():
    memory = Memory(10**6)
    for turn in range(50):
        made = Page(200, [], os.urandom(2000), "build", "house", turn, frozenset(), 0.0, 9e9)
        memory.put((b"", b"a"), made)
        made.wire("")
        made.wire("gzip")
        memory.weigh((b"", b"a"))
        assert memory.bytes == made.size > 4000
    memory.put((b"", b"b"), page(b"x" * 1000))
    memory.drop((b"", b"a"))
    memory.drop((b"", b"b"))

    assert memory.bytes == 0


def test_the_disk_is_bounded_and_the_oldest_go_first(tmp_path):
    disk = Disk(tmp_path, 50_000)
    for number in range(40):
        disk.write((b"", b"%d" % number), page(b"x" * 2000))
        os.utime(disk._file((b"", b"%d" % number)), (number, number))
    disk.sweep()

    assert disk.read((b"", b"0")) is None
    assert disk.read((b"", b"39")).body == b"x" * 2000
    assert sum(file.stat().st_size for file in tmp_path.glob("*/*")) <= 50_000


def test_a_full_or_broken_disk_only_makes_pages_dearer(tmp_path):
    disk = Disk(tmp_path / "pages", 50_000)
    disk.write((b"", b"a"), page(b"a"))
    disk._file((b"", b"a")).write_bytes(b"not a page")
    assert disk.read((b"", b"a")) is None
    disk._file((b"", b"b")).parent.touch()
    disk.write((b"", b"b"), page(b"b"))
    assert disk.read((b"", b"b")) is None


def test_one_process_of_a_node_draws_a_page(tmp_path):
    here, there = Disk(tmp_path, 1000), Disk(tmp_path, 1000)
    lock = here.lock((b"", b"a"))
    assert there.lock((b"", b"a")) is None
    lock.close()
    assert there.lock((b"", b"a"))
