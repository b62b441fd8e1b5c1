"""What a cost is measured without: for a while, a name of a module stands for something else."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType


@contextmanager
def standing_in(module: ModuleType, name: str, other: object) -> Iterator[None]:
    """For this process alone; what it was comes back at the end, whatever happens."""
    own = getattr(module, name)
    setattr(module, name, other)
    try:
        yield
    finally:
        setattr(module, name, own)
